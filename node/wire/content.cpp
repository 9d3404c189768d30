#include "wire/content.h"

#include "proto/wire.capnp.h"
#include "wire/segment.h"
#include "wire/shown_text.h"

namespace ww::wire {
namespace {

namespace schema = ::ww::schema::wire;

constexpr unsigned kWords = static_cast<unsigned>(limits::kMessageMax / 8) + 64;

// ---- writing
// -----------------------------------------------------------------------------------------

void write(schema::Route::Builder out, const Route& route) {
  out.setRelay(as_data(route.relay));
  out.setHostPort(route.host_port);
}

template <class Out>
void write_routes(Out out, const std::vector<Route>& routes) {
  auto list = out.initRoutes(static_cast<unsigned>(routes.size()));
  for (unsigned i = 0; i < list.size(); ++i) write(list[i], routes[i]);
}

void write(schema::Policy::Builder out, const CirclePolicy& policy) {
  out.setHopsMax(policy.hops_max);
  out.setMembersMax(policy.members_max);
  auto regions = out.initRegions(static_cast<unsigned>(policy.regions.size()));
  for (unsigned i = 0; i < regions.size(); ++i) regions.set(i, policy.regions[i]);
}

struct Writer {
  schema::Content::Builder out;

  void operator()(const content::Unknown&) { out.setUnspecified(); }
  void operator()(const content::Hello1& hello) {
    auto group = out.initHello1();
    group.setInvite(as_data(hello.invite));
    group.setIdentity(as_data(hello.identity));
    group.setRB(as_data(hello.r_b));
    group.setSB(as_data(hello.s_b));
    group.setSealPub(as_data(hello.seal_pub));
    write_routes(group, hello.routes);
    group.setVersionMin(hello.version_min);
    group.setVersionMax(hello.version_max);
    auto suites = group.initSuites(static_cast<unsigned>(hello.suites.size()));
    for (unsigned i = 0; i < suites.size(); ++i) suites.set(i, hello.suites[i]);
    group.setName(hello.name);
  }
  void operator()(const content::Hello2& hello) {
    auto group = out.initHello2();
    group.setHello1(as_data(hello.hello1));
    group.setRA(as_data(hello.r_a));
    write_routes(group, hello.routes);
    group.setVersion(hello.version);
    group.setSuite(hello.suite);
    group.setName(hello.name);
  }
  void operator()(const content::Hello3& hello) { out.setHello3(as_data(hello.hello2)); }
  void operator()(const content::Alert& alert) {
    auto group = out.initAlert();
    group.setBytes(as_data(alert.bytes));
    group.setSignature(as_data(alert.signature));
    if (alert.marks) group.setMarks(as_data(*alert.marks));
  }
  void operator()(const content::Have& have) {
    auto list = out.initHave(static_cast<unsigned>(have.messages.size()));
    for (unsigned i = 0; i < list.size(); ++i) list.set(i, as_data(have.messages[i]));
  }
  void operator()(const content::CircleOffer& offer) {
    auto group = out.initCircleOffer();
    group.setCircle(as_data(offer.circle));
    group.setName(offer.name);
    write(group.initPolicy(), offer.policy);
    group.setFounder(as_data(offer.founder));
    group.setNonce(as_data(offer.nonce));
    group.setSignature(as_data(offer.signature));
  }
  void operator()(const content::CircleJoin& join) {
    auto group = out.initCircleJoin();
    group.setCircle(as_data(join.circle));
    group.setSignPub(as_data(join.sign_pub));
    group.setKemPub(as_data(join.kem_pub));
    group.setName(join.name);
    group.setSignature(as_data(join.signature));
  }
  void operator()(const content::CircleDecline& decline) {
    out.setCircleDecline(as_data(decline.circle));
  }
  void operator()(const content::CircleWelcome& welcome) {
    auto group = out.initCircleWelcome();
    group.setCircle(as_data(welcome.circle));
    group.setName(welcome.name);
    group.setEpoch(welcome.epoch);
    group.setSecret(as_data(welcome.secret));
    group.setSnapshot(as_data(welcome.snapshot));
    write(group.initRoute(), welcome.route);
  }
  void operator()(const content::CircleState& state) {
    auto group = out.initCircleState();
    group.setCircle(as_data(state.circle));
    group.setEpoch(state.epoch);
  }
  void operator()(const content::CircleEpoch& epoch) {
    out.setCircleEpoch(as_data(epoch.epoch_slot));
  }
  void operator()(const content::CircleLeave& leave) {
    auto group = out.initCircleLeave();
    group.setCircle(as_data(leave.circle));
    group.setEpoch(leave.epoch);
    group.setSignPub(as_data(leave.sign_pub));
    group.setSignature(as_data(leave.signature));
  }
  void operator()(const content::Move& move) {
    auto group = out.initMove();
    group.setGeneration(move.generation);
    write(group.initRoute(), move.route);
  }
};

// ---- reading
// -----------------------------------------------------------------------------------------

template <std::size_t N>
Result<ByteArray<N>> fixed(capnp::Data::Reader data) {
  if (data.size() != N) return fail(Errc::malformed);
  return to_array<N>(view_of(data));
}
template <class IdType>
Result<IdType> id(capnp::Data::Reader data) {
  const auto read = IdType::from(view_of(data));
  if (!read) return fail(Errc::malformed);
  return *read;
}

Result<std::string> text(capnp::Text::Reader in, std::size_t most) {
  return shown_text({in.begin(), in.size()}, most);
}

Result<Route> route(schema::Route::Reader in) {
  Route read;
  WW_TRY_SET(read.relay, id<RelayKey>(in.getRelay()));
  WW_TRY_SET(read.host_port, text(in.getHostPort(), limits::kRouteHostMax));
  if (!parse_address(to_address(read))) return fail(Errc::malformed);
  return read;
}

Result<std::vector<Route>> routes(capnp::List<schema::Route>::Reader in) {
  if (in.size() < 1 || in.size() > limits::kRoutesMax) return fail(Errc::malformed);
  std::vector<Route> list;
  for (const auto each : in) {
    WW_TRY_SET(Route read, route(each));
    list.push_back(std::move(read));
  }
  return list;
}

Result<Content> read(schema::Hello1::Reader in) {
  content::Hello1 hello;
  WW_TRY_SET(hello.invite, id<Digest32>(in.getInvite()));
  WW_TRY_SET(hello.identity, fixed<32>(in.getIdentity()));
  WW_TRY_SET(hello.r_b, fixed<32>(in.getRB()));
  WW_TRY_SET(hello.s_b, fixed<32>(in.getSB()));
  WW_TRY_SET(hello.seal_pub, fixed<32>(in.getSealPub()));
  WW_TRY_SET(hello.routes, routes(in.getRoutes()));
  hello.version_min = in.getVersionMin();
  hello.version_max = in.getVersionMax();
  if (in.getSuites().size() > limits::kSuitesMax) return fail(Errc::too_large);
  hello.suites.clear();
  for (const std::uint8_t suite : in.getSuites()) hello.suites.push_back(suite);
  WW_TRY_SET(hello.name, text(in.getName(), limits::kNameMax));
  return Content(std::move(hello));
}

Result<Content> read(schema::Hello2::Reader in) {
  content::Hello2 hello;
  WW_TRY_SET(hello.hello1, id<Digest32>(in.getHello1()));
  WW_TRY_SET(hello.r_a, fixed<32>(in.getRA()));
  WW_TRY_SET(hello.routes, routes(in.getRoutes()));
  hello.version = in.getVersion();
  hello.suite = in.getSuite();
  WW_TRY_SET(hello.name, text(in.getName(), limits::kNameMax));
  return Content(std::move(hello));
}

Result<Content> read(schema::SignedAlert::Reader in) {
  content::Alert alert;
  alert.bytes = to_bytes(view_of(in.getBytes()));
  WW_TRY_SET(alert.signature, fixed<64>(in.getSignature()));
  if (in.hasMarks()) {
    WW_TRY_SET(alert.marks, fixed<content::Alert::kMarks>(in.getMarks()));
  }
  return Content(std::move(alert));
}

Result<Content> read_have(capnp::List<capnp::Data>::Reader in) {
  if (in.size() > limits::kHaveMax) return fail(Errc::too_large);
  content::Have have;
  for (const auto each : in) {
    WW_TRY_SET(const MessageId message, id<MessageId>(each));
    have.messages.push_back(message);
  }
  return Content(std::move(have));
}

Result<CirclePolicy> policy(schema::Policy::Reader in) {
  CirclePolicy read;
  read.hops_max = in.getHopsMax();
  read.members_max = in.getMembersMax();
  if (in.getRegions().size() > limits::kCircleRegionsMax) return fail(Errc::too_large);
  for (const auto each : in.getRegions()) {
    WW_TRY_SET(std::string region, region_code({each.begin(), each.size()}));
    read.regions.push_back(std::move(region));
  }
  return read;
}

Result<Content> read(schema::CircleOffer::Reader in) {
  content::CircleOffer offer;
  WW_TRY_SET(offer.circle, id<CircleId>(in.getCircle()));
  WW_TRY_SET(offer.name, text(in.getName(), limits::kCircleNameMax));
  WW_TRY_SET(offer.policy, policy(in.getPolicy()));
  WW_TRY_SET(offer.founder, fixed<32>(in.getFounder()));
  WW_TRY_SET(offer.nonce, fixed<16>(in.getNonce()));
  WW_TRY_SET(offer.signature, fixed<64>(in.getSignature()));
  return Content(std::move(offer));
}

Result<Content> read(schema::CircleJoin::Reader in) {
  content::CircleJoin join;
  WW_TRY_SET(join.circle, id<CircleId>(in.getCircle()));
  WW_TRY_SET(join.sign_pub, fixed<32>(in.getSignPub()));
  WW_TRY_SET(join.kem_pub, fixed<32>(in.getKemPub()));
  WW_TRY_SET(join.name, text(in.getName(), limits::kMemberNameMax));
  WW_TRY_SET(join.signature, fixed<64>(in.getSignature()));
  return Content(std::move(join));
}

Result<Content> read(schema::CircleWelcome::Reader in) {
  content::CircleWelcome welcome;
  WW_TRY_SET(welcome.circle, id<CircleId>(in.getCircle()));
  WW_TRY_SET(welcome.name, text(in.getName(), limits::kCircleNameMax));
  welcome.epoch = in.getEpoch();
  WW_TRY_SET(welcome.secret, fixed<32>(in.getSecret()));
  WW_TRY_SET(welcome.snapshot, id<Digest32>(in.getSnapshot()));
  WW_TRY_SET(welcome.route, route(in.getRoute()));
  return Content(std::move(welcome));
}

Result<Content> read(schema::CircleState::Reader in) {
  WW_TRY_SET(const CircleId circle, id<CircleId>(in.getCircle()));
  return Content(content::CircleState{circle, in.getEpoch()});
}

Result<Content> read(schema::CircleLeave::Reader in) {
  content::CircleLeave leave;
  WW_TRY_SET(leave.circle, id<CircleId>(in.getCircle()));
  leave.epoch = in.getEpoch();
  WW_TRY_SET(leave.sign_pub, fixed<32>(in.getSignPub()));
  WW_TRY_SET(leave.signature, fixed<64>(in.getSignature()));
  return Content(std::move(leave));
}

Result<Content> read(schema::Move::Reader in) {
  content::Move move;
  move.generation = in.getGeneration();
  if (move.generation < 2) return fail(Errc::malformed);  // the first one stands in a HELLO
  WW_TRY_SET(move.route, route(in.getRoute()));
  return Content(std::move(move));
}

Result<Content> read(schema::Content::Reader in) {
  using Which = schema::Content::Which;
  switch (in.which()) {
    case Which::UNSPECIFIED:
      return Content(content::Unknown{});
    case Which::HELLO1:
      return read(in.getHello1());
    case Which::HELLO2:
      return read(in.getHello2());
    case Which::HELLO3: {
      WW_TRY_SET(const Digest32 hash, id<Digest32>(in.getHello3()));
      return Content(content::Hello3{hash});
    }
    case Which::ALERT:
      return read(in.getAlert());
    case Which::HAVE:
      return read_have(in.getHave());
    case Which::CIRCLE_OFFER:
      return read(in.getCircleOffer());
    case Which::CIRCLE_JOIN:
      return read(in.getCircleJoin());
    case Which::CIRCLE_DECLINE: {
      WW_TRY_SET(const CircleId circle, id<CircleId>(in.getCircleDecline()));
      return Content(content::CircleDecline{circle});
    }
    case Which::CIRCLE_WELCOME:
      return read(in.getCircleWelcome());
    case Which::CIRCLE_STATE:
      return read(in.getCircleState());
    case Which::CIRCLE_EPOCH:
      return Content(content::CircleEpoch{to_bytes(view_of(in.getCircleEpoch()))});
    case Which::CIRCLE_LEAVE:
      return read(in.getCircleLeave());
    case Which::MOVE:
      return read(in.getMove());
  }
  return Content(content::Unknown{static_cast<std::uint16_t>(in.which())});
}

}  // namespace

Bytes encode_content(const Content& content) {
  SegmentBuilder message(kWords);
  std::visit(Writer{message.root<schema::Content>()}, content);
  return message.bytes();
}

Result<Content> decode_content(ByteView bytes) {
  if (bytes.size() > limits::kMessageMax) return fail(Errc::too_large);
  return read_segment<schema::Content>(bytes, [](auto root) { return read(root); });
}

}  // namespace ww::wire
