#include "identify/redactor_text.h"

#include <unicode/uscript.h>

#include <algorithm>

#include "domain/alert_text_rules.h"
#include "identify/alert_texts.h"
#include "identify/ascii.h"
#include "identify/extract.h"
#include "identify/finder.h"
#include "identify/fold.h"
#include "identify/normalise.h"
#include "identify/profile.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

using domain::FoldedWords;
using domain::IdentifierKind;

struct RawWord {
  domain::FoldedWord word;
  std::string text;  // folded as a reader sees it (identify/fold.h)
};

bool has_script(char32_t c, UScriptCode script) {
  return uscript_hasScript(static_cast<UChar32>(c), script) != 0;
}

// "and", "by", "for" ... are written as the first letter of the next word.
bool is_particle(char32_t c) {
  constexpr std::u32string_view kArabic = U"وفبلك", kHebrew = U"והבלמשכ";
  return kArabic.find(c) != kArabic.npos || kHebrew.find(c) != kHebrew.npos;
}

// Where the words of a text are, and the parts of joined ones.
class Words {
 public:
  explicit Words(const FoldedText& text) : text_(text) {}

  std::vector<RawWord> run() {
    for (std::size_t i = 0; i < text_.size();) {
      if (!is_word_char(text_[i].c)) {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < text_.size() && is_word_char(text_[end].c)) ++end;
      word(i, end);
      i = end;
    }
    return std::move(words_);
  }

 private:
  void word(std::size_t first, std::size_t last) {
    constexpr std::size_t kStemLeast = 3;
    std::size_t begin = first;
    if (is_particle(text_[first].c) && last - first > kStemLeast) {
      part(first, first + 1);
      begin = first + 1;
    }
    for (std::size_t i = begin + 1; i < last; ++i) {
      if (!is_joint(i)) continue;
      part(begin, i);
      begin = i;
    }
    part(begin, last);
  }
  // Whether a part ends before this character: "Fitz|Gerald", and each sign of a script without
  // spaces.
  bool is_joint(std::size_t i) const {
    const char32_t before = text_[i - 1].c, c = text_[i].c;
    const bool mark = !is_word_letter(c) && (c >= 0x80 || !is_digit(static_cast<char>(c)));
    if (mark) return false;
    if (is_unspaced(c) || after_unspaced(i)) return true;
    return is_word_letter(before) && !is_upper_letter(before) && is_upper_letter(c) &&
           has_script(c, USCRIPT_LATIN);
  }
  bool after_unspaced(std::size_t i) const {
    while (i > 0 && !is_word_letter(text_[i - 1].c) && text_[i - 1].c >= 0x80) --i;
    return i > 0 && is_unspaced(text_[i - 1].c);
  }
  void part(std::size_t first, std::size_t last) {
    RawWord raw;
    raw.word.begin = text_[first].begin;
    // What is invisible belongs to the part before it.
    const std::size_t end = last < text_.size() && is_word_char(text_[last].c)
                                ? text_[last].begin
                                : text_[last - 1].end;
    raw.word.size = end - raw.word.begin;
    raw.word.capital = is_upper_letter(text_[first].c);
    raw.text = folded_string(text_, first, last);
    words_.push_back(std::move(raw));
  }

  const FoldedText& text_;
  std::vector<RawWord> words_;
};

std::string letters_and_digits(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c)) out += lower(c);
  }
  return out;
}

