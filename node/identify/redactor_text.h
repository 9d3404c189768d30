// What the redactor needs, made of raw text: words folded by ICU, candidates read by the number
// library. core/redactor.h then judges; nothing is looked up anywhere.
//
//   const auto own = own_tokens(identifiers, home_region);
//   const auto findings = redact(outgoing_texts(alert, home_region), own);
#pragma once

#include <string>
#include <vector>

#include "domain/alert.h"
#include "domain/journal.h"
#include "domain/redaction.h"

namespace ww::identify {

// Every entry counts, also one that cannot be read as what it is called: then by its words.
domain::OwnTokens own_tokens(const domain::OwnIdentifiers& own, const std::string& home_region);

// What else is not hers to tell: the names that her contacts and circles have here. Of a contact
// the first word counts, of a circle all of it.
void add_contacts(domain::OwnTokens& own, const std::vector<std::string>& names);
void add_circles(domain::OwnTokens& own, const std::vector<std::string>& names);

// `quoted`: words that a person of concern said. A text that is not UTF-8 has no words.
domain::OutgoingText outgoing_text(std::string field, std::string_view text,
                                   const std::string& home_region, bool quoted = false);
// Every text of an alert that travels, identifiers and plates too.
std::vector<domain::OutgoingText> outgoing_texts(const domain::Alert& alert,
                                                 const std::string& home_region);

// The words of a text: letters, digits and their marks without a gap. What is invisible neither
// parts words nor counts.
std::vector<domain::FoldedWord> folded_words(std::string_view text);

}  // namespace ww::identify
