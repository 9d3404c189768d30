#include "e2ee/sender_key_view.h"

#include <signal/sender_key.h>
#include <signal/sender_key_record.h>
#include <signal/sender_key_state.h>

#include "domain/ratchet_limits.h"
#include "e2ee/session_view.h"

namespace ww::e2ee {

SenderName::SenderName(std::string group, const Address& sender)
    : group_(std::move(group)),
      sender_(sender.name),
      name_{group_.c_str(), group_.size(), {sender_.c_str(), sender_.size(), sender.device}} {}

Bytes SenderName::row() const {
  return ByteWriter{}
      .raw(as_bytes(group_))
      .u8(0)
      .raw(row_key(sender_, name_.sender.device_id))
      .take();
}

Result<SignalRef<sender_key_record>> load_sender_key(Call& call, const SenderName& name) {
  SignalRef<sender_key_record> record;
  WW_TRY(call.settle(
      signal_protocol_sender_key_load_key(call.library.stores(), out(record), name.get())));
  return record;  // empty when there is none
}

sender_key_state* state_of(sender_key_record* record, std::uint32_t key_id) {
  sender_key_state* state = nullptr;
  if (sender_key_record_get_sender_key_state_by_id(record, &state, key_id) < 0) return nullptr;
  return state;
}

std::uint32_t next_iteration(sender_key_state* state) {
  return sender_chain_key_get_iteration(sender_key_state_get_chain_key(state));
}

namespace {

// The chain's key at a later iteration, at most limits::kCounterJump steps on.
Result<Bytes> chain_key_at(sender_key_state* state, std::uint32_t iteration) {
  auto chain = share(sender_key_state_get_chain_key(state));
  while (sender_chain_key_get_iteration(chain.get()) < iteration) {
    SignalRef<sender_chain_key> next;
    if (sender_chain_key_create_next(chain.get(), out(next)) < 0) return fail(Errc::internal);
    chain = std::move(next);
  }
  return to_bytes(view(sender_chain_key_get_seed(chain.get())));
}

}  // namespace

Result<Standing> compare(sender_key_state* held, const Distribution& skdm) {
  WW_TRY_SET(const auto signing_key, from_library(sender_key_state_get_signing_key_public(held)));
  if (signing_key != skdm.signing_key) return Standing::other;
  const std::uint32_t next = next_iteration(held);
  // An earlier state cannot be checked, for a chain runs one way; it is not used either.
  if (skdm.iteration < next) return Standing::same_chain;
  if (skdm.iteration - next > limits::kCounterJump) return Standing::far_ahead;
  WW_TRY_SET(Bytes expected, chain_key_at(held, skdm.iteration));
  const bool same = crypto::equal(expected, skdm.chain_key);
  wipe(expected);
  return same ? Standing::same_chain : Standing::other;
}

}  // namespace ww::e2ee
