#include "core/redactor.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/text_codec.h"
#include "core/matcher.h"
#include "core/redactor_words.h"
#include "domain/alert_limits.h"

namespace ww {
namespace {

using domain::IdentifierKind;
using domain::OutgoingText;
using domain::OwnTokens;
using redactor::Spans;
using redactor::WordSpan;
using Kind = RedactionKind;
using Severity = RedactionSeverity;
using Place = RedactorFinding::Place;

constexpr std::size_t kNameLeast = 2;    // letters of a name that are looked for by themselves
constexpr std::size_t kNameCapital = 2;  // so short, only with a capital: "An", and not "an"
constexpr std::size_t kHandleLeast = 4;  // of a word in a handle: "the_best" is no "the"
constexpr std::size_t kPhoneTailMost = 9;
constexpr std::size_t kIdBytes = 8;

std::string id_of(const std::string& field, Kind kind, const std::string& text) {
  const auto digest =
      crypto::hash("redactor", {as_bytes(field), as_bytes(to_string(kind)), as_bytes(text)});
  return to_base32(ByteView(digest).first(kIdBytes));
}

// The digits that every way to write a number has: without country code and leading zero.
std::string_view tail_of(std::string_view digits) {
  constexpr std::size_t kCountry = 2;
  if (digits.size() < limits::kPhoneTail + kCountry) return {};
  return digits.substr(digits.size() - std::min(kPhoneTailMost, digits.size() - kCountry));
}

bool is_said_between(std::string_view word) { return word == "at" || word == "dot"; }

std::optional<Kind> kind_of_own(IdentifierKind kind) {
  switch (kind) {
    case IdentifierKind::phone:
      return Kind::own_phone;
    case IdentifierKind::email:
      return Kind::own_email;
    case IdentifierKind::handle:
      return Kind::own_handle;
    case IdentifierKind::plate:
      return Kind::own_plate;
    case IdentifierKind::address:
      return Kind::own_address;
    case IdentifierKind::url:
      return Kind::own_ad;
    case IdentifierKind::payment:
    case IdentifierKind::name:
    case IdentifierKind::alias:
      return std::nullopt;
  }
  return std::nullopt;
}

// What was found in one text, joined where the same thing was found in two ways.
class Hits {
 public:
  explicit Hits(const OutgoingText& text) : text_(text) {}

  void add(Kind kind, Severity severity, const WordSpan& span) {
    const auto& first = text_.words[span.first];
    const auto& last = text_.words[span.first + span.count - 1];
    add(kind, severity, Place{first.begin, last.begin + last.size - first.begin});
  }
  void add(Kind kind, Severity severity, Place place) {
    for (auto& hit : hits_) {
      const bool apart = hit.place.begin + hit.place.size <= place.begin ||
                         place.begin + place.size <= hit.place.begin;
      if (hit.kind != kind || apart) continue;
      const std::size_t begin = std::min(hit.place.begin, place.begin);
      const std::size_t end = std::max(hit.place.begin + hit.place.size, place.begin + place.size);
      hit.place = {begin, end - begin};
      hit.severity = std::min(hit.severity, severity);
      return;
    }
    hits_.push_back({kind, severity, place, {}});
  }
  // Its meaning was found, and the words are not where they were read.
  void add_unplaced(Kind kind, Severity severity, const std::string& raw) {
    hits_.push_back({kind, severity, {}, raw});
  }
  // Whether it was found around the first of these words.
  bool covers(Kind kind, const WordSpan& span) const {
    const std::size_t begin = text_.words[span.first].begin;
    return any(kind, [&](const Place& found) {
      return found.begin <= begin && begin < found.begin + found.size;
    });
  }
  // Whether it was found in here.
  bool within(Kind kind, const Place& place) const {
    return any(kind, [&](const Place& found) {
      return place.begin <= found.begin && found.begin < place.begin + place.size;
    });
  }
  bool has(Kind kind) const {
    return any(kind, [](const Place&) { return true; });
  }

  std::vector<RedactorFinding> findings() {
    std::stable_sort(hits_.begin(), hits_.end(),
                     [](const Hit& a, const Hit& b) { return a.place.begin < b.place.begin; });
    std::vector<RedactorFinding> out;
    for (const Hit& hit : hits_) {
      const std::string words =
          hit.place.size > 0 ? text_.text.substr(hit.place.begin, hit.place.size) : hit.raw;
      const std::string id = id_of(text_.field, hit.kind, words);
      auto known = std::find_if(out.begin(), out.end(),
                                [&](const RedactorFinding& finding) { return finding.id == id; });
      if (known == out.end()) {
        out.push_back({id, text_.field, hit.kind, words, hit.severity, {}});
        known = out.end() - 1;
      }
      if (hit.place.size > 0) known->places.push_back(hit.place);
    }
    return out;
  }

