#include "e2ee/first_messages.h"

#include "domain/ratchet_limits.h"

namespace ww::e2ee {
namespace {

constexpr auto kKind = RatchetStore::Kind::seen_first;
constexpr std::size_t kEntry = 32;

crypto::Digest entry_of(const Address& peer, const crypto::PublicKey& base_key) {
  return crypto::hash("first-message", {row_key(peer), base_key});
}

ByteView entries(const SecretBytes* row) { return row == nullptr ? ByteView{} : row->view(); }

bool contains(ByteView rows, const crypto::Digest& entry) {
  for (; rows.size() >= kEntry; rows = rows.subspan(kEntry)) {
    if (same_bytes(rows.first(kEntry), entry)) return true;
  }
  return false;
}

}  // namespace

bool was_taken(Call& call, const Address& peer, std::uint32_t signed_id,
               const crypto::PublicKey& base_key) {
  return contains(entries(call.load(kKind, row_key(signed_id))), entry_of(peer, base_key));
}

Result<> remember_taken(Call& call, const Address& peer, std::uint32_t signed_id,
                        const crypto::PublicKey& base_key) {
  const ByteView old = entries(call.load(kKind, row_key(signed_id)));
  const auto entry = entry_of(peer, base_key);
  if (contains(old, entry)) return done();
  if (old.size() >= limits::kFirstMessages * kEntry) return fail(Errc::full);
  call.save(kKind, row_key(signed_id), ByteWriter{}.raw(old).raw(entry).take());
  return done();
}

void forget_taken(Call& call, std::uint32_t signed_id) { call.erase(kKind, row_key(signed_id)); }

}  // namespace ww::e2ee
