#include "e2ee/sender_keys.h"

#include <signal/sender_key_record.h>
#include <signal/sender_key_state.h>

#include "domain/ratchet_limits.h"
#include "e2ee/guards.h"
#include "e2ee/sender_key_view.h"
#include "e2ee/session_view.h"
#include "e2ee/taken_skdm.h"

namespace ww::e2ee {
namespace {

using Taken = SenderKeys::Taken;
using LibrarySkdm = SignalRef<sender_key_distribution_message>;

Result<GroupBuilder> builder_for(Call& call) {
  GroupBuilder builder;
  WW_TRY(call.settle(
      group_session_builder_create(out(builder), call.library.stores(), call.library.context())));
  return builder;
}

Result<GroupCipher> cipher_for(Call& call, const SenderName& name) {
  GroupCipher cipher;
  WW_TRY(call.settle(
      group_cipher_create(out(cipher), call.library.stores(), name.get(), call.library.context())));
  return cipher;
}

Result<> add_chain(Call& call, const SenderName& name, ByteView skdm) {
  LibrarySkdm parsed;
  WW_TRY(call.settle(sender_key_distribution_message_deserialize(
      out(parsed), skdm.data(), skdm.size(), call.library.context())));
  WW_TRY_SET(const auto builder, builder_for(call));
  return call.settle(
      group_session_builder_process_session(builder.get(), name.get(), parsed.get()));
}

// Takes a chain that is new, or ahead of ours by more than can be checked.
Result<Taken> take(Call& call, const SenderName& name, const Distribution& read, ByteView skdm) {
  WW_TRY_SET(const auto held, load_sender_key(call, name));
  const bool another =
      sender_key_record_is_empty(held.get()) == 0 && state_of(held.get(), read.key_id) == nullptr;
  WW_TRY(add_chain(call, name, skdm));
  save_taken(call, name, read.key_id, {read.signing_key, crypto::sha256(skdm)});
  return another ? Taken::another : Taken::fresh;
}

Result<Taken> weigh(Call& call, const SenderName& name, const Distribution& read, ByteView skdm) {
  const auto taken = load_taken(call, name, read.key_id);
  if (!taken) return take(call, name, read, skdm);
  if (same_bytes(taken->hash, crypto::sha256(skdm))) return Taken::repeated;
  WW_TRY_SET(const auto record, load_sender_key(call, name));
  sender_key_state* held = state_of(record.get(), read.key_id);
  if (held == nullptr) return fail(Errc::conflict);  // it gave way to newer ones: gone for good
  WW_TRY_SET(const Standing standing, compare(held, read));
  if (standing == Standing::other) return fail(Errc::conflict);
  if (standing == Standing::far_ahead) return take(call, name, read, skdm);
  return Taken::known;
}

// Our own chain is never taken from outside.
Result<> refuse_own(Call& call, const SenderName& name, const Distribution& read) {
  WW_TRY_SET(const auto record, load_sender_key(call, name));
  sender_key_state* held = state_of(record.get(), read.key_id);
  if (held != nullptr && sender_key_state_get_signing_key_private(held) != nullptr) {
    return fail(Errc::refused);
  }
  return done();
}

Result<> check_iteration(Call& call, const SenderName& name, const GroupHeader& header) {
  WW_TRY_SET(const auto record, load_sender_key(call, name));
  sender_key_state* held = state_of(record.get(), header.key_id);
  if (held == nullptr) return fail(Errc::no_session);
  const std::uint32_t next = next_iteration(held);
  const bool far = header.iteration > next && header.iteration - next > limits::kCounterJump;
  if (on(Guard::jump_bound) && far) return fail(Errc::too_far);
  return done();
}

}  // namespace

Result<Bytes> SenderKeys::distribution(const Address& self) {
  Call call(library_, store_, owner_);
  const SenderName name(group_, self);
  WW_TRY_SET(const auto builder, builder_for(call));
  LibrarySkdm message;
  WW_TRY(
      call.settle(group_session_builder_create_session(builder.get(), out(message), name.get())));
  const ByteView bytes =
      view(ciphertext_message_get_serialized(reinterpret_cast<ciphertext_message*>(message.get())));
  WW_TRY_SET(const Distribution read, read_distribution(bytes));
  WW_TRY(bind_signing_key(call, name, read.signing_key));
  call.commit();
  return to_bytes(bytes);
}

Result<> SenderKeys::forget_own(const Address& self) {
  Call call(library_, store_, owner_);
  call.erase(RatchetStore::Kind::sender_key, SenderName(group_, self).row());
  call.commit();
  return done();
}

Result<Taken> SenderKeys::process(const Address& sender, ByteView skdm) {
  Call call(library_, store_, owner_);
  const SenderName name(group_, sender);
  WW_TRY_SET(const Distribution read, read_distribution(skdm));
  WW_TRY(refuse_own(call, name, read));
  WW_TRY(check_signing_key(call, name, read.signing_key));
  WW_TRY_SET(const Taken taken,
             on(Guard::skdm_once) ? weigh(call, name, read, skdm) : take(call, name, read, skdm));
  call.commit();
  return taken;
}

Result<> SenderKeys::bind(const Address& sender, ByteView message) {
  Call call(library_, store_, owner_);
  const SenderName name(group_, sender);
  WW_TRY_SET(const GroupHeader header, read_group_message(message));
  WW_TRY_SET(const auto record, load_sender_key(call, name));
  sender_key_state* held = state_of(record.get(), header.key_id);
  if (held == nullptr) return fail(Errc::no_session);
  WW_TRY_SET(const auto key, from_library(sender_key_state_get_signing_key_public(held)));
  WW_TRY(bind_signing_key(call, name, key));
  call.commit();
  return done();
}

Result<Bytes> SenderKeys::encrypt(const Address& self, ByteView plain) {
  if (on(Guard::lengths) && plain.size() > limits::kRatchetPlainMax) return fail(Errc::too_large);
  Call call(library_, store_, owner_);
  const SenderName name(group_, self);
  WW_TRY_SET(const auto cipher, cipher_for(call, name));
  SignalRef<ciphertext_message> message;
  WW_TRY(call.settle(group_cipher_encrypt(cipher.get(), plain.data(), plain.size(), out(message))));
  call.commit();
  return to_bytes(view(ciphertext_message_get_serialized(message.get())));
}

Result<SecretBytes> SenderKeys::decrypt(const Address& sender, ByteView message) {
  Call call(library_, store_, owner_);
  const SenderName name(group_, sender);
  WW_TRY_SET(const GroupHeader header, read_group_message(message));
  WW_TRY(check_iteration(call, name, header));
  SignalRef<sender_key_message> parsed;
  WW_TRY(call.settle(sender_key_message_deserialize(out(parsed), message.data(), message.size(),
                                                    call.library.context())));
  WW_TRY_SET(const auto cipher, cipher_for(call, name));
  BufferRef plain;
  WW_TRY(call.settle(group_cipher_decrypt(cipher.get(), parsed.get(), nullptr, out(plain))));
  call.commit();
  return SecretBytes::copy_of(view(plain.get()));
}

}  // namespace ww::e2ee
