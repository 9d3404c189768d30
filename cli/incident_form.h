// An incident as a form that a person fills in: one table of fields, used for the text that an
// editor opens and for the questions at a prompt.
//
// Every field may stay empty. A form knows only part of the model: what it does not know stays as
// it is in the JSON that was there before. The labels are plain words; codes may be written with
// blanks
// ("threat violence").
//
//   form_text(json)          the form of an incident, with what is known filled in
//   read_form(text, before)  the incident with what the form says, or which line it does not read
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/json_view.h"

namespace ww::cli {

struct FormField {
  enum class Type : std::uint8_t { line, text, list, codes, yes_no, number, time, identifiers };
  const char* label;  // "what happened", one line in the form
  const char* path;   // JSON pointer into incident/1
  Type type;
  const char* question;  // asked at a prompt; null: only in the form
  const char* help;      // what may stand there
  const char* kind;      // of identifiers: phone, plate ...
};
const std::vector<FormField>& form_fields();

// A local time of a place as an instant; nullopt when the zone is not known. Handed in, because it
// asks the system's tables.
struct LocalTime {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0;
};
using LocalToInstant =
    std::function<std::optional<Instant>(const LocalTime& time, const std::string& zone)>;

std::string form_text(const Json& incident);
api::Answer<Json> read_form(const std::string& text, const Json& before,
                            const LocalToInstant& to_instant);
// One answer to one question. An empty answer changes nothing, "-" takes away what was there.
api::Answer<Json> with_answer(const Json& before, const FormField& field, const std::string& answer,
                              const LocalToInstant& to_instant);

}  // namespace ww::cli
