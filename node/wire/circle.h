// Snapshots, key slots and epoch slots: hand-laid exact bytes, because they are signed and counted
// (proto/PROTOCOL.md, CIRCLE). Signed things are carried bytes: hash and verify what was received,
// never a re-encoding.
//
// signed_part() is what the signature covers: everything before it.
#pragma once

#include "base/result.h"
#include "domain/circle.h"

namespace ww::wire {

Bytes encode_snapshot(const Snapshot& snapshot);   // with the signature as it stands in the value
Result<Snapshot> decode_snapshot(ByteView bytes);  // form and bounds; the signature is the caller's
Bytes encode_key_slot(const KeySlot& slot);
Result<KeySlot> decode_key_slot(ByteView bytes);
Bytes encode_epoch_slot(const EpochSlot& slot);
Result<EpochSlot> decode_epoch_slot(ByteView bytes);

ByteView signed_part(ByteView bytes);  // all but the last 64 bytes; empty if shorter

// A snapshot travels as up to 3 slots of kind 19: u8 part | u8 parts | bytes.
Result<std::vector<Bytes>> split_snapshot(ByteView bytes);

// The new board's route inside an epoch slot, before and after its sealing.
Bytes encode_route(const Route& route);
Result<Route> decode_route(ByteView bytes);

}  // namespace ww::wire
