// Whether a pack file may take the place of the one that is known.
//
// Rules, in this order
//   - The signature is Ed25519 over the exact bytes, by the key that the build was given. Nothing
//     is parsed before: whoever does not hold the key cannot feed the parser.
//   - The bytes are a whole pack (json/pack_json.h, domain/pack_rules.h) of a nation we know, with
//     everything in it that the program asks for (packs/required.h). Why: a new edition replaces
//     the old one; one that lost its care card would take it from everybody.
//   - Its edition is newer than the newest known one of its nation. Why: an old file that is still
//     signed must not bring back a wrong number.
//
// Pure. Not here: where packs are kept (ports/journal_rows.h) and who imports them (engine).
#pragma once

#include <span>
#include <string>

#include "base/crypto.h"
#include "base/result.h"
#include "domain/pack.h"

namespace ww::packs {

enum class PackRefusal : std::uint8_t { signature, malformed, unknown_nation, older_edition };

struct KnownEdition {
  std::string nation, edition;
};

// `newest`: of every nation that is known; an equal edition is no news either and is refused.
Result<domain::Pack, PackRefusal> accept_pack(ByteView pack, ByteView signature,
                                              const crypto::PublicKey& key,
                                              std::span<const KnownEdition> newest = {});

}  // namespace ww::packs
