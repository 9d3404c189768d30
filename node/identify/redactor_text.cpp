#include "identify/redactor_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "domain/alert_text_rules.h"
#include "identify/alert_texts.h"
#include "identify/ascii.h"
#include "identify/extract.h"
#include "identify/normalise.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

using domain::FoldedWords;
using domain::IdentifierKind;

bool is_of_word(UChar32 c) {
  const auto mask = U_GET_GC_MASK(c);
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

// One character from the front of what is known to be UTF-8, and its size in bytes.
std::size_t size_of_first(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}
UChar32 first_of(std::string_view text) {
  const std::size_t size = size_of_first(text);
  constexpr unsigned char kOfFirst[] = {0x7F, 0x1F, 0x0F, 0x07};
  auto c = static_cast<UChar32>(static_cast<unsigned char>(text[0]) & kOfFirst[size - 1]);
  for (const char byte : text.substr(1, size - 1)) {
    c = c << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  }
  return c;
}

// Where the words are; nothing folded yet.
FoldedWords words_in(std::string_view text) {
  FoldedWords words;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); at += size_of_first(text.substr(at))) {
    const UChar32 c = first_of(text.substr(at));
    if (is_of_word(c) && !inside) words.push_back({at, 0, {}, {}, u_isupper(c) != 0});
    inside = is_of_word(c);
    if (inside) words.back().size = at + size_of_first(text.substr(at)) - words.back().begin;
  }
  return words;
}

std::string letters_and_digits(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c)) out += lower(c);
  }
  return out;
}
// All scripts in small Latin letters, every digit as 0-9.
std::string to_latin(std::string_view text) { return latin_lower(plain_digits(text)); }
std::string to_alike(std::string_view text) { return confusable_form(text); }

// Folds all words in one go, a line each: setting up ICU's transliteration costs more than the
// text.
std::vector<std::string> folded(std::string_view text, const FoldedWords& words,
                                std::string (*fold)(std::string_view)) {
  std::string lines;
  for (const auto& word : words) {
    lines += std::string(text.substr(word.begin, word.size)) + '\n';
  }
  const std::string all = fold(lines);
  std::vector<std::string> out;
  for (std::size_t at = 0; at < all.size();) {
    const auto end = std::min(all.find('\n', at), all.size());
    out.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  if (out.size() == words.size()) return out;
  out.clear();
  for (const auto& word : words) out.push_back(fold(text.substr(word.begin, word.size)));
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

// "https://www.ads.example/ruby" without what nobody writes.
std::string bare_address(std::string_view entry) {
  for (const std::string_view begin : {"https://", "http://", "www."}) {
    if (starts_with(lower(entry), begin)) entry.remove_prefix(begin.size());
  }
  return std::string(entry);
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
  if (!domain::is_utf8(text)) return {};
  FoldedWords words = words_in(text);
  if (words.empty()) return words;
  const auto latin = folded(text, words, to_latin);
  const auto alike = folded(text, words, to_alike);
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].latin = letters_and_digits(latin[i]);
    words[i].alike = alike[i];
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
  out.names = words_of_each(own.names);
  out.emails = words_of_each(own.emails);
  out.handles = words_of_each(own.handles);
  for (const auto& ad : own.ads) {
    auto words = folded_words(bare_address(ad));
    if (!words.empty()) out.ads.push_back(std::move(words));
  }
  out.addresses = words_of_each(own.addresses);
  out.plates = words_of_each(own.plates);
  out.services = words_of_each(own.services);
  out.other_workers = words_of_each(own.other_workers);
  return out;
}

domain::OutgoingText outgoing_text(std::string field, std::string_view text,
                                   const std::string& home_region, bool quoted) {
  domain::OutgoingText out;
  out.field = std::move(field);
  out.text = text;
  out.quoted = quoted;
  out.words = folded_words(text);
  for (auto& candidate : extract(text, home_region)) {
    out.candidates.push_back({std::move(candidate.raw), std::move(candidate.tokens)});
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
