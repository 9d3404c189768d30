// From an alert as it travels to its row and to what it can be found by.
#pragma once

#include "domain/alert.h"
#include "ports/alert_rows.h"
#include "wire/alert.h"

namespace ww::engine {

// Everything that the bytes tell; where it came from is the caller's.
StoredAlert stored_alert(const WireAlert& alert, ByteView bytes,
                         const crypto::Signature& signature);

// The keys that the index holds, each with the number of its identifier
// (identify/alert_identifiers.h).
std::vector<AlertToken> tokens_of(const domain::Alert& alert);

// What a search by text looks into, and its question in the same spelling: small Latin letters
// whatever the script, accents gone.
std::string words_of(const domain::Alert& alert);
std::vector<std::string> searched_words(const std::string& question);

}  // namespace ww::engine
