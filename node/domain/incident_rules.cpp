#include "domain/incident_rules.h"

#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"
#include "domain/four_w_rules.h"
#include "domain/journal_limits.h"

namespace ww::domain {
namespace {

class Judge : private FourWRules {
 public:
  explicit Judge(Instant now) : FourWRules(now, now, Spelling::as_written) {}

  Findings incident(const Incident& incident, Stage stage) {
    head(incident);
    what(incident);
    if (incident.who) who(*incident.who);
    if (incident.when) when(*incident.when);
    if (incident.where) where(*incident.where);
    note("place_exact", incident.place_exact);
    note("own_place", incident.own_place);
    harm(incident);
    for_hints(incident);
    kept_beside(incident);
    if (stage == Stage::complete) completeness(incident);
    return take();
  }

  Findings subject(const Subject& subject) {
    if (subject.label.empty()) {
      refuse("label", "missing", "Give this person a word of your own by which you know them.");
    }
    line("label", subject.label);
    note("note", subject.note);
    if (subject.ids) {
      items("ids", subject.ids->size(), limits::kSubjectIdentifiers);
      for (std::size_t i = 0; i < subject.ids->size(); ++i) {
        identifier(at("ids", i), (*subject.ids)[i]);
      }
    }
    if (subject.told_to_stop) told_to_stop(*subject.told_to_stop);
    return take();
  }

  Findings own(const OwnIdentifiers& own) {
    for (const auto& [name, list] :
         {std::pair{"phones", &own.phones}, std::pair{"names", &own.names},
          std::pair{"emails", &own.emails}, std::pair{"handles", &own.handles},
          std::pair{"ads", &own.ads}, std::pair{"addresses", &own.addresses},
          std::pair{"plates", &own.plates}, std::pair{"services", &own.services},
          std::pair{"other_workers", &own.other_workers}}) {
      items(name, list->size(), limits::kOwnEntries);
      filled(name, *list, limits::kIdentifierText);
    }
    return take();
  }

 private:
  void head(const Incident& incident) {
    if (incident.schema != kIncidentSchema) {
      refuse("schema", "unsupported",
             "This program writes and reads " + quoted(kIncidentSchema) + " incidents only.");
    }
    if (!incident.lang.empty() && !is_language_tag(incident.lang)) {
      refuse("lang", "malformed", "This is no language tag. Write one such as \"en-GB\".");
    }
  }

  void what(const Incident& incident) {
    ticks("channels", incident.channels);
    ticks("codes", incident.codes);
    ticks("tactics", incident.tactics);
    ticks("weapon", incident.weapon);
    if (incident.repeat) repeat("repeat", *incident.repeat);
    text("account", incident.account, limits::kAccount, true);
  }

  void harm(const Incident& incident) {
    ticks("effect", incident.effect);
    note("effect_note", incident.effect_note);
    note("injuries", incident.injuries);
    note("health", incident.health);
    ticks("route", incident.route);
  }

  void for_hints(const Incident& incident) {
    ticks("messages", incident.messages);
    if (incident.demand) {
      note("demand.what", incident.demand->what);
      line("demand.deadline", incident.demand->deadline);
      line("demand.pay_to", incident.demand->pay_to);
      ticks("demand.menaces", incident.demand->menaces);
    }
    ticks("images", incident.images);
    ticks("exposed", incident.exposed);
    if (incident.told_to_stop) told_to_stop(*incident.told_to_stop);
  }

  void kept_beside(const Incident& incident) {
    if (incident.third_parties) {
      items("third_parties", incident.third_parties->size(), limits::kThirdParties);
      filled("third_parties", *incident.third_parties, limits::kJournalLine);
    }
    if (incident.physical) physical(*incident.physical);
    if (incident.online_items) online_items(*incident.online_items);
    if (incident.checklist) checklist(*incident.checklist);
  }

  void physical(const std::vector<PhysicalItem>& list) {
    items("physical", list.size(), limits::kPhysicalItems);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string path = at("physical", i);
      line(path + ".item", list[i].item);
      line(path + ".bag", list[i].bag);
      line(path + ".place", list[i].place);
      line(path + ".holder", list[i].holder);
    }
  }
  void online_items(const std::vector<OnlineItem>& list) {
    items("online_items", list.size(), limits::kOnlineItems);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string path = at("online_items", i);
      text(path + ".url", list[i].url, limits::kPageAddress);
      text(path + ".host", list[i].host, limits::kHostName);
      line(path + ".host_contact", list[i].host_contact);
    }
  }
  void checklist(const std::vector<ChecklistTick>& list) {
    items("checklist", list.size(), limits::kChecklistTicks);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string path = at("checklist", i);
      pack_id(path + ".list", list[i].list);
      pack_id(path + ".item", list[i].item);
      not_in_future(path + ".at", list[i].at);
    }
  }

  void completeness(const Incident& incident) {
    const bool coded = incident.codes && !incident.codes->empty();
    const bool told = incident.account && !incident.account->empty();
    if (!coded && !told) {
      refuse("codes", "missing",
             "What happened, ticked or in your own words, makes it complete: at any time.");
    }
  }

  // ---- single values of the journal

  void note(const std::string& field, const Text& value) {
    text(field, value, limits::kJournalNote, true);
  }
  void line(const std::string& field, const Text& value) {
    text(field, value, limits::kJournalLine);
  }
  void told_to_stop(const ToldToStop& told) {
    not_in_future("told_to_stop.at", told.at);
    note("told_to_stop.words", told.words);
  }
  // A closed list cannot hold more entries than there are words for them.
  template <class E>
  void ticks(const std::string& field, const List<E>& list) {
    if (!list) return;
    items(field, list->size(), names_of<E>().size());
    once_each(field, *list);
  }
  void filled(const std::string& field, const std::vector<std::string>& list, std::size_t most) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      text(at(field, i), list[i], most);
      if (list[i].find_first_not_of(' ') == std::string::npos) {
        refuse(at(field, i), "empty", "This entry is empty. Fill it in, or take it out.");
      }
    }
  }
  void pack_id(const std::string& field, const std::string& id) {
    line(field, id);
    if (id.empty()) refuse(field, "missing", "Name the checklist and the entry that was ticked.");
  }
};

}  // namespace

Findings check_incident(const Incident& incident, Instant now, Stage stage) {
  return Judge(now).incident(incident, stage);
}
Findings check_subject(const Subject& subject, Instant now) { return Judge(now).subject(subject); }
Findings check_own(const OwnIdentifiers& own) { return Judge(Instant{}).own(own); }

}  // namespace ww::domain
