// An incident as a form that a person fills in: one table of fields, used for the text that an
// editor opens and for the questions at a prompt.
//
// Every field may stay empty. A form knows only part of the model: what it does not know stays as
// it is in the JSON that was there before. The labels are plain words, and so is what may stand
// there (choices.h).
//
//   form_text(json)          the form of an incident, with what is known filled in
//   read_form(text, before)  the incident with what the form says, or which line it does not read
//   saved_form(...)          the incident with no word lost, whatever was not understood
#pragma once

#include <string>
#include <vector>

#include "cli/choices.h"
#include "cli/command.h"
#include "cli/json_view.h"
#include "cli/told_time.h"

namespace ww::cli {

struct FormField {
  enum class Type : std::uint8_t {
    line,
    text,
    list,
    codes,   // several of `choices`
    choice,  // one of them
    yes_no,
    number,
    age,     // a range
    height,  // the same, in centimetres
    day,     // "2026-06-10"
    time,
    zone,
    identifiers,
    marks,  // "tattoo, left hand, an anchor; scar, chin"
  };
  const char* label;  // "what happened", one line in the form
  const char* path;   // JSON pointer into incident/1; of identifiers their kind: phone, plate ...
  Type type;
  const char* question = nullptr;          // asked at a prompt; null: only in the form
  const char* help = nullptr;              // what may stand there
  const Choices& (*choices)() = nullptr;   // of codes and choice
  bool (*matters)(const Json&) = nullptr;  // asked only then; null: always
};
const std::vector<FormField>& form_fields();

std::string form_text(const Json& incident, const Clocks& clocks);
api::Answer<Json> read_form(const std::string& text, const Json& before, const Clocks& clocks);
// For a form that will not be put right: what can be read stands in its field, every other word at
// the end of the account. `refused`: fields of incident/1 that the node did not take
// ("where.regions[0]").
Json saved_form(const std::string& text, const Json& before, const Clocks& clocks,
                const std::vector<std::string>& refused);
// All that was filled in, as a text; empty when nothing was.
std::string raw_form(const std::string& text);

}  // namespace ww::cli
