// The closed lists of the alert model, their names in JSON, and what each code brings with it.
//
// Numbers: an enumerator's value + 1 is its number on the wire (0 there means "not given"). So the
// order is fixed for ever: add at the end, never reuse, never move.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ww::domain {

enum class AlertKind : std::uint8_t { alert, update, corroborate, dispute, retract };
enum class Status : std::uint8_t { actual, exercise, test };
// From the narrowest to the widest: compare with <. There is no public level.
enum class Level : std::uint8_t { named, circle, circle_support, network };
enum class Police : std::uint8_t { none, anonymous, full };
enum class Severity : std::uint8_t { extreme, severe, moderate, minor, unknown };  // gravest first
enum class Urgency : std::uint8_t { immediate, expected, future, past, unknown };
enum class Certainty : std::uint8_t { observed, likely, possible, unlikely, unknown };
enum class Basis : std::uint8_t { first_hand, told_by_affected, project, public_source };
// Nothing that a violent person could notice: no `confront`, no `contact`.
enum class Action : std::uint8_t { avoid, avoid_block, monitor, assess, all_clear };
enum class Advice : std::uint8_t {
  move_away,
  work_in_pairs,
  ring_999_if_seen,
  do_not_pay_before_advice,
  keep_messages,
  tell_venue,
  save_evidence,
};

enum class Code : std::uint8_t {
  rape,
  sexual_assault_penetration,
  sexual_assault,
  stealthing,
  physical_assault,
  threat_violence,
  false_imprisonment,
  drugging,
  robbery,
  burglary,
  theft,
  fraud_nonpayment,
  police_impersonation,
  criminal_damage,
  harassment,
  stalking,
  malicious_comms,
  threatening_comms,
  cyberflashing,
  false_police_report,
  outing,
  outing_threat,
  blackmail,
  doxxing,
  impersonation,
  copyright_misuse,
  voyeurism_filming,
  ncii_sharing,
  ncii_threat,
  account_takeover,
  spyware_tracking,
  timewaster,
  boundary_pushing,
  concern,
  other,
};
enum class CodeGroup : std::uint8_t {
  sexual_violence,
  violence,
  theft,
  harm_to_place,
  pursuit,
  exposure,
  images,
  devices,
  nuisance,
  unsure,
};
enum class Tactic : std::uint8_t {
  monitoring,
  spyware,
  threatening_texts,
  tracking_device,
  account_takeover,
  denigration,
  image_distribution,
  fake_profiles,
  exclusion,
  flaming,
  outing,
  threats_dissemination,
  confidence_trick,
  impersonation,
  spamming,
  trolling,
  bullying_by_proxy,
};
enum class Weapon : std::uint8_t {
  none,
  knife,
  blunt,
  firearm,
  vehicle,
  restraint,
  drug,
  other,
  unknown,
};

enum class Reason : std::uint8_t {
  added_detail,  // update
  corrected,
  consent_changed,
  urgency_changed,
  narrowed,
  duplicate_of,
  same_identifier_own_experience,  // corroborate
  same_person_other_identifier,
  saw_it,
  wrong_person,           // dispute, retract
  identifier_reassigned,  // dispute
  identifier_belongs_to_someone_else,
  not_accurate,
  malicious,
  unsafe_to_someone,
  duplicate,          // dispute, retract
  unsafe_for_author,  // retract
  consent_withdrawn,
  not_true,
  legal,
};

enum class Role : std::uint8_t {
  client,
  former_client,
  enquirer,
  stranger,
  partner,
  family,
  neighbour,
  landlord,
  other_client,
  manager,
  claims_official,
  other,
};
enum class Gender : std::uint8_t { man, woman, nonbinary, unknown };
enum class MarkType : std::uint8_t { tattoo, scar, piercing, birthmark, other };
enum class IdentifierKind : std::uint8_t {
  phone,
  email,
  handle,
  plate,
  payment,
  address,
  name,
  alias,
  url,
};
enum class Confidence : std::uint8_t { certain, likely, partial };
enum class Precision : std::uint8_t { minute, hour, day, week, month, unknown };
enum class Mode : std::uint8_t { in_person, online, phone, both };
enum class Setting : std::uint8_t {
  incall,
  outcall,
  hotel,
  street,
  vehicle,
  venue,
  public_place,  // "public" in JSON
  phone,
  online_platform,
  other,
};

// The names in JSON, in the order of the values. Defined for every enum above but CodeGroup.
template <class E>
std::span<const std::string_view> names_of();

template <class E>
std::string_view to_name(E value) {
  return names_of<E>()[static_cast<std::size_t>(value)];
}
template <class E>
std::optional<E> from_name(std::string_view name) {
  const auto names = names_of<E>();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

// What a code brings with it.
struct CodeTraits {
  CodeGroup group;
  Severity severity;       // the default; the person may choose another
  Level identifiers;       // the widest level for phone, e-mail, handle, plate and payment
  std::int32_t life_days;  // offered
  std::int32_t max_days;   // refused beyond
};
const CodeTraits& traits_of(Code code);

// With a weapon, violence is extreme. `none` and `unknown` are no weapon.
Severity default_severity(Code code, std::span<const Weapon> weapons);
// The code with the highest default severity; on a tie the one whose identifiers may travel
// furthest. nullopt without codes.
std::optional<Code> gravest(std::span<const Code> codes, std::span<const Weapon> weapons);
// How far an identifier of this kind may travel under this (gravest) code; nullopt: not at all.
// `full_name`: a name of two words or more, which nuisance never carries.
std::optional<Level> widest_level(Code gravest, IdentifierKind kind, bool full_name);
// The longest of the codes; kLongestLifeDays without codes.
std::int32_t life_days(std::span<const Code> codes);
std::int32_t max_days(std::span<const Code> codes);

bool reason_fits(Reason reason, AlertKind kind);

}  // namespace ww::domain
