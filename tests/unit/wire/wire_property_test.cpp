// Goal: whatever comes from outside is read or refused, never more, and what is read is what would
// be written.
// Method: every sample is damaged at random under many seeds; what still decodes must come out the
// same after another round.
#include "support/catch.h"
#include "support/test_random.h"
#include "support/wire_samples.h"
#include "wire/circle.h"
#include "wire/content.h"
#include "wire/frame.h"
#include "wire/invite.h"
#include "wire/payload.h"

using namespace ww;

namespace {

// Some bytes changed, and now and then a piece cut off or doubled.
Bytes damaged(Bytes bytes, test::TestRandom& random, std::size_t within) {
  for (std::uint64_t i = 1 + random.below(6); i > 0 && !bytes.empty(); --i) {
    auto& byte = bytes[random.below(std::min(bytes.size(), within))];
    byte = random.below(2) == 0 ? static_cast<std::uint8_t>(random.below(256))
                                : static_cast<std::uint8_t>(byte ^ (1U << random.below(8)));
  }
  if (random.below(8) == 0) bytes.resize(random.below(bytes.size() + 1));
  if (random.below(16) == 0) bytes.insert(bytes.end(), bytes.begin(), bytes.end());
  return bytes;
}

// How many of the damaged ones still were readable: the test shows that it tried both.
struct Tally {
  int read = 0, refused = 0;
};

template <class Decode, class Encode>
void survives(const Bytes& good, std::size_t within, Decode decode, Encode encode, Tally& tally) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    test::TestRandom random(seed);
    const auto read = decode(damaged(good, random, within));
    if (!read) {
      ++tally.refused;
      continue;
    }
    ++tally.read;
    const auto again = decode(encode(*read));
    REQUIRE(again.ok());
    REQUIRE(*again == *read);
  }
}

}  // namespace

TEST_CASE("damaged frames are read or refused, never more", "[wire][property]") {
  Tally tally;
  for (const auto& [name, request] : test::sample_requests()) {
    CAPTURE(name);
    const auto frame = wire::request_frame(wire::encode_body(request), relay::Cap::read, 3, {});
    survives(
        to_bytes(frame), 200, [](ByteView b) { return wire::decode_request(b); },
        [](const relay::RequestFrame& f) {
          auto out = wire::request_frame(wire::encode_body(f.request), f.header.cap,
                                         f.header.sequence, f.header.id);
          wire::set_mac(out, f.header.mac);
          return to_bytes(out);
        },
        tally);
  }
  for (const auto& [name, reply] : test::sample_replies()) {
    CAPTURE(name);
    survives(
        to_bytes(wire::encode_reply({test::sample_header(), reply})), 200,
        [](ByteView b) { return wire::decode_reply(b); },
        [](const relay::ReplyFrame& f) { return to_bytes(wire::encode_reply(f)); }, tally);
  }
  CHECK(tally.read > 100);
  CHECK(tally.refused > 100);
}

TEST_CASE("damaged contents are read or refused, never more", "[wire][property]") {
  Tally tally;
  for (const auto& [name, content] : test::sample_contents()) {
    CAPTURE(name);
    survives(
        wire::encode_content(content), 400,
        [](ByteView b) -> Result<Content> {
          auto read = wire::decode_content(b);
          // Nobody can write what nobody knows.
          if (read && std::holds_alternative<content::Unknown>(*read))
            return fail(Errc::unsupported);
          return read;
        },
        [](const Content& c) { return wire::encode_content(c); }, tally);
  }
  CHECK(tally.read > 100);
  CHECK(tally.refused > 100);
}

TEST_CASE("damaged invites, rosters and payloads are read or refused, never more",
          "[wire][property]") {
  constexpr std::size_t kAnywhere = 1 << 20;
  Tally tally;
  survives(wire::encode_invite(test::sample_invite()), kAnywhere, wire::decode_invite,
           wire::encode_invite, tally);
  survives(wire::encode_snapshot(test::sample_snapshot()), kAnywhere, wire::decode_snapshot,
           wire::encode_snapshot, tally);
  survives(wire::encode_key_slot(test::sample_key_slot()), kAnywhere, wire::decode_key_slot,
           wire::encode_key_slot, tally);
  survives(wire::encode_epoch_slot(test::sample_epoch_slot()), kAnywhere, wire::decode_epoch_slot,
           wire::encode_epoch_slot, tally);
  survives(wire::encode_route(test::onion_route()), kAnywhere, wire::decode_route,
           wire::encode_route, tally);
  survives(wire::encode_payload(test::sample_payload()), 210, wire::decode_payload,
           wire::encode_payload, tally);
  survives(wire::encode_slot_inner(test::sample_slot_inner()), kAnywhere, wire::decode_slot_inner,
           wire::encode_slot_inner, tally);
  CHECK(tally.read > 100);
  CHECK(tally.refused > 100);
}

TEST_CASE("noise is refused", "[wire][property]") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  test::TestRandom random(seed);
  Bytes noise(random.below(5000));
  random.fill(noise);
  CHECK_FALSE(wire::decode_request(noise).ok());
  CHECK_FALSE(wire::decode_reply(noise).ok());
  CHECK_FALSE(wire::decode_invite(noise).ok());
  CHECK_FALSE(wire::decode_snapshot(noise).ok());
  CHECK_FALSE(wire::decode_payload(noise).ok());
  Bytes words = noise;
  words.resize(words.size() / 8 * 8);
  if (const auto content = wire::decode_content(words); content.ok()) {
    CHECK(std::holds_alternative<content::Unknown>(*content));
  }
}
