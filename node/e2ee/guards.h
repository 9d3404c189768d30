// Guards: the checks that stand around libsignal, each by its name.
//
// Every one closes a hole that the bare library has (the numbers are those of LIBRARIES A2.2 in the
// design notes). In the node's own library on() is constant: no program can run without a guard.
// The tests alone build a second library with WW_E2EE_GUARDS_CAN_BE_DROPPED, drop one guard at a
// time, and show that the attack then succeeds: so each guard is known to be what stops its attack.
//
// Held outside of this folder, because the library cannot: padding and hiding of headers (13: every
// payload fills 3,519 bytes and is sealed in a slot), ids of circle, epoch and sender inside the
// plaintext (5, beside group_binding), de-duplication by message id and never by bytes (7), budgets
// that need a clock (engine/budgets.h), and that a restored copy re-keys (9).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ww::e2ee {

enum class Guard : std::uint8_t {
  transaction,          // 1: nothing is stored before the message is authenticated
  jump_bound,           // 2: at most limits::kCounterJump keys are derived for one message
  pruned_states,        // 2: at most limits::kArchivedStates old states are tried
  first_messages,       // 3: a first message is taken once, even when its state is long gone
  skdm_once,            // 4: a distribution message never rewinds a chain
  skdm_shape,           // 4: chain key of 32 bytes, iteration below 2^31
  group_binding,        // 5: a signing key belongs to one sender in one group
  identity_pin,         // 6: the session's identity is the pinned one, at every message
  authenticated_alarm,  // 6: "another identity" is only said of an authentic message
  canonical_signature,  // 7: S and S + L are not both taken
  weak_keys,            // 8: keys of low order are refused
  commit_first,         // 9: no ciphertext leaves before its key is stored as used
  self_session,         // 11: no session with oneself
  key_ids,              // 12: ids 1 .. 0xFFFFFE
  lengths,              // A4.4: nothing oversized is given to the library
  strict_header,        // A4.4: only the exact message format is given to the library
};
inline constexpr std::size_t kGuards = 16;

#ifdef WW_E2EE_GUARDS_CAN_BE_DROPPED
inline std::array<bool, kGuards> dropped_guards{};
inline bool on(Guard guard) { return !dropped_guards[static_cast<std::size_t>(guard)]; }
#else
constexpr bool on(Guard) { return true; }
#endif

}  // namespace ww::e2ee
