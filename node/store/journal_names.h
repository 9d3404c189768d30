// How the journal's columns spell the codes of consents, reports and evidence: by name, because the
// order of an enumeration may change and what was written may not.
#pragma once

#include <array>
#include <string_view>

#include "domain/incident_codes.h"
#include "ports/store.h"

namespace ww::store {

template <class E>
inline constexpr std::array<std::string_view, 0> kStoredNames{};
template <>
inline constexpr std::array<std::string_view, 5> kStoredNames<domain::ConsentRoute>{
    "alert", "project", "scheme", "police_anonymous", "police_full"};
template <>
inline constexpr std::array<std::string_view, 10> kStoredNames<domain::ReportTo>{
    "police", "num", "scheme",   "project", "platform",
    "host",   "ico", "helpline", "medical", "other"};
template <>
inline constexpr std::array<std::string_view, 8> kStoredNames<domain::HowCaptured>{
    "own_screenshot", "saved_message", "saved_voicemail",  "photo_of_letter",
    "photo",          "recording",     "from_third_party", "other"};

template <class E>
std::string_view stored_name(E value) {
  return kStoredNames<E>.at(static_cast<std::size_t>(value));
}

template <class E>
E from_stored_name(std::string_view name) {
  for (std::size_t i = 0; i < kStoredNames<E>.size(); ++i) {
    if (kStoredNames<E>[i] == name) return static_cast<E>(i);
  }
  throw StoreFailed(fail(Errc::storage));
}

}  // namespace ww::store
