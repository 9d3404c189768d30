// incident tick, incident page: how far a checklist and a removal have come.
#include <algorithm>

#include "cli/choices.h"
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/journal_json.h"
#include "cli/journal_view.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

struct Known {
  std::string id;
  std::uint32_t version = 1;
  Json json;
};
Answer<Known> known_incident(api::JournalApi& journal, const std::string& id) {
  WW_TRY_SET(const auto shown, journal.incident(id, 0));
  Json json = Json::parse(shown.json, nullptr, false);
  if (json.is_object()) return Known{shown.line.id, shown.line.version, std::move(json)};
  return problem(Problem::Kind::other, "This program cannot read the incident.");
}

Answer<api::IncidentRef> write(api::JournalApi& journal, const Known& incident) {
  return journal.incident_write(
      {incident.id, to_text(incident.json), "", std::nullopt, incident.version});
}

Answer<std::string> one_word(const Choices& choices, const std::string& text,
                             const std::string& option) {
  const auto picked = pick(choices, text);
  if (picked.unread.empty() && picked.codes.size() == 1) return picked.codes.front();
  std::string all;
  for (const auto& choice : choices) all += (all.empty() ? "" : ", ") + choice.words;
  return usage(option + " is one of: " + all + ".");
}

// ---- checklists

struct Item {
  std::string list, id, text;
};

bool is_named(const Item& item, const std::string& name) {
  return name == item.id || name == tick_name(item.list, item.id) ||
         name == item.list + "." + item.id;
}

void add_named(std::vector<Item>& found, const std::vector<api::CardShown>& cards,
               const std::string& name) {
  for (const auto& card : cards) {
    for (const auto& each : card.items) {
      const Item item{card.id, each.id, each.text};
      const bool there = std::any_of(found.begin(), found.end(), [&](const Item& other) {
        return other.list == item.list && other.id == item.id;
      });
      if (is_named(item, name) && !there) found.push_back(item);
    }
  }
}

// Of the lists that fit this incident; of all where none of them has it.
Answer<Item> item_named(api::JournalApi& journal, const std::string& incident,
                        const std::string& name) {
  WW_TRY_SET(const auto care, journal.care(incident));
  std::vector<Item> found;
  add_named(found, care.first, name);
  add_named(found, care.cards, name);
  if (found.empty()) {
    WW_TRY_SET(const auto all, journal.cards({}));
    add_named(found, all, name);
  }
  if (found.empty()) {
    return problem(Problem::Kind::not_found, "No checklist has an entry \"" + name +
                                                 "\". `watchword care " + short_id(incident) +
                                                 "` shows them, each with its "
                                                 "name in < >.");
  }
  if (found.size() == 1) return found.front();
  std::string names;
  for (const auto& item : found) {
    names += (names.empty() ? "" : ", ") + tick_name(item.list, item.id);
  }
  return usage("More than one checklist has it. Say which: " + names + ".");
}

void put_tick(Json& incident, const Item& item, const std::string& state, Instant now) {
  Json& list = incident["checklist"];
  if (!list.is_array()) list = Json::array();
  const Json tick = {
      {"list", item.list}, {"item", item.id}, {"state", state}, {"at", for_scripts(now)}};
  for (auto& each : list) {
    if (each.value("list", std::string()) != item.list) continue;
    if (each.value("item", std::string()) != item.id) continue;
    each = tick;
    return;
  }
  list.push_back(tick);
}

Answer<int> tick(Session& session, const Arguments& arguments) {
  WW_TRY_SET(const std::string state, one_word(choices_of<domain::ChecklistState>(),
                                               arguments.one("STATE", "done"), "STATE"));
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(Known incident, known_incident(*journal, arguments.one("ID")));
  WW_TRY_SET(const Item item, item_named(*journal, incident.id, arguments.one("ITEM")));
  put_tick(incident.json, item, state, session.world().now());
  WW_TRY_SET(const auto ref, write(*journal, incident));
  if (session.json()) {
    Json json = to_json(ref);
    json.update({{"list", item.list}, {"item", item.id}, {"state", state}});
    session.object("incident-tick", json);
  } else {
    session.line(item_mark(state) + shown(item.text));
  }
  return kDone;
}

// ---- pages

Json& page_in(Json& incident, const std::string& url) {
  Json& list = incident["online_items"];
  if (!list.is_array()) list = Json::array();
  for (auto& each : list) {
    if (each.value("url", std::string()) == url) return each;
  }
  list.push_back({{"url", url}});
  return list.back();
}

void tell_next(Session& session, const Json& page, const std::string& id) {
  const auto state = page.value("state", std::string("found"));
  if (state == "found") {
    session.say("Record it before anybody is asked to remove it: `watchword evidence add " +
                short_id(id) +
                " FILE` seals a screenshot, then say --state recorded. Whoever removes a page "
                "removes its proof too.");
  } else if (state == "recorded") {
    session.say("`watchword packet takedown " + short_id(id) +
                " -o letter.txt` asks for its removal, if you want that.");
  }
}

Answer<int> page(Session& session, const Arguments& arguments) {
  const std::pair<const char*, const char*> texts[] = {{"--host", "host"},
                                                       {"--host-contact", "host_contact"}};
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(Known incident, known_incident(*journal, arguments.one("ID")));
  Json& page = page_in(incident.json, arguments.one("LINK"));
  for (const auto& [option, key] : texts) {
    if (arguments.has(option)) page[key] = arguments.one(option);
  }
  if (arguments.has("--ground")) {
    WW_TRY_SET(const std::string ground, one_word(choices_of<domain::TakedownGround>(),
                                                  arguments.one("--ground"), "--ground"));
    page["ground"] = ground;
  }
  if (arguments.has("--state")) {
    WW_TRY_SET(const std::string state,
               one_word(choices_of<domain::TakedownState>(), arguments.one("--state"), "--state"));
    page["state"] = state;
  }
  WW_TRY_SET(const auto ref, write(*journal, incident));
  if (session.json()) {
    Json json = to_json(ref);
    json["page"] = page;
    session.object("incident-page", json);
    return kDone;
  }
  session.line(
      shown(arguments.one("LINK")) + "  " +
      words_in(choices_of<domain::TakedownState>(), page.value("state", std::string("found"))));
  tell_next(session, page, incident.id);
  return kDone;
}

const Positional kId{"ID", "the incident's id, or its first 6 characters"};

}  // namespace

std::vector<Command> tick_commands() {
  return {
      {"incident tick",
       "tick an entry of a checklist",
       {"watchword incident tick itdn6h outing.ads done",
        "watchword incident tick itdn6h outing.home not-for-me"},
       {kId,
        {"ITEM", "its name, as `care` and `cards` show it in < >"},
        {"STATE", "done (without it), open, or not-for-me", false}},
       {},
       "`watchword care ID` shows the lists that fit, with what is ticked.",
       tick},
      {"incident page",
       "a page about you, or of yours, and how far its removal came",
       {"watchword incident page itdn6h https://ads.example/1 --host ads.example",
        "watchword incident page itdn6h https://ads.example/1 --state recorded"},
       {kId, {"LINK", "its address"}},
       {{"--state", "WORD", "found, recorded, asked to remove, removed or refused"},
        {"--host", "NAME", "who runs the site, such as ads.example"},
        {"--host-contact", "TEXT", "where they are to be asked"},
        {"--ground", "WORD", "copyright, data protection, intimate image or other"}},
       "Record first, then ask for removal: whoever removes a page removes its proof too.",
       page},
  };
}

}  // namespace ww::cli
