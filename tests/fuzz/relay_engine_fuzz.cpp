// Goal: whatever a client sends, the relay's engine does what a page-long model of a queue does,
// answers every frame, and counts its slots right.
// Method: the bytes are a script: two per command, for a client with right MACs; a command may also
// spoil a byte of its frame, and then nothing may change.
#include <map>

#include "core/cap_mac.h"
#include "fuzz/stable.h"
#include "relay/relay_engine.h"
#include "support/memory_relay_store.h"
#include "support/test_random.h"

namespace {

using namespace ww;
using namespace ww::test;
using relay::Cap;

struct Model {
  std::map<std::uint64_t, relay::Slot> slots;
  std::map<std::uint64_t, relay::Slot> sent;
  std::uint64_t last = 0, acked = 0;
};

class Script {
 public:
  Script() : engine_(store_, random_, log_, options()) {
    binding_.client = crypto::x25519_public(client_);
    const auto sent =
        step(wire::request_frame(wire::encode_body(relay::Hello{}), Cap::none, 0, {}));
    const auto hello = std::get<relay::HelloReply>(read(sent.at(0)));
    binding_.session = hello.session;
    binding_.challenge = hello.challenge;
    relay::QueueNew queue;
    queue.rid = rid_;
    queue.sid = sid_;
    queue.recv_pub = crypto::x25519_public(read_);
    queue.send_pub = crypto::x25519_public(write_);
    WW_CHECK(std::holds_alternative<relay::Ok>(ask(queue, Cap::read, rid_, read_).at(0)));
  }

  void run(std::uint8_t command, std::uint8_t argument) {
    if (ended_) return;
    now_ += std::chrono::seconds(1);
    switch (command % 4) {
      case 0:
        return put(model_.last + 1, argument);
      case 1:
        return put(argument % 8, static_cast<std::uint8_t>(command));
      case 2:
        return get(argument % 16, (argument & 16) != 0, (argument & 32) != 0 ? 1 : 0);
      default:
        return spoil(command, argument);
    }
  }

 private:
  static relay::Options options() {
    relay::Options options;
    options.tick_least = options.tick_most = Duration{0};
    options.queue_slots_max = 5;
    return options;
  }
  std::vector<relay::PeerReply> step(const wire::Frame& frame) {
    const std::vector<relay::Input> inputs{RelayFrame{1, binding_.client, to_bytes(frame)}};
    auto effects = engine_.step(inputs, now_);
    WW_CHECK(effects.ok());
    WW_CHECK(!effects->replies.empty());
    return std::move(effects->replies);
  }
  static relay::Reply read(const relay::PeerReply& sent) {
    const auto reply = wire::decode_reply(sent.frame);
    WW_CHECK(reply.ok());
    return reply->reply;
  }
  wire::Frame frame(const relay::Request& request, Cap cap, const QueueId& id,
                    const crypto::Key& secret) {
    auto made = wire::request_frame(wire::encode_body(request), cap, ++sequence_, id.bytes);
    const auto key = core::mac_key(secret, binding_);
    wire::set_mac(made, crypto::hmac_sha256(key->view(), wire::mac_input(made)));
    return made;
  }
  std::vector<relay::Reply> ask(const relay::Request& request, Cap cap, const QueueId& id,
                                const crypto::Key& secret) {
    std::vector<relay::Reply> replies;
    for (const auto& sent : step(frame(request, cap, id, secret))) replies.push_back(read(sent));
    return replies;
  }

  void put(std::uint64_t number, std::uint8_t fill) {
    relay::Slot slot;
    slot.fill(fill);
    const bool next = number == model_.last + 1;
    const bool room = model_.slots.size() < 5;
    const auto old = model_.sent.find(number);
    // An acknowledged slot is forgotten, all but the newest.
    const bool known = model_.slots.contains(number) || number == model_.last;
    const bool same = old != model_.sent.end() && known && old->second == slot;
    const bool ok = next ? room : same;
    if (next && room) {
      model_.last = number;
      model_.sent[number] = model_.slots[number] = slot;
    }
    const auto reply = ask(relay::Put{sid_, number, slot}, Cap::write, sid_, write_).at(0);
    WW_CHECK(std::holds_alternative<relay::Ok>(reply) == ok);
    WW_CHECK(engine_.totals().slots == model_.slots.size());
  }

  void get(std::uint64_t after, bool ack, std::uint64_t spoilt) {
    const auto named = model_.sent.find(after);
    const std::uint64_t mark = named == model_.sent.end() ? 0 : relay::mark_of(named->second);
    const bool is_kept =
        model_.slots.contains(after) || after == model_.acked || after == model_.last;
    const bool known = after == 0 || (is_kept && spoilt == 0);
    const auto replies =
        ask(relay::Get{rid_, {after, mark + spoilt}, ack, 4, false}, Cap::read, rid_, read_);
    WW_CHECK(replies.size() == 4);
    if (!known) after = 0;
    if (ack) model_.acked = std::max(model_.acked, after);
    model_.slots.erase(model_.slots.begin(), model_.slots.upper_bound(model_.acked));
    WW_CHECK(engine_.totals().slots == model_.slots.size());
    auto expected = model_.slots.upper_bound(after);
    for (const auto& reply : replies) {
      const auto& item = std::get<relay::Item>(reply);
      WW_CHECK(!item.refused && item.acked == model_.acked && item.anew == !known);
      const bool there = expected != model_.slots.end();
      WW_CHECK(item.position == (there ? expected->first : 0));
      if (there) WW_CHECK(item.slot == (expected++)->second);
    }
  }

  // The connection counts it against the client, so it ends after some: only the state matters.
  void spoil(std::uint8_t place, std::uint8_t change) {
    if (change == 0) return;
    relay::Slot slot;
    slot.fill(change);
    auto spoiled = frame(relay::Put{sid_, model_.last + 1, slot}, Cap::write, sid_, write_);
    spoiled[limits::kFrameHeader + place * 15U] ^= change;
    const auto answers = step(spoiled);
    WW_CHECK(engine_.totals().slots == model_.slots.size());
    for (const auto& sent : answers) {
      const auto reply = read(sent);
      WW_CHECK(!std::holds_alternative<relay::Ok>(reply));
      // It became a HELLO: the relay ends such a connection.
      const auto* refused = std::get_if<relay::Refused>(&reply);
      if (refused != nullptr && refused->why == relay::Refusal::sequence) ended_ = true;
    }
  }

  MemoryRelayStore store_;
  TestRandom random_{1};
  NullLogger log_;
  relay::RelayEngine engine_;
  Instant now_ = from_unix_seconds(1'790'000'000);
  crypto::Key client_ = random_.key(), read_ = random_.key(), write_ = random_.key();
  QueueId rid_ = random_.id<QueueId>(), sid_ = random_.id<QueueId>();
  core::MacBinding binding_;
  std::uint64_t sequence_ = 0;
  bool ended_ = false;
  Model model_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kCommandsMax = 64;
  Script script;
  for (std::size_t i = 0; i + 1 < size && i < 2 * kCommandsMax; i += 2) {
    script.run(data[i], data[i + 1]);
  }
  return 0;
}
