#include "packs/accept.h"

#include <algorithm>

#include "domain/pack_rules.h"
#include "json/pack_json.h"
#include "packs/required.h"

namespace ww::packs {
namespace {

bool is_signed(ByteView pack, ByteView signature, const crypto::PublicKey& key) {
  return signature.size() == std::tuple_size_v<crypto::Signature> &&
         crypto::ed25519_verify_text(key, as_text(pack), to_array<64>(signature));
}

}  // namespace

Result<domain::Pack, PackRefusal> accept_pack(ByteView pack, ByteView signature,
                                              const crypto::PublicKey& key,
                                              std::span<const KnownEdition> newest) {
  if (!is_signed(pack, signature, key)) return PackRefusal::signature;
  auto read = json::read_pack(as_text(pack));
  if (!read.ok()) return PackRefusal::malformed;
  if (!domain::is_pack_nation(read.pack.nation)) return PackRefusal::unknown_nation;
  if (!domain::check_pack(read.pack).empty()) return PackRefusal::malformed;
  if (!missing_from(read.pack).empty()) return PackRefusal::malformed;
  const bool old = std::any_of(newest.begin(), newest.end(), [&](const KnownEdition& known) {
    return known.nation == read.pack.nation && known.edition >= read.pack.edition;
  });
  if (old) return PackRefusal::older_edition;
  return std::move(read.pack);
}

}  // namespace ww::packs
