// Several people's Circles in one process, joined by a board relay and a pair mail in memory.
//
// The relay keeps to the protocol unless a test bends it: capabilities are checked, a closed board
// takes no posts, a repeated put has its old position. Content goes through wire/ both ways.
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include "core/circle_keys.h"
#include "core/envelope.h"
#include "core/roster.h"
#include "e2ee/signal_ratchet.h"
#include "engine/circles.h"
#include "support/catch.h"
#include "support/memory_rows.h"
#include "support/test_random.h"
#include "wire/circle.h"
#include "wire/content.h"
#include "wire/frame.h"
#include "wire/payload.h"

namespace ww::test {

using engine::Circles;

class CountingLogger final : public Logger {
 public:
  void log(Level, std::string_view event, std::int64_t) override { ++counts[std::string(event)]; }
  std::map<std::string, int> counts;
};

struct BoardRelay {
  struct Board {
    std::vector<relay::BoardCap> caps;
    std::vector<relay::Slot> slots;
    std::map<PutId, std::uint64_t> puts;
    bool closed = false;
  };
  std::map<BoardId, Board> boards;
  std::function<bool(const BoardId&, std::uint64_t)> withheld;  // this slot is not handed out
  std::function<bool(const OutboxOp&)> refuses_work;            // this op gets no answer now

  static bool holds(const Board& board, const crypto::Key& secret, relay::Right right) {
    const auto pub = crypto::x25519_public(secret);
    return std::any_of(board.caps.begin(), board.caps.end(), [&](const relay::BoardCap& cap) {
      return cap.pub == pub && (cap.rights & static_cast<std::uint8_t>(right)) != 0;
    });
  }
  static relay::Reply refused(relay::Refusal why) { return relay::Refused{why, 0}; }

  relay::Reply ask(const OutboxOp& op) {
    const auto frame = wire::decode_request(wire::request_frame(op.body, op.cap, 1, op.target));
    REQUIRE(frame.ok());
    if (const auto* made = std::get_if<relay::BoardNew>(&frame->request)) {
      boards[made->board].caps = made->caps;
      return relay::Ok{};
    }
    if (const auto* put = std::get_if<relay::BoardPut>(&frame->request)) {
      const auto board = boards.find(put->board);
      const auto right = op.cap == relay::Cap::admin ? relay::Right::admin : relay::Right::write;
      if (board == boards.end() || !holds(board->second, op.cap_secret, right)) {
        return refused(relay::Refusal::auth);
      }
      const auto known = board->second.puts.find(put->put_id);
      if (known != board->second.puts.end()) return relay::Position{known->second};
      if (board->second.closed) return refused(relay::Refusal::closed);
      board->second.slots.push_back(put->slot);
      return relay::Position{board->second.puts[put->put_id] = board->second.slots.size()};
    }
    const auto* close = std::get_if<relay::BoardClose>(&frame->request);
    REQUIRE(close != nullptr);
    Board& board = boards.at(close->board);
    if (!holds(board, op.cap_secret, relay::Right::admin)) return refused(relay::Refusal::auth);
    board.closed = true;
    return relay::Ok{};
  }
};

class CircleNet;

// A slot as a program could make it that knows the epoch's secret: with any author's place in it,
// and the signature of any key.
inline relay::Slot board_slot(Random& random, const StoredEpoch& epoch, std::uint8_t kind,
                              ByteView message, const crypto::Key& sign_seed,
                              std::uint16_t author) {
  const auto opening = random.array<32>();
  SlotInner inner;
  inner.kind = kind;
  inner.message = core::tagged(sign_seed, author, {epoch.board, opening, kind}, message);
  return core::seal_board_slot(opening, core::epoch_keys(epoch.secret).board_key, epoch.board,
                               wire::encode_slot_inner(inner));
}
inline std::uint16_t place_of(const StoredEpoch& epoch, const crypto::Key& sign_seed) {
  const auto roster = wire::decode_snapshot(epoch.snapshot);
  const auto place =
      roster ? core::index_of(*roster, crypto::ed25519_public(sign_seed)) : std::nullopt;
  return static_cast<std::uint16_t>(place.value_or(0));
}

// One person's node: its rows outlive its engine, which restart() makes anew.
class Person final : public engine::Receiver, public engine::PairMail {
 public:
  Person(CircleNet& net, std::string name, std::uint64_t seed);