// Folds all words in one go, a line each: setting up ICU's transliteration costs more than the
// text.
std::vector<std::string> folded(const std::vector<RawWord>& words,
                                std::string (*fold)(std::string_view)) {
  std::string lines;
  for (const auto& word : words) lines += word.text + '\n';
  const std::string all = fold(lines);
  std::vector<std::string> out;
  for (std::size_t at = 0; at < all.size();) {
    const auto end = std::min(all.find('\n', at), all.size());
    out.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  if (out.size() == words.size()) return out;
  out.clear();
  for (const auto& word : words) out.push_back(fold(word.text));
  return out;
}

void add_readings(IdentifierKind kind, const std::vector<std::string>& entries,
                  const std::string& home_region, std::vector<domain::MatchTokens>& out) {
  for (const auto& entry : entries) {
    Hints hints;
    hints.home_region = home_region;
    hints.cc = kind == IdentifierKind::plate ? country_of(home_region) : "";
    if (const Reading reading = normalise(kind, entry, hints)) {
      out.push_back(tokens_of(kind, *reading));
    }
  }
}

std::vector<FoldedWords> words_of_each(const std::vector<std::string>& entries) {
  std::vector<FoldedWords> out;
  for (const auto& entry : entries) {
    auto words = folded_words(entry);
    if (!words.empty()) out.push_back(std::move(words));
  }
  return out;
}

bool follows(const domain::FoldedWord& before, const domain::FoldedWord& word) {
  return before.begin + before.size == word.begin;
}

// What tells a name by itself: each word, the parts of a joined one together, and of a name in a
// script without spaces also what follows its first sign, which is the family.
std::vector<FoldedWords> rows_of_names(const std::vector<std::string>& entries) {
  constexpr std::size_t kWithFamily = 3;
  std::vector<FoldedWords> out;
  for (const auto& entry : entries) {
    const auto words = folded_words(entry);
    for (std::size_t first = 0; first < words.size();) {
      std::size_t end = first + 1;
      while (end < words.size() && follows(words[end - 1], words[end])) ++end;
      const auto row = [&](std::size_t from) {
        out.emplace_back(words.begin() + static_cast<std::ptrdiff_t>(from),
                         words.begin() + static_cast<std::ptrdiff_t>(end));
      };
      row(first);
      if (end - first >= kWithFamily && has_unspaced(entry)) row(first + 1);
      first = end;
    }
    // "O'Malley" is OMalley, "Zoe Fitz-Gerald" is zoefitzgerald, Fitzgerald, zoefitz.
    for (std::size_t first = 0; first < words.size(); ++first) {
      for (std::size_t count = 2; first + count <= words.size(); ++count) {
        out.emplace_back(words.begin() + static_cast<std::ptrdiff_t>(first),
                         words.begin() + static_cast<std::ptrdiff_t>(first + count));
      }
    }
  }
  return out;
}

// The name alone: the word of a platform stands in every second alert.
std::vector<FoldedWords> words_of_handles(const std::vector<std::string>& entries) {
  std::vector<FoldedWords> out;
  for (const auto& entry : entries) {
    const Reading reading = normalise_handle(entry, "");
    FoldedWords words = folded_words(reading ? std::string_view(reading->canon) : entry);
    if (!reading) {
      const auto is_of_platform = [](const domain::FoldedWord& word) {
        constexpr std::string_view kOfAddress[] = {"https", "http", "www", "com", "net", "org"};
        return !platform_called(word.latin).empty() ||
               std::find(std::begin(kOfAddress), std::end(kOfAddress), word.latin) !=
                   std::end(kOfAddress);
      };
      words.erase(std::remove_if(words.begin(), words.end(), is_of_platform), words.end());
    }
    if (!words.empty()) out.push_back(std::move(words));
  }
  return out;
}

// "https://www.ads.example/ruby" without what nobody writes; and a number in it, which may be told
// alone.
std::vector<FoldedWords> words_of_ads(const std::vector<std::string>& entries) {
  constexpr std::size_t kNumberLeast = 5;
  std::vector<FoldedWords> out;
  for (std::string_view entry : entries) {
    for (const std::string_view begin : {"https://", "http://", "www."}) {
      if (starts_with(lower(entry), begin)) entry.remove_prefix(begin.size());
    }
    auto words = folded_words(entry);
    for (const auto& word : words) {
      const bool number = digits_of(word.latin) == word.latin && word.latin.size() >= kNumberLeast;
      if (number && words.size() > 1) out.push_back({word});
    }
    if (!words.empty()) out.push_back(std::move(words));
  }
  return out;
}

std::vector<std::string> phone_digits(const domain::OwnIdentifiers& own,
                                      const std::string& home_region) {
  std::vector<std::string> out;
  for (const auto& phone : own.phones) {
    const Reading reading = normalise_phone(phone, home_region);
    out.push_back(digits_of(reading ? reading->canon : plain_digits(phone)));
  }
  return out;
}

bool is_quote(std::string_view path) { return path.find("].words[") != path.npos; }

}  // namespace

