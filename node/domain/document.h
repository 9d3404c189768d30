// A document as values: what report/ makes of facts, before it is text, HTML, PDF or JSON.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ww::domain {

struct Block {
  enum class Kind : unsigned char { heading, paragraph, rows, list, rule };
  Kind kind = Kind::paragraph;
  int level = 2;     // of a heading: 1 the title, 2 and 3 below it
  std::string text;  // heading, paragraph
  std::vector<std::pair<std::string, std::string>> rows;  // label and value
  std::vector<std::string> items;                         // list
  bool operator==(const Block&) const = default;
};

struct Document {
  std::string title;
  std::string lang = "en";  // BCP 47; direction follows from it and from each text
  std::string date;         // YYYY-MM-DD: the only date in it that the machine knows
  std::vector<Block> blocks;
  bool operator==(const Document&) const = default;
};

// Whether a language is written from right to left. By the language alone: a tag that names another
// script for it is not in use here.
inline bool is_right_to_left(std::string_view lang) {
  constexpr std::string_view kLanguages[] = {"ar", "ckb", "dv", "fa", "he",
                                             "ps", "sd",  "ug", "ur", "yi"};
  const auto main_language = lang.substr(0, lang.find('-'));
  return std::find(std::begin(kLanguages), std::end(kLanguages), main_language) !=
         std::end(kLanguages);
}

}  // namespace ww::domain
