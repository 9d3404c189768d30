// The Alert: the Four W's of one incident as they may leave the device (fourw/1).
//
// The journal's Incident holds the full truth and is never sent; an alert is built from chosen
// fields. Nothing in here names, hints at or can be joined to its author.
//
// Presence is part of the value: "not told" (nullopt), "told: none" (an empty list), zero and false
// are different statements, and each survives JSON and the wire. Only what every alert must carry
// is not optional. What the fields may hold is alert_rules.h's business.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/alert_codes.h"
#include "domain/ids.h"
#include "domain/time.h"

namespace ww::domain {

inline constexpr std::string_view kSchema = "fourw/1";

template <class T>
using List = std::optional<std::vector<T>>;  // absent, empty, or filled
using Text = std::optional<std::string>;
using Day = std::chrono::sys_days;      // "2025-06-15"
using Month = std::chrono::year_month;  // "2025-03"

// [lo, hi]: people are described by ranges, never by points.
struct Range {
  std::int32_t lo = 0, hi = 0;
  bool operator==(const Range&) const = default;
};

// The widest audience that the author allows, and her separate consents.
struct Share {
  Level level = Level::named;
  std::optional<std::int32_t> hops;  // > 0 only at network
  std::optional<bool> support;       // the support project may know; absent: no
  std::optional<Police> police;      // absent: none
  std::optional<bool> stats;         // absent: no
  bool operator==(const Share&) const = default;
};

struct Repeat {
  std::optional<std::int32_t> count;
  std::optional<Day> first, last;
  bool operator==(const Repeat&) const = default;
};
struct What {
  List<Code> codes;
  List<Tactic> tactics;
  std::optional<Repeat> repeat;
  List<Weapon> weapon;
  Text summary;
  bool operator==(const What&) const = default;
};

struct Hair {
  Text colour, style;
  bool operator==(const Hair&) const = default;
};
struct Voice {
  Text accent, lang, note;
  bool operator==(const Voice&) const = default;
};
struct Mark {
  std::optional<MarkType> type;
  Text part, desc;
  bool operator==(const Mark&) const = default;
};
struct Person {
  std::optional<Role> role;
  std::optional<Gender> gender;
  std::optional<Range> age, height_cm;
  Text build, complexion;
  std::optional<Hair> hair;
  Text facial_hair, eyes;
  std::optional<bool> glasses;
  Text teeth;
  std::optional<Voice> voice;
  List<Mark> marks;
  List<std::string> smell, clothing, words, distinctive, names;
  bool operator==(const Person&) const = default;
};

// One thing by which a person of concern may be met again.
struct Identifier {
  IdentifierKind kind = IdentifierKind::phone;
  std::string canon;  // the one spelling of its kind (identify/); empty while only `raw` is known
  Text raw;           // an author's spelling, replaced by `canon` before sending; never leaves
  std::optional<Confidence> conf;
  std::optional<Month> last_seen;  // numbers are given to someone else: a match fades from here
  Text platform;                   // of a handle: registrable domain
  Text cc;                         // of a plate: country
  Text shown, note;
  bool operator==(const Identifier&) const = default;
};

struct Vehicle {
  Text plate;  // upper case without spaces; `?` for a character not seen
  Text cc, make, model, colour, note;
  std::optional<Confidence> conf;
  bool operator==(const Vehicle&) const = default;
};

struct Who {
  std::optional<std::int32_t> n;  // how many there were
  std::optional<bool> withheld;   // the number was withheld: that is no identifier
  List<Person> people;
  List<Identifier> ids;
  List<Vehicle> vehicles;
  bool operator==(const Who&) const = default;
};

struct When {
  std::optional<Instant> start, end;  // floored to `precision`, in UTC
  std::optional<Precision> precision;
  Text tz;  // of the place, never of the device
  bool operator==(const When&) const = default;
};

struct Online {
  Text platform, host;
  bool operator==(const Online&) const = default;
};
struct Where {
  std::optional<Mode> mode;
  std::optional<Setting> setting;
  List<std::string> regions;  // ISO 3166-2
  Text locality;
  std::optional<Online> online;
  bool operator==(const Where&) const = default;
};

// A key of a newer peer that this version does not know: kept and shown raw.
struct Extra {
  std::string path;  // JSON pointer (RFC 6901), "/who/people/0/shoes"
  std::string json;  // its value, as text
  bool operator==(const Extra&) const = default;
};

struct Alert {
  std::string schema{kSchema};
  AlertId id;
  AlertKind kind = AlertKind::alert;
  Status status = Status::actual;
  Instant sent;  // floored to the hour
  Instant expires;
  List<AlertId> refs;  // the chain, newest last; root and previous on the wire
  std::optional<Reason> reason;
  std::string lang;  // of the free text; codes are translated by the reader
  Share share;
  Severity severity = Severity::unknown;
  Urgency urgency = Urgency::unknown;
  Certainty certainty = Certainty::unknown;
  Basis basis = Basis::first_hand;
  Action action = Action::assess;
  List<Advice> advice;
  std::optional<What> what;
  std::optional<Who> who;
  std::optional<When> when;
  std::optional<Where> where;
  List<std::string> must_understand;  // names; one that we do not know: partial view, no forward
  std::vector<Extra> extra;           // only in a peer's alert
  bool operator==(const Alert&) const = default;
};

}  // namespace ww::domain
