// A Store in memory for tests of the engine: the rows as the ports describe them, without
// transactions and without alerts. Rows survive the engine: a new one on them is a restart.
#pragma once

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "domain/limits.h"
#include "ports/circle_rows.h"
#include "ports/contact_rows.h"
#include "ports/notice_rows.h"
#include "ports/outbox_rows.h"
#include "ports/seen_rows.h"
#include "ports/settings_rows.h"
#include "ports/source_rows.h"
#include "ports/store.h"
#include "support/memory_ratchet_store.h"

namespace ww::test {

inline std::string folded(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// Rows hold secrets, which are not copied by accident: here they are, on purpose.
inline Contact copy(const Contact& from) {
  Contact to;
  to.id = from.id, to.name = from.name, to.their_name = from.their_name, to.state = from.state;
  to.failure = from.failure, to.trust = from.trust, to.verified_at = from.verified_at;
  to.muted = from.muted, to.created = from.created, to.inviter = from.inviter;
  to.invite = from.invite, to.hello1_content = from.hello1_content;
  to.invite_not_after = from.invite_not_after;
  to.s0 = from.s0.clone(), to.own_r = from.own_r.clone(), to.r_word = from.r_word.clone();
  to.k = from.k.clone(), to.peer_identity = from.peer_identity;
  to.peer_seal_pub = from.peer_seal_pub, to.hello1 = from.hello1, to.hello2 = from.hello2;
  to.words = from.words, to.digits = from.digits, to.own_generation = from.own_generation;
  to.peer_generation = from.peer_generation, to.peer_routes = from.peer_routes;
  to.own_routes = from.own_routes, to.put_number = from.put_number;
  to.send_sequence = from.send_sequence, to.send_previous = from.send_previous;
  to.receive_sequence = from.receive_sequence, to.receive_previous = from.receive_previous;
  to.lost = from.lost, to.party = from.party;
  to.own_move = from.own_move, to.peer_next = from.peer_next;
  if (!from.before) return to;
  const KeysBefore& b = *from.before;
  to.before =
      KeysBefore{b.party,         b.inviter,         b.own_r.clone(), b.k.clone(), b.peer_identity,
                 b.peer_seal_pub, b.peer_generation, b.put_number,    b.peer_route};
  return to;
}
inline Source copy(const Source& from) {
  Source to;
  to.id = from.id, to.kind = from.kind, to.target = from.target, to.owner = from.owner;
  to.generation = from.generation, to.sid = from.sid, to.route = from.route;
  to.read_cap = from.read_cap.clone(), to.position = from.position, to.mark = from.mark;
  to.acked_seen = from.acked_seen, to.live = from.live, to.retiring = from.retiring;
  to.retire_at = from.retire_at;
  return to;
}
inline OutboxOp copy(const OutboxOp& from) {
  OutboxOp to;
  to.id = from.id, to.purpose = from.purpose, to.lane = from.lane, to.owner = from.owner;
  to.source = from.source, to.route = from.route, to.cap = from.cap;
  to.cap_secret = from.cap_secret.clone(), to.target = from.target, to.body = from.body;
  to.inner = from.inner;
  to.message = from.message, to.due = from.due, to.attempts = from.attempts;
  to.expires = from.expires;
  return to;
}
inline StoredCircle copy(const StoredCircle& from) {
  StoredCircle to;
  to.id = from.id, to.name = from.name, to.state = from.state, to.asked = from.asked;
  to.sponsor = from.sponsor, to.policy = from.policy, to.sign_seed = from.sign_seed.clone();
  to.pseudonym = from.pseudonym, to.current = from.current, to.created = from.created;
  to.awake = from.awake, to.heard = from.heard, to.asked_at = from.asked_at, to.lost = from.lost;
  to.recovery = from.recovery;
  return to;
}
inline StoredEpoch copy(const StoredEpoch& from) {
  StoredEpoch to;
  to.board = from.board, to.circle = from.circle, to.epoch = from.epoch, to.hash = from.hash;
  to.snapshot = from.snapshot, to.secret = from.secret.clone(), to.route = from.route;
  to.by_welcome = from.by_welcome, to.made_here = from.made_here;
  to.admin_cap = from.admin_cap.clone(), to.epoch_slot = from.epoch_slot;
  to.parent = from.parent, to.announced = from.announced, to.left = from.left;
  to.end_position = from.end_position, to.made = from.made;
  to.send_sequence = from.send_sequence, to.send_previous = from.send_previous;
  to.key_slot_at = from.key_slot_at, to.key_slot_messages = from.key_slot_messages;
  return to;
}
inline StoredKem copy(const StoredKem& from) {
  StoredKem to;
  to.circle = from.circle, to.pub = from.pub, to.secret = from.secret.clone();
  to.made = from.made, to.announced_by = from.announced_by, to.retire_at = from.retire_at;
  return to;
}
template <class T>
T copy(const T& from) {
  return from;
}

template <class Key, class Row>
std::optional<Row> found(const std::map<Key, Row>& rows, const Key& key) {
  const auto row = rows.find(key);
  return row == rows.end() ? std::nullopt : std::optional<Row>(copy(row->second));
}
template <class Key, class Row, class Wanted>
std::vector<Row> picked(const std::map<Key, Row>& rows, const Wanted& wanted) {
  std::vector<Row> list;
  for (const auto& [key, row] : rows) {
    if (wanted(row)) list.push_back(copy(row));
  }
  return list;
}

class MemoryContacts final : public ContactRows {
 public:
  void put(const Contact& contact) override { rows[contact.id] = copy(contact); }
  std::optional<Contact> find(const ContactId& id) override { return found(rows, id); }
  std::optional<Contact> find_by_name(std::string_view name) override {
    for (auto& contact : all()) {
      if (folded(contact.name) == folded(name)) return std::move(contact);
    }
    return std::nullopt;
  }
  std::optional<Contact> find_by_invite(const Digest32& hash) override {
    for (auto& contact : all()) {
      if (Digest32{crypto::sha256(contact.invite)} == hash) return std::move(contact);
    }
    return std::nullopt;
  }
  std::vector<Contact> all() override {
    auto list = picked(rows, [](const Contact&) { return true; });
    std::sort(list.begin(), list.end(),
              [](const Contact& a, const Contact& b) { return a.name < b.name; });
    return list;
  }
  std::vector<Contact> in_state(ContactState state) override {
    auto list = all();
    std::erase_if(list, [&](const Contact& contact) { return contact.state != state; });
    return list;
  }
  std::vector<Contact> renewed() override {
    auto list = all();
    std::erase_if(list, [](const Contact& contact) { return !contact.before.has_value(); });
    return list;
  }
  std::vector<Contact> moving() override {
    auto list = all();
    std::erase_if(list, [](const Contact& each) { return !each.own_move && !each.peer_next; });
    return list;
  }
  std::size_t count_written_at(const RelayKey& relay) override {
    std::size_t count = 0;
    for (const Contact& each : all()) {
      const auto there = [&](const Route& route) { return route.relay == relay; };
      const bool over = each.state == ContactState::failed || each.state == ContactState::removed;
      count += !over && std::any_of(each.peer_routes.begin(), each.peer_routes.end(), there);
    }
    return count;
  }
  void erase(const ContactId& id) override { rows.erase(id); }

  std::map<ContactId, Contact> rows;
};

class MemorySources final : public SourceRows {
 public:
  SourceId put(const Source& source) override {
    const SourceId id = source.id == 0 ? next++ : source.id;
    rows[id] = copy(source);
    rows[id].id = id;
    return id;
  }
  std::optional<Source> find(SourceId id) override { return found(rows, id); }
  std::optional<Source> find_target(ByteView target) override {
    for (auto& source : all()) {
      if (same_bytes(source.target, target)) return std::move(source);
    }
    return std::nullopt;
  }
  std::vector<Source> of_owner(ByteView owner) override {
    return picked(rows, [&](const Source& source) { return same_bytes(source.owner, owner); });
  }
  std::vector<Source> all() override {
    return picked(rows, [](const Source&) { return true; });
  }
  std::vector<Source> retiring_queues() override {
    return picked(rows, [](const Source& source) {
      return source.retiring && source.kind != Source::Kind::board;
    });
  }
  void set_place(SourceId id, std::uint64_t position, std::uint64_t mark) override {
    rows.at(id).position = position, rows.at(id).mark = mark;
  }
  void erase(SourceId id) override { rows.erase(id); }

  std::map<SourceId, Source> rows;
  SourceId next = 1;
};

class MemoryOutbox final : public OutboxRows {
 public:
  OpId add(const OutboxOp& op) override {
    rows[next] = copy(op);
    rows[next].id = next;
    return next++;
  }
  std::optional<OutboxOp> find(OpId id) override { return found(rows, id); }
  std::vector<OutboxOp> heads() override {
    std::set<ByteArray<16>> lanes;
    std::vector<OutboxOp> heads;
    for (const auto& [id, op] : rows) {
      if (lanes.insert(op.lane).second) heads.push_back(copy(op));
    }
    return heads;
  }
  std::vector<OutboxOp> lane(ByteView lane, std::size_t most) override {
    auto ops = picked(rows, [&](const OutboxOp& op) { return same_bytes(op.lane, lane); });
    if (ops.size() > most) ops.resize(most);
    return ops;
  }
  std::size_t lane_size(ByteView name) override { return lane(name, rows.size()).size(); }
  void postpone(OpId id, Instant due, std::uint32_t attempts) override {
    rows.at(id).due = due;
    rows.at(id).attempts = attempts;
  }
  void erase(OpId id) override { rows.erase(id); }
  void erase_lane(ByteView lane) override {
    std::erase_if(rows, [&](const auto& row) { return same_bytes(row.second.lane, lane); });
  }
  std::size_t waiting_parts(const MessageId& message) override {
    return picked(rows, [&](const OutboxOp& op) { return op.message == message; }).size();
  }
  std::size_t size() override { return rows.size(); }

  std::map<OpId, OutboxOp> rows;
  OpId next = 1;
};

class MemorySeen final : public SeenRows {
 public:
  bool add_slot(const Digest32& hash, Instant forget_at) override {
    return slots.emplace(hash, forget_at).second;
  }
  bool knows_slot(const Digest32& hash) override { return slots.contains(hash); }
  bool add_message(ByteView sender, const MessageId& message, Instant forget_at) override {
    return messages.emplace(std::pair{to_bytes(sender), message}, forget_at).second;
  }
  void put_part(ByteView sender, const Payload& payload, Instant) override {
    parts[{to_bytes(sender), payload.header.message}][payload.header.part] = payload;
  }
  std::optional<std::vector<Payload>> take_complete(ByteView sender,
                                                    const MessageId& message) override {
    const auto entry = parts.find({to_bytes(sender), message});
    if (entry == parts.end()) return std::nullopt;
    if (entry->second.size() < entry->second.begin()->second.header.parts) return std::nullopt;
    std::vector<Payload> whole;
    for (const auto& [part, payload] : entry->second) whole.push_back(payload);
    parts.erase(entry);
    return whole;
  }
  void forget_before(Instant now) override {
    std::erase_if(slots, [&](const auto& row) { return row.second < now; });
    std::erase_if(messages, [&](const auto& row) { return row.second < now; });
  }

  using Name = std::pair<Bytes, MessageId>;
  std::map<Digest32, Instant> slots;
  std::map<Name, Instant> messages;
  std::map<Name, std::map<std::uint8_t, Payload>> parts;
};

class MemorySettings final : public SettingsRows {
 public:
  std::optional<std::string> get(std::string_view key) override {
    return found(rows, std::string(key));
  }
  void set(std::string_view key, std::string_view value) override {
    rows[std::string(key)] = value;
  }
  std::vector<std::pair<std::string, std::string>> all() override {
    return {rows.begin(), rows.end()};
  }
  std::vector<OwnRelay> relays() override {
    std::vector<OwnRelay> list;
    for (const OwnRelay& relay : own) {
      OwnRelay each;
      each.route = relay.route;
      if (relay.access_key) each.access_key = relay.access_key->clone();
      each.added = relay.added;
      each.leaving = relay.leaving;
      list.push_back(std::move(each));
    }
    return list;
  }
  void put_relay(const OwnRelay& relay) override {
    for (OwnRelay& known : own) {
      if (known.route.relay != relay.route.relay) continue;
      known.leaving = relay.leaving;
      return;
    }
    OwnRelay each;
    each.route = relay.route;
    each.leaving = relay.leaving;
    own.push_back(std::move(each));
  }
  void remove_relay(const RelayKey& key) override {
    std::erase_if(own, [&](const OwnRelay& relay) { return relay.route.relay == key; });
  }

  std::map<std::string, std::string> rows;
  std::vector<OwnRelay> own;
};

class MemoryCircles final : public CircleRows {
 public:
  void put(const StoredCircle& circle) override { circles[circle.id] = copy(circle); }
  std::optional<StoredCircle> find(const CircleId& id) override { return found(circles, id); }
  std::optional<StoredCircle> find_by_name(std::string_view name) override {
    for (auto& circle : all()) {
      if (folded(circle.name) == folded(name)) return std::move(circle);
    }
    return std::nullopt;
  }
  std::vector<StoredCircle> all() override {
    auto list = picked(circles, [](const StoredCircle&) { return true; });
    std::sort(list.begin(), list.end(),
              [](const StoredCircle& a, const StoredCircle& b) { return a.name < b.name; });
    return list;
  }
  void erase(const CircleId& id) override {
    erase_insides(id);
    circles.erase(id);
  }

  void put_epoch(const StoredEpoch& epoch) override { epoch_rows[epoch.board] = copy(epoch); }
  std::optional<StoredEpoch> epoch(const BoardId& board) override {
    return found(epoch_rows, board);
  }
  std::optional<StoredEpoch> epoch_of_receipts(const BoardId& board) override {
    for (const auto& [id, epoch] : epoch_rows) {
      if (epoch.receipts == board) return copy(epoch);
    }
    return std::nullopt;
  }
  std::vector<StoredEpoch> epochs(const CircleId& circle) override {
    auto list = picked(epoch_rows, [&](const auto& epoch) { return epoch.circle == circle; });
    std::sort(list.begin(), list.end(), [](const StoredEpoch& a, const StoredEpoch& b) {
      return std::pair{a.epoch, a.made} < std::pair{b.epoch, b.made};
    });
    return list;
  }
  void erase_epoch(const BoardId& board) override {
    epoch_rows.erase(board);
    std::erase_if(marks, [&](const auto& row) { return row.first.first == board; });
  }

  void put_person(const StoredPerson& person) override {
    persons[{person.circle, person.member}] = person;
  }
  std::optional<StoredPerson> person(const CircleId& circle, const MemberId& member) override {
    return found(persons, std::pair{circle, member});
  }
  std::vector<StoredPerson> people(const CircleId& circle) override {
    return picked(persons, [&](const auto& person) { return person.circle == circle; });
  }

  void put_mark(const BoardId& board, const MemberId& sender, const SenderMark& mark) override {
    marks[{board, sender}] = mark;
  }
  SenderMark mark(const BoardId& board, const MemberId& sender) override {
    return found(marks, std::pair{board, sender}).value_or(SenderMark{});
  }

  void put_offer(const StoredOffer& offer) override {
    offer_rows[{offer.circle, offer.contact}] = offer;
  }
  std::vector<StoredOffer> offers(const CircleId& circle) override {
    auto list = picked(offer_rows, [&](const auto& offer) { return offer.circle == circle; });
    std::sort(list.begin(), list.end(),
              [](const StoredOffer& a, const StoredOffer& b) { return a.made < b.made; });
    return list;
  }
  void erase_offer(const CircleId& circle, const ContactId& contact) override {
    offer_rows.erase({circle, contact});
  }

  void put_kem(const StoredKem& kem) override { kem_rows[{kem.circle, kem.pub}] = copy(kem); }
  std::vector<StoredKem> kems(const CircleId& circle) override {
    auto list = picked(kem_rows, [&](const auto& kem) { return kem.circle == circle; });
    std::sort(list.begin(), list.end(),
              [](const StoredKem& a, const StoredKem& b) { return a.made > b.made; });
    return list;
  }
  void erase_kem(const CircleId& circle, const crypto::PublicKey& pub) override {
    kem_rows.erase({circle, pub});
  }

  void hold(const HeldSlot& slot) override {
    held_rows[next_held] = slot;
    held_rows[next_held].id = next_held;
    ++next_held;
    const auto mine = held(slot.circle);
    if (mine.size() > limits::kHeldSlots) held_rows.erase(mine.front().id);
  }
  std::vector<HeldSlot> held(const CircleId& circle) override {
    return picked(held_rows, [&](const auto& slot) { return slot.circle == circle; });
  }
  void erase_held(std::int64_t id) override { held_rows.erase(id); }

  void put_post(const OwnPost& post) override {
    post_rows[{post.circle, post.message}] = post;
    const auto mine = posts(post.circle);
    if (mine.size() > limits::kOwnPosts) erase_post(post.circle, mine.front().message);
  }
  std::optional<OwnPost> post(const CircleId& circle, const MessageId& message) override {
    return found(post_rows, std::pair{circle, message});
  }
  std::vector<OwnPost> posts(const CircleId& circle) override {
    auto list = picked(post_rows, [&](const auto& post) { return post.circle == circle; });
    std::sort(list.begin(), list.end(),
              [](const OwnPost& a, const OwnPost& b) { return a.made < b.made; });
    return list;
  }
  void erase_post(const CircleId& circle, const MessageId& message) override {
    post_rows.erase({circle, message});
  }

  void erase_insides(const CircleId& circle) override {
    for (const auto& epoch : epochs(circle)) erase_epoch(epoch.board);
    const auto inside = [&](const auto& row) { return row.second.circle == circle; };
    std::erase_if(persons, inside);
    std::erase_if(offer_rows, inside);
    std::erase_if(kem_rows, inside);
    std::erase_if(held_rows, inside);
    std::erase_if(post_rows, inside);
  }

  std::map<CircleId, StoredCircle> circles;
  std::map<BoardId, StoredEpoch> epoch_rows;
  std::map<std::pair<CircleId, MemberId>, StoredPerson> persons;
  std::map<std::pair<BoardId, MemberId>, SenderMark> marks;
  std::map<std::pair<CircleId, ContactId>, StoredOffer> offer_rows;
  std::map<std::pair<CircleId, crypto::PublicKey>, StoredKem> kem_rows;
  std::map<std::int64_t, HeldSlot> held_rows;
  std::map<std::pair<CircleId, MessageId>, OwnPost> post_rows;
  std::int64_t next_held = 1;
};

class MemoryNotices final : public NoticeRows {
 public:
  bool raise(std::string_view code, const ArgumentList& args, Instant now) override {
    const auto key = std::pair{notice_owner(args), std::string(code)};
    auto known = rows.find(key);
    if (known != rows.end() && !known->second.ended) {
      known->second.args = args, known->second.last = now, ++known->second.times;
      return false;
    }
    rows[key] = {next_id++, key.second, args, now, now, 1, std::nullopt};
    return true;
  }
  std::vector<StoredNotice> open() override {
    auto list = all();
    std::erase_if(list, [](const auto& each) { return each.ended.has_value(); });
    return list;
  }
  std::vector<StoredNotice> all() override {
    std::vector<StoredNotice> list;
    for (const auto& [key, row] : rows) list.push_back(row);
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return list;
  }
  bool end(std::int64_t id, Instant now) override {
    for (auto& [key, row] : rows) {
      if (row.id == id && !row.ended) return row.ended = now, true;
    }
    return false;
  }
  void end(std::string_view code, const Argument& owner, Instant now) override {
    const auto known = rows.find({notice_owner({owner}), std::string(code)});
    if (known != rows.end() && !known->second.ended) known->second.ended = now;
  }
  void erase_of(const Argument& owner) override {
    std::erase_if(rows, [&](const auto& row) { return row.first.first == notice_owner({owner}); });
  }
  void erase_ended_before(Instant end) override {
    std::erase_if(rows,
                  [&](const auto& row) { return row.second.ended < end && row.second.ended; });
  }

  std::map<std::pair<std::string, std::string>, StoredNotice> rows;
  std::int64_t next_id = 1;
};

class MemoryStore final : public Store {
 public:
  Result<> begin() override { return done(); }
  Result<> commit() override { return done(); }
  void rollback() override {}

  MemoryContacts& contacts() override { return contact_rows; }
  MemorySources& sources() override { return source_rows; }
  MemoryOutbox& outbox() override { return outbox_rows; }
  MemorySeen& seen() override { return seen_rows; }
  MemoryCircles& circles() override { return circle_rows; }
  AlertRows& alerts() override { check_failed("no alerts in a MemoryStore", __FILE__, __LINE__); }
  MemoryNotices& notices() override { return notice_rows; }
  MemorySettings& settings() override { return settings_rows; }
  JournalRows& journal() override {
    check_failed("no journal in a MemoryStore", __FILE__, __LINE__);
  }
  EvidenceRows& evidence() override {
    check_failed("no evidence in a MemoryStore", __FILE__, __LINE__);
  }
  PackRows& packs() override { check_failed("no packs in a MemoryStore", __FILE__, __LINE__); }
  MemoryRatchetStore& ratchet() override { return ratchet_rows; }

  MemoryContacts contact_rows;
  MemorySources source_rows;
  MemoryOutbox outbox_rows;
  MemorySeen seen_rows;
  MemoryCircles circle_rows;
  MemorySettings settings_rows;
  MemoryNotices notice_rows;
  MemoryRatchetStore ratchet_rows;
};

}  // namespace ww::test
