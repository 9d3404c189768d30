// The direction in which a language is written.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace ww::report {

// By the language alone: a tag that names another script is not in use here.
inline bool is_right_to_left(std::string_view lang) {
  constexpr std::string_view kLanguages[] = {"ar", "ckb", "dv", "fa", "he",
                                             "ps", "sd",  "ug", "ur", "yi"};
  const auto main_language = lang.substr(0, lang.find('-'));
  return std::find(std::begin(kLanguages), std::end(kLanguages), main_language) !=
         std::end(kLanguages);
}

}  // namespace ww::report
