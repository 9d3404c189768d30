#include "wire/content.h"

#include <capnp/message.h>

#include "domain/limits.h"
#include "proto/wire.capnp.h"
#include "support/catch.h"
#include "support/wire_samples.h"

using namespace ww;

namespace {

Errc error_of(const Content& content) {
  const auto read = wire::decode_content(wire::encode_content(content));
  return read ? Errc::internal : read.error().code;
}

template <class T, class Bend>
Errc error_when(Bend bend) {
  for (auto& [name, content] : test::sample_contents()) {
    if (auto* one = std::get_if<T>(&content)) {
      bend(*one);
      return error_of(content);
    }
  }
  throw std::logic_error("no such sample");
}

// Content built past our encoder, as a stranger could.
template <class Build>
Errc error_of_message(Build build) {
  capnp::MallocMessageBuilder message(8192);
  build(message.initRoot<schema::wire::Content>());
  const auto bytes = message.getSegmentsForOutput()[0].asBytes();
  const auto read = wire::decode_content({bytes.begin(), bytes.size()});
  return read ? Errc::internal : read.error().code;
}

}  // namespace

TEST_CASE("every content goes round", "[wire][content]") {
  for (const auto& [name, content] : test::sample_contents()) {
    CAPTURE(name);
    const auto read = wire::decode_content(wire::encode_content(content));
    REQUIRE(read.ok());
    CHECK(*read == content);
  }
}

TEST_CASE("there is a sample of every content, so that none goes untested", "[wire][content]") {
  std::vector<bool> seen(std::variant_size_v<Content>);
  for (const auto& [name, content] : test::sample_contents()) seen[content.index()] = true;
  CHECK(std::count(seen.begin(), seen.end(), false) == 1);  // Unknown, which nobody sends
}

TEST_CASE("the same content has the same bytes", "[wire][content]") {
  for (const auto& [name, content] : test::sample_contents()) {
    CAPTURE(name);
    const Bytes bytes = wire::encode_content(content);
    CHECK(wire::encode_content(content) == bytes);
    CHECK(wire::encode_content(wire::decode_content(bytes).value()) == bytes);
  }
}

TEST_CASE("a kind that this version does not know is no error", "[wire][content]") {
  Bytes bytes = wire::encode_content(content::CircleDecline{CircleId{test::counting<16>(1)}});
  const Bytes other = wire::encode_content(content::CircleEpoch{test::counting_bytes(16, 1)});
  REQUIRE(bytes.size() == other.size());
  const auto tag = static_cast<std::size_t>(
      std::mismatch(bytes.begin(), bytes.end(), other.begin()).first - bytes.begin());
  REQUIRE(tag < bytes.size());
  bytes[tag] = 200;
  const auto read = wire::decode_content(bytes);
  REQUIRE(read.ok());
  REQUIRE(std::holds_alternative<content::Unknown>(*read));
  CHECK(std::get<content::Unknown>(*read).which == 200);
}

TEST_CASE("names are held to their bytes, to UTF-8 and to what can be shown", "[wire][content]") {
  using content::CircleJoin, content::CircleOffer, content::Hello1, content::Hello2;
  const auto hello = [](std::string name) {
    return error_when<Hello1>([&](auto& h) { h.name = std::move(name); });
  };
  CHECK(hello(std::string(limits::kNameMax, 'n')) == Errc::internal);
  CHECK(hello(std::string(limits::kNameMax + 1, 'n')) == Errc::too_large);
  CHECK(hello("") == Errc::internal);
  CHECK(hello("\xC3") == Errc::malformed);
  CHECK(hello("a\nb") == Errc::malformed);
  CHECK(hello("a\xE2\x80\xAE"
              "b") == Errc::malformed);  // right-to-left override
  CHECK(error_when<Hello2>([](auto& h) { h.name = std::string(41, 'n'); }) == Errc::too_large);
  const auto pseudonym = [](std::size_t size) {
    return error_when<CircleJoin>([&](auto& j) { j.name = std::string(size, 'n'); });
  };
  CHECK(pseudonym(limits::kMemberNameMax) == Errc::internal);
  CHECK(pseudonym(limits::kMemberNameMax + 1) == Errc::too_large);
  const auto circle = [](std::size_t size) {
    return error_when<CircleOffer>([&](auto& o) { o.name = std::string(size, 'n'); });
  };
  CHECK(circle(limits::kCircleNameMax) == Errc::internal);
  CHECK(circle(limits::kCircleNameMax + 1) == Errc::too_large);
}

