#include "e2ee/taken_skdm.h"

#include "e2ee/guards.h"

namespace ww::e2ee {
namespace {

constexpr auto kKind = RatchetStore::Kind::seen_skdm;
// Rows of all groups together: no party or group has an owner of this name.
constexpr std::string_view kBindings = "signing keys";

crypto::Digest row_of(const crypto::PublicKey& key) { return crypto::hash("signing-key", {key}); }
crypto::Digest place_of(Call& call, const SenderName& name) {
  return crypto::hash("signing-key-of", {call.owner, name.row()});
}

Bytes taken_key(const SenderName& name, std::uint32_t key_id) {
  return ByteWriter{}.raw(name.row()).u32(key_id).take();
}

}  // namespace

std::optional<TakenSkdm> load_taken(Call& call, const SenderName& name, std::uint32_t key_id) {
  const SecretBytes* row = call.load(kKind, taken_key(name, key_id));
  if (row == nullptr) return std::nullopt;
  ByteReader reader(row->view());
  const TakenSkdm taken{reader.array<32>(), reader.array<32>()};
  if (!reader.finished()) return std::nullopt;
  return taken;
}

void save_taken(Call& call, const SenderName& name, std::uint32_t key_id, const TakenSkdm& taken) {
  call.save(kKind, taken_key(name, key_id),
            ByteWriter{}.raw(taken.signing_key).raw(taken.hash).take());
}

Result<> check_signing_key(Call& call, const SenderName& name, const crypto::PublicKey& key) {
  if (!on(Guard::group_binding)) return done();
  const SecretBytes* held = call.rows.load(kKind, as_bytes(kBindings), row_of(key));
  const bool free = held == nullptr || same_bytes(held->view(), place_of(call, name));
  return free ? done() : Result<>(fail(Errc::conflict));
}

Result<> bind_signing_key(Call& call, const SenderName& name, const crypto::PublicKey& key) {
  if (!on(Guard::group_binding)) return done();
  WW_TRY(check_signing_key(call, name, key));
  if (call.rows.load(kKind, as_bytes(kBindings), row_of(key)) == nullptr) {
    call.rows.save(kKind, as_bytes(kBindings), row_of(key), place_of(call, name));
  }
  return done();
}

}  // namespace ww::e2ee
