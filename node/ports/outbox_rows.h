// The outbox: every change this node wants at a relay, durable, in lanes.
//
// One op is one request that may be repeated with identical bytes until it is answered. Ops of a
// lane go strictly one after the other (a queue is made before it is written to); lanes are
// independent.
#pragma once

#include <optional>
#include <vector>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/relay_message.h"
#include "domain/route.h"
#include "domain/time.h"

namespace ww {

using OpId = std::int64_t;

struct OutboxOp {
  // What its answer means to whom. The owner's component gets it.
  enum class Purpose : std::uint8_t {
    contact_queue_new = 1,
    contact_queue_secure,
    contact_queue_delete,
    contact_put,
    board_new,
    board_put,
    board_close,
    contact_renew,
    contact_try,   // the first put at a queue that may be there (PROTOCOL.md, MOVE)
    relay_access,  // a queue that cannot be made: the refusal tells whether the password is right
    contact_look,  // a put of number 0, which never is one: its refusal tells the last number
  };
  OpId id = 0;  // ascending; 0: not stored yet
  Purpose purpose = Purpose::contact_put;
  ByteArray<16> lane{};     // ContactId or BoardId: one short-lived writing connection each
  ByteArray<16> owner{};    // ContactId or CircleId
  std::int64_t source = 0;  // the source that this op makes live, or 0
  Route route;
  relay::Cap cap = relay::Cap::none;
  crypto::Key cap_secret;  // X25519
  ByteArray<16> target{};  // the frame header's id
  Bytes body;              // exact body of the frame (wire/frame.h), identical at every retry
  // Of a put for a contact: what its slot holds, so that it can be sealed for another queue.
  Bytes inner;
  MessageId message;  // zero unless this carries a part of a message
  Instant due;        // not before
  std::uint32_t attempts = 0;
  Instant expires;  // dropped then, and reported as failed
};

class OutboxRows {
 public:
  virtual ~OutboxRows() = default;
  virtual OpId add(const OutboxOp& op) = 0;
  virtual std::optional<OutboxOp> find(OpId id) = 0;
  // The first op of every lane, by id. Those later in a lane wait.
  virtual std::vector<OutboxOp> heads() = 0;
  virtual std::vector<OutboxOp> lane(ByteView lane, std::size_t most) = 0;  // in order
  virtual std::size_t lane_size(ByteView lane) = 0;
  virtual void postpone(OpId id, Instant due, std::uint32_t attempts) = 0;
  virtual void erase(OpId id) = 0;
  virtual void erase_lane(ByteView lane) = 0;
  virtual std::size_t waiting_parts(
      const MessageId& message) = 0;  // ops left that carry this message
  virtual std::size_t size() = 0;
};

}  // namespace ww
