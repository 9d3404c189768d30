// A document as values: what report/ makes of facts, before it is text, HTML, PDF or JSON.
#pragma once

#include <string>
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

}  // namespace ww::domain
