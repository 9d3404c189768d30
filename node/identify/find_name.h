// Names in a text. A name is only ever a hint: many people have it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ww::identify {

struct NameWords {
  std::vector<std::string> words;  // small Latin letters and digits
  std::vector<bool> asked;         // whether an index is asked for this word
};
// In a long text only words with a capital, or long ones, are asked for, and no common ones.
NameWords name_words(std::string_view text);

struct NameKey {
  std::string key;
  std::size_t word = 0;
};
std::vector<NameKey> name_keys(const NameWords& names);
// The key under which a name (canonical) is met: its longest word.
std::string name_key(std::string_view canon);
// Whether all words of the name stand together around this word, in any order.
bool name_at(const NameWords& names, std::size_t word, std::string_view canon);

}  // namespace ww::identify
