// The closed lists of the models in plain words, in English: the one table for people (packets,
// command line). JSON names stay what scripts use.
//
// A word says what was done and accuses nobody of a crime's name beyond what the person ticked.
#pragma once

#include <string>
#include <string_view>

#include "domain/incident_codes.h"

namespace ww::report {

// Defined for every enum of domain/alert_codes.h and domain/incident_codes.h that people see.
template <class E>
std::string_view words_of(E value);

// "robbery, theft"; empty for an empty list.
template <class List>
std::string words_of_all(const List& values) {
  std::string out;
  for (const auto value : values) {
    if (!out.empty()) out += ", ";
    out += words_of(value);
  }
  return out;
}

}  // namespace ww::report