  void on_content(const engine::Origin& origin, const Content& content) override {
    origins.push_back(origin);
    if (const auto* have = std::get_if<content::Have>(&content)) {
      for (const MessageId& message : have->messages) confirmed.push_back(message);
    }
    if (const auto* alert = std::get_if<content::Alert>(&content)) {
      inbox.emplace_back(as_text(alert->bytes));
    }
  }
  void on_handed_over(const MessageId& message) override { handed_over.push_back(message); }
  void on_posted_again(const CircleId&, const MessageId&) override {}
  void on_undeliverable(const MessageId& message) override { undeliverable.push_back(message); }
  void on_renewed(const ContactId&) override {}
  void on_queue_found(const ContactId&) override {}
  void on_ended(const ContactId&) override {}
  void on_new_epoch(const CircleId&) override {}
  void on_state_asked(const CircleId&, const ContactId&) override {}
  Result<MessageId> send(const ContactId& to, const Content& content) override;

  void restart();
  Circles& circles() { return *circles_; }
  StoredCircle circle(const std::string& circle_name) {
    return std::move(*store.circle_rows.find_by_name(circle_name));
  }
  std::string state(const std::string& circle_name) {
    const auto shown = circles().show(circle_name);
    return shown ? shown->state : "none";
  }
  std::uint32_t epoch(const std::string& circle_name) {
    const auto shown = circles().show(circle_name);
    return shown ? shown->epoch : 0;
  }
  Result<MessageId> say(const std::string& circle_name, const std::string& text) {
    content::Alert alert;
    alert.bytes = to_bytes(as_bytes(text));
    return circles().post(circle(circle_name).id, alert);
  }
  bool read(const std::string& text) const {
    return std::find(inbox.begin(), inbox.end(), text) != inbox.end();
  }
  std::size_t times_read(const std::string& text) const {
    return static_cast<std::size_t>(std::count(inbox.begin(), inbox.end(), text));
  }
  bool was_told(const std::string& detail) const {
    const auto& events = context.events;
    return std::any_of(events.begin(), events.end(),
                       [&](const api::Event& event) { return event.detail == detail; });
  }

  CircleNet& net;
  std::string name;
  MemoryStore store;
  TestRandom random;
  CountingLogger log;
  std::unique_ptr<e2ee::SignalRatchet> ratchet;
  engine::Context context;
  bool online = true;
  std::vector<std::string> inbox;
  std::vector<engine::Origin> origins;
  std::vector<MessageId> handed_over, undeliverable, confirmed;

 private:
  std::unique_ptr<Circles> circles_;
};

class CircleNet {
 public:
  explicit CircleNet(std::uint64_t first_seed = 1) : seed_(first_seed) { init_secret_memory(); }

  Person& add(const std::string& name) {
    people.push_back(std::make_unique<Person>(*this, name, ++seed_));
    Person& person = *people.back();
    OwnRelay own;
    own.route = route();
    person.store.settings_rows.put_relay(own);
    for (auto& other : people) {
      if (other.get() == &person) continue;
      introduce(person, *other);
      introduce(*other, person);
    }
    return person;
  }

  // `who` has `other` among her contacts, under her name, with the words checked.
  static void introduce(Person& who, Person& other, Trust trust = Trust::verified) {
    Contact contact;
    contact.id = contact_id(other.name);
    contact.name = other.name;
    contact.state = ContactState::established;
    contact.trust = trust;
    contact.inviter = who.name < other.name;
    const auto& [first, second] = std::minmax(who.name, other.name);
    contact.k = crypto::Key(crypto::sha256(as_bytes(first + "+" + second)));
    who.store.contact_rows.put(contact);
  }
  static ContactId contact_id(const std::string& name) {
    return ContactId{to_array<16>(crypto::sha256(as_bytes(name)))};
  }
  static Route route() {
    Route there;
    there.relay.bytes.fill(7);
    there.host_port = "127.0.0.1:7077";
    return there;
  }
  Person* find(const ContactId& id) {
    for (auto& person : people) {
      if (contact_id(person->name) == id) return person.get();
    }
    return nullptr;
  }

  struct Letter {
    ContactId to, from;
    Bytes content;
  };

  void set_time(Instant time) {
    now = time;
    for (auto& person : people) person->context.now = now;
  }
  void pass(Duration time) { set_time(now + time); }

  // One op, one letter or one slot at a time, until nobody has anything left to do.
  void settle() {
    for (int round = 0; round < 10'000; ++round) {
      if (!step()) return;
    }
    FAIL("the net does not come to rest");
  }

  bool step() {
    bool moved = false;
    for (auto& person : people) {
      if (!person->online) continue;
      const auto written = letters.size();
      person->circles().on_time();
      moved = moved || letters.size() != written;
      moved = work_off(*person) || moved;
      moved = read_boards(*person) || moved;
      moved = read_letters(*person) || moved;
      if (crash_always) person->restart();
    }
    return moved;
  }

