// A relay's engine with clients that speak to it, all values: no socket, no clock, one seed.
#pragma once

#include "core/cap_mac.h"
#include "ports/random.h"
#include "relay/relay_engine.h"
#include "support/catch.h"
#include "support/memory_relay_store.h"
#include "support/test_random.h"
#include "wire/frame.h"

namespace ww::test {

inline crypto::Key key_of(std::uint8_t seed) { return crypto::Key(Bytes(32, seed)); }
inline crypto::PublicKey pub_of(std::uint8_t seed) { return crypto::x25519_public(key_of(seed)); }
template <class IdType>
IdType id_of(std::uint8_t seed) {
  IdType id;
  id.bytes.fill(seed);
  return id;
}
inline relay::Slot slot_of(std::uint8_t fill) {
  relay::Slot slot;
  slot.fill(fill);
  return slot;
}

struct RelayWorld {
  explicit RelayWorld(relay::RelayStore& kept) : store(&kept) { start(); }

  relay::RelayStore* store;
  TestRandom random{1};
  NullLogger log;
  Instant now = from_unix_seconds(1'790'000'000);
  RelayKey key = RelayKey{pub_of(200)};
  std::function<void(relay::Options&)> set = [](relay::Options&) {};
  std::unique_ptr<relay::RelayEngine> engine;
  std::vector<PeerId> kicked;
  Instant wake;
  PeerId next_peer = 1;

  // A new engine over what the store holds: a restart.
  void start() {
    relay::Options options;
    options.key = key;
    options.tick_least = options.tick_most = Duration{0};
    set(options);
    engine = std::make_unique<relay::RelayEngine>(*store, random, log, std::move(options));
    step({});
  }
  void start_with(std::function<void(relay::Options&)> change) {
    set = std::move(change);
    start();
  }

  std::vector<relay::PeerReply> step(const std::vector<relay::Input>& inputs) {
    auto effects = engine->step(inputs, now);
    REQUIRE(effects.ok());
    wake = effects->wake;
    for (const PeerId peer : effects->kick) kicked.push_back(peer);
    return std::move(effects->replies);
  }
};

// One connection of a node.
class RelayClient {
 public:
  explicit RelayClient(RelayWorld& world) : world_(world), peer_(world.next_peer++) {
    secret_ = world.random.key();
    binding_.client = crypto::x25519_public(secret_);
  }

  PeerId peer() const { return peer_; }
  const core::MacBinding& binding() const { return binding_; }
  core::MacBinding& binding() { return binding_; }
  std::uint64_t sequence() const { return sequence_; }
  void set_sequence(std::uint64_t sequence) { sequence_ = sequence; }

  relay::Input input(const wire::Frame& frame) const {
    return RelayFrame{peer_, binding_.client, to_bytes(frame)};
  }
  wire::Frame hello_frame() const {
    return wire::request_frame(wire::encode_body(relay::Hello{}), relay::Cap::none, 0, {});
  }
  relay::HelloReply hello() {
    const auto reply = one(world_.step({input(hello_frame())}));
    const auto* hello = std::get_if<relay::HelloReply>(&reply);
    REQUIRE(hello != nullptr);
    binding_.relay = world_.key;
    binding_.session = hello->session;
    binding_.challenge = hello->challenge;
    return *hello;
  }

  // The next frame of this connection.
  template <class IdType>
  wire::Frame frame(const relay::Request& request, relay::Cap cap, const IdType& id,
                    const crypto::Key& secret) {
    wire::Frame made = wire::request_frame(wire::encode_body(request), cap, ++sequence_, id.bytes);
    const auto key = core::mac_key(secret, binding_);
    REQUIRE(key);
    wire::set_mac(made, crypto::hmac_sha256(key->view(), wire::mac_input(made)));
    return made;
  }
  template <class IdType>
  std::vector<relay::Reply> all(const relay::Request& request, relay::Cap cap, const IdType& id,
                                const crypto::Key& secret) {
    return replies(world_.step({input(frame(request, cap, id, secret))}));
  }
  template <class IdType>
  relay::Reply ask(const relay::Request& request, relay::Cap cap, const IdType& id,
                   const crypto::Key& secret) {
    const auto answers = all(request, cap, id, secret);
    REQUIRE(answers.size() == 1);
    return answers[0];
  }

  // Those of `sent` that are for this connection, read.
  std::vector<relay::Reply> replies(const std::vector<relay::PeerReply>& sent) const {
    std::vector<relay::Reply> mine;
    for (const auto& each : sent) {
      if (each.peer != peer_) continue;
      const auto reply = wire::decode_reply(each.frame);
      REQUIRE(reply.ok());
      mine.push_back(reply->reply);
    }
    return mine;
  }
  relay::Reply one(const std::vector<relay::PeerReply>& sent) const {
    const auto mine = replies(sent);
    REQUIRE(mine.size() == 1);
    return mine[0];
  }

