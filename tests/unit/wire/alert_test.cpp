// Goal: an alert has exactly one spelling in bytes, everything told survives it, and no bytes of a
// stranger do more than be refused.
#include "wire/alert.h"

#include <capnp/message.h>
#include <capnp/schema.h>
#include <capnp/serialize.h>

#include <cstring>

#include "domain/alert_limits.h"
#include "proto/alert.capnp.h"
#include "support/catch.h"
#include "support/random_alert.h"

using namespace ww;
namespace form = ww::schema::alert;

namespace {

WireAlert small_alert() {
  WireAlert alert;
  alert.nonce[0] = 1;
  alert.author_key[0] = 2;
  alert.expires = from_unix_seconds(2'000'000'000);
  alert.body.lang = "en";
  alert.body.expires = alert.expires;
  alert.body.what.emplace();
  alert.body.what->codes = {domain::Code::robbery};
  wire::set_id(alert);
  return alert;
}

// The canonical bytes of a small alert after `bend` changed its message: what a signer who does not
// run our encoder can make.
template <class Bend>
Bytes bent(Bend bend) {
  const Bytes bytes = wire::encode_alert(small_alert());
  auto words = kj::heapArray<capnp::word>(bytes.size() / 8);
  std::memcpy(words.begin(), bytes.data(), bytes.size());
  const kj::ArrayPtr<const capnp::word> segment = words;
  capnp::SegmentArrayMessageReader reader(kj::arrayPtr(&segment, 1));
  capnp::MallocMessageBuilder builder;
  builder.setRoot(reader.getRoot<form::Alert>());
  bend(builder.getRoot<form::Alert>());
  const auto canonical = capnp::canonicalize(builder.getRoot<form::Alert>().asReader());
  const auto out = canonical.asBytes();
  return {out.begin(), out.end()};
}
Errc error_of(const Bytes& bytes) {
  const auto result = wire::decode_alert(bytes);
  return result.ok() ? Errc::internal : result.error().code;
}

// camelCase in the schema, snake_case in JSON.
std::string snake(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      out += '_', out += static_cast<char>(c - 'A' + 'a');
    else
      out += c;
  }
  return out;
}
template <class S, class E>
void same_names() {
  const auto enumerants = capnp::Schema::from<S>().getEnumerants();
  const auto names = domain::names_of<E>();
  REQUIRE(enumerants.size() == names.size() + 1);
  CHECK(std::string(enumerants[0].getProto().getName().cStr()) == "unspecified");
  for (unsigned i = 0; i < names.size(); ++i) {
    // A digit starts no new word in the schema's spelling, but one in JSON's.
    std::string name = snake(enumerants[i + 1].getProto().getName().cStr());
    if (name == "ring999_if_seen") name = "ring_999_if_seen";
    CHECK(name == names[i]);
  }
}

}  // namespace

TEST_CASE("any alert comes back equal and in the same bytes", "[wire][alert]") {
  const auto seed = GENERATE(range(0u, 400u));
  CAPTURE(seed);
  const auto alert = test::RandomAlert(seed).wire_alert();
  const auto bytes = wire::encode_alert(alert);
  REQUIRE(bytes.size() % 8 == 0);
  const auto back = wire::decode_alert(bytes);
  REQUIRE(back.ok());
  CHECK(*back == alert);
  CHECK(wire::encode_alert(*back) == bytes);
}

TEST_CASE("the words of the closed lists have the same numbers in schema and model",
          "[wire][alert]") {
  same_names<form::Kind, domain::AlertKind>();
  same_names<form::Status, domain::Status>();
  same_names<form::Level, domain::Level>();
  same_names<form::Police, domain::Police>();
  same_names<form::Severity, domain::Severity>();
  same_names<form::Urgency, domain::Urgency>();
  same_names<form::Certainty, domain::Certainty>();
  same_names<form::Basis, domain::Basis>();
  same_names<form::Action, domain::Action>();
  same_names<form::Advice, domain::Advice>();
  same_names<form::Code, domain::Code>();
  same_names<form::Tactic, domain::Tactic>();
  same_names<form::Weapon, domain::Weapon>();
  same_names<form::Reason, domain::Reason>();
  same_names<form::Role, domain::Role>();
  same_names<form::Gender, domain::Gender>();
  same_names<form::MarkType, domain::MarkType>();
  same_names<form::IdentifierKind, domain::IdentifierKind>();
  same_names<form::Confidence, domain::Confidence>();
  same_names<form::Precision, domain::Precision>();
  same_names<form::Mode, domain::Mode>();
  same_names<form::Setting, domain::Setting>();
}