TEST_CASE("routes, suites, receipts and regions are held to their counts", "[wire][content]") {
  using content::CircleOffer, content::Have, content::Hello1;
  const auto routes = [](std::size_t count) {
    return error_when<Hello1>([&](auto& h) { h.routes.assign(count, test::ip_route()); });
  };
  CHECK(routes(0) == Errc::malformed);
  CHECK(routes(limits::kRoutesMax) == Errc::internal);
  CHECK(routes(limits::kRoutesMax + 1) == Errc::malformed);
  CHECK(error_when<Hello1>([](auto& h) { h.routes[0].host_port = "nowhere"; }) == Errc::malformed);
  const auto suites = [](std::size_t count) {
    return error_when<Hello1>([&](auto& h) { h.suites.assign(count, 1); });
  };
  CHECK(suites(limits::kSuitesMax) == Errc::internal);
  CHECK(suites(limits::kSuitesMax + 1) == Errc::too_large);
  const auto have = [](std::size_t count) {
    return error_when<Have>([&](auto& h) { h.messages.resize(count); });
  };
  CHECK(have(limits::kHaveMax) == Errc::internal);
  CHECK(have(limits::kHaveMax + 1) == Errc::too_large);
  const auto regions = [](std::size_t count) {
    return error_when<CircleOffer>([&](auto& o) { o.policy.regions.assign(count, "GB-LDS"); });
  };
  CHECK(regions(limits::kCircleRegionsMax) == Errc::internal);
  CHECK(regions(limits::kCircleRegionsMax + 1) == Errc::too_large);
  CHECK(error_when<CircleOffer>([](auto& o) { o.policy.regions = {"Leeds"}; }) == Errc::malformed);
}

TEST_CASE("the most receipts fit one payload", "[wire][content]") {
  content::Have have;
  have.messages.resize(limits::kHaveMax);
  CHECK(wire::encode_content(have).size() <= limits::kPayloadContent);
}

TEST_CASE("a HELLO1 fits one payload even with the longest routes and name", "[wire][content]") {
  content::Hello1 hello;
  hello.routes.assign(limits::kRoutesMax, {RelayKey{}, std::string(75, 'a') + ":7077"});
  hello.name = std::string(limits::kNameMax, 'n');
  hello.suites.assign(limits::kSuitesMax, 1);
  CHECK(wire::encode_content(hello).size() <= limits::kPayloadContent);
}

TEST_CASE("ids, keys and signatures in a content have exact sizes", "[wire][content]") {
  const Bytes some(160);
  const auto data = [&](std::size_t size) { return capnp::Data::Reader(some.data(), size); };
  CHECK(error_of_message([&](auto c) { c.setHello3(data(32)); }) == Errc::internal);
  CHECK(error_of_message([&](auto c) { c.setHello3(data(31)); }) == Errc::malformed);
  CHECK(error_of_message([&](auto c) { c.setCircleDecline(data(17)); }) == Errc::malformed);
  CHECK(error_of_message([&](auto c) { c.initAlert().setSignature(data(64)); }) == Errc::internal);
  CHECK(error_of_message([&](auto c) { c.initAlert().setSignature(data(65)); }) == Errc::malformed);
  const auto marks = [&](std::size_t size) {
    return error_of_message([&](auto c) {
      auto alert = c.initAlert();
      alert.setSignature(data(64));
      alert.setMarks(data(size));
    });
  };
  CHECK(marks(144) == Errc::internal);
  for (const std::size_t size : {0u, 143u, 145u}) CHECK(marks(size) == Errc::malformed);
  CHECK(error_of_message([&](auto c) { c.initHave(1).set(0, data(15)); }) == Errc::malformed);
  CHECK(error_of_message([&](auto c) { c.initHello1(); }) == Errc::malformed);
  CHECK(error_of_message([&](auto c) { c.initCircleWelcome(); }) == Errc::malformed);
  CHECK(error_of_message([&](auto c) { c.initCircleLeave().setCircle(data(16)); }) ==
        Errc::malformed);
}

TEST_CASE("a move names a generation after the first, and a place that can be", "[wire][content]") {
  const auto generation = [](std::uint32_t g) {
    return error_when<content::Move>([&](auto& move) { move.generation = g; });
  };
  CHECK(generation(0) == Errc::malformed);
  CHECK(generation(1) == Errc::malformed);
  CHECK(generation(2) == Errc::internal);
  CHECK(generation(UINT32_MAX) == Errc::internal);
  const auto place = [](const std::string& host_port) {
    return error_when<content::Move>([&](auto& move) { move.route.host_port = host_port; });
  };
  CHECK(place("relay.example.com:7077") == Errc::internal);
  CHECK(place("relay.example.com:0") == Errc::malformed);
  CHECK(place("") == Errc::malformed);
  CHECK(place(std::string(75, 'a') + ":7077") == Errc::internal);
  CHECK(place(std::string(76, 'a') + ":7077") != Errc::internal);
  CHECK(error_of_message([](auto c) { c.initMove().setGeneration(2); }) == Errc::malformed);
}

TEST_CASE("content that is empty, no whole words or too large is refused", "[wire][content]") {
  CHECK(wire::decode_content({}).error().code == Errc::malformed);
  CHECK(wire::decode_content(Bytes(7)).error().code == Errc::malformed);
  CHECK(wire::decode_content(Bytes(limits::kMessageMax + 8)).error().code == Errc::too_large);
  Bytes cut = wire::encode_content(test::sample_contents().front().second);
  cut.resize(cut.size() - 8);
  CHECK(wire::decode_content(cut).error().code == Errc::malformed);
}
