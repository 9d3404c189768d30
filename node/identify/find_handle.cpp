// Handles in a text: "@name", "ig: name", and single words that could be one.
#include <algorithm>

#include "identify/ascii.h"
#include "identify/finder.h"
#include "identify/profile.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

using domain::IdentifierKind;

constexpr std::size_t kShortText = 3;  // words: whoever asks for so few means each of them
constexpr std::size_t kLeast = 3, kLong = 6, kMost = 64;

bool is_of_handle(char32_t c) { return is_word_char(c) || c == U'_' || c == U'.' || c == U'-'; }

class Handles {
 public:
  Handles(const Source& source, Found& found)
      : text_(source.folded), source_(source), found_(found) {}

  void run() {
    words();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool marked = words_[i].first > 0 && text_[words_[i].first - 1].c == U'@';
      const bool mail = marked && words_[i].first > 1 && is_of_handle(text_[words_[i].first - 2].c);
      const std::string platform = mail ? "" : platform_before(i, marked);
      if (!platform.empty()) {
        take(i, platform, As::read);
      } else if (marked && !mail) {
        take(i, "", As::read);
      } else if (could_be(i)) {
        take(i, "", As::guess);
      }
    }
  }

 private:
  struct Word {
    std::size_t first = 0, last = 0;
  };
  void words() {
    for (std::size_t i = 0; i < text_.size();) {
      Word word{i, i};
      while (word.last < text_.size() && is_of_handle(text_[word.last].c)) ++word.last;
      i = std::max(word.last, i + 1);
      while (word.last > word.first && !ends(text_[word.last - 1].c)) --word.last;
      while (word.first < word.last && !begins(text_[word.first].c)) ++word.first;
      if (word.first < word.last) words_.push_back(word);
    }
  }
  static bool ends(char32_t c) { return is_word_char(c) || c == U'_'; }
  static bool begins(char32_t c) { return is_word_char(c) || c == U'_'; }

  std::string string_of(std::size_t i) const {
    return folded_string(text_, words_[i].first, words_[i].last);
  }

  // "ig:@name", "insta = name", "snap: name", or an app's own sign.
  std::string platform_before(std::size_t i, bool marked) const {
    constexpr char32_t kGhost = 0x1F47B;
    std::size_t at = words_[i].first - (marked ? 1 : 0);
    bool sign = marked;
    while (at > 0) {
      const char32_t c = text_[at - 1].c;
      if (c == kGhost) return "snapchat.com";
      sign = sign || c == U':' || c == U'=';
      if (c != U' ' && c != U':' && c != U'=' && c != U'-' && c != U'>') break;
      --at;
    }
    if (!sign || i == 0 || at != words_[i - 1].last) return {};
    const std::string word = string_of(i - 1);
    return word.find('.') == std::string::npos ? platform_called(word) : std::string();
  }

  bool could_be(std::size_t i) const {
    const std::size_t size = words_[i].last - words_[i].first;
    if (size < kLeast || size > kMost) return false;
    if (words_.size() <= kShortText) return true;
    bool letter = false, other = false;
    for (std::size_t c = words_[i].first; c < words_[i].last; ++c) {
      letter = letter || is_word_letter(text_[c].c);
      other = other || !is_word_letter(text_[c].c);
    }
    if (!letter) return false;
    if (other) return true;
    return size >= kLong && !is_common_word(lower(string_of(i)));
  }

  void take(std::size_t i, const std::string& platform, As as) {
    Hints hints = source_.hints;
    hints.platform = platform;
    const std::string name = "@" + string_of(i);
    const Reading reading = normalise_handle(name, platform);
    if (!reading) return;
    const bool marked = words_[i].first > 0 && text_[words_[i].first - 1].c == U'@';
    found_.add(IdentifierKind::handle,
               source_.raw(words_[i].first - (marked ? 1 : 0), words_[i].last), *reading, as);
  }

  const FoldedText& text_;
  const Source& source_;
  Found& found_;
  std::vector<Word> words_;
};

}  // namespace

void find_handles(const Source& source, Found& found) { Handles(source, found).run(); }

}  // namespace ww::identify
