#include "identify/extract.h"

#include <algorithm>

#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/digits.h"
#include "identify/encoding.h"
#include "identify/find_phone.h"
#include "identify/finder.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

using domain::IdentifierKind;

Source source_of(std::string_view text, const std::string& home_region) {
  Source source;
  source.text = std::string(text);
  source.folded = fold(source.text);
  source.digits = digits_in(source.folded);
  source.hints.home_region = country_of(home_region);
  return source;
}

// Cut between words, so that no number loses its end. A word that is longer than all of it is cut.
std::size_t size_to_read(std::string_view text) {
  if (text.size() <= kExtractBytes) return text.size();
  const auto blank = text.find_last_of(" \t\r\n", kExtractBytes);
  if (blank != text.npos && blank > 0) return blank;
  std::size_t size = kExtractBytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) --size;
  return size;
}

void run_all(const Source& source, Found& found) {
  find_phones(source, found);
  find_plates(source, found);
  find_mail(source, found);
  find_web(source, found);
  find_handles(source, found);
  find_payments(source, found);
  find_addresses(source, found);
}

}  // namespace

void Found::add(IdentifierKind kind, std::string_view raw, const Normalised& normalised, As as) {
  add(Candidate{kind, std::string(raw), normalised.canon, normalised.platform, normalised.warnings,
                tokens_of(kind, normalised)},
      as);
}

void Found::add(Candidate candidate, As as) {
  const bool shown = as == As::read || as == As::reading;
  candidate.tokens.guessed = as == As::guess || as == As::reading;
  const std::string key = std::string(domain::to_name(candidate.kind)) + ' ' + candidate.platform +
                          ' ' + candidate.canon;
  const auto [known, first] = known_.emplace(key, all_.size());
  if (first) {
    all_.push_back({std::move(candidate), shown});
    return;
  }
  Entry& entry = all_[known->second];
  // Read plainly somewhere in the text: then it is no guess any more.
  const bool guessed = entry.candidate.tokens.guessed && candidate.tokens.guessed;
  if (shown && !entry.shown) entry = {std::move(candidate), true};
  entry.candidate.tokens.guessed = guessed;
}

bool Found::take(IdentifierKind kind, std::string_view raw, const Hints& hints, As as,
                 bool readings) {
  const Reading reading = normalise(kind, raw, hints);
  const auto give = [&](const std::string& canon, Notice notice) {
    Normalised normalised;
    normalised.canon = canon;
    normalised.warnings.push_back(std::move(notice));
    add(kind, raw, normalised, As::reading);
  };
  if (!reading) {
    if (!readings) return false;
    for (const auto& one : reading.error().readings) {
      give(one, {reading.error().code, reading.error().message});
    }
    return false;
  }
  add(kind, raw, *reading, as);
  for (const auto& other : reading->others) {
    give(other, {"other_country", "One way to read what was typed."});
  }
  return true;
}

std::vector<Candidate> Found::part(bool shown, std::size_t most) {
  std::vector<Candidate> out;
  for (auto& entry : all_) {
    if (entry.shown == shown && out.size() < most) out.push_back(std::move(entry.candidate));
  }
  return out;
}

void find_phones(const Source& source, Found& found) {
  constexpr std::size_t kWhole = 64;  // a text so short may be one number, however it is written
  constexpr std::size_t kRead = 40;   // the number library is asked for no more
  const auto text = trim(source.text);
  if (text.size() <= kWhole && source.digits.size() >= 3) {
    found.take(IdentifierKind::phone, text, source.hints, As::read, true);
  }
  for (const auto& phone : read_phones(source.digits, source.hints.home_region, kRead)) {
    const Reading reading = normalise_phone(phone.digits, source.hints.home_region);
    const std::string_view raw = std::string_view(source.text).substr(phone.begin, phone.size);
    if (!reading) continue;
    found.add(IdentifierKind::phone, raw, *reading, phone.guessed ? As::reading : As::read);
    for (const auto& other : reading->others) {
      Normalised normalised;
      normalised.canon = other;
      normalised.warnings.push_back({"other_country", "One way to read what was typed."});
      found.add(IdentifierKind::phone, raw, normalised, As::reading);
    }
  }
}

Candidates find_candidates(std::string_view bytes, const std::string& home_region) {
  Candidates out;
  ReadText read = read_text(bytes);
  if (!read.note.empty()) out.unread.push_back({"the encoding", read.note});
  const std::size_t size = size_to_read(read.utf8);
  if (size < read.utf8.size()) {
    out.unread.push_back({"the last " + std::to_string(read.utf8.size() - size) + " of " +
                              std::to_string(read.utf8.size()) + " bytes",
                          "Only the first " + std::to_string(kExtractBytes) +
                              " bytes of a text are read. Give the rest by itself."});
    read.utf8.resize(size);
  }
  const Source source = source_of(read.utf8, home_region);
  Found found;
  run_all(source, found);
  out.read = found.read(kCandidates);
  out.guesses = found.guesses();
  out.digits = source.digits;
  out.names = name_words(read.utf8);
  return out;
}

std::vector<Candidate> extract(std::string_view text, const std::string& home_region) {
  if (!domain::is_utf8(text)) return {};
  return find_candidates(text, home_region).read;
}

}  // namespace ww::identify
