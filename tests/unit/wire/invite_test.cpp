#include "wire/invite.h"

#include "domain/limits.h"
#include "support/catch.h"
#include "support/wire_samples.h"

using namespace ww;

namespace {

constexpr std::size_t kRoutesAt = 290;  // everything before is of fixed size

// With a fresh check, as somebody would who means harm.
Bytes sealed_again(Bytes bytes) {
  bytes.resize(bytes.size() - 4);
  const auto check = crypto::sha256(bytes);
  bytes.insert(bytes.end(), check.begin(), check.begin() + 4);
  return bytes;
}

Errc error_of(const Bytes& bytes) {
  const auto read = wire::decode_invite(bytes);
  return read ? Errc::internal : read.error().code;
}

template <class Bend>
Errc error_when(Bend bend) {
  Invite invite = test::sample_invite();
  bend(invite);
  return error_of(wire::encode_invite(invite));
}

template <class Bend>
Errc error_of_bytes(Bend bend) {
  Bytes bytes = wire::encode_invite(test::sample_invite());
  bend(bytes);
  return error_of(sealed_again(bytes));
}

std::size_t size_with(const Route& route) {
  Invite invite = test::sample_invite();
  invite.extension.clear();
  invite.routes = {route};
  return wire::encode_invite(invite).size();
}

}  // namespace

TEST_CASE("an invite goes round", "[wire][invite]") {
  const Bytes bytes = wire::encode_invite(test::sample_invite());
  CHECK(wire::decode_invite(bytes).value() == test::sample_invite());
}

TEST_CASE("an invite has 297 bytes and its routes", "[wire][invite]") {
  const auto with = [](std::size_t host_port) {
    return Route{RelayKey{}, std::string(host_port - 5, '1') + ":7077"};
  };
  CHECK(size_with(with(18)) == 297 + 33 + 18);
  CHECK(size_with(with(80)) == 297 + 33 + 80);
  CHECK(size_with({RelayKey{}, "203.0.113.7:17077"}) <= 348);
  CHECK(size_with(test::onion_route()) <= 398);
}

TEST_CASE("an invite of a newer form is unsupported", "[wire][invite]") {
  CHECK(error_of_bytes([](auto&) {}) == Errc::internal);
  CHECK(error_of_bytes([](auto& b) { b[0] = 2; }) == Errc::unsupported);
  CHECK(error_of_bytes([](auto& b) { b[1] = 2; }) == Errc::unsupported);
  CHECK(error_of_bytes([](auto& b) { b[2] = 3; }) == Errc::unsupported);
  CHECK(error_of_bytes([](auto& b) { b[2] = 0; }) == Errc::unsupported);
  CHECK(error_of_bytes([](auto& b) { b[3] = 1; }) == Errc::unsupported);
  CHECK(error_when([](auto& i) { i.extension = {1, 0x80, 0, 0}; }) == Errc::unsupported);
  CHECK(error_when([](auto& i) { i.extension = {1, 0x00, 0, 0}; }) == Errc::internal);
  CHECK(error_when([](auto& i) { i.extension = {1, 0x00, 1, 0}; }) == Errc::malformed);
  CHECK(error_when([](auto& i) { i.extension = {1}; }) == Errc::malformed);
}

TEST_CASE("an invite's ids and routes are held to their bounds", "[wire][invite]") {
  CHECK(error_when([](auto& i) { i.offer.registration_id = 0; }) == Errc::malformed);
  CHECK(error_when([](auto& i) { i.offer.registration_id = 16381; }) == Errc::malformed);
  CHECK(error_when([](auto& i) { i.offer.signed_prekey_id = 0; }) == Errc::malformed);
  CHECK(error_when([](auto& i) { i.offer.signed_prekey_id = 0xFFFFFF; }) == Errc::malformed);
  CHECK(error_when([](auto& i) { i.offer.one_time_id = 0; }) == Errc::malformed);
  CHECK(error_when([](auto& i) { i.offer.one_time_id = 0xFFFFFF; }) == Errc::malformed);
  CHECK(error_when([](auto& i) { i.routes.resize(3, test::ip_route()); }) == Errc::internal);
  CHECK(error_when([](auto& i) { i.routes[0].host_port = "no port"; }) == Errc::malformed);
  CHECK(error_of_bytes([](auto& b) {
          REQUIRE(b[kRoutesAt] == 2);
          b[kRoutesAt] = 0;
        }) == Errc::malformed);
  CHECK(error_of_bytes([](auto& b) { b[kRoutesAt] = 4; }) == Errc::malformed);
}

