// Goal: the SOCKS5 handshake says what the RFCs want, and believes a proxy nothing else.
// Method: whole conversations as bytes, cut at every place, and each answer with each wrong byte.
#include "net/socks5.h"

#include "support/catch.h"

using namespace ww;
using namespace ww::net;

namespace {

const Bytes kMethod{5, 2}, kLogin{1, 0}, kGranted{5, 0, 0, 1, 127, 0, 0, 1, 0x1b, 0xa5};

Socks5 fresh(std::string_view host_port = "name.onion:7077") {
  auto made = Socks5::start(host_port, "circuit-1");
  REQUIRE(made.ok());
  return std::move(*made);
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// What is asked of the proxy for this target.
Bytes request_for(std::string_view host_port) {
  Socks5 socks = fresh(host_port);
  REQUIRE(socks.take(joined({kMethod, kLogin})).ok());
  const Bytes all = socks.take_output();
  const std::size_t before = 3 + 2 * (1 + 9) + 1;  // the greeting and the login
  REQUIRE(all.size() > before);
  return {all.begin() + before, all.end()};
}

Errc failure(const Bytes& said) {
  Socks5 socks = fresh();
  const auto taken = socks.take(said);
  REQUIRE_FALSE(taken.ok());
  CHECK_FALSE(socks.done());
  return taken.error().code;
}

}  // namespace

TEST_CASE("a handshake greets, logs in with the user name, and asks for the host by its name") {
  Socks5 socks = fresh();
  CHECK(socks.take_output() == Bytes{5, 1, 2});
  REQUIRE(socks.take(kMethod).ok());
  const Bytes user = to_bytes(as_bytes("circuit-1"));
  CHECK(socks.take_output() == joined({{1, 9}, user, {9}, user}));
  REQUIRE(socks.take(kLogin).ok());
  const Bytes name = to_bytes(as_bytes("name.onion"));
  CHECK(socks.take_output() == joined({{5, 1, 0, 3, 10}, name, {0x1b, 0xa5}}));
  CHECK_FALSE(socks.done());
  REQUIRE(socks.take(kGranted).ok());
  CHECK(socks.done());
  CHECK(socks.take_output().empty());
  CHECK(socks.take_rest().empty());
}

TEST_CASE("nothing is said before it is our turn") {
  Socks5 socks = fresh();
  socks.take_output();
  REQUIRE(socks.take(ByteView(kMethod).first(1)).ok());
  CHECK(socks.take_output().empty());
}

TEST_CASE("literal addresses go as addresses") {
  CHECK(request_for("127.0.0.1:258") == Bytes{5, 1, 0, 1, 127, 0, 0, 1, 1, 2});
  CHECK(request_for("[::1]:1") ==
        Bytes{5, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1});
}

TEST_CASE("a conversation cut at any place ends the same, and what follows is not lost") {
  const Bytes by_v6 = joined({{5, 0, 0, 4}, Bytes(16, 9), {1, 2}});
  const Bytes by_name = joined({{5, 0, 0, 3, 255}, Bytes(255, 'a'), {1, 2}});
  const Bytes by_no_name{5, 0, 0, 3, 0, 1, 2};
  const Bytes last = GENERATE_COPY(kGranted, by_v6, by_name, by_no_name);
  const Bytes rest{5, 0xFF, 1};
  const Bytes all = joined({kMethod, kLogin, last, rest});
  const std::size_t whole = all.size() - rest.size();
  for (std::size_t cut = 0; cut <= all.size(); ++cut) {
    CAPTURE(cut);
    Socks5 socks = fresh();
    REQUIRE(socks.take(ByteView(all).first(cut)).ok());
    REQUIRE(socks.done() == (cut >= whole));
    if (cut >= whole) continue;
    REQUIRE(socks.take(ByteView(all).subspan(cut)).ok());
    REQUIRE(socks.done());
    REQUIRE(socks.take_rest() == rest);
  }
}

TEST_CASE("attack: any other method than the one offered ends the handshake") {
  for (unsigned method = 0; method < 256; ++method) {
    if (method == 2) continue;
    CAPTURE(method);
    const Errc code = failure({5, static_cast<std::uint8_t>(method)});
    CHECK(code == (method == 0xFF ? Errc::refused : Errc::malformed));
  }
}

TEST_CASE("attack: a wrong version ends the handshake at its first byte") {
  for (unsigned version = 0; version < 256; ++version) {
    CAPTURE(version);
    const auto byte = static_cast<std::uint8_t>(version);
    if (version != 5) CHECK(failure({byte}) == Errc::malformed);
    if (version != 1) CHECK(failure(joined({kMethod, {byte}})) == Errc::malformed);
    if (version != 5) CHECK(failure(joined({kMethod, kLogin, {byte}})) == Errc::malformed);
  }
}

TEST_CASE("attack: any status but success ends the handshake") {
  for (unsigned status = 1; status < 256; ++status) {
    CAPTURE(status);
    const auto byte = static_cast<std::uint8_t>(status);
    CHECK(failure(joined({kMethod, {1, byte}})) == Errc::refused);
    CHECK(failure(joined({kMethod, kLogin, {5, byte}})) == Errc::refused);
    CHECK(failure(joined({kMethod, kLogin, {5, 0, byte}})) == Errc::malformed);
  }
}

TEST_CASE("attack: an address of an unknown kind ends the handshake") {
  for (unsigned kind = 0; kind < 256; ++kind) {
    if (kind == 1 || kind == 3 || kind == 4) continue;
    CAPTURE(kind);
    const auto byte = static_cast<std::uint8_t>(kind);
    CHECK(failure(joined({kMethod, kLogin, {5, 0, 0, byte}})) == Errc::malformed);
  }
}

TEST_CASE("a target or a user name that SOCKS5 cannot say is refused before anything is said") {
  const std::string longest(255, 'a'), longer(256, 'a');
  CHECK(Socks5::start(longest + ":1", longest).ok());
  CHECK(Socks5::start("a:65535", "u").ok());
  for (const std::string& user : {longer, std::string()}) {
    const auto made = Socks5::start("a:1", user);
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().code == Errc::too_large);
  }
  for (const std::string& target : {longer + ":1", std::string(":1")}) {
    const auto made = Socks5::start(target, "u");
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().code == Errc::too_large);
  }
  for (const char* target :
       {"", "a", "a:", "a:0", "a:65536", "a:1x", "a:-1", "[:1", "[::1:1", "[a]:1"}) {
    CAPTURE(target);
    const auto made = Socks5::start(target, "u");
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().code == Errc::malformed);
  }
}