 private:
  struct Hit {
    Kind kind;
    Severity severity;
    Place place;
    std::string raw;
  };
  template <class Predicate>
  bool any(Kind kind, Predicate predicate) const {
    return std::any_of(hits_.begin(), hits_.end(),
                       [&](const Hit& hit) { return hit.kind == kind && predicate(hit.place); });
  }

  const OutgoingText& text_;
  std::vector<Hit> hits_;
};

class Reader {
 public:
  Reader(const OutgoingText& text, const OwnTokens& own) : text_(text), own_(own), hits_(text) {}

  std::vector<RedactorFinding> run() {
    digits();
    own_words(Kind::own_email, own_.emails, is_said_between);
    own_words(Kind::own_handle, own_.handles);
    own_words(Kind::own_ad, own_.ads);
    own_words(Kind::own_plate, own_.plates);
    addresses();
    identifiers();
    names(Kind::own_name, text_.quoted ? Severity::mask : Severity::block, own_.names);
    words_of_handles();
    places();
    prices();
    names(Kind::other_worker, Severity::warn, own_.other_workers);
    own_words(Kind::circle_name, own_.circles, nullptr, Severity::warn);
    return hits_.findings();
  }

 private:
  void add_all(Kind kind, Severity severity, const Spans& spans) {
    for (const WordSpan& span : spans) hits_.add(kind, severity, span);
  }

  // What was read in the text against what the author has: the matcher's judgement.
  void identifiers() {
    for (const auto& candidate : text_.candidates) {
      for (const auto& own : own_.identifiers) {
        const auto kind = kind_of_own(own.kind);
        const auto match = kind ? compare(candidate.tokens, own, Instant{}) : std::nullopt;
        if (!match) continue;
        // Mail to a similar mailbox reaches her, and a guess at her number is her number.
        const bool same = candidate.tokens.exact == own.exact || own.kind == IdentifierKind::email;
        candidate_found(*kind, same ? Severity::block : Severity::warn, candidate.raw);
      }
    }
  }
  // The words that were found are closer than what a candidate was read from: that may be the whole
  // text.
  void candidate_found(Kind kind, Severity severity, const std::string& raw) {
    bool placed = false;
    for (auto at = text_.text.find(raw); !raw.empty() && at != std::string::npos;
         at = text_.text.find(raw, at + raw.size())) {
      const Place place{at, raw.size()};
      if (!hits_.within(kind, place)) hits_.add(kind, severity, place);
      placed = true;
    }
    if (!placed && !hits_.has(kind)) hits_.add_unplaced(kind, severity, raw);
  }

  Place place_of(const redactor::DigitSpan& span) const {
    const auto& first = text_.digits[span.first];
    const auto& last = text_.digits[span.first + span.count - 1];
    return {first.begin, last.begin + last.size - first.begin};
  }
  void digits() {
    for (const auto& phone : own_.phone_digits) {
      for (const auto& span : redactor::find_digits(text_.digits, tail_of(phone))) {
        hits_.add(Kind::own_phone, Severity::block, place_of(span));
      }
    }
    for (const auto& span : redactor::find_spelled_digits(text_.digits)) {
      const Place place = place_of(span);
      if (!hits_.within(Kind::own_phone, place)) {
        hits_.add(Kind::digits_in_words, Severity::warn, place);
      }
    }
  }

  void own_words(Kind kind, const std::vector<domain::FoldedWords>& list,
                 bool (*passed_over)(std::string_view) = nullptr,
                 Severity severity = Severity::block) {
    for (const auto& own : list) {
      add_all(kind, severity, redactor::find_words(text_.words, own, passed_over));
    }
  }

  void addresses() {
    for (const auto& own : own_.addresses) {
      add_all(Kind::own_address, Severity::block, redactor::find_words(text_.words, own));
      for (const auto& part : redactor::parts_of_address(own)) {
        add_all(Kind::own_address, Severity::block, redactor::find_words(text_.words, part));
      }
    }
  }

  // Each row that tells a name by itself; several words of it where they are written as one.
  void names(Kind kind, Severity severity, const std::vector<domain::FoldedWords>& rows) {
    for (const auto& row : rows) {
      std::size_t letters = 0;
      for (const auto& word : row) letters += word.latin.size();
      if (letters < kNameLeast) continue;
      for (const auto& span : redactor::find_words(text_.words, row)) {
        const bool capital = text_.words[span.first].capital;
        const bool written_so = is_joined(row) || span.count == 1;
        if (written_so && (letters > kNameCapital || capital)) hits_.add(kind, severity, span);
      }
    }
  }
  static bool is_joined(const domain::FoldedWords& row) {
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[i - 1].begin + row[i - 1].size != row[i].begin) return false;
    }
    return true;
  }
  // Half of a handle is often a name.
  void words_of_handles() {
    const Severity severity = text_.quoted ? Severity::mask : Severity::warn;
    for (const auto& handle : own_.handles) {
      for (const auto& word : handle) {
        if (word.latin.size() < kHandleLeast) continue;
        for (const auto& span : redactor::find_words(text_.words, {word})) {
          if (!hits_.covers(Kind::own_handle, span)) hits_.add(Kind::own_handle, severity, span);
        }
      }
    }
  }