TEST_CASE("what an author typed as raw never leaves", "[wire][alert]") {
  auto alert = small_alert();
  alert.body.who.emplace();
  alert.body.who->ids.emplace(1);
  alert.body.who->ids->front().canon = "+447700900123";
  alert.body.who->ids->front().raw = "CANARY";
  const auto bytes = wire::encode_alert(alert);
  CHECK(as_text(bytes).find("+447700900123") != std::string_view::npos);
  CHECK(as_text(bytes).find("CANARY") == std::string_view::npos);
}

TEST_CASE("a longer chain travels as root and previous", "[wire][alert]") {
  auto alert = small_alert();
  AlertId one, two, three;
  one.bytes[0] = 1, two.bytes[0] = 2, three.bytes[0] = 3;
  alert.body.refs = {one, two, three};
  alert.refs = AlertChain{{one, {}}, {three, {}}};
  const auto back = wire::decode_alert(wire::encode_alert(alert));
  REQUIRE(back.ok());
  CHECK(back->body.refs == std::vector{one, three});
}

TEST_CASE("attack: non-canonical duplicate", "[wire][alert]") {
  const Bytes good = wire::encode_alert(small_alert());
  REQUIRE(wire::decode_alert(good).ok());

  SECTION("a word behind the message") {
    Bytes bytes = good;
    bytes.resize(bytes.size() + 8);
    CHECK(error_of(bytes) == Errc::malformed);
  }
  SECTION("the same value with a text laid behind the others") {
    const Bytes& kept = good;
    auto words = kj::heapArray<capnp::word>(kept.size() / 8);
    std::memcpy(words.begin(), kept.data(), kept.size());
    const kj::ArrayPtr<const capnp::word> segment = words;
    capnp::SegmentArrayMessageReader reader(kj::arrayPtr(&segment, 1));
    capnp::MallocMessageBuilder builder;
    builder.setRoot(reader.getRoot<form::Alert>());
    builder.getRoot<form::Alert>().getBody().setLang("en");
    const auto parts = builder.getSegmentsForOutput();
    REQUIRE(parts.size() == 1);
    const auto out = parts[0].asBytes();
    const Bytes bytes(out.begin(), out.end());
    REQUIRE(bytes != good);
    CHECK(error_of(bytes) == Errc::malformed);
  }
  SECTION("bits in the padding behind a text") {
    Bytes bytes = good;
    const auto at = as_text(good).find("fourw/1");
    REQUIRE(at != std::string_view::npos);
    const auto lang = as_text(good).find("en", at);
    REQUIRE(lang != std::string_view::npos);
    REQUIRE(bytes[lang + 3] == 0);
    bytes[lang + 3] = 1;  // "en", its zero, then padding
    CHECK(error_of(bytes) == Errc::malformed);
  }
  SECTION("any single bit: refused, or another alert, never the same one again") {
    const auto first = wire::decode_alert(good);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
      CAPTURE(bit);
      Bytes bytes = good;
      bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1u << (bit % 8)));
      const auto back = wire::decode_alert(bytes);
      if (back.ok()) CHECK_FALSE(*back == *first);
    }
  }
}

TEST_CASE("a newer peer's field beyond ours leaves the form canonical", "[wire][alert]") {
  // A future schema is stood in for by any struct that is longer than ours: one pointer more.
  const Bytes good = wire::encode_alert(small_alert());
  auto words = kj::heapArray<capnp::word>(good.size() / 8);
  std::memcpy(words.begin(), good.data(), good.size());
  const kj::ArrayPtr<const capnp::word> segment = words;
  capnp::SegmentArrayMessageReader reader(kj::arrayPtr(&segment, 1));
  const auto known = reader.getRoot<capnp::AnyStruct>();
  capnp::MallocMessageBuilder builder;
  auto newer = builder.getRoot<capnp::AnyPointer>().initAsAnyStruct(
      static_cast<std::uint16_t>(known.getDataSection().size() / 8),
      static_cast<std::uint16_t>(known.getPointerSection().size() + 1));
  for (unsigned i = 0; i < known.getPointerSection().size(); ++i) {
    newer.getPointerSection()[i].set(known.getPointerSection()[i]);
  }
  newer.getPointerSection()[known.getPointerSection().size()].setAs<capnp::Text>("newer");
  const auto canonical = newer.asReader().canonicalize();
  const auto out = canonical.asBytes();
  const auto back = wire::decode_alert({out.begin(), out.size()});
  REQUIRE(back.ok());
  CHECK(*back == small_alert());
}

