#include "domain/alert_codes.h"

#include <algorithm>
#include <array>

#include "domain/alert_limits.h"

namespace ww::domain {
namespace {

using Names = std::string_view;

constexpr Names kAlertKinds[] = {"alert", "update", "corroborate", "dispute", "retract"};
constexpr Names kStatuses[] = {"actual", "exercise", "test"};
constexpr Names kLevels[] = {"named", "circle", "circle_support", "network"};
constexpr Names kPolice[] = {"none", "anonymous", "full"};
constexpr Names kSeverities[] = {"extreme", "severe", "moderate", "minor", "unknown"};
constexpr Names kUrgencies[] = {"immediate", "expected", "future", "past", "unknown"};
constexpr Names kCertainties[] = {"observed", "likely", "possible", "unlikely", "unknown"};
constexpr Names kBases[] = {"first_hand", "told_by_affected", "project", "public_source"};
constexpr Names kActions[] = {"avoid", "avoid_block", "monitor", "assess", "all_clear"};
constexpr Names kAdviceNames[] = {
    "move_away",     "work_in_pairs", "ring_999_if_seen", "do_not_pay_before_advice",
    "keep_messages", "tell_venue",    "save_evidence"};
constexpr Names kCodeNames[] = {"rape",
                                "sexual_assault_penetration",
                                "sexual_assault",
                                "stealthing",
                                "physical_assault",
                                "threat_violence",
                                "false_imprisonment",
                                "drugging",
                                "robbery",
                                "burglary",
                                "theft",
                                "fraud_nonpayment",
                                "police_impersonation",
                                "criminal_damage",
                                "harassment",
                                "stalking",
                                "malicious_comms",
                                "threatening_comms",
                                "cyberflashing",
                                "false_police_report",
                                "outing",
                                "outing_threat",
                                "blackmail",
                                "doxxing",
                                "impersonation",
                                "copyright_misuse",
                                "voyeurism_filming",
                                "ncii_sharing",
                                "ncii_threat",
                                "account_takeover",
                                "spyware_tracking",
                                "timewaster",
                                "boundary_pushing",
                                "concern",
                                "other"};
constexpr Names kTacticNames[] = {"monitoring",
                                  "spyware",
                                  "threatening_texts",
                                  "tracking_device",
                                  "account_takeover",
                                  "denigration",
                                  "image_distribution",
                                  "fake_profiles",
                                  "exclusion",
                                  "flaming",
                                  "outing",
                                  "threats_dissemination",
                                  "confidence_trick",
                                  "impersonation",
                                  "spamming",
                                  "trolling",
                                  "bullying_by_proxy"};
constexpr Names kWeaponNames[] = {"none",      "knife", "blunt", "firearm", "vehicle",
                                  "restraint", "drug",  "other", "unknown"};
constexpr Names kReasons[] = {"added_detail",
                              "corrected",
                              "consent_changed",
                              "urgency_changed",
                              "narrowed",
                              "duplicate_of",
                              "same_identifier_own_experience",
                              "same_person_other_identifier",
                              "saw_it",
                              "wrong_person",
                              "identifier_reassigned",
                              "identifier_belongs_to_someone_else",
                              "not_accurate",
                              "malicious",
                              "unsafe_to_someone",
                              "duplicate",
                              "unsafe_for_author",
                              "consent_withdrawn",
                              "not_true",
                              "legal"};
constexpr Names kRoles[] = {"client",       "former_client", "enquirer",        "stranger",
                            "partner",      "family",        "neighbour",       "landlord",
                            "other_client", "manager",       "claims_official", "other"};
constexpr Names kGenders[] = {"man", "woman", "nonbinary", "unknown"};
constexpr Names kMarks[] = {"tattoo", "scar", "piercing", "birthmark", "other"};
constexpr Names kIdentifierKinds[] = {"phone",   "email", "handle", "plate", "payment",
                                      "address", "name",  "alias",  "url"};
constexpr Names kConfidences[] = {"certain", "likely", "partial"};
constexpr Names kPrecisions[] = {"minute", "hour", "day", "week", "month", "unknown"};
constexpr Names kModes[] = {"in_person", "online", "phone", "both"};
constexpr Names kSettings[] = {"incall", "outcall", "hotel", "street",          "vehicle",
                               "venue",  "public",  "phone", "online_platform", "other"};

using enum CodeGroup;
using enum Level;

// In the order of Code.
constexpr CodeTraits kTraits[] = {
    {sexual_violence, Severity::extreme, network, 730, 1825},    // rape
    {sexual_violence, Severity::extreme, network, 730, 1825},    // sexual_assault_penetration
    {sexual_violence, Severity::severe, network, 730, 1825},     // sexual_assault
    {sexual_violence, Severity::extreme, network, 730, 1825},    // stealthing
    {violence, Severity::severe, network, 730, 1825},            // physical_assault
    {violence, Severity::severe, network, 730, 1825},            // threat_violence
    {violence, Severity::severe, network, 730, 1825},            // false_imprisonment
    {violence, Severity::severe, network, 730, 1825},            // drugging
    {CodeGroup::theft, Severity::extreme, network, 730, 1095},   // robbery
    {CodeGroup::theft, Severity::severe, network, 730, 1095},    // burglary
    {CodeGroup::theft, Severity::moderate, network, 730, 1095},  // theft
    {CodeGroup::theft, Severity::moderate, circle_support, 365, 1095},  // fraud_nonpayment
    {CodeGroup::theft, Severity::severe, network, 730, 1095},           // police_impersonation
    {harm_to_place, Severity::moderate, circle_support, 365, 730},      // criminal_damage
    {pursuit, Severity::moderate, circle_support, 365, 1095},           // harassment
    {pursuit, Severity::severe, network, 730, 1095},                    // stalking
    {pursuit, Severity::moderate, circle_support, 365, 1095},           // malicious_comms
    {pursuit, Severity::severe, circle_support, 365, 1095},             // threatening_comms
    {pursuit, Severity::moderate, circle_support, 365, 1095},           // cyberflashing
    {pursuit, Severity::moderate, circle_support, 365, 1095},           // false_police_report
    {exposure, Severity::severe, circle_support, 365, 730},             // outing
    {exposure, Severity::severe, circle_support, 365, 730},             // outing_threat
    {exposure, Severity::severe, network, 365, 730},                    // blackmail
    {exposure, Severity::moderate, circle_support, 365, 730},           // doxxing
    {exposure, Severity::moderate, circle_support, 365, 730},           // impersonation
    {exposure, Severity::minor, circle_support, 365, 730},              // copyright_misuse
    {images, Severity::severe, network, 730, 1095},                     // voyeurism_filming
    {images, Severity::severe, network, 730, 1095},                     // ncii_sharing
    {images, Severity::severe, network, 730, 1095},                     // ncii_threat
    {devices, Severity::moderate, circle_support, 365, 730},            // account_takeover
    {devices, Severity::severe, circle_support, 365, 730},              // spyware_tracking
    {nuisance, Severity::minor, named, 90, 180},                        // timewaster
    {nuisance, Severity::minor, named, 90, 180},                        // boundary_pushing
    {unsure, Severity::unknown, circle, 90, 365},                       // concern
    {unsure, Severity::unknown, circle, 90, 365},                       // other
};
static_assert(std::size(kTraits) == std::size(kCodeNames));
static_assert(std::size(kTraits) == static_cast<std::size_t>(Code::other) + 1);

std::optional<Level> level_under_nuisance(IdentifierKind kind, bool full_name) {
  if (kind == IdentifierKind::address || kind == IdentifierKind::payment) return std::nullopt;
  if (full_name) return std::nullopt;
  return named;
}

std::optional<Level> level_under_unsure(IdentifierKind kind) {
  switch (kind) {
    case IdentifierKind::phone:
    case IdentifierKind::handle:
    case IdentifierKind::plate:
    case IdentifierKind::name:  // a name follows the phone
    case IdentifierKind::alias:
      return circle;
    default:
      return std::nullopt;
  }
}

}  // namespace

#define WW_NAMES(type, table)                          \
  template <>                                          \
  std::span<const std::string_view> names_of<type>() { \
    return table;                                      \
  }
WW_NAMES(AlertKind, kAlertKinds)
WW_NAMES(Status, kStatuses)
WW_NAMES(Level, kLevels)
WW_NAMES(Police, kPolice)
WW_NAMES(Severity, kSeverities)
WW_NAMES(Urgency, kUrgencies)
WW_NAMES(Certainty, kCertainties)
WW_NAMES(Basis, kBases)
WW_NAMES(Action, kActions)
WW_NAMES(Advice, kAdviceNames)
WW_NAMES(Code, kCodeNames)
WW_NAMES(Tactic, kTacticNames)
WW_NAMES(Weapon, kWeaponNames)
WW_NAMES(Reason, kReasons)
WW_NAMES(Role, kRoles)
WW_NAMES(Gender, kGenders)
WW_NAMES(MarkType, kMarks)
WW_NAMES(IdentifierKind, kIdentifierKinds)
WW_NAMES(Confidence, kConfidences)
WW_NAMES(Precision, kPrecisions)
WW_NAMES(Mode, kModes)
WW_NAMES(Setting, kSettings)
#undef WW_NAMES

const CodeTraits& traits_of(Code code) { return kTraits[static_cast<std::size_t>(code)]; }

Severity default_severity(Code code, std::span<const Weapon> weapons) {
  const CodeTraits& traits = traits_of(code);
  const bool armed = std::any_of(weapons.begin(), weapons.end(), [](Weapon weapon) {
    return weapon != Weapon::none && weapon != Weapon::unknown;
  });
  return traits.group == violence && armed ? Severity::extreme : traits.severity;
}

std::optional<Code> gravest(std::span<const Code> codes, std::span<const Weapon> weapons) {
  std::optional<Code> best;
  for (const Code code : codes) {
    if (!best) {
      best = code;
      continue;
    }
    const Severity mine = default_severity(code, weapons);
    const Severity theirs = default_severity(*best, weapons);
    const bool wider = traits_of(code).identifiers > traits_of(*best).identifiers;
    if (mine < theirs || (mine == theirs && wider)) best = code;
  }
  return best;
}

std::optional<Level> widest_level(Code gravest, IdentifierKind kind, bool full_name) {
  const CodeTraits& traits = traits_of(gravest);
  if (traits.group == nuisance) return level_under_nuisance(kind, full_name);
  if (traits.group == unsure) return level_under_unsure(kind);
  if (gravest == Code::copyright_misuse && kind != IdentifierKind::url) return std::nullopt;
  if (kind == IdentifierKind::address) return std::min(traits.identifiers, circle_support);
  return traits.identifiers;
}

std::int32_t life_days(std::span<const Code> codes) {
  std::int32_t longest = 0;
  for (const Code code : codes) longest = std::max(longest, traits_of(code).life_days);
  return codes.empty() ? limits::kLongestLifeDays : longest;
}

std::int32_t max_days(std::span<const Code> codes) {
  std::int32_t longest = 0;
  for (const Code code : codes) longest = std::max(longest, traits_of(code).max_days);
  return codes.empty() ? limits::kLongestLifeDays : longest;
}

bool reason_fits(Reason reason, AlertKind kind) {
  const bool shared = reason == Reason::wrong_person || reason == Reason::duplicate;
  switch (kind) {
    case AlertKind::alert:
      return false;
    case AlertKind::update:
      return reason <= Reason::duplicate_of;
    case AlertKind::corroborate:
      return reason >= Reason::same_identifier_own_experience && reason <= Reason::saw_it;
    case AlertKind::dispute:
      return shared ||
             (reason >= Reason::identifier_reassigned && reason <= Reason::unsafe_to_someone);
    case AlertKind::retract:
      return shared || reason >= Reason::unsafe_for_author;
  }
  return false;
}

}  // namespace ww::domain
