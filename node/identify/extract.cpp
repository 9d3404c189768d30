#include "identify/extract.h"

#include <algorithm>

#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/phone_finder.h"
#include "identify/plate.h"
#include "identify/unicode.h"
#include "identify/web.h"

namespace ww::identify {
namespace {

using domain::IdentifierKind;

class Finder {
 public:
  Finder(std::string_view text, const std::string& home_region)
      : text_(text), hints_{country_of(home_region), "", ""} {}

  std::vector<Candidate> run() {
    whole();
    for (const auto& phone : find_phones(text_, hints_.home_region, kCandidates)) {
      take(IdentifierKind::phone, phone.raw, Odd::offer);
    }
    words_ = split(text_, " \t\r\n");
    for (std::size_t i = 0; i < words_.size(); ++i) word(i);
    return std::move(found_);
  }

 private:
  // The text as one identifier.
  void whole() {
    const std::string_view text = trim(text_);
    if (domain::length_of(text) > limits::kIdentifierText) return;
    take(IdentifierKind::phone, text, Odd::offer);
    take(IdentifierKind::payment, text);
    if (has_country(text)) take(IdentifierKind::plate, text, Odd::offer);
    if (is_likely_plate(text)) take(IdentifierKind::plate, text);
    misread_plate(text);
    take(IdentifierKind::address, text);
  }

  // "ABOO TST" alone: a plate at home, were its letters digits.
  void misread_plate(std::string_view text) {
    const bool short_word = text.size() >= 6 && text.size() <= 9;
    if (short_word && !is_likely_plate(text) && domain::is_country_code(hints_.home_region)) {
      const Reading reading = normalise_plate(text, hints_.home_region);
      if (!reading) offer(IdentifierKind::plate, text, reading.error());
    }
  }

  void word(std::size_t index) {
    const std::string_view word = bare(words_[index]);
    if (word.empty() || domain::length_of(word) > limits::kIdentifierText) return;
    if (word.find('@', 1) != word.npos) take(IdentifierKind::email, word);
    if (word[0] == '@') take(IdentifierKind::handle, word);
    web(word);
    payment(index, word);
    plate(index, word);
  }

  void web(std::string_view word) {
    const bool scheme = starts_with(lower(word), "http://") || starts_with(lower(word), "https://");
    const auto colon = word.find(':');
    if (!scheme && colon != word.npos && word.substr(0, colon).find('.') != word.npos &&
        word.find('@') == word.npos) {
      take(IdentifierKind::handle, word);
      return;
    }
    const bool page = word.find('/') != word.npos && word.find('.') < word.find('/');
    if (!scheme && !page && !starts_with(lower(word), "www.")) return;
    take(IdentifierKind::url, word);
    const auto address = parse_web_address(word);
    // A profile's address is a handle as well.
    if (address && split(address->path, "/").size() == 1) take(IdentifierKind::handle, word);
  }

  void payment(std::size_t index, std::string_view word) {
    take(IdentifierKind::payment, word);
    // An IBAN in groups of four: from "GB82" on, as many words as there are groups.
    if (word.size() != 4 || !is_letter(word[0]) || !is_letter(word[1]) || !is_digit(word[2]) ||
        !is_digit(word[3])) {
      return;
    }
    std::string joined(word);
    for (std::size_t i = index + 1; i < words_.size() && joined.size() <= 34; ++i) {
      joined += bare(words_[i]);
      if (take(IdentifierKind::payment, joined)) return;
    }
  }

  void plate(std::size_t index, std::string_view word) {
    if (has_country(word)) {
      take(IdentifierKind::plate, word, Odd::offer);
    } else if (is_likely_plate(word)) {
      take(IdentifierKind::plate, word);
    }
    for (std::size_t count = 2; count <= 3 && index + count <= words_.size(); ++count) {
      std::string joined;
      for (std::size_t i = index; i < index + count; ++i) joined += bare(words_[i]);
      if (is_likely_plate(joined)) take(IdentifierKind::plate, joined);
    }
  }