TEST_CASE("sizes of ids and keys are exact", "[wire][alert]") {
  const kj::byte some[64] = {};
  const auto data = [&](std::size_t size) { return capnp::Data::Reader(some, size); };
  CHECK(error_of(bent([](auto) {})) == Errc::internal);  // unbent: no error
  CHECK(error_of(bent([&](auto a) { a.setNonce(data(15)); })) == Errc::malformed);
  CHECK(error_of(bent([&](auto a) { a.setAuthorKey(data(33)); })) == Errc::malformed);
  CHECK(error_of(bent([&](auto a) { a.initDerivedFrom().setId(data(16)); })) == Errc::malformed);
  CHECK(error_of(bent([&](auto a) { a.initWithdrawKeys(1).set(0, data(31)); })) == Errc::malformed);
  CHECK(error_of(bent([&](auto a) { a.initWithdrawKeys(0); })) == Errc::malformed);
  CHECK(error_of(bent([&](auto a) { a.initRefs().initRoot(); })) == Errc::malformed);
}

TEST_CASE("withdraw keys, extras and bytes are held to their bounds", "[wire][alert]") {
  auto alert = small_alert();
  alert.withdraw_keys.resize(limits::kAlertWithdrawKeys);
  CHECK(wire::decode_alert(wire::encode_alert(alert)).ok());
  const kj::byte some[32] = {};
  CHECK(error_of(bent([&](auto a) {
          auto keys = a.initWithdrawKeys(limits::kAlertWithdrawKeys + 1);
          for (unsigned i = 0; i < keys.size(); ++i) keys.set(i, capnp::Data::Reader(some, 32));
        })) == Errc::too_large);

  alert.body.extra.assign(limits::kAlertExtras, {"/a", "1"});
  CHECK(wire::decode_alert(wire::encode_alert(alert)).ok());
  alert.body.extra.push_back({"/a", "1"});
  CHECK(error_of(wire::encode_alert(alert)) == Errc::too_large);

  alert.body.extra.clear();
  alert.body.what->summary = "";
  const std::size_t rest = limits::kAlertWireBytes - wire::encode_alert(alert).size();
  alert.body.what->summary = std::string(rest + 7, 'a');  // the first word held the text's end
  REQUIRE(wire::encode_alert(alert).size() == limits::kAlertWireBytes);
  CHECK(wire::decode_alert(wire::encode_alert(alert)).ok());
  alert.body.what->summary->push_back('a');
  CHECK(error_of(wire::encode_alert(alert)) == Errc::too_large);
}

