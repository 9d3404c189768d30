#include "packs/required.h"

#include <algorithm>
#include <string_view>

namespace ww::packs {
namespace {

using namespace domain;

constexpr std::string_view kCards[] = {
    // What H1 to H10 point to, and the rest of the law in it.
    "law.harassment",
    "law.malicious_communications",
    "law.threatening_communications",
    "law.stalking",
    "law.blackmail",
    "law.threat_to_share_images",
    "law.intimate_images",
    "law.privacy_breach",
    "law.outing",
    "law.sexual_offences",
    "law.robbery",
    "care.first",
    "care.emergency",
    "care.medical",
    "care.support",
    "forensic.already_washed",
    "forensic.body",
    "forensic.clothes",
    "forensic.scene",
    "checklist.outing",
    "checklist.harassment",
    "checklist.filming",
    "checklist.takedown",
    "checklist.devices",
    "checklist.accounts",
    "checklist.blackmail",
    "reminder.cameras",
    "tip.device_watched",
    "tip.not_replying",
    "tip.boundaries",
    "tip.record_first",
    "tip.police_choice",
    "tip.withdraw",
};
constexpr std::string_view kHints[] = {"hint.h1", "hint.h2", "hint.h3", "hint.h4", "hint.h5",
                                       "hint.h6", "hint.h7", "hint.h8", "hint.h9", "hint.h10"};
constexpr std::string_view kWindows[] = {"emergency_contraception_72",
                                         "emergency_contraception_120",
                                         "iud",
                                         "pep",
                                         "forensic_vaginal",
                                         "forensic_anal",
                                         "sarc",
                                         "forensic_oral",
                                         "cctv"};
constexpr HelpPurpose kPurposes[] = {HelpPurpose::emergency,       HelpPurpose::police,
                                     HelpPurpose::sex_work_scheme, HelpPurpose::stalking,
                                     HelpPurpose::images,          HelpPurpose::sexual_violence,
                                     HelpPurpose::medical,         HelpPurpose::data_protection,
                                     HelpPurpose::blackmail,       HelpPurpose::emotional_support};
// In English at least; other languages may be there too.
constexpr std::string_view kLetters[] = {
    "takedown.copyright", "takedown.intimate_image", "takedown.data_protection", "platform.report",
    "complaint.ico",      "withdrawal.consent",      "boundary.first",           "boundary.final"};

// What can kill, whoever writes the pack: each of these rings 999 or 112 first.
constexpr Code kUrgentCodes[] = {Code::physical_assault, Code::false_imprisonment, Code::drugging};
constexpr Weapon kUrgentWeapons[] = {Weapon::knife,   Weapon::blunt,     Weapon::firearm,
                                     Weapon::vehicle, Weapon::restraint, Weapon::drug,
                                     Weapon::other};
constexpr std::string_view kUrgentCards[] = {"care.emergency", "care.medical"};

template <class T>
bool holds(const std::vector<T>& list, const auto& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// One rule of the pack that shows both cards, and for whom to ring.
template <class T>
bool is_urgent(const Pack& pack, std::vector<T> UrgentRule::*list, T value) {
  return std::any_of(pack.urgent.begin(), pack.urgent.end(), [&](const UrgentRule& rule) {
    return holds(rule.*list, value) && holds(rule.purposes, HelpPurpose::emergency) &&
           holds(rule.purposes, HelpPurpose::medical) &&
           std::all_of(std::begin(kUrgentCards), std::end(kUrgentCards),
                       [&](std::string_view card) { return holds(rule.cards, card); });
  });
}

template <class T>
const T* find(const std::vector<T>& entries, std::string_view id) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const T& entry) { return entry.id == id; });
  return found == entries.end() ? nullptr : &*found;
}

bool says_may_be(const Card& card) {
  return std::any_of(card.body.begin(), card.body.end(), [](const std::string& paragraph) {
    return paragraph.find("may be") != std::string::npos;
  });
}

bool has_purpose(const Pack& pack, HelpPurpose purpose) {
  return std::any_of(pack.contacts.begin(), pack.contacts.end(), [&](const HelpContact& contact) {
    return std::find(contact.purposes.begin(), contact.purposes.end(), purpose) !=
           contact.purposes.end();
  });
}

bool has_letter(const Pack& pack, std::string_view id) {
  return std::any_of(pack.letters.begin(), pack.letters.end(), [&](const LetterTemplate& letter) {
    return letter.id == id && letter.lang == "en";
  });
}

}  // namespace

std::vector<std::string> missing_from(const Pack& pack) {
  std::vector<std::string> missing;
  const auto miss = [&](std::string_view what, std::string_view id) {
    missing.push_back(std::string(what) + " " + std::string(id));
  };
  for (const auto id : kCards) {
    if (!find(pack.cards, id)) miss("card", id);
  }
  for (const auto id : kHints) {
    const Card* hint = find(pack.cards, id);
    if (!hint || !says_may_be(*hint)) miss("card", id);
  }
  for (const auto id : kWindows) {
    if (!find(pack.windows, id)) miss("window", id);
  }
  for (const auto code : kUrgentCodes) {
    if (!is_urgent(pack, &UrgentRule::codes, code)) miss("urgent rule for", to_name(code));
  }
  for (const auto weapon : kUrgentWeapons) {
    if (!is_urgent(pack, &UrgentRule::weapons, weapon)) miss("urgent rule for", to_name(weapon));
  }
  for (const auto purpose : kPurposes) {
    if (!has_purpose(pack, purpose)) miss("contact for", to_name(purpose));
  }
  for (const auto id : kLetters) {
    if (!has_letter(pack, id)) miss("letter", id);
  }
  return missing;
}

}  // namespace ww::packs
