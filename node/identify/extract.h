// Candidates in a free text: what could be looked up in it. Everything happens on the device.
//
// The text may be one identifier (a number, "GB:AB00TST", "platform.example:handle", an IBAN) or a
// whole message. It is better to find too much than too little: the answer to a look-up is never
// "safe", and every candidate is shown with what it was read from. What cannot be read in one way
// only is given in each of its readings, marked as guessed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/match_token.h"
#include "identify/normalise.h"

namespace ww::identify {

struct Candidate {
  domain::IdentifierKind kind = domain::IdentifierKind::phone;
  std::string raw;
  std::string canon;     // as an alert carries it: a plate with its country, where known
  std::string platform;  // of a handle
  std::vector<Notice> warnings;
  domain::MatchTokens tokens;
};

inline constexpr std::size_t kExtractBytes =
    20'000;  // of a text; what follows is not read, nor a longer word
inline constexpr std::size_t kCandidates = 100;  // more is a list, not a message

// Each canonical value once, in the order found. Empty for text that is not UTF-8.
std::vector<Candidate> extract(std::string_view text, const std::string& home_region);

}  // namespace ww::identify
