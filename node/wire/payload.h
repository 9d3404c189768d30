// Payloads and slot inners: fixed layouts, always full size (proto/PROTOCOL.md, PAYLOAD and SLOT).
#pragma once

#include "base/result.h"
#include "domain/payload.h"

namespace ww::wire {

Bytes encode_payload(const Payload& payload);    // limits::kPayload bytes
Result<Payload> decode_payload(ByteView bytes);  // zeros behind the content are required

Bytes encode_slot_inner(const SlotInner& inner);      // limits::kSlotInner bytes
Result<SlotInner> decode_slot_inner(ByteView bytes);  // an unknown kind is no error

// Cuts a message (<= limits::kMessageMax) into the contents of its parts; at least one, which may
// be empty.
Result<std::vector<Bytes>> split_message(ByteView message);

}  // namespace ww::wire
