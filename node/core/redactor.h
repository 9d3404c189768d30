// The redactor: what in a text that is about to leave could tell who wrote it, or where she is.
//
// It finds; a person decides. Own things block until they are replaced or expressly kept; what
// tells a place or another person warns; the author's name inside words that somebody said is
// masked.
//
//   block  own phone (however it is spaced, in any digits, also spelled out), e-mail, handle, name
//          (any word of it, without accents, across scripts and look-alikes), ad, address, plate
//   warn   a full postcode, house number and street, flat number ("Flat 9", never "Flat used"), "my
//          flat", "I live", a price together with an own service word, names of other workers,
//          contacts and circles, a word of an own handle, digits written as words
//   mask   the own name in quoted words
//
// Rules
//   - An id is the same for the same finding of the same text in the same field, so that a "keep"
//   holds
//     until the words change; it tells nothing of the words.
//   - The own phone is never kept in an alert, at whatever level: it is replaced. A packet, which
//     one person asked for, may keep it.
//   - It is better to find too much; but not in "400 pounds", or nobody reads findings any more.
// Not here: which fields leave at all (the account, health and the like never do), pictures, style.
// Digits as words and phrases are English. In text without gaps between words (Chinese, Thai) a
// name is found as a row of signs, wherever a word ends.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/alert.h"
#include "domain/redaction.h"

namespace ww {

enum class RedactionKind : std::uint8_t {
  own_phone,
  own_email,
  own_handle,
  own_name,
  own_ad,
  own_address,
  own_plate,
  postcode,
  street_address,
  flat_number,
  own_place_words,
  price_and_service,
  other_worker,
  circle_name,
  digits_in_words,
};
const char* to_string(RedactionKind kind);

enum class RedactionSeverity : std::uint8_t { block, warn, mask };
const char* to_string(RedactionSeverity severity);

struct RedactorFinding {
  std::string id;  // 13 characters of base32
  std::string field;
  RedactionKind kind = RedactionKind::own_phone;
  std::string text;  // as it stands there
  RedactionSeverity severity = RedactionSeverity::block;
  struct Place {
    std::size_t begin = 0, size = 0;  // in bytes of the field's text
    bool operator==(const Place&) const = default;
  };
  std::vector<Place> places;  // of the same words; empty when only their meaning was found
  bool operator==(const RedactorFinding&) const = default;
};

// In the order of the texts, then of the places.
std::vector<RedactorFinding> redact(std::span<const domain::OutgoingText> texts,
                                    const domain::OwnTokens& own);

// Whether a person may decide to keep it. `level`: of the alert; nullopt: a packet.
bool may_keep(const RedactorFinding& finding, std::optional<domain::Level> level);
// What still stands in the way of sending: everything but masks that was not kept, or cannot be.
std::vector<RedactorFinding> in_the_way(std::span<const RedactorFinding> findings,
                                        std::span<const std::string> kept,
                                        std::optional<domain::Level> level);

// The text with the masked places of this field replaced by "[...]".
std::string masked(const std::string& field, const std::string& text,
                   std::span<const RedactorFinding> findings);
// The same for all quoted words of an alert.
void mask_quotes(domain::Alert& alert, std::span<const RedactorFinding> findings);

}  // namespace ww
