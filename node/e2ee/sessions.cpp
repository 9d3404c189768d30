#include "e2ee/sessions.h"

#include "domain/ratchet_limits.h"
#include "e2ee/first_messages.h"
#include "e2ee/gate.h"
#include "e2ee/guards.h"
#include "e2ee/session_view.h"
#include "e2ee/weak_key.h"

namespace ww::e2ee {
namespace {

// The address as the library wants it. It keeps the pointer, so this outlives the cipher.
class LibraryAddress {
 public:
  explicit LibraryAddress(const Address& peer)
      : name_(peer.name), address_{name_.c_str(), name_.size(), peer.device} {}
  LibraryAddress(const LibraryAddress&) = delete;
  LibraryAddress& operator=(const LibraryAddress&) = delete;
  const signal_protocol_address* get() const { return &address_; }

 private:
  std::string name_;
  signal_protocol_address address_;
};

Result<SessionCipher> cipher_for(Call& call, const LibraryAddress& peer) {
  SessionCipher cipher;
  WW_TRY(call.settle(session_cipher_create(out(cipher), call.library.stores(), peer.get(),
                                           call.library.context())));
  return cipher;
}

bool usable(const crypto::PublicKey& key) { return !on(Guard::weak_keys) || !is_weak_key(key); }
bool usable_id(std::uint32_t id) { return !on(Guard::key_ids) || is_prekey_id(id); }

Result<> check_bundle(const PartyRecord& self, const Bundle& bundle) {
  if (on(Guard::self_session) && bundle.identity == self.identity) return fail(Errc::refused);
  if (!usable(bundle.identity) || !usable(bundle.signed_key.key)) return fail(Errc::malformed);
  if (bundle.one_time && !usable(bundle.one_time->key)) return fail(Errc::malformed);
  if (!usable_id(bundle.signed_key.id)) return fail(Errc::malformed);
  if (bundle.one_time && !usable_id(bundle.one_time->id)) return fail(Errc::malformed);
  if (on(Guard::canonical_signature) && !is_canonical_signature(bundle.signed_key.signature)) {
    return fail(Errc::unauthenticated);
  }
  return done();
}

Result<SignalRef<session_pre_key_bundle>> library_bundle(Call& call, const Bundle& bundle) {
  WW_TRY_SET(const auto identity, to_library(bundle.identity, call));
  WW_TRY_SET(const auto signed_key, to_library(bundle.signed_key.key, call));
  SignalRef<ec_public_key> one_time;
  if (bundle.one_time) {
    WW_TRY_SET(one_time, to_library(bundle.one_time->key, call));
  }
  SignalRef<session_pre_key_bundle> result;
  WW_TRY(call.settle(session_pre_key_bundle_create(
      out(result), bundle.registration_id, bundle.device, bundle.one_time ? bundle.one_time->id : 0,
      one_time.get(), bundle.signed_key.id, signed_key.get(), bundle.signed_key.signature.data(),
      bundle.signed_key.signature.size(), identity.get())));
  return result;
}

Result<> prune_session(Call& call, const Address& peer) {
  if (!on(Guard::pruned_states)) return done();
  WW_TRY_SET(const auto record, load_session(call, peer));
  if (!record || archived_states(record.get()) <= limits::kArchivedStates) return done();
  prune(record.get());
  return save_session(call, peer, record.get());
}

// The session's identity must be the pinned one; the first authentic one becomes the pin.
Result<crypto::PublicKey> check_identity(Call& call, const Address& peer, session_record* record) {
  const auto theirs = remote_identity(record);
  if (!theirs) return fail(Errc::internal);
  const auto pin = pin_of(call, peer);
  if (on(Guard::identity_pin) && pin && *pin != *theirs) return fail(Errc::untrusted);
  if (!pin) call.save(RatchetStore::Kind::identity, row_key(peer), typed_key(*theirs));
  return *theirs;
}

Result<> check_counter(Call& call, session_record* record, const SignalHeader& header) {
  return on(Guard::jump_bound) ? check_jump(record, header, call) : done();
}

Result<Ratchet::Opened> opened(Call& call, const Address& peer, const BufferRef& plain) {
  WW_TRY_SET(const auto record, load_session(call, peer));
  WW_TRY_SET(const auto identity, check_identity(call, peer, record.get()));
  return Ratchet::Opened{SecretBytes::copy_of(view(plain.get())), identity};
}

using FirstMessage = SignalRef<pre_key_signal_message>;

Result<FirstMessage> parse_first(Call& call, ByteView message) {
  FirstMessage parsed;
  WW_TRY(call.settle(pre_key_signal_message_deserialize(out(parsed), message.data(), message.size(),
                                                        call.library.context())));
  return parsed;
}

// The same message without its one-time id: who has none may write 0, for which the library would
// look up a key. The id is outside the MAC.
Result<FirstMessage> without_one_time(Call& call, const FirstMessage& message) {
  const auto* from = message.get();
  FirstMessage made;
  WW_TRY(call.settle(pre_key_signal_message_create(
      out(made), pre_key_signal_message_get_message_version(from),
      pre_key_signal_message_get_registration_id(from), nullptr,
      pre_key_signal_message_get_signed_pre_key_id(from), pre_key_signal_message_get_base_key(from),
      pre_key_signal_message_get_identity_key(from),
      pre_key_signal_message_get_signal_message(from), call.library.context())));
  return made;
}

}  // namespace

std::optional<crypto::PublicKey> pin_of(Call& call, const Address& peer) {
  const SecretBytes* row = call.load(RatchetStore::Kind::identity, row_key(peer));
  if (row == nullptr || row->size() != 33) return std::nullopt;
  return to_array<32>(row->view().subspan(1));
}

Result<> start_session(Call& call, const PartyRecord& self, const Address& peer,
                       const Bundle& bundle) {
  WW_TRY(check_bundle(self, bundle));
  WW_TRY_SET(const auto theirs, library_bundle(call, bundle));
  const LibraryAddress address(peer);
  SessionBuilder builder;
  WW_TRY(call.settle(session_builder_create(out(builder), call.library.stores(), address.get(),
                                            call.library.context())));
  WW_TRY(call.settle(session_builder_process_pre_key_bundle(builder.get(), theirs.get())));
  return prune_session(call, peer);
}

Result<Ratchet::Sealed> seal(Call& call, const Address& peer, ByteView plain) {
  if (on(Guard::lengths) && plain.size() > limits::kRatchetPlainMax) return fail(Errc::too_large);
  WW_TRY_SET(const auto record, load_session(call, peer));
  if (!record) return fail(Errc::no_session);
  WW_TRY(check_identity(call, peer, record.get()));
  const LibraryAddress address(peer);
  WW_TRY_SET(const auto cipher, cipher_for(call, address));
  SignalRef<ciphertext_message> message;
  WW_TRY(
      call.settle(session_cipher_encrypt(cipher.get(), plain.data(), plain.size(), out(message))));
  return Ratchet::Sealed{ciphertext_message_get_type(message.get()) == CIPHERTEXT_PREKEY_TYPE,
                         to_bytes(view(ciphertext_message_get_serialized(message.get())))};
}

Result<Ratchet::Opened> open_first(Call& call, const PartyRecord& self, const Address& peer,
                                   ByteView message) {
  WW_TRY_SET(const FirstHeader header, read_first_message(message));
  if (on(Guard::self_session) && header.identity == self.identity) return fail(Errc::refused);
  WW_TRY_SET(const auto record, load_session(call, peer));
  const bool known = has_state(record.get(), header.base_key, call);
  if (on(Guard::first_messages) && !known &&
      was_taken(call, peer, header.signed_id, header.base_key)) {
    return fail(Errc::duplicate);
  }
  WW_TRY(check_counter(call, record.get(), header.inner));

  WW_TRY_SET(FirstMessage parsed, parse_first(call, message));
  if (!header.one_time_id && pre_key_signal_message_has_pre_key_id(parsed.get())) {
    WW_TRY_SET(parsed, without_one_time(call, parsed));
  }
  const LibraryAddress address(peer);
  WW_TRY_SET(const auto cipher, cipher_for(call, address));
  BufferRef plain;
  WW_TRY(call.settle(session_cipher_decrypt_pre_key_signal_message(cipher.get(), parsed.get(),
                                                                   nullptr, out(plain))));
  WW_TRY_SET(Ratchet::Opened result, opened(call, peer, plain));
  // The identity stands outside the MAC when the session is there already.
  if (on(Guard::identity_pin) && result.peer_identity != header.identity) {
    return fail(Errc::unauthenticated);
  }
  WW_TRY(remember_taken(call, peer, header.signed_id, header.base_key));
  WW_TRY(prune_session(call, peer));
  return result;
}

Result<Ratchet::Opened> open_next(Call& call, const Address& peer, ByteView message) {
  WW_TRY_SET(const SignalHeader header, read_signal_message(message));
  WW_TRY_SET(const auto record, load_session(call, peer));
  if (!record) return fail(Errc::no_session);
  WW_TRY(check_counter(call, record.get(), header));

  SignalRef<signal_message> parsed;
  WW_TRY(call.settle(signal_message_deserialize(out(parsed), message.data(), message.size(),
                                                call.library.context())));
  const LibraryAddress address(peer);
  WW_TRY_SET(const auto cipher, cipher_for(call, address));
  BufferRef plain;
  WW_TRY(call.settle(
      session_cipher_decrypt_signal_message(cipher.get(), parsed.get(), nullptr, out(plain))));
  return opened(call, peer, plain);
}

}  // namespace ww::e2ee
