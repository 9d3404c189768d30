#include "domain/pack.h"

#include <algorithm>
#include <array>

namespace ww::domain {
namespace {

using Names = std::string_view;

constexpr Names kCardKinds[] = {"law",      "care",      "forensic",     "tip",
                                "reminder", "checklist", "template_text"};
constexpr Names kWindowPurposes[] = {
    "emergency_contraception", "iud", "pep", "forensic", "sarc", "cctv"};
constexpr Names kHelpPurposes[] = {"emergency",
                                   "police",
                                   "sex_work_scheme",
                                   "stalking",
                                   "images",
                                   "sexual_violence",
                                   "medical",
                                   "data_protection",
                                   "blackmail",
                                   "emotional_support",
                                   "other"};

}  // namespace

template <>
std::span<const std::string_view> names_of<CardKind>() {
  return kCardKinds;
}
template <>
std::span<const std::string_view> names_of<WindowPurpose>() {
  return kWindowPurposes;
}
template <>
std::span<const std::string_view> names_of<HelpPurpose>() {
  return kHelpPurposes;
}

bool is_pack_nation(std::string_view nation) {
  return std::find(kPackNations.begin(), kPackNations.end(), nation) != kPackNations.end();
}

}  // namespace ww::domain
