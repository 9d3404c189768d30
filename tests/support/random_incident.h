// Incidents, persons of concern and own identifiers at random, under a seed: every field told or
// not told, every list empty or filled. Well formed, though not always allowed by the rules.
#pragma once

#include "domain/journal.h"
#include "support/random_alert.h"

namespace ww::test {

class RandomIncident : public RandomAlert {
 public:
  using RandomAlert::RandomAlert;

  domain::Incident incident() {
    using namespace domain;
    Incident i;
    if (flip()) i.lang = "ro";
    i.channels = names<Channel>();
    i.codes = names<Code>();
    i.tactics = names<Tactic>();
    i.weapon = names<Weapon>();
    if (flip()) i.repeat = Repeat{number(), day(), day()};
    i.urgency = maybe<Urgency>();
    i.account = told();
    if (flip()) i.who = who();
    if (i.who && i.who->ids) spell(*i.who->ids);
    if (flip()) i.when = When{time(), time(), maybe<Precision>(), told()};
    if (flip()) i.where = Where{maybe<Mode>(), maybe<Setting>(), texts(), told(), {}};
    i.place_exact = told();
    i.own_place = told();
    i.effect = names<Effect>();
    i.effect_note = told();
    i.unwanted = truth();
    i.feared_violence = truth();
    i.forced_contact = truth();
    i.injuries = told();
    i.health = told();
    i.route = names<AssaultRoute>();
    i.messages = names<MessageTick>();
    if (flip()) i.demand = Demand{truth(), told(), told(), told(), names<Menace>()};
    i.consent_to_film = maybe<FilmConsent>();
    i.images = names<ImageUse>();
    i.exposed = names<Exposed>();
    if (flip()) i.told_to_stop = stop();
    i.third_parties = texts();
    i.physical = list([&] { return PhysicalItem{told(), told(), told(), told()}; });
    i.online_items = list([&] {
      return OnlineItem{told(), told(), told(), maybe<TakedownGround>(), maybe<TakedownState>()};
    });
    i.checklist = list([&] {
      return ChecklistTick{text(), text(), one<ChecklistState>(), time()};
    });
    i.basis = maybe<Basis>();
    return i;
  }

  domain::Subject subject() {
    domain::Subject s;
    s.label = text();
    s.note = told();
    s.ids = list([&] { return identifier(); });
    if (s.ids) spell(*s.ids);
    if (flip()) s.told_to_stop = stop();
    return s;
  }

  domain::OwnIdentifiers own() {
    domain::OwnIdentifiers o;
    for (auto* list : {&o.phones, &o.names, &o.emails, &o.handles, &o.ads, &o.addresses, &o.plates,
                       &o.services, &o.other_workers}) {
      *list = texts().value_or(std::vector<std::string>{});
    }
    return o;
  }

 private:
  template <class E>
  domain::List<E> names() {
    return list([&] { return one<E>(); });
  }
  std::optional<Instant> time() { return flip() ? std::optional(instant()) : std::nullopt; }
  domain::ToldToStop stop() { return {time(), maybe<domain::Channel>(), told()}; }
  // Canonical, as it was written, or both.
  void spell(std::vector<domain::Identifier>& ids) {
    for (auto& id : ids) {
      id.raw = told();
      if (id.raw && flip()) id.canon.clear();
    }
  }
};

}  // namespace ww::test
