// Goal: what this release writes is what it wrote, and what it wrote it still reads.
// Method: every sample message is compared, both ways, with the bytes kept in tests/data/golden.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/catch.h"
#include "support/wire_samples.h"
#include "wire/circle.h"
#include "wire/content.h"
#include "wire/frame.h"
#include "wire/invite.h"
#include "wire/payload.h"

using namespace ww;

namespace {

std::filesystem::path path_of(const std::string& name) {
  return std::filesystem::path(WW_TEST_DATA) / "golden" / (name + ".bin");
}

Bytes golden(const std::string& name) {
  std::ifstream file(path_of(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

wire::Frame frame_of(const relay::Request& request) {
  auto frame =
      wire::request_frame(wire::encode_body(request), relay::Cap::write, 7, test::counting<16>(1));
  wire::set_mac(frame, test::counting<32>(2));
  return frame;
}

// An alert as programs wrote it that knew no marks. It is read for ever; today's alerts have the
// marks, and even one without them has the place of their pointer.
const std::string kBeforeMarks = "alert";

// Every golden message that today's programs write, by name.
test::Named<Bytes> all() {
  test::Named<Bytes> out;
  const auto add = [&](const std::string& name, ByteView bytes) {
    out.emplace_back(name, to_bytes(bytes));
  };
  for (const auto& [name, request] : test::sample_requests()) {
    add("frame_request_" + name, frame_of(request));
  }
  for (const auto& [name, reply] : test::sample_replies()) {
    add("frame_reply_" + name, wire::encode_reply({test::sample_header(), reply}));
  }
  for (const auto& [name, content] : test::sample_contents()) {
    if (name != kBeforeMarks) add("content_" + name, wire::encode_content(content));
  }
  add("invite", wire::encode_invite(test::sample_invite()));
  add("snapshot", wire::encode_snapshot(test::sample_snapshot()));
  add("key_slot", wire::encode_key_slot(test::sample_key_slot()));
  add("epoch_slot", wire::encode_epoch_slot(test::sample_epoch_slot()));
  add("route", wire::encode_route(test::onion_route()));
  add("payload", wire::encode_payload(test::sample_payload()));
  add("slot_inner", wire::encode_slot_inner(test::sample_slot_inner()));
  return out;
}

}  // namespace

TEST_CASE("today's encoders give the golden bytes", "[wire][golden]") {
  for (const auto& [name, bytes] : all()) {
    CAPTURE(name);
    CHECK(bytes == golden(name));
  }
}

TEST_CASE("today's decoders read the golden frames", "[wire][golden]") {
  for (const auto& [name, request] : test::sample_requests()) {
    CAPTURE(name);
    const auto read = wire::decode_request(golden("frame_request_" + name));
    REQUIRE(read.ok());
    CHECK(read->request.index() == request.index());
    CHECK(wire::encode_body(read->request) == wire::encode_body(request));
  }
  for (const auto& [name, reply] : test::sample_replies()) {
    CAPTURE(name);
    const auto read = wire::decode_reply(golden("frame_reply_" + name));
    REQUIRE(read.ok());
    CHECK(read->reply == reply);
  }
}

TEST_CASE("today's decoders read the golden contents", "[wire][golden]") {
  for (const auto& [name, content] : test::sample_contents()) {
    CAPTURE(name);
    CHECK(wire::decode_content(golden("content_" + name)).value() == content);
  }
}

TEST_CASE("an alert of before the marks is read, and what is written of it reads the same",
          "[wire][golden]") {
  const auto read = wire::decode_content(golden("content_" + kBeforeMarks)).value();
  CHECK_FALSE(std::get<content::Alert>(read).marks.has_value());
  const Bytes again = wire::encode_content(read);
  CHECK(again.size() == golden("content_" + kBeforeMarks).size() + 8);
  CHECK(wire::decode_content(again).value() == read);
}

TEST_CASE("today's decoders read the golden invite, roster and payload", "[wire][golden]") {
  CHECK(wire::decode_invite(golden("invite")).value() == test::sample_invite());
  CHECK(wire::decode_snapshot(golden("snapshot")).value() == test::sample_snapshot());
  CHECK(wire::decode_key_slot(golden("key_slot")).value() == test::sample_key_slot());
  CHECK(wire::decode_epoch_slot(golden("epoch_slot")).value() == test::sample_epoch_slot());
  CHECK(wire::decode_route(golden("route")).value() == test::onion_route());
  CHECK(wire::decode_payload(golden("payload")).value() == test::sample_payload());
  CHECK(wire::decode_slot_inner(golden("slot_inner")).value() == test::sample_slot_inner());
}

// Hidden: run by hand, by name, when a new message gets its first golden file. A release's files
// are never written again: what changes them breaks every node of that release.
TEST_CASE("write golden files that are missing", "[.write-golden]") {
  std::filesystem::create_directories(path_of("x").parent_path());
  for (const auto& [name, bytes] : all()) {
    if (std::filesystem::exists(path_of(name))) continue;
    std::ofstream(path_of(name), std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  }
}
