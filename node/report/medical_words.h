// The fixed words of the sheet for medical staff, by language of the reader.
//
// Plain requests and labels, no medical claim: how long something may help stands in the packs,
// with its date. A language is here only when somebody who knows it wrote it.
#pragma once

#include <span>
#include <string_view>

namespace ww::report {

struct MedicalWords {
  std::string_view lang;  // BCP 47
  std::string_view title;
  std::string_view intro;
  std::string_view incident, when, not_told, written_down, happened;
  // What happened, as medical staff need it.
  std::string_view rape, assault, condom_removed, violence, drugged, held;
  std::string_view contact, vaginal, anal, oral, other;
  std::string_view injuries, health, language;
  // Times that may matter.
  std::string_view times, contraception, iud, pep, forensic, best_before, ask_until, ask_anyway;
  // Requests, each with a box to tick.
  std::string_view asks;
  std::string_view ask_injuries, ask_pregnancy, ask_pep, ask_infections, ask_forensic;
  std::string_view ask_interpreter, ask_woman, ask_alone, ask_private;
  std::string_view consent;  // nothing without asking
};

// The words in `lang` or in its main language ("ar-EG": "ar"); English when there are none.
const MedicalWords& medical_words(std::string_view lang);
std::span<const MedicalWords> all_medical_words();

}  // namespace ww::report
