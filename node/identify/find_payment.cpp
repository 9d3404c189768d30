// Payment names in a text: with their prefix, by their checksum, and British accounts as people
// write them (sort code, then account number).
#include <algorithm>

#include "identify/ascii.h"
#include "identify/finder.h"

namespace ww::identify {
namespace {

using domain::DigitGap;
using domain::IdentifierKind;

constexpr std::size_t kSortCode = 6, kAccount = 8;
constexpr std::size_t kBetween = 20;  // bytes between the two: " account no: "

std::string_view bare(std::string_view word) {
  constexpr std::string_view kAround = ".,;!()[]{}<>\"'";
  const auto first = word.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return word.substr(first, word.find_last_not_of(kAround) - first + 1);
}

class Payments {
 public:
  Payments(const Source& source, Found& found) : source_(source), found_(found) {}

  void run() {
    found_.take(IdentifierKind::payment, trim(source_.text), {}, As::read);
    words_ = split(source_.text, " \t\r\n");
    for (std::size_t i = 0; i < words_.size(); ++i) word(i);
    accounts();
  }

 private:
  void word(std::size_t index) {
    const auto word = bare(words_[index]);
    if (word.empty()) return;
    const bool likely = word.size() >= 15 || word.find(':') != word.npos;
    if (likely) found_.take(IdentifierKind::payment, word, {}, As::read);
    if (word[0] == '$') {
      found_.take(IdentifierKind::payment, "cashtag:" + std::string(word), {}, As::guess);
    }
    iban(index, word);
  }

  // In groups of four: from "GB82" on, as many words as there are groups.
  void iban(std::size_t index, std::string_view word) {
    if (word.size() != 4 || !is_letter(word[0]) || !is_letter(word[1]) || !is_digit(word[2]) ||
        !is_digit(word[3])) {
      return;
    }
    std::string joined(word);
    for (std::size_t i = index + 1; i < words_.size() && joined.size() <= 34; ++i) {
      joined += bare(words_[i]);
      if (found_.take(IdentifierKind::payment, joined, {}, As::read)) return;
    }
  }

  // Six digits and eight, each of them a number by itself.
  void accounts() {
    const auto& digits = source_.digits;
    for (std::size_t first = 0; first + kSortCode + kAccount <= digits.size(); ++first) {
      const std::size_t middle = first + kSortCode, end = middle + kAccount;
      if (!begins(first) || !together(first, middle) || !together(middle, end)) continue;
      const auto& before = digits[middle - 1];
      const bool near = digits[middle].begin - (before.begin + before.size) <= kBetween;
      const bool last = end == digits.size() || digits[end].before != DigitGap::none;
      if (!near || !last) continue;
      std::string canon = "ukacct:";
      bool guessed = digits[middle].before == DigitGap::none;
      for (std::size_t i = first; i < end; ++i) {
        canon += (i == middle ? "-" : "") + std::string(1, digits[i].value);
        guessed = guessed || digits[i].guessed;
      }
      Normalised normalised;
      normalised.canon = canon;
      found_.add(IdentifierKind::payment, canon, normalised, guessed ? As::guess : As::sure);
    }
  }
  bool begins(std::size_t i) const { return i == 0 || source_.digits[i].before != DigitGap::none; }
  bool together(std::size_t first, std::size_t end) const {
    for (std::size_t i = first + 1; i < end; ++i) {
      const auto gap = source_.digits[i].before;
      if (gap != DigitGap::none && gap != DigitGap::usual) return false;
    }
    return true;
  }

  const Source& source_;
  Found& found_;
  std::vector<std::string> words_;
};

}  // namespace

void find_payments(const Source& source, Found& found) { Payments(source, found).run(); }

}  // namespace ww::identify
