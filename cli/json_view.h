// Any JSON of the models as lines for people: "label: value", lists on one line, the rest indented.
// Received text is shown safely (shown_text.h); codes of the models in words (code_words.h).
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace ww::cli {

using Json = nlohmann::ordered_json;

// The one way from JSON to text here, because the library ends the program over bytes that are no
// UTF-8: they are replaced. On a screen nothing but ASCII is printed, so that a received text
// cannot command it.
std::string to_text(const Json& json, bool for_screen = false);

std::string spaced(std::string text);  // "threat_violence" -> "threat violence"
void print_field(std::string& out, const std::string& indent, const std::string& key,
                 const Json& value);

}  // namespace ww::cli
