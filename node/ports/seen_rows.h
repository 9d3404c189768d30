// What was seen before: slots and messages by hash or id, and messages of which parts are still
// missing.
#pragma once

#include <optional>
#include <vector>

#include "domain/ids.h"
#include "domain/payload.h"
#include "domain/time.h"

namespace ww {

class SeenRows {
 public:
  virtual ~SeenRows() = default;
  // True when it was not there. `forget_at`: the longest TTL a relay may keep a copy for.
  virtual bool add_slot(const Digest32& slot_hash, Instant forget_at) = 0;
  virtual bool knows_slot(const Digest32& slot_hash) = 0;
  virtual bool add_message(ByteView sender, const MessageId& message, Instant forget_at) = 0;

  // Parts of a message from one sender (ContactId, or MemberId within a circle). Bounded by
  // limits::kPartialMessages per sender: the oldest message gives way.
  virtual void put_part(ByteView sender, const Payload& payload, Instant forget_at) = 0;
  // All parts in order once they are complete, taken out; nullopt before.
  virtual std::optional<std::vector<Payload>> take_complete(ByteView sender,
                                                            const MessageId& message) = 0;

  virtual void forget_before(Instant now) = 0;
};

}  // namespace ww
