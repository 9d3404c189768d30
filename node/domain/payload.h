// The payload: what one ratchet message holds, always 3,519 bytes (proto/PROTOCOL.md, PAYLOAD).
//
// A message of up to limits::kMessageMax is cut into parts; each part is one payload, one slot, one
// put. Sequence and previous hash run per sender and direction, so that a withheld message shows.
#pragma once

#include "domain/ids.h"
#include "domain/limits.h"

namespace ww {

struct PayloadHeader {
  std::uint8_t version = 1;
  std::uint8_t type = 1;  // 1: a part of a Content (wire/content.h)
  std::uint8_t part = 0;
  std::uint8_t parts = 1;  // <= limits::kPartsMax
  std::uint16_t content_length = 0;
  std::uint8_t flags = 0;  // bit 0 critical, bit 1 author
  std::uint8_t device = 1;
  MessageId message;
  std::uint64_t sequence = 0;  // from 1; one per payload
  Digest32 previous;  // SHA-256 of this sender's previous payload in this direction; zero at first
  Digest32 context;   // binds pair, circle, epoch, sender: compared after every decryption
  std::uint32_t epoch = 0;
  bool operator==(const PayloadHeader&) const = default;
};

struct Payload {
  PayloadHeader header;
  Bytes content;  // <= limits::kPayloadContent, without the zeros behind it
  bool operator==(const Payload&) const = default;
};

// Kinds of a slot's inner message. Unknown kinds are kept aside, never an error.
enum class SlotKind : std::uint8_t {
  prekey_message = 1,
  signal_message = 2,
  renew = 3,
  sender_key_message = 16,
  anonymous = 17,
  key_slot = 18,
  snapshot = 19,
  epoch_slot = 20,
  receipt = 21,  // on the board of receipts
};

struct SlotInner {
  std::uint8_t kind = 0;  // of SlotKind; others travel on unread
  std::uint8_t device = 1;
  Bytes message;  // <= limits::kSlotMessage
  bool operator==(const SlotInner&) const = default;
};

}  // namespace ww