 private:
  RelayWorld& world_;
  PeerId peer_;
  crypto::Key secret_;
  core::MacBinding binding_;
  std::uint64_t sequence_ = 0;
};

// What a reader remembers of the slots that it has read.
struct Marks {
  std::map<std::uint64_t, std::uint64_t> of;
  relay::Place place(std::uint64_t position) const {
    const auto found = of.find(position);
    return {position, found == of.end() ? 0 : found->second};
  }
};

// A board whose id is one number; its capabilities' secrets follow from it.
struct TestBoard {
  explicit TestBoard(std::uint8_t number) : n(number) {}
  std::uint8_t n;
  std::uint16_t named_per_day = 0, anonymous_per_day = 0;
  mutable Marks marks;
  BoardId id() const { return id_of<BoardId>(n); }
  crypto::Key secret(relay::Cap cap) const {
    return key_of(static_cast<std::uint8_t>(n + static_cast<int>(cap)));
  }
  relay::BoardCap cap(relay::Cap kind, relay::Right right, std::uint16_t per_day) const {
    return {crypto::x25519_public(secret(kind)), static_cast<std::uint8_t>(right), per_day};
  }
  relay::BoardNew made() const {
    relay::BoardNew request;
    request.board = id();
    request.caps = {cap(relay::Cap::admin, relay::Right::admin, 0),
                    cap(relay::Cap::read, relay::Right::read, 0),
                    cap(relay::Cap::write, relay::Right::write, named_per_day),
                    cap(relay::Cap::anonymous, relay::Right::anonymous, anonymous_per_day)};
    return request;
  }
  relay::Reply make(RelayClient& client) const {
    return client.ask(made(), relay::Cap::admin, id(), secret(relay::Cap::admin));
  }
  relay::Reply put(RelayClient& client, std::uint8_t put_id, std::uint8_t fill,
                   relay::Cap lane = relay::Cap::write) const {
    const relay::BoardPut request{id(), id_of<PutId>(put_id), slot_of(fill)};
    const auto reply = client.ask(request, lane, id(), secret(lane));
    const auto* position = std::get_if<relay::Position>(&reply);
    if (position != nullptr) marks.of[position->position] = relay::mark_of(request.slot);
    return reply;
  }
  // Asks from behind a post of this TestBoard; 0: from the beginning.
  std::vector<relay::Reply> get(RelayClient& client, std::uint64_t after, std::uint8_t count = 4,
                                bool wait = false) const {
    return get_from(client, marks.place(after), count, wait);
  }
  std::vector<relay::Reply> get_from(RelayClient& client, const relay::Place& place,
                                     std::uint8_t count = 4, bool wait = false) const {
    return client.all(relay::BoardGet{id(), place, count, wait}, relay::Cap::read, id(),
                      secret(relay::Cap::read));
  }
  relay::Reply close(RelayClient& client) const {
    return client.ask(relay::BoardClose{id()}, relay::Cap::admin, id(), secret(relay::Cap::admin));
  }
};

inline bool is_ok(const relay::Reply& reply) { return std::holds_alternative<relay::Ok>(reply); }
inline std::optional<std::uint64_t> position_of(const relay::Reply& reply) {
  const auto* position = std::get_if<relay::Position>(&reply);
  return position == nullptr ? std::nullopt : std::optional(position->position);
}
inline std::optional<relay::Refusal> refusal_of(const relay::Reply& reply) {
  const auto* refused = std::get_if<relay::Refused>(&reply);
  return refused == nullptr ? std::nullopt : std::optional(refused->why);
}

// A queue whose keys and ids follow from one number: read key n, write key n + 1.
struct TestQueue {
  explicit TestQueue(std::uint8_t number) : n(number) {}
  std::uint8_t n;
  mutable Marks marks;
  QueueId rid() const { return id_of<QueueId>(n); }
  QueueId sid() const { return id_of<QueueId>(static_cast<std::uint8_t>(n + 1)); }
  crypto::Key read() const { return key_of(n); }
  crypto::Key write() const { return key_of(static_cast<std::uint8_t>(n + 1)); }

  relay::QueueNew made(bool invite = false) const {
    relay::QueueNew request;
    request.rid = rid();
    request.sid = sid();
    request.recv_pub = crypto::x25519_public(read());
    if (!invite) request.send_pub = crypto::x25519_public(write());
    return request;
  }
  relay::Reply make(RelayClient& client, bool invite = false) const {
    return client.ask(made(invite), relay::Cap::read, rid(), read());
  }
  relay::Reply put(RelayClient& client, std::uint64_t number, std::uint8_t fill) const {
    const auto reply =
        client.ask(relay::Put{sid(), number, slot_of(fill)}, relay::Cap::write, sid(), write());
    if (std::holds_alternative<relay::Ok>(reply)) marks.of[number] = relay::mark_of(slot_of(fill));
    return reply;
  }
  // Asks from behind a slot of this TestQueue, which `ack` acknowledges; 0: from the beginning.
  std::vector<relay::Reply> get(RelayClient& client, bool ack, std::uint64_t after,
                                std::uint8_t count = 4, bool wait = false) const {
    return get_from(client, ack, marks.place(after), count, wait);
  }
  std::vector<relay::Reply> get_from(RelayClient& client, bool ack, const relay::Place& place,
                                     std::uint8_t count = 4, bool wait = false) const {
    return client.all(relay::Get{rid(), place, ack, count, wait}, relay::Cap::read, rid(), read());
  }
};

// What a Get gave, without the dummies: position and the byte the slot is filled with.
inline std::vector<std::pair<std::uint64_t, int>> arrived(const std::vector<relay::Reply>& answer) {
  std::vector<std::pair<std::uint64_t, int>> items;
  for (const auto& reply : answer) {
    const auto* item = std::get_if<relay::Item>(&reply);
    REQUIRE(item != nullptr);
    CHECK_FALSE(item->refused.has_value());
    if (item->position != 0) items.emplace_back(item->position, item->slot[0]);
  }
  return items;
}
using Items = std::vector<std::pair<std::uint64_t, int>>;

}  // namespace ww::test
