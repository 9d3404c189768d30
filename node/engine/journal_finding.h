// What an incident or a person of concern can be found by: identifiers in their one spelling, and
// all words, folded.
//
// The journal keeps what was written: an identifier that cannot be read stays as it is, with a
// warning, and one that can be read in several ways is not guessed. Numbers that stand in free text
// are found as words in their one spelling, and by parts of it (journal_parts.h), but belong to
// nobody: they may be her own, or a helpline's.
#pragma once

#include <string>
#include <vector>

#include "domain/journal.h"
#include "ports/journal_rows.h"

namespace ww::engine::journal {

// Fills `canon` where only `raw` was given; what is odd about each is told.
void normalise(domain::Incident& incident, const std::string& home_region,
               std::vector<std::string>& warnings);
void normalise(domain::Subject& subject, const std::string& home_region,
               std::vector<std::string>& warnings);

std::vector<JournalIdentifier> identifiers_of(const domain::Incident& incident);
std::vector<JournalIdentifier> identifiers_of(const domain::Subject& subject);
// "phone +447700900123"
std::string shown(const JournalIdentifier& identifier);

// Every text of the incident, as the index takes it.
std::string folded_text(const domain::Incident& incident, const std::string& home_region);
// The same folding for a question. What was written without spaces is one entry, its characters a
// row that must stand like that.
std::vector<std::string> folded_words(const std::string& text);
std::string digits_of(std::string_view text);

}  // namespace ww::engine::journal