  BoardRelay relay;
  std::deque<Letter> letters;
  std::vector<std::unique_ptr<Person>> people;
  std::function<bool(const Letter&, const Content&)> loses;  // this letter never arrives
  bool crash_always = false;                                 // every node restarts after every step
  bool repeat_slots = false;                                 // every slot is handed out twice
  Instant now = from_unix_seconds(1'764'000'000);

 private:
  bool work_off(Person& person) {
    bool moved = false;
    for (const OutboxOp& op : person.store.outbox_rows.heads()) {
      if (op.due > now || (relay.refuses_work && relay.refuses_work(op))) continue;
      const auto reply = relay.ask(op);
      const auto* refused = std::get_if<relay::Refused>(&reply);
      if (refused != nullptr && refused->why == relay::Refusal::auth) continue;  // tried again
      if (crash_always) {  // the answer was lost on the way: the same request, the same answer
        const auto again = relay.ask(op);
        REQUIRE(again.index() == reply.index());
      }
      if (refused != nullptr) {
        moved = refuse(person, op, *refused) || moved;
        continue;
      }
      person.store.outbox_rows.erase(op.id);
      person.circles().on_answer(op, reply);
      moved = true;
    }
    return moved;
  }

  // As the node's engine does: what was refused waits, unless it is settled or has been replaced.
  bool refuse(Person& person, const OutboxOp& op, const relay::Refused& refused) {
    const auto outcome = person.circles().on_refused(op, refused);
    if (outcome == engine::Refusal::settled) person.store.outbox_rows.erase(op.id);
    if (outcome != engine::Refusal::waits) return true;
    person.store.outbox_rows.postpone(op.id, now + std::chrono::minutes{1}, op.attempts + 1);
    return false;
  }

  bool read_boards(Person& person) {
    bool moved = false;
    for (const Source& known : person.store.source_rows.all()) {
      const auto board = relay.boards.find(BoardId{known.target});
      if (!known.live || board == relay.boards.end() ||
          !BoardRelay::holds(board->second, known.read_cap, relay::Right::read)) {
        continue;
      }
      for (std::uint64_t at = known.position + 1; at <= board->second.slots.size(); ++at) {
        const auto source = person.store.source_rows.find(known.id);
        if (!source) break;
        const auto slot = board->second.slots[at - 1];
        const bool hidden = relay.withheld && relay.withheld(board->first, at);
        if (!hidden) person.circles().on_slot(*source, at, slot);
        if (!hidden && repeat_slots) person.circles().on_slot(*source, at, slot);
        if (person.store.source_rows.find(known.id)) {
          person.store.source_rows.set_place(known.id, at, relay::mark_of(slot));
        }
        moved = true;
      }
      const auto source = person.store.source_rows.find(known.id);
      if (source && board->second.closed && source->position == board->second.slots.size()) {
        person.circles().on_board_drained(*source);
      }
    }
    return moved;
  }

  bool read_letters(Person& person) {
    bool moved = false;
    for (std::size_t i = 0; i < letters.size();) {
      if (letters[i].to != contact_id(person.name)) {
        ++i;
        continue;
      }
      const Letter letter = letters[i];
      letters.erase(letters.begin() + static_cast<std::ptrdiff_t>(i));
      const auto content = wire::decode_content(letter.content);
      REQUIRE(content.ok());
      if (!loses || !loses(letter, *content)) {
        person.circles().on_pair_content(letter.from, *content);
      }
      moved = true;
    }
    return moved;
  }

  std::uint64_t seed_;
};

inline Person::Person(CircleNet& the_net, std::string the_name, std::uint64_t seed)
    : net(the_net),
      name(std::move(the_name)),
      random(seed),
      ratchet(std::make_unique<e2ee::SignalRatchet>(store.ratchet_rows, random, log)),
      context{store, *ratchet, random, log, {}, the_net.now, {}} {
  context.may_erase = true;  // the clock here is right, and a relay says so
  restart();
}

inline void Person::restart() {
  circles_ = std::make_unique<Circles>(context, *this);
  circles_->connect(*this);
}

inline Result<MessageId> Person::send(const ContactId& to, const Content& content) {
  if (!store.contact_rows.find(to)) return fail(Errc::not_found);
  net.letters.push_back({to, CircleNet::contact_id(name), wire::encode_content(content)});
  return random.id<MessageId>();
}

}  // namespace ww::test
