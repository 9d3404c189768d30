// The Incident: what happened, whole and for its author alone (incident/1). It is never sent: an
// alert or a packet is built from chosen fields, through the redactor.
//
// Every field may be left out: "not told" (nullopt) and "told: none" (an empty list) are different
// statements. What the fields may hold is incident_rules.h's business; the law words in it are tick
// lists of what was done, never a verdict. The Four W's share their values with domain/alert.h.
//
// Not in here, because no edit may touch it: the id, the time of writing, versions, evidence,
// consents and reports (domain/journal.h).
#pragma once

#include "domain/alert.h"
#include "domain/incident_codes.h"

namespace ww::domain {

inline constexpr std::string_view kIncidentSchema = "incident/1";

// "He was told to stop": what makes a later contact a knowing one.
struct ToldToStop {
  std::optional<Instant> at;
  std::optional<Channel> channel;
  Text words;
  bool operator==(const ToldToStop&) const = default;
};

// What was asked for, by when, and where it was to be paid.
struct Demand {
  std::optional<bool> made;
  Text what, deadline, pay_to;
  List<Menace> menaces;
  bool operator==(const Demand&) const = default;
};

// A thing kept for an examination: clothes, a condom, a glass.
struct PhysicalItem {
  Text item, bag, place, holder;
  bool operator==(const PhysicalItem&) const = default;
};

// One advertisement or page of the author's, or about her, and how far its removal came.
struct OnlineItem {
  Text url, host, host_contact;
  std::optional<TakedownGround> ground;
  std::optional<TakedownState> state;
  bool operator==(const OnlineItem&) const = default;
};

// One entry of a checklist (packs/), as the person ticked it. `list` and `item` are the pack's ids.
struct ChecklistTick {
  std::string list, item;
  ChecklistState state = ChecklistState::done;
  std::optional<Instant> at;
  bool operator==(const ChecklistTick&) const = default;
};

struct Incident {
  std::string schema{kIncidentSchema};
  std::string lang;  // BCP 47, of the free text; empty: not told

  // What
  List<Channel> channels;
  List<Code> codes;
  List<Tactic> tactics;
  List<Weapon> weapon;
  std::optional<Repeat> repeat;
  std::optional<Urgency> urgency;  // immediate: it is going on, or about to happen
  Text account;                    // in her own words; never leaves

  // Who, when, where
  std::optional<Who> who;
  std::optional<When> when;  // not floored: the journal keeps what was written
  std::optional<Where> where;
  Text place_exact, own_place;

  // What it did to her; never leaves
  List<Effect> effect;
  Text effect_note;
  std::optional<bool> unwanted;         // contact need not be abusive to count
  std::optional<bool> feared_violence;  // the graver form
  std::optional<bool> forced_contact;
  Text injuries, health;
  List<AssaultRoute> route;  // only to compute times

  // For the hints
  List<MessageTick> messages;
  std::optional<Demand> demand;
  std::optional<FilmConsent> consent_to_film;
  List<ImageUse> images;
  List<Exposed> exposed;
  std::optional<ToldToStop> told_to_stop;

  // Kept beside it
  List<std::string> third_parties;  // other workers, family
  List<PhysicalItem> physical;
  List<OnlineItem> online_items;
  List<ChecklistTick> checklist;
  std::optional<Basis> basis;

  bool operator==(const Incident&) const = default;
};

}  // namespace ww::domain
