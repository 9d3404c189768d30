// care, cards, contacts-for, pack list, pack import: what may help now, dated and by nation.
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/journal_json.h"
#include "cli/journal_view.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;

constexpr std::size_t kPackMost = 4 * 1024 * 1024;

// Care is a matter of hours: it is told by the clocks of where it happened.
ClockText clock_of(Session& session, const std::string& incident_json) {
  const Json incident = Json::parse(incident_json, nullptr, false);
  const auto zone = incident.is_object()
                        ? incident.value(Json::json_pointer("/when/tz"), std::string())
                        : std::string();
  return [&session, zone](Instant at) {
    const auto local = session.world().local_text(at, zone);
    return local ? *local + " (" + shown(zone) + ")" : for_people(at);
  };
}

Answer<int> care(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto care, journal->care(arguments.one("INCIDENT")));
  if (session.json()) {
    session.object("care", to_json(care));
  } else {
    WW_TRY_SET(const auto incident, journal->incident(arguments.one("INCIDENT"), 0));
    session.terminal().out(care_text(care, clock_of(session, incident.json)));
  }
  return kDone;
}

// Without a name the titles alone: the whole would be a book.
void print_cards(Session& session, const std::vector<api::CardShown>& cards, bool titles) {
  for (const auto& card : cards) {
    if (titles) {
      session.line(shown(card.id) + "  " + shown(card.title) + "  (" + shown(card.nation) + ")");
    } else {
      session.terminal().out(card_text(card) + "\n");
    }
  }
  if (titles && !cards.empty()) session.say("`watchword cards NAME` shows one.");
}

// Help for a region. One that is not known gets that of all nations, and `note` says so.
template <class Ask>
auto help_at(const std::string& region, std::string& note, Ask ask) -> decltype(ask(region)) {
  auto found = ask(region);
  if (found.ok() || region.empty() || found.error().kind != api::Problem::Kind::not_found) {
    return found;
  }
  auto everywhere = ask(std::string("*"));
  if (!everywhere.ok()) return found;
  note = found.error().message + " All nations follow.";
  return everywhere;
}

Json with_note(Json json, const std::string& note) {
  if (!note.empty()) json["note"] = note;
  return json;
}

Answer<int> cards(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.help_journal());
  std::string note;
  const auto found = help_at(arguments.one("--region"), note, [&](const std::string& region) {
    return journal->cards({arguments.one("NAME"), region, arguments.one("--lang")});
  });
  if (!found.ok()) return found.error();
  if (session.json()) {
    session.object("cards", with_note({{"cards", list_json(*found)}}, note));
    return kDone;
  }
  if (!note.empty()) session.say(shown(note));
  print_cards(session, *found, !arguments.has("NAME"));
  if (found->empty()) return problem(api::Problem::Kind::not_found, "There is no such card.");
  return kDone;
}

Answer<int> contacts(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.help_journal());
  const std::string region = trimmed(arguments.one("REGION"));
  std::string note = region.empty() ? "No region was named. All nations follow." : "";
  const auto found = help_at(region.empty() ? "*" : region, note, [&](const std::string& place) {
    return journal->contacts_for(place, arguments.one("--purpose"));
  });
  if (!found.ok()) return found.error();
  if (session.json()) {
    session.object("contacts-for", with_note({{"contacts", list_json(*found)}}, note));
    return kDone;
  }
  if (!note.empty()) session.say(shown(note));
  for (const auto& contact : *found) session.terminal().out(contact_text(contact) + "\n");
  if (found->empty())
    session.say("No contact is known here for this. There may be one all the same.");
  return kDone;
}

Answer<int> pack_list(Session& session, const Arguments&) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto packs, journal->packs());
  if (session.json()) {
    session.object("pack-list", {{"packs", list_json(packs)}});
    return kDone;
  }
  for (const auto& pack : packs) {
    session.line(shown(pack.id) + "  " + shown(pack.nation) + "  as of " + shown(pack.edition) +
                 "  " + shown(pack.lang) + "  " + spaced(shown(pack.origin)));
  }
  return kDone;
}

Answer<int> pack_import(Session& session, const Arguments& arguments) {
  auto& terminal = session.terminal();
  WW_TRY_SET(const std::string pack, terminal.read_file(arguments.one("FILE"), kPackMost));
  const auto beside = arguments.one("--signature", arguments.one("FILE") + ".sig");
  WW_TRY_SET(const std::string signature, terminal.read_file(beside, 4096));
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto line,
             journal->pack_import(to_bytes(as_bytes(pack)), to_bytes(as_bytes(signature))));
  if (session.json()) {
    session.object("pack-import", to_json(line));
  } else {
    session.say("Now used: " + shown(line.id) + ", as of " + shown(line.edition) + ".");
  }
  return kDone;
}

}  // namespace

std::vector<Command> care_commands() {
  return {
      {"care",
       "what may help now, after an incident",
       {"watchword care itdn6h"},
       {{"INCIDENT", "its id, or its first 6 characters"}},
       {},
       "Care first, then how long something may help, what it may be in law, and who can help.\n"
       "Every card shows its nation, date and source. Nothing here is legal or medical advice.",
       care},
      {"cards",
       "cards on law, care and safety; works without a network",
       {"watchword cards", "watchword cards law.harassment --region GB-SCT",
        "watchword cards boundary --lang pl"},
       {{"NAME", "an id, or words of a title; all titles without it", false, true}},
       {{"--region", "PLACE", "a name or a code; your home region unless told"},
        {"--lang", "TAG", "of message templates"}},
       "",
       cards},
      {"contacts-for",
       "who can help, by region",
       {"watchword contacts-for Leeds", "watchword contacts-for IE-D --purpose sexual_violence"},
       {{"REGION", "a name such as Leeds or Ireland, or a code such as GB-LDS"}},
       {{"--purpose", "NAME",
         "emergency, police, sex_work_scheme, stalking, images, sexual_violence, medical,\n"
         "                                data_protection, blackmail, emotional_support, other"}},
       "Works while the node is locked. The program never dials and opens no page.",
       contacts},
      {"pack list",
       "the dated data that is in use",
       {"watchword pack list"},
       {},
       {},
       "",
       pack_list},
      {"pack import",
       "take a newer edition of law cards, times and contacts",
       {"watchword pack import gb-eng.json"},
       {{"FILE", "the pack; its signature lies beside it as FILE.sig"}},
       {{"--signature", "FILE", "where else the signature lies"}},
       "Only a pack signed by the key that this program was built with is taken.",
       pack_import},
  };
}

}  // namespace ww::cli