TEST_CASE("times outside the years 1 to 9999 are refused", "[wire][alert]") {
  const auto expires = [](std::int64_t seconds) {
    return error_of(bent([&](auto a) { a.initExpires().setSeconds(seconds); }));
  };
  CHECK(expires(253'402'300'799) == Errc::internal);
  CHECK(expires(253'402'300'800) == Errc::malformed);
  CHECK(expires(-62'135'596'800) == Errc::internal);
  CHECK(expires(-62'135'596'801) == Errc::malformed);
  const auto first = [](std::int32_t days) {
    return error_of(
        bent([&](auto a) { a.getBody().getWhat().initRepeat().initFirst().setDays(days); }));
  };
  CHECK(first(2'932'896) == Errc::internal);
  CHECK(first(2'932'897) == Errc::malformed);
  CHECK(first(-719'162) == Errc::internal);
  CHECK(first(-719'163) == Errc::malformed);
  const auto seen = [](std::uint32_t months) {
    return error_of(bent([&](auto a) {
      auto id = a.getBody().initWho().initIds(1)[0];
      id.setKind(form::IdentifierKind::PHONE);
      id.setCanon("+447700900123");
      id.initLastSeen().setMonths(months);
    }));
  };
  CHECK(seen(12) == Errc::internal);
  CHECK(seen(11) == Errc::malformed);
  CHECK(seen(9999 * 12 + 11) == Errc::internal);
  CHECK(seen(10'000 * 12) == Errc::malformed);
}

TEST_CASE("a word that we do not know is noted, left out and never guessed", "[wire][alert]") {
  const auto newer = static_cast<std::uint16_t>(999);
  const auto bytes = bent([&](auto a) {
    auto body = a.getBody();
    body.getShare().setLevel(static_cast<form::Level>(newer));
    body.setSeverity(static_cast<form::Severity>(newer));
    body.getWhat().initCodes(2).set(0, static_cast<form::Code>(newer));
    body.getWhat().getCodes().set(1, form::Code::THEFT);
    auto id = body.initWho().initIds(1)[0];
    id.setKind(static_cast<form::IdentifierKind>(newer));
    id.setCanon("a walk");
  });
  const auto back = wire::decode_alert(bytes);
  REQUIRE(back.ok());
  CHECK(back->is_partial());
  CHECK(back->not_understood ==
        std::vector<std::string>{"share.level", "severity", "what.codes", "who.ids.kind"});
  CHECK(back->body.share.level == domain::Level::named);
  CHECK(back->body.what->codes == std::vector{domain::Code::theft});
  CHECK(back->body.who->ids->empty());
  CHECK(error_of(bent([&](auto a) { a.getBody().setKind(static_cast<form::Kind>(newer)); })) ==
        Errc::unsupported);
  CHECK(error_of(bent([&](auto a) { a.getBody().setStatus(static_cast<form::Status>(newer)); })) ==
        Errc::unsupported);
}

TEST_CASE("a missing required field is refused", "[wire][alert]") {
  CHECK(error_of(bent([](auto a) { a.disownExpires(); })) == Errc::malformed);
  CHECK(error_of(bent([](auto a) { a.disownBody(); })) == Errc::malformed);
  CHECK(error_of(bent([](auto a) { a.getBody().disownLang(); })) == Errc::malformed);
  CHECK(error_of(bent([](auto a) { a.getBody().disownSent(); })) == Errc::malformed);
  CHECK(error_of(bent([](auto a) { a.getBody().setKind(form::Kind::UNSPECIFIED); })) ==
        Errc::malformed);
  CHECK(error_of(bent([](auto a) { a.getBody().getShare().setLevel({}); })) == Errc::malformed);
  CHECK(error_of(bent([](auto a) { a.getBody().initWho().initIds(1); })) == Errc::malformed);
}

TEST_CASE("text that is no UTF-8 is refused", "[wire][alert]") {
  const char bad[] = "\xFF\xFE";
  CHECK(error_of(bent([&](auto a) { a.getBody().getWhat().setSummary(bad); })) == Errc::malformed);
}

TEST_CASE("attack: oversize message crash loop", "[wire][alert]") {
  CHECK(error_of(Bytes(limits::kAlertWireBytes + 8)) == Errc::too_large);
  CHECK(error_of(Bytes(std::size_t{1} << 20)) == Errc::too_large);
}

TEST_CASE("bytes at random and alerts damaged at random are refused or read, never more",
          "[wire][alert]") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  test::RandomAlert random(seed);
  Bytes bytes = wire::encode_alert(random.wire_alert());
  for (std::uint64_t i = 1 + random.below(8); i > 0; --i) {
    bytes[random.below(bytes.size())] = static_cast<std::uint8_t>(random.below(256));
  }
  if (const auto back = wire::decode_alert(bytes); back.ok() && back->not_understood.empty()) {
    CHECK(wire::decode_alert(wire::encode_alert(*back)).ok());
  }
  CHECK_FALSE(wire::decode_alert(ByteView(bytes).first(bytes.size() / 2 / 8 * 8)).ok());
  CHECK_FALSE(wire::decode_alert(ByteView(bytes).first(bytes.size() - 1)).ok());
  CHECK_FALSE(wire::decode_alert({}).ok());
}

TEST_CASE("a signature fits its bytes and its key alone", "[wire][alert]") {
  const crypto::Key seed(ByteArray<32>{7});
  const auto key = crypto::ed25519_public(seed);
  Bytes bytes = wire::encode_alert(small_alert());
  const auto signature = wire::sign_alert(seed, bytes);
  CHECK(wire::verify_alert(key, bytes, signature));
  CHECK_FALSE(
      wire::verify_alert(crypto::ed25519_public(crypto::Key(ByteArray<32>{8})), bytes, signature));
  bytes[0] ^= 1;
  CHECK_FALSE(wire::verify_alert(key, bytes, signature));
}