  // "GB:AB00TST", and not "at:home".
  static bool has_country(std::string_view word) {
    return word.size() > 4 && word[2] == ':' && is_upper(word[0]) && is_upper(word[1]) &&
           word.find_first_of("/@", 3) == word.npos;
  }

  // Short dateless plates are words of every text: "at 10". Without its country only a longer
  // pattern of letters and digits counts, `?` included.
  static bool is_likely_plate(std::string_view word) {
    std::string plain;
    for (const char c : word) {
      if (c != ' ' && c != '-') plain += upper(c);
    }
    if (plain.size() < 6 || !domain::is_plate(plain)) return false;
    const auto known = static_cast<std::size_t>(
        std::count_if(plain.begin(), plain.end(), [](char c) { return c != '?'; }));
    const bool letters =
        std::any_of(plain.begin(), plain.end(), [](char c) { return is_upper(c); });
    const bool digits = std::any_of(plain.begin(), plain.end(), [](char c) { return is_digit(c); });
    return known >= limits::kPlateKnownLeast && letters && digits &&
           (fits_pattern(plain, "GB") || fits_pattern(plain, "IE"));
  }

  // Without the punctuation of the sentence around it; `?` is part of a plate.
  static std::string_view bare(std::string_view word) {
    constexpr std::string_view kAround = ".,;:!()[]{}<>\"'";
    const auto first = word.find_first_not_of(kAround);
    if (first == std::string_view::npos) return {};
    return word.substr(first, word.find_last_not_of(kAround) - first + 1);
  }

  // What cannot be read in one way only: left out, or each reading offered.
  enum class Odd : std::uint8_t { leave, offer };

  bool take(IdentifierKind kind, std::string_view raw, Odd odd = Odd::leave) {
    const Reading reading = normalise(kind, raw, hints_);
    if (!reading) {
      if (odd == Odd::offer) offer(kind, raw, reading.error());
      return false;
    }
    add(kind, raw, *reading, false);
    for (const auto& other : reading->others) {
      guess(kind, raw, other, {"other_country", "One way to read what was typed."});
    }
    return true;
  }
  void offer(IdentifierKind kind, std::string_view raw, const Unreadable& why) {
    for (const auto& reading : why.readings) guess(kind, raw, reading, {why.code, why.message});
  }
  void guess(IdentifierKind kind, std::string_view raw, const std::string& canon, Notice notice) {
    Normalised normalised;
    normalised.canon = canon;
    normalised.warnings.push_back(std::move(notice));
    add(kind, raw, normalised, true);
  }
  void add(IdentifierKind kind, std::string_view raw, const Normalised& normalised, bool guessed) {
    const auto known = std::find_if(found_.begin(), found_.end(), [&](const Candidate& candidate) {
      return candidate.kind == kind && candidate.canon == normalised.canon &&
             candidate.platform == normalised.platform;
    });
    if (known != found_.end()) {
      // Read plainly somewhere in the text: then it is no guess any more.
      if (!guessed) known->tokens.guessed = false;
      return;
    }
    if (found_.size() >= kCandidates) return;
    Candidate candidate{kind,
                        std::string(raw),
                        normalised.canon,
                        normalised.platform,
                        normalised.warnings,
                        tokens_of(kind, normalised)};
    candidate.tokens.guessed = guessed;
    found_.push_back(std::move(candidate));
  }

  std::string text_;
  Hints hints_;
  std::vector<std::string> words_;
  std::vector<Candidate> found_;
};

}  // namespace

std::vector<Candidate> extract(std::string_view text, const std::string& home_region) {
  if (!domain::is_utf8(text)) return {};
  // Cut between words, so that no number loses its end.
  std::size_t size = text.size();
  if (size > kExtractBytes) {
    size = text.find_last_of(" \t\r\n", kExtractBytes);
    if (size == text.npos) return {};
  }
  return Finder(text.substr(0, size), home_region).run();
}

}  // namespace ww::identify
