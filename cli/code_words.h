// The codes of the models in the words that packets use (report/codes_text.h), by the name of the
// field that they stand in. Scripts get the codes themselves.
#pragma once

#include <string>

namespace ww::cli {

bool is_coded(const std::string& field);
// "threat_violence" in "codes" -> "threat of violence". A code that this program does not know,
// from a newer one, loses its underscores; what came from elsewhere is made safe to show.
std::string words_for(const std::string& field, const std::string& code);

}  // namespace ww::cli
