#include "identify/find_name.h"

#include <algorithm>
#include <set>

#include "identify/ascii.h"
#include "identify/finder.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

constexpr std::size_t kShortText = 6;  // words
constexpr std::size_t kLeast = 3, kLongWord = 6;

bool is_asked(const std::string& word, bool capital, bool short_text) {
  if (word.size() < 2) return false;
  if (short_text) return true;
  if (word.size() < kLeast || is_common_word(word)) return false;
  return capital || word.size() >= kLongWord || !digits_of(word).empty();
}

}  // namespace

NameWords name_words(std::string_view text) {
  NameWords out;
  std::string plain;
  const std::string latin = to_latin(nfkc(text));
  for (const char c : latin) {
    if (is_letter(c) || is_digit(c)) {
      plain += c;
    } else if (c != '\'') {
      plain += ' ';
    }
  }
  const auto words = split(plain, " ");
  for (const auto& word : words) {
    out.words.push_back(lower(word));
    out.asked.push_back(is_asked(out.words.back(), is_upper(word[0]), words.size() <= kShortText));
  }
  return out;
}

std::string name_key(std::string_view canon) {
  const auto words = split(canon, " ");
  if (words.empty()) return {};
  return "name~:" + *std::max_element(words.begin(), words.end(), [](const auto& a, const auto& b) {
           return a.size() < b.size();
         });
}

std::vector<NameKey> name_keys(const NameWords& names) {
  std::vector<NameKey> keys;
  for (std::size_t i = 0; i < names.words.size(); ++i) {
    if (names.asked[i]) keys.push_back({"name~:" + names.words[i], i});
  }
  return keys;
}

bool name_at(const NameWords& names, std::size_t word, std::string_view canon) {
  const auto wanted = split(canon, " ");
  const std::multiset<std::string> all(wanted.begin(), wanted.end());
  const std::size_t size = wanted.size();
  for (std::size_t first = word + 1 > size ? word + 1 - size : 0;
       first <= word && first + size <= names.words.size(); ++first) {
    const auto begin = names.words.begin() + static_cast<std::ptrdiff_t>(first);
    if (std::multiset<std::string>(begin, begin + static_cast<std::ptrdiff_t>(size)) == all) {
      return true;
    }
  }
  return false;
}

}  // namespace ww::identify
