// What our guards need to know of a sender-key record (internal to e2ee).
#pragma once

#include "e2ee/gate.h"
#include "e2ee/library.h"
#include "e2ee/signal_ref.h"

namespace ww::e2ee {

// The library's name of one sender in one group. It keeps pointers, so this outlives the cipher.
class SenderName {
 public:
  SenderName(std::string group, const Address& sender);
  SenderName(const SenderName&) = delete;
  SenderName& operator=(const SenderName&) = delete;
  const signal_protocol_sender_key_name* get() const { return &name_; }
  Bytes row() const;  // as store_callbacks.cpp keys it

 private:
  std::string group_;
  std::string sender_;
  signal_protocol_sender_key_name name_;
};

Result<SignalRef<sender_key_record>> load_sender_key(Call& call, const SenderName& name);
// Lent by the record; null when it holds no such key.
sender_key_state* state_of(sender_key_record* record, std::uint32_t key_id);
std::uint32_t next_iteration(sender_key_state* state);

// How a distribution message stands to a chain that we hold.
enum class Standing : std::uint8_t { same_chain, far_ahead, other };
Result<Standing> compare(sender_key_state* held, const Distribution& skdm);

}  // namespace ww::e2ee
