#include "e2ee/party.h"

#include "domain/ratchet_limits.h"
#include "e2ee/first_messages.h"
#include "e2ee/gate.h"
#include "e2ee/guards.h"
#include "e2ee/party_record.h"
#include "e2ee/prekeys.h"
#include "e2ee/session_view.h"
#include "e2ee/sessions.h"
#include "e2ee/weak_key.h"
#include "ports/random.h"

namespace ww::e2ee {
namespace {

// A party of an earlier release would be migrated by the store; a row of another shape is damage.
Result<PartyRecord> need_party(Call& call) {
  auto party = load_party(call);
  if (!party) return fail(Errc::not_found);
  return std::move(*party);
}

Result<PartyRecord> new_party(Call& call) {
  SignalRef<ratchet_identity_key_pair> pair;
  WW_TRY(call.settle(
      signal_protocol_key_helper_generate_identity_key_pair(out(pair), call.library.context())));
  BufferRef secret;
  WW_TRY(call.settle(
      ec_private_key_serialize(out(secret), ratchet_identity_key_pair_get_private(pair.get()))));
  PartyRecord record;
  Random& random = call.library.random();
  record.registration_id = static_cast<std::uint32_t>(1 + random.below(limits::kRegistrationIdMax));
  record.next_prekey_id = static_cast<std::uint32_t>(1 + random.below(limits::kPreKeyIdMax));
  WW_TRY_SET(record.identity, from_library(ratchet_identity_key_pair_get_public(pair.get())));
  record.secret = crypto::Key(view(secret.get()));
  return record;
}

}  // namespace

Result<crypto::PublicKey> Party::create() {
  Call call(library_, store_, owner_);
  if (load_party(call)) return fail(Errc::duplicate);
  WW_TRY_SET(const PartyRecord record, new_party(call));
  save_party(call, record);
  call.commit();
  return record.identity;
}

Result<crypto::PublicKey> Party::identity() {
  Call call(library_, store_, owner_);
  WW_TRY_SET(const PartyRecord record, need_party(call));
  return record.identity;
}

Result<std::uint32_t> Party::registration_id() {
  Call call(library_, store_, owner_);
  WW_TRY_SET(const PartyRecord record, need_party(call));
  return record.registration_id;
}

Result<std::uint32_t> Party::next_prekey_id() {
  Call call(library_, store_, owner_);
  WW_TRY_SET(PartyRecord record, need_party(call));
  const std::uint32_t id = record.next_prekey_id;
  record.next_prekey_id = id >= limits::kPreKeyIdMax ? limits::kPreKeyIdMin : id + 1;
  save_party(call, record);
  call.commit();
  return id;
}

Result<OneTimePreKey> Party::make_one_time(std::uint32_t id) {
  Call call(library_, store_, owner_);
  WW_TRY(need_party(call));
  WW_TRY_SET(const OneTimePreKey key, make_one_time_row(call, id));
  call.commit();
  return key;
}

Result<SignedPreKey> Party::signed_prekey(std::uint32_t id) {
  Call call(library_, store_, owner_);
  WW_TRY(need_party(call));
  WW_TRY_SET(const SignedPreKey key, signed_row(call, id));
  call.commit();
  return key;
}

Result<> Party::drop_one_time(std::uint32_t id) {
  Call call(library_, store_, owner_);
  call.erase(RatchetStore::Kind::prekey, row_key(id));
  call.commit();
  return done();
}

Result<> Party::drop_signed(std::uint32_t id) {
  Call call(library_, store_, owner_);
  call.erase(RatchetStore::Kind::signed_prekey, row_key(id));
  forget_taken(call, id);
  call.commit();
  return done();
}

Result<> Party::process(const Address& peer, const Bundle& bundle) {
  Call call(library_, store_, owner_);
  WW_TRY_SET(const PartyRecord self, need_party(call));
  WW_TRY(start_session(call, self, peer, bundle));
  call.commit();
  return done();
}

Result<Ratchet::Sealed> Party::encrypt(const Address& peer, ByteView plain) {
  Call call(library_, store_, owner_);
  WW_TRY_SET(Ratchet::Sealed sealed, seal(call, peer, plain));
  call.commit();
  return sealed;
}

Result<Ratchet::Opened> Party::decrypt(const Address& peer, bool prekey, ByteView message) {
  Call call(library_, store_, owner_);
  call.opening = true;
  WW_TRY_SET(const PartyRecord self, need_party(call));
  WW_TRY_SET(Ratchet::Opened opened,
             prekey ? open_first(call, self, peer, message) : open_next(call, peer, message));
  call.commit();
  return opened;
}

Result<crypto::Signature> Party::sign(ByteView message) {
  Call call(library_, store_, owner_);
  SignalRef<ratchet_identity_key_pair> pair;
  WW_TRY(call.settle(signal_protocol_identity_get_key_pair(library_.stores(), out(pair))));
  BufferRef made;
  WW_TRY(call.settle(curve_calculate_signature(library_.context(), out(made),
                                               ratchet_identity_key_pair_get_private(pair.get()),
                                               message.data(), message.size())));
  if (view(made.get()).size() != std::tuple_size_v<crypto::Signature>) return fail(Errc::internal);
  return to_array<64>(view(made.get()));
}

bool is_signed(Library& library, RatchetStore& store, const crypto::PublicKey& identity,
               ByteView message, const crypto::Signature& signature) {
  if (is_weak_key(identity) || !is_canonical_signature(signature)) return false;
  Call call(library, store, {});
  const auto key = to_library(identity, call);
  return key && curve_verify_signature(key->get(), message.data(), message.size(), signature.data(),
                                       signature.size()) == 1;
}

Result<> Party::trust(const Address& peer, const crypto::PublicKey& identity) {
  Call call(library_, store_, owner_);
  call.save(RatchetStore::Kind::identity, row_key(peer), typed_key(identity));
  call.commit();
  return done();
}

Result<std::optional<crypto::PublicKey>> Party::pinned(const Address& peer) {
  Call call(library_, store_, owner_);
  return pin_of(call, peer);
}

Result<std::size_t> Party::archived(const Address& peer) {
  Call call(library_, store_, owner_);
  WW_TRY_SET(const auto record, load_session(call, peer));
  return record ? archived_states(record.get()) : 0;
}

}  // namespace ww::e2ee
