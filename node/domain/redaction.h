// What the redactor (core/redactor.h) is given: texts that are about to leave, and everything by
// which their author could be known, both folded to words. identify/redactor_text.h makes them,
// because folding needs ICU; core judges them.
#pragma once

#include <string>
#include <vector>

#include "domain/digit_text.h"
#include "domain/match_token.h"

namespace ww::domain {

// Letters and digits without a gap. A word of several parts ("FitzGerald", a run of Chinese) stands
// as its parts, each beginning where the one before ends.
struct FoldedWord {
  std::size_t begin = 0, size = 0;  // in bytes of the text
  std::string latin;     // small Latin letters and 0-9, accents gone, whatever the script
  std::string alike;     // what it can be mistaken for: the same for look-alikes
  bool capital = false;  // its first letter is one
};

struct OutgoingCandidate {
  std::string raw;  // as it stands in the text, as far as that is known
  MatchTokens tokens;
};

struct OutgoingText {
  std::string field;  // "what.summary"
  std::string text;
  bool quoted = false;  // what a person of concern said, word for word
  std::vector<FoldedWord> words;
  DigitText digits;  // however they are written
  std::vector<OutgoingCandidate> candidates;
};

using FoldedWords = std::vector<FoldedWord>;

struct OwnTokens {
  std::vector<MatchTokens>
      identifiers;  // what could be read: phones, e-mails, handles, ads, plates
  std::vector<std::string> phone_digits;  // of every own number, with its country
  // The same entries, and those without a canonical form, as words. Of a name each row of words
  // that tells it by itself, and all of it, as it is written without gaps.
  std::vector<FoldedWords> names, emails, handles, ads, addresses, plates, services, other_workers,
      circles;
};

}  // namespace ww::domain
