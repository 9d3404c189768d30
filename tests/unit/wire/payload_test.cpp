#include "wire/payload.h"

#include "support/catch.h"
#include "support/wire_samples.h"

using namespace ww;

namespace {

template <class Bend>
Errc error_when(Bend bend) {
  Bytes bytes = wire::encode_payload(test::sample_payload());
  bend(bytes);
  const auto read = wire::decode_payload(bytes);
  return read ? Errc::internal : read.error().code;
}

template <class Bend>
Errc inner_error_when(Bend bend) {
  Bytes bytes = wire::encode_slot_inner(test::sample_slot_inner());
  bend(bytes);
  const auto read = wire::decode_slot_inner(bytes);
  return read ? Errc::internal : read.error().code;
}

Payload of_size(std::size_t size) {
  Payload payload;
  payload.header.content_length = static_cast<std::uint16_t>(size);
  payload.content = test::counting_bytes(size, 1);
  return payload;
}

}  // namespace

TEST_CASE("a payload always has 3,519 bytes and a header of 104", "[wire][payload]") {
  const std::size_t size = GENERATE(0u, 1u, 3414u, 3415u);
  const Bytes bytes = wire::encode_payload(of_size(size));
  CHECK(bytes.size() == 3519);
  CHECK(limits::kPayloadContent == 3415);
  if (size > 0) CHECK(bytes[104] == 1);
  const auto read = wire::decode_payload(bytes);
  REQUIRE(read.ok());
  CHECK(*read == of_size(size));
}

TEST_CASE("a payload's fields go round", "[wire][payload]") {
  CHECK(wire::decode_payload(wire::encode_payload(test::sample_payload())).value() ==
        test::sample_payload());
}

TEST_CASE("a payload with stray bits, wrong parts or of a newer form is refused",
          "[wire][payload]") {
  CHECK(error_when([](auto&) {}) == Errc::internal);
  CHECK(error_when([](auto& b) { b[0] = 2; }) == Errc::unsupported);
  CHECK(error_when([](auto& b) { b[1] = 2; }) == Errc::unsupported);
  CHECK(error_when([](auto& b) { b[2] = 3; }) == Errc::malformed);  // part 3 of 3
  CHECK(error_when([](auto& b) { b[3] = 16; }) == Errc::internal);
  CHECK(error_when([](auto& b) { b[3] = 17; }) == Errc::malformed);
  CHECK(error_when([](auto& b) { b[3] = 0; }) == Errc::malformed);
  CHECK(error_when([](auto& b) { b[4] = 0x58, b[5] = 0x0D; }) == Errc::malformed);  // 3,416
  CHECK(error_when([](auto& b) { b[6] = 4; }) == Errc::unsupported);
  CHECK(error_when([](auto& b) { b[103] = 1; }) == Errc::malformed);
  CHECK(error_when([](auto& b) { b.back() = 1; }) == Errc::malformed);
  CHECK(error_when([](auto& b) { b.push_back(0); }) == Errc::malformed);
  CHECK(error_when([](auto& b) { b.pop_back(); }) == Errc::malformed);
  CHECK(error_when([](auto& b) { b.clear(); }) == Errc::malformed);
}

TEST_CASE("a slot's inside always has 3,728 bytes", "[wire][payload]") {
  const std::size_t size = GENERATE(0u, 1u, 3723u, 3724u);
  const SlotInner inner{99, 1, test::counting_bytes(size, 1)};  // a kind that nobody knows yet
  const Bytes bytes = wire::encode_slot_inner(inner);
  CHECK(bytes.size() == 3728);
  CHECK(wire::decode_slot_inner(bytes).value() == inner);
}

TEST_CASE("a slot's inside with stray bits or a wrong length is refused", "[wire][payload]") {
  CHECK(inner_error_when([](auto&) {}) == Errc::internal);
  CHECK(inner_error_when([](auto& b) { b[2] = 0x8D, b[3] = 0x0E; }) == Errc::malformed);  // 3,725
  CHECK(inner_error_when([](auto& b) { b.back() = 1; }) == Errc::malformed);
  CHECK(inner_error_when([](auto& b) { b.push_back(0); }) == Errc::malformed);
  CHECK(inner_error_when([](auto& b) { b.pop_back(); }) == Errc::malformed);
}

TEST_CASE("a message is cut into at most 16 parts, and 32 KiB into 10", "[wire][payload]") {
  const auto parts_of = [](std::size_t size) {
    const Bytes message = test::counting_bytes(size, 3);
    const auto parts = wire::split_message(message).value();
    Bytes joined;
    for (const Bytes& part : parts) joined.insert(joined.end(), part.begin(), part.end());
    CHECK(joined == message);
    return parts.size();
  };
  CHECK(parts_of(0) == 1);
  CHECK(parts_of(3415) == 1);
  CHECK(parts_of(3416) == 2);
  CHECK(parts_of(std::size_t{32} << 10) == 10);
  CHECK(parts_of(limits::kMessageMax) == 16);
  CHECK(wire::split_message(Bytes(limits::kMessageMax + 1)).error().code == Errc::too_large);
}
