#include "e2ee/party_record.h"

namespace ww::e2ee {
namespace {
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kSize = 1 + 4 + 4 + 32 + 32;
}  // namespace

std::optional<PartyRecord> load_party(Call& call) {
  const SecretBytes* row = call.load(RatchetStore::Kind::party, {});
  if (row == nullptr || row->size() != kSize) return std::nullopt;
  ByteReader reader(row->view());
  if (reader.u8() != kVersion) return std::nullopt;
  PartyRecord record;
  record.registration_id = reader.u32();
  record.next_prekey_id = reader.u32();
  record.identity = reader.array<32>();
  record.secret = crypto::Key(reader.raw(32));
  return record;
}

void save_party(Call& call, const PartyRecord& record) {
  const Bytes open_part = ByteWriter{}
                              .u8(kVersion)
                              .u32(record.registration_id)
                              .u32(record.next_prekey_id)
                              .raw(record.identity)
                              .take();
  SecretBytes row(kSize);  // a growing buffer would leave copies of the secret behind
  auto rest = std::copy(open_part.begin(), open_part.end(), row.span().begin());
  std::copy(record.secret.view().begin(), record.secret.view().end(), rest);
  call.save(RatchetStore::Kind::party, {}, row.view());
}

Bytes typed_key(const crypto::PublicKey& key) { return ByteWriter{}.u8(kKeyType).raw(key).take(); }

}  // namespace ww::e2ee
