// Frames between node and relay: 4,096 bytes = header 64 + body 4,032 (proto/relay.capnp, one
// segment).
//
// decode_* read untrusted bytes: wrong size, unknown kind, a body that is not one segment, more
// than it says, or bits set where zeros belong give a typed error, never an exception, never a
// crash. The MAC is over the frame with its 32 MAC bytes left out; mac_input() hands out exactly
// these bytes.
#pragma once

#include "base/result.h"
#include "domain/relay_message.h"

namespace ww::wire {

using Frame = ByteArray<limits::kFrame>;

// The body alone, as an outbox op keeps it: encoded once, identical at every retry.
Bytes encode_body(const relay::Request& request);
// A request frame around it; `mac` is zero, fill it with set_mac().
Frame request_frame(ByteView body, relay::Cap cap, std::uint64_t sequence, const ByteArray<16>& id);
Bytes mac_input(ByteView frame);
void set_mac(Frame& frame, const ByteArray<32>& mac);

Frame encode_reply(const relay::ReplyFrame& reply);

Result<relay::RequestFrame> decode_request(ByteView frame);
Result<relay::ReplyFrame> decode_reply(ByteView frame);

}  // namespace ww::wire
