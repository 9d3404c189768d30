#include "e2ee/taken_skdm.h"

#include "e2ee/guards.h"

namespace ww::e2ee {
namespace {

constexpr auto kKind = RatchetStore::Kind::seen_skdm;
// Rows of all groups together: no party or group has an owner of this name.
constexpr std::string_view kBindings = "signing keys";

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

Result<> bind_signing_key(Call& call, const SenderName& name, const crypto::PublicKey& key) {
  if (!on(Guard::group_binding)) return done();
  const auto row = crypto::hash("signing-key", {key});
  const auto place = crypto::hash("signing-key-of", {call.owner, name.row()});
  const SecretBytes* held = call.rows.load(kKind, as_bytes(kBindings), row);
  if (held != nullptr && !same_bytes(held->view(), place)) return fail(Errc::conflict);
  if (held == nullptr) call.rows.save(kKind, as_bytes(kBindings), row, place);
  return done();
}

}  // namespace ww::e2ee