TEST_CASE("a mistyped invite is noticed at every letter", "[wire][invite]") {
  const std::string text = wire::invite_text(wire::encode_invite(test::sample_invite()));
  for (std::size_t at = 10; at < text.size(); ++at) {
    std::string wrong = text;
    wrong[at] = wrong[at] == 'a' ? 'b' : 'a';
    const auto bytes = wire::invite_bytes(wrong);
    if (bytes && wire::decode_invite(*bytes)) FAIL("letter " << at);
  }
}

TEST_CASE("an invite's text survives capitals, spaces and line breaks", "[wire][invite]") {
  const Bytes bytes = wire::encode_invite(test::sample_invite());
  std::string text = wire::invite_text(bytes);
  CHECK(text.starts_with("watchword:"));
  for (char& c : text) c = (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
  for (std::size_t at = 20; at < text.size(); at += 21) text.insert(at, at % 2 ? " \r\n" : "\t");
  CHECK(wire::invite_bytes(text).value() == bytes);
}

TEST_CASE("an invite is found in all that was pasted with it", "[wire][invite]") {
  const Bytes bytes = wire::encode_invite(test::sample_invite());
  const std::string text = wire::invite_text(bytes);
  const std::string quoted =
      "> " + text.substr(0, 60) + "\n> " + text.substr(60, 60) + "\r\n> " + text.substr(120);
  const std::string pasted = GENERATE_COPY(
      as<std::string>{}, quoted, "\"" + text + "\"", "<" + text + ">",
      "\xE2\x80\x9C" + text + "\xE2\x80\x9D.",
      "Here it is:\n" + text +
          "\nFor one person, until 2026-12-12 10:00 UTC. Saved as Kim.\n"
          "Hand it over by a way that others do not read, then check the six words.\n",
      "[28/11/2026, 10:00:00] Dee: " + text, text + "\xC2\xA0", "\xE2\x80\x8E" + text,
      "\xE2\x80\xAA" + text + "\xE2\x80\xAC", text.substr(0, 100) + "\xC2\xAD\n" + text.substr(100),
      "watchword://" + text.substr(10), "watchword: is a program. " + text,
      "WATCHWORD:" + text.substr(10) + "!");
  CAPTURE(pasted);
  const auto found = wire::invite_in(pasted);
  REQUIRE(found.ok());
  CHECK(*found == bytes);
}

TEST_CASE("attack: a text of many beginnings of invites costs little", "[wire][invite]") {
  std::string text;
  while (text.size() < 16'384) text += "watchword:a b ";
  CHECK_FALSE(wire::invite_in(text).ok());
  text = "watchword:";
  while (text.size() < 16'384) text += "a ";
  CHECK_FALSE(wire::invite_in(text).ok());
}

TEST_CASE("a mistyped invite is noticed among other words too", "[wire][invite]") {
  std::string text = wire::invite_text(wire::encode_invite(test::sample_invite()));
  text[200] = text[200] == 'a' ? 'b' : 'a';
  CHECK_FALSE(wire::invite_in("see " + text + " there").ok());
}

TEST_CASE("text that is no invite is refused", "[wire][invite]") {
  CHECK(wire::invite_bytes("").error().code == Errc::malformed);
  CHECK(wire::invite_bytes("watchword").error().code == Errc::malformed);
  CHECK(wire::invite_bytes("https://example.com").error().code == Errc::malformed);
  CHECK(wire::invite_bytes("watchword:0189").error().code == Errc::malformed);
  const std::string scheme = "watchword:";
  CHECK(wire::invite_bytes(scheme + std::string(limits::kInviteText - 10, 'a')).ok() == false);
  CHECK(wire::invite_bytes(scheme + std::string(limits::kInviteText - 10, 'a')).error().code ==
        Errc::malformed);
  CHECK(wire::invite_bytes(scheme + std::string(limits::kInviteText - 9, 'a')).error().code ==
        Errc::too_large);
  CHECK(error_of({}) == Errc::malformed);
  CHECK(error_of(Bytes(4)) == Errc::malformed);
}

TEST_CASE("an invite that is cut or grown is refused, even with a right check", "[wire][invite]") {
  const Bytes bytes = wire::encode_invite(test::sample_invite());
  for (std::size_t size = 4; size < bytes.size(); ++size) {
    if (wire::decode_invite(sealed_again(
            Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size))))) {
      FAIL("size " << size);
    }
  }
  Bytes longer = bytes;
  longer.push_back(0);
  CHECK_FALSE(wire::decode_invite(sealed_again(longer)).ok());
}
