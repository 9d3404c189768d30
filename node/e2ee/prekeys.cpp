#include "e2ee/prekeys.h"

#include "e2ee/gate.h"
#include "e2ee/guards.h"
#include "e2ee/session_view.h"

namespace ww::e2ee {
namespace {

using SignedRow = SignalRef<session_signed_pre_key>;

Result<> check_id(std::uint32_t id) {
  if (on(Guard::key_ids) && !is_prekey_id(id)) return fail(Errc::no_key);
  return done();
}

Result<SignalRef<ec_key_pair>> fresh_pair(Call& call) {
  SignalRef<ec_key_pair> pair;
  WW_TRY(call.settle(curve_generate_key_pair(call.library.context(), out(pair))));
  return pair;
}

Result<SignedRow> load_signed(Call& call, std::uint32_t id) {
  SignedRow row;
  WW_TRY(call.settle(signal_protocol_signed_pre_key_load_key(call.library.stores(), out(row), id)));
  return row;
}

Result<SignedRow> make_signed(Call& call, std::uint32_t id) {
  SignalRef<ratchet_identity_key_pair> identity;
  WW_TRY(call.settle(signal_protocol_identity_get_key_pair(call.library.stores(), out(identity))));
  SignedRow row;
  // The time stays 0: a date on disk would say when the invite was made, and nobody reads it.
  WW_TRY(call.settle(signal_protocol_key_helper_generate_signed_pre_key(
      out(row), identity.get(), id, 0, call.library.context())));
  WW_TRY(call.settle(signal_protocol_signed_pre_key_store_key(call.library.stores(), row.get())));
  return row;
}

Result<SignedPreKey> as_value(const SignedRow& row) {
  WW_TRY_SET(const auto key,
             from_library(ec_key_pair_get_public(session_signed_pre_key_get_key_pair(row.get()))));
  const ByteView signature{session_signed_pre_key_get_signature(row.get()),
                           session_signed_pre_key_get_signature_len(row.get())};
  if (signature.size() != 64) return fail(Errc::internal);
  return SignedPreKey{session_signed_pre_key_get_id(row.get()), key, to_array<64>(signature)};
}

}  // namespace

Result<OneTimePreKey> make_one_time_row(Call& call, std::uint32_t id) {
  WW_TRY(check_id(id));
  WW_TRY_SET(const auto pair, fresh_pair(call));
  SignalRef<session_pre_key> row;
  WW_TRY(call.settle(session_pre_key_create(out(row), id, pair.get())));
  WW_TRY(call.settle(signal_protocol_pre_key_store_key(call.library.stores(), row.get())));
  WW_TRY_SET(const auto key, from_library(ec_key_pair_get_public(pair.get())));
  return OneTimePreKey{id, key};
}

Result<SignedPreKey> signed_row(Call& call, std::uint32_t id) {
  WW_TRY(check_id(id));
  const bool stored = call.load(RatchetStore::Kind::signed_prekey, row_key(id)) != nullptr;
  WW_TRY_SET(const auto row, stored ? load_signed(call, id) : make_signed(call, id));
  return as_value(row);
}

}  // namespace ww::e2ee
