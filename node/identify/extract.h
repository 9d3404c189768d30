// What could be looked up in a text. Everything happens on the device.
//
// The text may be one identifier (a number, "GB:AB00TST", "platform.example:handle", an IBAN) or a
// whole message. It is better to find too much than too little: the answer to a look-up is never
// "safe". So two things are told apart: what reads as an identifier by itself, and is shown; and
// whatever else could be one, for which an index is asked and which is shown only when it is there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/digit_text.h"
#include "domain/match_token.h"
#include "identify/find_name.h"
#include "identify/normalise.h"

namespace ww::identify {

struct Candidate {
  domain::IdentifierKind kind = domain::IdentifierKind::phone;
  std::string raw;
  std::string canon;     // as an alert carries it: a plate with its country, where known
  std::string platform;  // of a handle
  std::vector<Notice> warnings;
  domain::MatchTokens tokens;  // guessed: one of several ways to read it
};

struct Unread {
  std::string what, why;
};

struct Candidates {
  std::vector<Candidate> read;     // each canonical value once, in the order found
  std::vector<Candidate> guesses;  // never shown by themselves
  domain::DigitText digits;        // numbers may stand anywhere in them (identify/find_phone.h)
  NameWords names;                 // and names in these (identify/find_name.h)
  std::vector<Unread> unread;      // what of the text was not read, or not as it came, and why
};

inline constexpr std::size_t kExtractBytes = 64 * 1024;  // of a text; what follows is not read
inline constexpr std::size_t kCandidates = 100;          // shown; more is a list, not a message

// `text` may be in any encoding: what is not UTF-8 is read as what it can be (identify/encoding.h).
Candidates find_candidates(std::string_view text, const std::string& home_region);

// What reads as an identifier by itself. Empty for text that is not UTF-8.
std::vector<Candidate> extract(std::string_view text, const std::string& home_region);

}  // namespace ww::identify
