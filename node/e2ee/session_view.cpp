#include "e2ee/session_view.h"

#include "domain/ratchet_limits.h"
#include "e2ee/party_record.h"

namespace ww::e2ee {
namespace {

// The counter that the state's chain for this key expects next; nullopt when it knows no such
// chain.
std::optional<std::uint32_t> next_counter(session_state* state, ec_public_key* ratchet_key) {
  if (state == nullptr) return std::nullopt;
  const ratchet_chain_key* chain = session_state_get_receiver_chain_key(state, ratchet_key);
  if (chain == nullptr) return std::nullopt;
  return ratchet_chain_key_get_index(chain);
}

std::uint32_t next_counter(session_record* record, ec_public_key* ratchet_key) {
  if (record == nullptr) return 0;
  if (const auto next = next_counter(session_record_get_state(record), ratchet_key)) return *next;
  for (auto* node = session_record_get_previous_states_head(record); node != nullptr;
       node = session_record_get_previous_states_next(node)) {
    auto* state = session_record_get_previous_states_element(node);
    if (const auto next = next_counter(state, ratchet_key)) return *next;
  }
  return 0;
}

}  // namespace

Result<SignalRef<session_record>> load_session(Call& call, const Address& address) {
  const SecretBytes* row = call.load(RatchetStore::Kind::session, row_key(address));
  SignalRef<session_record> record;
  if (row == nullptr) return record;
  const int answer = session_record_deserialize(out(record), row->view().data(), row->size(),
                                                call.library.context());
  if (answer < 0) return fail(Errc::internal);
  return record;
}

Result<> save_session(Call& call, const Address& address, session_record* record) {
  BufferRef bytes;
  if (session_record_serialize(out(bytes), record) < 0) return fail(Errc::internal);
  call.save(RatchetStore::Kind::session, row_key(address), view(bytes.get()));
  return done();
}

bool has_state(session_record* record, const crypto::PublicKey& base_key, Call& call) {
  if (record == nullptr) return false;
  const auto key = to_library(base_key, call);
  return key && session_record_has_session_state(record, CIPHERTEXT_CURRENT_VERSION,
                                                 key.value().get()) == 1;
}

std::optional<crypto::PublicKey> remote_identity(session_record* record) {
  session_state* state = record == nullptr ? nullptr : session_record_get_state(record);
  if (state == nullptr) return std::nullopt;
  const auto key = from_library(session_state_get_remote_identity_key(state));
  if (!key) return std::nullopt;
  return *key;
}

Result<> check_jump(session_record* record, const SignalHeader& header, Call& call) {
  WW_TRY_SET(const auto key, to_library(header.ratchet_key, call));
  const std::uint32_t next = next_counter(record, key.get());
  if (header.counter > next && header.counter - next > limits::kCounterJump) {
    return fail(Errc::too_far);
  }
  return done();
}

std::size_t archived_states(session_record* record) {
  std::size_t count = 0;
  for (auto* node = session_record_get_previous_states_head(record); node != nullptr;
       node = session_record_get_previous_states_next(node)) {
    ++count;
  }
  return count;
}

void prune(session_record* record) {
  auto* node = session_record_get_previous_states_head(record);  // the newest
  for (std::size_t kept = 0; node != nullptr; ++kept) {
    node = kept < limits::kArchivedStates ? session_record_get_previous_states_next(node)
                                          : session_record_get_previous_states_remove(record, node);
  }
}

Result<SignalRef<ec_public_key>> to_library(const crypto::PublicKey& key, Call& call) {
  const Bytes typed = typed_key(key);
  SignalRef<ec_public_key> result;
  if (curve_decode_point(out(result), typed.data(), typed.size(), call.library.context()) < 0) {
    return fail(Errc::malformed);
  }
  return result;
}

Result<crypto::PublicKey> from_library(const ec_public_key* key) {
  BufferRef bytes;
  if (key == nullptr || ec_public_key_serialize(out(bytes), key) < 0) return fail(Errc::internal);
  const ByteView typed = view(bytes.get());
  if (typed.size() != 33) return fail(Errc::internal);
  return to_array<32>(typed.subspan(1));
}

}  // namespace ww::e2ee
