// Web addresses in a text, and whose profile they are.
#include <algorithm>

#include "domain/alert_limits.h"
#include "identify/ascii.h"
#include "identify/finder.h"
#include "identify/profile.h"
#include "identify/web.h"

namespace ww::identify {
namespace {

using domain::IdentifierKind;

// Without the punctuation of the sentence around it.
std::string_view bare(std::string_view word) {
  constexpr std::string_view kAround = ".,;:!()[]{}<>\"'*";
  const auto first = word.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return word.substr(first, word.find_last_not_of(kAround) - first + 1);
}

// From the scheme on, where one stands in the word: "[his page](https://...)".
std::string_view from_scheme(std::string_view word) {
  const auto mark = word.find("://");
  if (mark == std::string_view::npos) return word;
  auto first = mark;
  while (first > 0 && is_letter(word[first - 1])) --first;
  word.remove_prefix(first);
  return word.substr(0, word.find_first_of(")>\"]"));
}

bool is_host_like(std::string_view word) {
  const auto dot = word.rfind('.');
  return dot != word.npos && dot > 0 && word.size() - dot > 2 && word.find('@') == word.npos &&
         std::all_of(word.begin() + static_cast<std::ptrdiff_t>(dot) + 1, word.end(), is_letter);
}

class Web {
 public:
  Web(const Source& source, Found& found) : source_(source), found_(found) {}

  void run() {
    const auto& text = source_.folded;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && !is_blank(text[end].c)) ++end;
      if (end > i) word(bare(from_scheme(bare(source_.raw(i, end)))));
      i = std::max(end, i + 1);
    }
  }

 private:
  void word(std::string_view word) {
    if (word.empty() || word.size() > limits::kIdentifierText) return;
    if (const auto app = profile_of_app(word)) {
      found_.take(IdentifierKind::handle, word, {}, As::read);
      return;
    }
    const std::string small = lower(word);
    const bool scheme = starts_with(small, "http://") || starts_with(small, "https://");
    const auto colon = word.find(':');
    if (!scheme && colon != word.npos && word.substr(0, colon).find('.') != word.npos &&
        word.find('@') == word.npos && word.find('/') == word.npos) {
      found_.take(IdentifierKind::handle, word, {}, As::read);
      return;
    }
    const bool page = word.find('/') != word.npos && word.find('.') < word.find('/') &&
                      word.find('@') > word.find('/');
    const bool shown = scheme || page || starts_with(small, "www.");
    if (!shown && !is_host_like(word)) return;
    const auto address = parse_web_address(word);
    if (!address) return;
    found_.take(IdentifierKind::url, word, {}, shown ? As::read : As::sure);
    if (profile_of(*address)) found_.take(IdentifierKind::handle, with_scheme(word), {}, As::read);
  }
  static std::string with_scheme(std::string_view word) {
    const bool has = word.find("://") != word.npos;
    return (has ? "" : "https://") + std::string(word);
  }

  const Source& source_;
  Found& found_;
};

}  // namespace

void find_web(const Source& source, Found& found) { Web(source, found).run(); }

}  // namespace ww::identify
