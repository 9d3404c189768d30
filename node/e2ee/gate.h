// Gate: what a message must look like before libsignal sees it.
//
// Why: the library's parser takes any size, ignores what it does not know, takes keys of zero and
// chain keys of any length. Here a message is read once, strictly: the exact fields of
// WhisperTextProtocol, each at most once, numbers in their shortest spelling, keys of 33 bytes with
// type 5 that are not of low order, whole cipher blocks, nothing else. Field order is free. What
// passes here and what the library then reads is the same: no repeated field can mean two things.
//
// Version byte: the message's version in the high nibble must be 3; the low one is the newest that
// the sender knows, 3 or 4.
//
// Pure. Errors: too_large, unsupported (another version), malformed.
#pragma once

#include <optional>

#include "base/crypto.h"
#include "base/result.h"

namespace ww::e2ee {

struct SignalHeader {
  crypto::PublicKey ratchet_key{};
  std::uint32_t counter = 0;
};
Result<SignalHeader> read_signal_message(ByteView message);

struct FirstHeader {
  std::optional<std::uint32_t> one_time_id;  // some write 0 for none
  std::uint32_t signed_id = 0;
  crypto::PublicKey base_key{};
  crypto::PublicKey identity{};
  SignalHeader inner;
};
Result<FirstHeader> read_first_message(ByteView message);

struct GroupHeader {
  std::uint32_t key_id = 0;
  std::uint32_t iteration = 0;
};
Result<GroupHeader> read_group_message(ByteView message);

struct Distribution {
  std::uint32_t key_id = 0;
  std::uint32_t iteration = 0;
  ByteView chain_key;  // borrowed from the message
  crypto::PublicKey signing_key{};
};
Result<Distribution> read_distribution(ByteView message);

// An XEdDSA signature whose S is below the group's order: S + L verifies as well in the library, so
// the same message would have two spellings.
bool is_canonical_signature(ByteView signature);
// A prekey id that may be used: see limits.h.
bool is_prekey_id(std::uint32_t id);

}  // namespace ww::e2ee
