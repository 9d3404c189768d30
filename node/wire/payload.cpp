#include "wire/payload.h"

#include "base/byte_io.h"
#include "base/guard.h"

namespace ww::wire {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kContentPart = 1;
constexpr std::uint8_t kKnownFlags = 0x03;  // critical, author

bool all_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](auto byte) { return byte == 0; });
}

}  // namespace

Bytes encode_payload(const Payload& payload) {
  const PayloadHeader& header = payload.header;
  WW_CHECK(payload.content.size() <= limits::kPayloadContent);
  WW_CHECK(payload.content.size() == header.content_length);
  ByteWriter out;
  out.u8(header.version).u8(header.type).u8(header.part).u8(header.parts);
  out.u16(header.content_length).u8(header.flags).u8(header.device);
  out.raw(header.message).u64(header.sequence).raw(header.previous).raw(header.context);
  out.u32(header.epoch).zeros(4);
  WW_CHECK(out.size() == limits::kPayloadHeader);
  out.raw(payload.content).zeros(limits::kPayloadContent - payload.content.size());
  return out.take();
}

Result<Payload> decode_payload(ByteView bytes) {
  if (bytes.size() != limits::kPayload) return fail(Errc::malformed);
  ByteReader in(bytes);
  Payload payload;
  PayloadHeader& header = payload.header;
  header.version = in.u8();
  if (header.version != kVersion) return fail(Errc::unsupported);
  header.type = in.u8();
  if (header.type != kContentPart) return fail(Errc::unsupported);
  header.part = in.u8();
  header.parts = in.u8();
  header.content_length = in.u16();
  header.flags = in.u8();
  if ((header.flags & ~kKnownFlags) != 0) return fail(Errc::unsupported);
  header.device = in.u8();
  header.message = MessageId{in.array<16>()};
  header.sequence = in.u64();
  header.previous = Digest32{in.array<32>()};
  header.context = Digest32{in.array<32>()};
  header.epoch = in.u32();
  if (!all_zero(in.raw(4)) && guarded("payload: zeros in its head")) return fail(Errc::malformed);
  const bool parts_fit =
      header.parts >= 1 && header.parts <= limits::kPartsMax && header.part < header.parts;
  if (!parts_fit || header.content_length > limits::kPayloadContent) return fail(Errc::malformed);
  payload.content = to_bytes(in.raw(header.content_length));
  if (guarded("payload: zeros behind the content") && !all_zero(in.rest())) {
    return fail(Errc::malformed);
  }
  return payload;
}

Bytes encode_slot_inner(const SlotInner& inner) {
  WW_CHECK(inner.message.size() <= limits::kSlotMessage);
  ByteWriter out;
  out.u8(inner.kind).u8(inner.device).u16(static_cast<std::uint16_t>(inner.message.size()));
  out.raw(inner.message).zeros(limits::kSlotMessage - inner.message.size());
  return out.take();
}

Result<SlotInner> decode_slot_inner(ByteView bytes) {
  if (bytes.size() != limits::kSlotInner) return fail(Errc::malformed);
  ByteReader in(bytes);
  SlotInner inner;
  inner.kind = in.u8();
  inner.device = in.u8();
  const std::size_t length = in.u16();
  if (length > limits::kSlotMessage) return fail(Errc::malformed);
  inner.message = to_bytes(in.raw(length));
  if (guarded("slot: zeros behind the message") && !all_zero(in.rest())) {
    return fail(Errc::malformed);
  }
  return inner;
}

Result<std::vector<Bytes>> split_message(ByteView message) {
  if (message.size() > limits::kMessageMax) return fail(Errc::too_large);
  std::vector<Bytes> parts;
  do {
    const std::size_t take = std::min(message.size(), limits::kPayloadContent);
    parts.push_back(to_bytes(message.first(take)));
    message = message.subspan(take);
  } while (!message.empty());
  return parts;
}

}  // namespace ww::wire
