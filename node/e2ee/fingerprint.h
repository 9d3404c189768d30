// Signal's numeric and scannable fingerprints of two identities.
//
// Watchword's own words come from the handshake (PROTOCOL: WORDS); these are for comparing with
// other implementations of Signal.
#pragma once

#include <string>

#include "base/crypto.h"
#include "base/result.h"

namespace ww::e2ee {

class Library;

struct FingerprintOf {
  std::string id;  // stable, of the person; without NUL
  crypto::PublicKey identity{};
};
struct Fingerprint {
  std::string digits;  // 60
  Bytes scannable;
};
// `version` of the scannable form: 0 holds the ids, 1 and later do not (later ones, which others
// write, differ from 1 in their number alone). `malformed` for anything out of range.
Result<Fingerprint> fingerprint(Library& library, std::uint32_t iterations, std::uint32_t version,
                                const FingerprintOf& local, const FingerprintOf& remote);
// Whether two people's scannable fingerprints are of the same pair.
Result<bool> scannable_match(Library& library, ByteView ours, ByteView theirs);

}  // namespace ww::e2ee