  void places() {
    for (const auto& span : redactor::find_postcodes(text_)) {
      if (!hits_.covers(Kind::own_address, span)) hits_.add(Kind::postcode, Severity::warn, span);
    }
    add_all(Kind::street_address, Severity::warn, redactor::find_streets(text_));
    add_all(Kind::flat_number, Severity::warn, redactor::find_flat_numbers(text_));
    add_all(Kind::own_place_words, Severity::warn, redactor::find_own_place_words(text_));
  }

  void prices() {
    const bool service = std::any_of(
        own_.services.begin(), own_.services.end(),
        [&](const auto& words) { return !redactor::find_words(text_.words, words).empty(); });
    if (service) add_all(Kind::price_and_service, Severity::warn, redactor::find_prices(text_));
  }

  const OutgoingText& text_;
  const OwnTokens& own_;
  Hits hits_;
};

}  // namespace

const char* to_string(RedactionKind kind) {
  switch (kind) {
    case Kind::own_phone:
      return "own_phone";
    case Kind::own_email:
      return "own_email";
    case Kind::own_handle:
      return "own_handle";
    case Kind::own_name:
      return "own_name";
    case Kind::own_ad:
      return "own_ad";
    case Kind::own_address:
      return "own_address";
    case Kind::own_plate:
      return "own_plate";
    case Kind::postcode:
      return "postcode";
    case Kind::street_address:
      return "street_address";
    case Kind::flat_number:
      return "flat_number";
    case Kind::own_place_words:
      return "own_place_words";
    case Kind::price_and_service:
      return "price_and_service";
    case Kind::other_worker:
      return "other_worker";
    case Kind::circle_name:
      return "circle_name";
    case Kind::digits_in_words:
      return "digits_in_words";
  }
  return "own_phone";
}

const char* to_string(RedactionSeverity severity) {
  switch (severity) {
    case Severity::block:
      return "block";
    case Severity::warn:
      return "warn";
    case Severity::mask:
      return "mask";
  }
  return "block";
}

std::vector<RedactorFinding> redact(std::span<const OutgoingText> texts, const OwnTokens& own) {
  std::vector<RedactorFinding> out;
  for (const auto& text : texts) {
    auto found = Reader(text, own).run();
    out.insert(out.end(), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()));
  }
  return out;
}

bool may_keep(const RedactorFinding& finding, std::optional<domain::Level> level) {
  const bool own_phone = finding.kind == Kind::own_phone && finding.severity == Severity::block;
  return !(own_phone && level);
}

std::vector<RedactorFinding> in_the_way(std::span<const RedactorFinding> findings,
                                        std::span<const std::string> kept,
                                        std::optional<domain::Level> level) {
  std::vector<RedactorFinding> out;
  for (const auto& finding : findings) {
    if (finding.severity == Severity::mask) continue;
    const bool wanted = std::find(kept.begin(), kept.end(), finding.id) != kept.end();
    if (!wanted || !may_keep(finding, level)) out.push_back(finding);
  }
  return out;
}

std::string masked(const std::string& field, const std::string& text,
                   std::span<const RedactorFinding> findings) {
  std::vector<Place> places;
  for (const auto& finding : findings) {
    if (finding.field != field || finding.severity != Severity::mask) continue;
    places.insert(places.end(), finding.places.begin(), finding.places.end());
  }
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t done = 0;
  for (const Place& place : places) {
    if (place.begin + place.size > text.size()) continue;
    if (place.begin >= done) out += text.substr(done, place.begin - done) + "[...]";
    done = std::max(done, place.begin + place.size);
  }
  return out + text.substr(done);
}

void mask_quotes(domain::Alert& alert, std::span<const RedactorFinding> findings) {
  if (!alert.who || !alert.who->people) return;
  for (std::size_t i = 0; i < alert.who->people->size(); ++i) {
    auto& words = (*alert.who->people)[i].words;
    for (std::size_t j = 0; words && j < words->size(); ++j) {
      const std::string field =
          "who.people[" + std::to_string(i) + "].words[" + std::to_string(j) + "]";
      (*words)[j] = masked(field, (*words)[j], findings);
    }
  }
}

}  // namespace ww
