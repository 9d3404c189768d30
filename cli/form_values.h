// The value of one field of the form: from what a person wrote to the JSON of an incident, and
// back.
//
//   value_text    what the incident says of it, as a person reads it
//   put_value     what stands in the form takes its place
//   with_answer, with_more    an answer to a question
#pragma once

#include "cli/incident_form.h"

namespace ww::cli {

// An answer that is not empty.
api::Answer<> put_value(Json& incident, const FormField& field, const std::string& text,
                        const Clocks& clocks);
void take_away(Json& incident, const FormField& field);
// An object with nothing in it says nothing, nor does a list of one such object.
void drop_empty(Json& value);

// What an incident says of one field, as a person reads it; empty when nothing.
std::string value_text(const Json& incident, const FormField& field, const Clocks& clocks);
// Whether a further answer is put beside what stands there, not in its place.
bool takes_more(const FormField& field);
// An answer that comes later: a text goes on below what was written, a list gets longer; nothing
// that stands there is lost. Where only one thing can stand, it is the new one.
api::Answer<Json> with_more(const Json& before, const FormField& field, const std::string& answer,
                            const Clocks& clocks);
// One answer to one question. An empty answer changes nothing, "-" takes away what was there.
api::Answer<Json> with_answer(const Json& before, const FormField& field, const std::string& answer,
                              const Clocks& clocks);

}  // namespace ww::cli