FoldedWords folded_words(std::string_view text) {
  const auto raw = Words(fold(text)).run();
  const auto latin = folded(raw, latin_lower);
  const auto alike_forms = folded(raw, confusable_form);
  FoldedWords words;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    words.push_back(raw[i].word);
    words[i].latin = letters_and_digits(latin[i]);
    words[i].alike = alike_forms[i];
  }
  return words;
}

domain::OwnTokens own_tokens(const domain::OwnIdentifiers& own, const std::string& home_region) {
  domain::OwnTokens out;
  add_readings(IdentifierKind::phone, own.phones, home_region, out.identifiers);
  add_readings(IdentifierKind::email, own.emails, home_region, out.identifiers);
  add_readings(IdentifierKind::handle, own.handles, home_region, out.identifiers);
  add_readings(IdentifierKind::url, own.ads, home_region, out.identifiers);
  add_readings(IdentifierKind::address, own.addresses, home_region, out.identifiers);
  add_readings(IdentifierKind::plate, own.plates, home_region, out.identifiers);
  out.phone_digits = phone_digits(own, home_region);
  out.names = rows_of_names(own.names);
  out.emails = words_of_each(own.emails);
  out.handles = words_of_handles(own.handles);
  out.ads = words_of_ads(own.ads);
  out.addresses = words_of_each(own.addresses);
  out.plates = words_of_each(own.plates);
  out.services = words_of_each(own.services);
  out.other_workers = rows_of_names(own.other_workers);
  return out;
}

void add_contacts(domain::OwnTokens& own, const std::vector<std::string>& names) {
  constexpr std::size_t kLeast = 3;  // "Al" is a word of every second sentence
  for (const auto& name : names) {
    const auto words = folded_words(name);
    if (words.empty()) continue;
    // All of what is written without a gap.
    std::size_t end = 1;
    while (end < words.size() && follows(words[end - 1], words[end])) ++end;
    FoldedWords first(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end));
    std::string latin;
    for (const auto& word : first) latin += word.latin;
    if (latin.size() >= kLeast && !is_common_word(latin)) own.other_workers.push_back(first);
  }
}

void add_circles(domain::OwnTokens& own, const std::vector<std::string>& names) {
  constexpr std::size_t kLeast = 4;
  for (const auto& name : names) {
    auto words = folded_words(name);
    std::string latin;
    for (const auto& word : words) latin += word.latin;
    if (latin.size() >= kLeast && !is_common_word(latin)) own.circles.push_back(std::move(words));
  }
}

domain::OutgoingText outgoing_text(std::string field, std::string_view text,
                                   const std::string& home_region, bool quoted) {
  domain::OutgoingText out;
  out.field = std::move(field);
  out.text = text;
  out.quoted = quoted;
  out.words = folded_words(text);
  if (!domain::is_utf8(text)) return out;
  auto found = find_candidates(text, home_region);
  out.digits = std::move(found.digits);
  for (auto* list : {&found.read, &found.guesses}) {
    for (auto& candidate : *list) {
      const bool spelled = list == &found.guesses;
      if (spelled && candidate.kind != IdentifierKind::email) continue;
      out.candidates.push_back({std::move(candidate.raw), std::move(candidate.tokens)});
    }
  }
  return out;
}

std::vector<domain::OutgoingText> outgoing_texts(const domain::Alert& alert,
                                                 const std::string& home_region) {
  std::vector<domain::OutgoingText> out;
  const auto add = [&](const std::string& path, const std::string& text) {
    if (!text.empty()) out.push_back(outgoing_text(path, text, home_region, is_quote(path)));
  };
  each_text_of(alert, add);
  const auto plates = alert.who && alert.who->vehicles ? alert.who->vehicles->size() : 0;
  for (std::size_t i = 0; i < plates; ++i) {
    each_text(domain::at("who.vehicles", i) + ".plate", (*alert.who->vehicles)[i].plate, add);
  }
  const auto ids = alert.who && alert.who->ids ? alert.who->ids->size() : 0;
  for (std::size_t i = 0; i < ids; ++i) {
    each_text(domain::at("who.ids", i) + ".raw", (*alert.who->ids)[i].raw, add);
  }
  return out;
}

}  // namespace ww::identify
