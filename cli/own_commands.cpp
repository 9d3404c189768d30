// own show, add, remove; redact; block-list: what is yours and must not leave, and what is theirs.
#include <algorithm>

#include "cli/groups.h"
#include "cli/input.h"
#include "cli/journal_json.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "domain/journal_limits.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> names = {"phones",  "names",    "emails",
                                                 "handles", "ads",      "addresses",
                                                 "plates",  "services", "other_workers"};
  return names;
}

Answer<Json> read_own(api::JournalApi& journal) {
  WW_TRY_SET(const std::string text, journal.own());
  Json own = Json::parse(text, nullptr, false);
  if (own.is_object()) return own;
  return problem(Problem::Kind::other, "This program cannot read the list.");
}

Answer<int> show(Session& session, const Arguments&) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const Json own, read_own(*journal));
  if (session.json()) {
    session.object("own", {{"own", own}});
    return kDone;
  }
  bool any = false;
  for (const auto& kind : kinds()) {
    const Json list = own.value(kind, Json::array());
    for (const auto& value : list) {
      session.line(spaced(kind) + ": " + shown(value.get<std::string>()));
      any = true;
    }
  }
  if (!any) {
    session.say(
        "The list is empty. What you put into it (your numbers, names, handles, ads, "
        "addresses) is looked for in everything before it leaves.");
  }
  return kDone;
}

Answer<std::string> kind_of(const Arguments& arguments) {
  std::string kind = arguments.one("KIND");
  std::replace(kind.begin(), kind.end(), '-', '_');
  for (const auto& known : kinds()) {
    // "phone" does as well as "phones".
    if (known == kind || known.substr(0, known.size() - 1) == kind) return known;
  }
  if (kind == "address") return std::string("addresses");
  return usage("KIND is phone, name, email, handle, ad, address, plate, service or other_worker.");
}

// The number that is read in it; nullopt when none is, or more than one.
using Number = std::optional<api::Extracted>;
Answer<Number> number_in(Session& session, const std::string& text) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto checked, node->check(text));
  Number number;
  for (const auto& found : checked.extracted) {
    if (found.kind != "phone") continue;
    if (number && number->canon != found.canon) return Number();
    number = found;
  }
  return number;
}

// As it was typed; a number in any spelling.
Answer<std::size_t> place_of(Session& session, const Json& list, const std::string& kind,
                             const std::string& value) {
  const auto there = std::find(list.begin(), list.end(), Json(value));
  const auto at = static_cast<std::size_t>(there - list.begin());
  if (there != list.end() || kind != "phones") return at;
  WW_TRY_SET(const auto number, number_in(session, value));
  for (std::size_t i = 0; number && i < list.size(); ++i) {
    if (!list[i].is_string()) continue;
    WW_TRY_SET(const auto other, number_in(session, list[i].get<std::string>()));
    if (other && other->canon == number->canon) return i;
  }
  return list.size();
}

// Empty when it is read as a number, or need not be.
Answer<std::string> warning_about(Session& session, const std::string& kind,
                                  const std::string& value) {
  if (kind != "phones") return std::string();
  WW_TRY_SET(const auto number, number_in(session, value));
  if (number) return number->warnings.empty() ? std::string() : number->warnings.front();
  return std::string(
      "This cannot be read as a telephone number. It is kept, and looked for as it was typed, in "
      "no other spelling. Are all its digits there?");
}

// A value stands on one line of standard input when it is "-": it would stay in the shell's
// history.
Answer<int> change(Session& session, const Arguments& arguments, bool add) {
  WW_TRY_SET(const std::string kind, kind_of(arguments));
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const std::string text,
             text_or_input(session.terminal(), arguments.one("VALUE"), 64 * 1024));
  WW_TRY_SET(Json own, read_own(*journal));
  Json& list = own[kind];
  if (!list.is_array()) list = Json::array();
  const std::string value = trimmed(text);
  if (value.empty()) return usage("There is nothing in it.");
  WW_TRY_SET(const std::size_t at, place_of(session, list, kind, value));
  const bool there = at < list.size();
  if (add && !there) list.push_back(value);
  if (!add && !there) {
    return problem(Problem::Kind::not_found,
                   "It is not in the list. `watchword own show` shows it.");
  }
  if (!add) list.erase(at);
  WW_TRY(journal->own_set(to_text(own)));
  std::string warning;
  if (add) {
    WW_TRY_SET(warning, warning_about(session, kind, value));
  }
  if (session.json()) {
    Json json = {{"own", own}};
    if (!warning.empty()) json["warnings"] = {warning};
    session.object("own", json);
  } else if (!warning.empty()) {
    session.say("Note: " + shown(warning));
  }
  return kDone;
}
Answer<int> add(Session& session, const Arguments& arguments) {
  return change(session, arguments, true);
}
Answer<int> remove(Session& session, const Arguments& arguments) {
  return change(session, arguments, false);
}

Answer<int> redact(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const std::string text,
             text_or_input(session.terminal(), arguments.one("TEXT"), limits::kIncidentJsonBytes));
  WW_TRY_SET(const auto findings, journal->redact(text));
  if (session.json()) {
    session.object("redact", {{"findings", list_json(findings)}});
    return kDone;
  }
  for (const auto& finding : findings) {
    session.line(spaced(shown(finding.kind)) + ": " + shown(finding.text));
  }
  session.say(findings.empty()
                  ? "Nothing on your list is in it. A story that only you can know may still tell "
                    "who told it."
                  : "These could tell who you are.");
  return kDone;
}

Answer<int> block_list(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const std::string cards, journal->block_list(arguments.all("--subject")));
  const auto path = arguments.one("-o", "-");
  if (path == "-" && session.json()) {
    session.object("block-list", {{"vcard", cards}});
    return kDone;
  }
  if (path == "-") {
    session.terminal().out(cards);
    return kDone;
  }
  WW_TRY_SET(const auto file, session.terminal().make_file(path));
  WW_TRY(file->write(as_bytes(cards)));
  WW_TRY(file->finish());
  if (session.json()) {
    session.object("block-list", {{"file", path}, {"bytes", cards.size()}});
    return kDone;
  }
  session.say(
      "Open the file on your phone to add the numbers to its contacts, and block them there.");
  return kDone;
}

const Positional kKind{"KIND",
                       "phone, name, email, handle, ad, address, plate, service or other_worker"};
const Positional kValue{"VALUE", "- to read from standard input, or the text itself", true, true};

}  // namespace

std::vector<Command> own_commands() {
  return {
      {"own show",
       "what is yours and is looked for before anything leaves",
       {"watchword own show"},
       {},
       {},
       "",
       show},
      {"own add",
       "put something on that list",
       {"watchword own add phone -", "watchword own add name -"},
       {kKind, kValue},
       {},
       "The list never leaves the journal.",
       add},
      {"own remove",
       "take something off that list",
       {"watchword own remove phone -"},
       {kKind, kValue},
       {},
       "",
       remove},
      {"redact",
       "is there something in a text that tells who you are?",
       {"watchword redact - < text.txt"},
       {{"TEXT", "- to read from standard input, or the text itself", true, true}},
       {},
       "Nothing is changed and nothing is sent.",
       redact},
      {"block-list",
       "numbers of persons of concern, for the block list of a phone",
       {"watchword block-list -o block.vcf", "watchword block-list --subject Mark -o block.vcf"},
       {},
       {{"--subject", "WHO", "only this person", true},
        {"-o", "FILE", "a new file (vCard); printed without it"}},
       "The names in it say nothing about why.",
       block_list},
  };
}

}  // namespace ww::cli
