// Mail addresses in a text, whatever stands around them; also "name (at) example dot com".
#include <algorithm>

#include "identify/ascii.h"
#include "identify/finder.h"

namespace ww::identify {
namespace {

using domain::IdentifierKind;

bool is_of_name(char32_t c) {
  constexpr std::u32string_view kSigns = U"._-+%";
  return is_word_char(c) || kSigns.find(c) != kSigns.npos;
}
bool is_of_host(char32_t c) { return is_word_char(c) || c == U'.' || c == U'-'; }

class Mail {
 public:
  Mail(const Source& source, Found& found) : text_(source.folded), found_(found) {}

  void run() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (const auto end = at_sign(i)) around(i, *end);
    }
  }

 private:
  // The end of what stands for an @ at `i`.
  std::optional<std::size_t> at_sign(std::size_t i) const {
    if (text_[i].c == U'@') return i + 1;
    for (const std::u32string_view word : {U"(at)", U"[at]", U"{at}", U" at ", U"<at>"}) {
      if (stands(i, word)) return i + word.size();
    }
    return std::nullopt;
  }
  bool stands(std::size_t at, std::u32string_view word) const {
    if (at + word.size() > text_.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const char32_t c = text_[at + i].c;
      if ((c >= U'A' && c <= U'Z' ? c + 32 : c) != word[i]) return false;
    }
    return true;
  }

  void around(std::size_t first, std::size_t last) {
    bool plain = text_[first].c == U'@';
    std::size_t left = first, right = last;
    while (left > 0 && text_[left - 1].c == U' ') --left;
    while (right < text_.size() && text_[right].c == U' ') ++right;
    const bool parted = left < first || right > last;
    std::size_t begin = left;
    while (begin > 0 && is_of_name(text_[begin - 1].c)) --begin;
    while (begin < left && !is_word_char(text_[begin].c)) ++begin;
    std::size_t end = right;
    std::string host = host_from(right, end, plain);
    if (begin == left || host.find('.') == std::string::npos) return;
    const std::string address = folded_string(text_, begin, left) + "@" + host;
    const As as = !plain ? As::guess : parted ? As::sure : As::read;
    take(address, as);
    full_name(begin, left, host);
  }

  // Its dots may be words. `plain` becomes false where they are.
  std::string host_from(std::size_t from, std::size_t& end, bool& plain) const {
    std::string host;
    std::size_t i = from;
    while (i < text_.size()) {
      std::size_t stop = i;
      while (stop < text_.size() && is_of_host(text_[stop].c)) ++stop;
      if (stop == i) break;
      host += folded_string(text_, i, stop);
      end = stop;
      const auto dot = dot_at(stop);
      if (!dot) break;
      plain = false;
      host += '.';
      i = *dot;
    }
    while (!host.empty() && (host.back() == '.' || host.back() == '-')) host.pop_back();
    return host;
  }
  std::optional<std::size_t> dot_at(std::size_t i) const {
    for (const std::u32string_view word :
         {U"(dot)", U"[dot]", U"{dot}", U" dot ", U" (dot) ", U" [dot] ", U" . "}) {
      if (stands(i, word)) return i + word.size();
    }
    return std::nullopt;
  }

  // Signs that are allowed in a name and rarely stand in one: "e-mail=name@" is no name.
  void full_name(std::size_t begin, std::size_t left, const std::string& host) {
    constexpr std::u32string_view kRare = U"!#$&'*=?^`{|}~/";
    std::size_t first = begin;
    while (first > 0 &&
           (is_of_name(text_[first - 1].c) || kRare.find(text_[first - 1].c) != kRare.npos)) {
      --first;
    }
    if (first < begin) take(folded_string(text_, first, left) + "@" + host, As::guess);
  }

  void take(const std::string& address, As as) {
    found_.take(IdentifierKind::email, address, {}, as);
  }

  const FoldedText& text_;
  Found& found_;
};

}  // namespace

void find_mail(const Source& source, Found& found) { Mail(source, found).run(); }

}  // namespace ww::identify
