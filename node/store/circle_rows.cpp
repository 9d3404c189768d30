#include "store/circle_rows.h"

#include "domain/limits.h"
#include "store/list_text.h"
#include "store/row_values.h"

namespace ww::store {

const char* const kCircleTables = R"sql(
CREATE TABLE circle (
  id BLOB PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE, state INTEGER NOT NULL,
  asked INTEGER NOT NULL, sponsor BLOB NOT NULL, hops_max INTEGER NOT NULL,
  members_max INTEGER NOT NULL, regions TEXT NOT NULL, sign_seed BLOB NOT NULL,
  pseudonym TEXT NOT NULL, current BLOB NOT NULL, created INTEGER NOT NULL, awake INTEGER NOT NULL,
  heard INTEGER NOT NULL, asked_at INTEGER NOT NULL, lost INTEGER NOT NULL,
  recovery INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE circle_epoch (
  board BLOB PRIMARY KEY, circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE,
  epoch INTEGER NOT NULL, hash BLOB NOT NULL, snapshot BLOB NOT NULL, secret BLOB NOT NULL,
  relay BLOB NOT NULL, host_port TEXT NOT NULL, by_welcome INTEGER NOT NULL,
  made_here INTEGER NOT NULL, admin_cap BLOB NOT NULL, epoch_slot BLOB NOT NULL,
  parent BLOB NOT NULL, announced INTEGER NOT NULL, left_at INTEGER, end_position INTEGER NOT NULL,
  made INTEGER NOT NULL, send_sequence INTEGER NOT NULL, send_previous BLOB NOT NULL,
  key_slot_at INTEGER, key_slot_messages INTEGER NOT NULL, receipts BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX circle_epoch_circle ON circle_epoch (circle, epoch, made);
CREATE INDEX circle_epoch_receipts ON circle_epoch (receipts);
CREATE TABLE circle_mark (
  board BLOB NOT NULL REFERENCES circle_epoch (board) ON DELETE CASCADE, sender BLOB NOT NULL,
  sequence INTEGER NOT NULL, previous BLOB NOT NULL, PRIMARY KEY (board, sender)
) WITHOUT ROWID;
CREATE TABLE circle_person (
  circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE, member BLOB NOT NULL,
  contact BLOB NOT NULL, kem BLOB, first_seen INTEGER NOT NULL, answered INTEGER NOT NULL,
  asks INTEGER NOT NULL, PRIMARY KEY (circle, member)
) WITHOUT ROWID;
CREATE TABLE circle_offer (
  circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE, contact BLOB NOT NULL,
  made INTEGER NOT NULL, sign_pub BLOB, kem_pub BLOB, devices INTEGER, sponsor INTEGER,
  flags INTEGER, name TEXT, PRIMARY KEY (circle, contact)
) WITHOUT ROWID;
CREATE TABLE circle_kem (
  circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE, pub BLOB NOT NULL,
  secret BLOB NOT NULL, made INTEGER NOT NULL, announced_by BLOB NOT NULL, retire_at INTEGER,
  place INTEGER NOT NULL, PRIMARY KEY (circle, pub)
) WITHOUT ROWID;
CREATE TABLE circle_held (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE, board BLOB NOT NULL,
  position INTEGER NOT NULL, kind INTEGER NOT NULL, message BLOB NOT NULL, since INTEGER NOT NULL,
  author INTEGER NOT NULL, opening BLOB NOT NULL, tag BLOB NOT NULL, tag_fits INTEGER NOT NULL
);
CREATE INDEX circle_held_circle ON circle_held (circle, id);
CREATE TABLE circle_post (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE, message BLOB NOT NULL,
  content BLOB NOT NULL, board BLOB NOT NULL, position INTEGER NOT NULL,
  handed_over INTEGER NOT NULL, made INTEGER NOT NULL, UNIQUE (circle, message)
);
)sql";

// ---- circles
// ---------------------------------------------------------------------------------------

void SqlCircleRows::put(const StoredCircle& c) {
  // INSERT OR REPLACE would delete the row first, and all that hangs on it.
  db_.run("INSERT OR IGNORE INTO circle VALUES (?,?,0,0,?,0,0,'',?,'',?,?,0,0,0,0,0)", c.id, c.name,
          c.sponsor, c.sign_seed.view(), c.current, to_ms(c.created));
  db_.run(
      "UPDATE circle SET name=?, state=?, asked=?, sponsor=?, hops_max=?, members_max=?, regions=?,"
      " sign_seed=?, pseudonym=?, current=?, awake=?, heard=?, asked_at=?, lost=?,"
      " recovery=? WHERE id=?",
      c.name, static_cast<std::int64_t>(c.state), c.asked, c.sponsor,
      std::int64_t{c.policy.hops_max}, std::int64_t{c.policy.members_max}, joined(c.policy.regions),
      c.sign_seed.view(), c.pseudonym, c.current, to_ms(c.awake), to_ms(c.heard), to_ms(c.asked_at),
      std::int64_t{c.lost}, static_cast<std::int64_t>(c.recovery), c.id);
}

StoredCircle SqlCircleRows::load(const CircleId& id) {
  const auto row = db_.one<std::string, std::int64_t, bool, Bytes, std::int64_t, std::int64_t,
                           std::string, SecretBytes, std::string, Bytes, std::int64_t, std::int64_t,
                           std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
      "SELECT name, state, asked, sponsor, hops_max, members_max, regions, sign_seed, pseudonym,"
      " current, created, awake, heard, asked_at, lost, recovery FROM circle WHERE id=?",
      id);
  if (!row) throw StoreFailed(fail(Errc::storage));
  StoredCircle c;
  c.id = id;
  c.name = std::get<0>(*row);
  c.state = static_cast<StoredCircle::State>(std::get<1>(*row));
  c.asked = std::get<2>(*row);
  c.sponsor = ContactId{fixed<16>(std::get<3>(*row))};
  c.policy.hops_max = static_cast<std::uint8_t>(std::get<4>(*row));
  c.policy.members_max = static_cast<std::uint8_t>(std::get<5>(*row));
  c.policy.regions = split(std::get<6>(*row));
  c.sign_seed = key_of(std::get<7>(*row));
  c.pseudonym = std::get<8>(*row);
  c.current = BoardId{fixed<16>(std::get<9>(*row))};
  c.created = from_ms(std::get<10>(*row));
  c.awake = from_ms(std::get<11>(*row));
  c.heard = from_ms(std::get<12>(*row));
  c.asked_at = from_ms(std::get<13>(*row));
  c.lost = static_cast<std::uint32_t>(std::get<14>(*row));
  c.recovery = static_cast<StoredCircle::Recovery>(std::get<15>(*row));
  return c;
}

std::optional<StoredCircle> SqlCircleRows::find(const CircleId& id) {
  if (!db_.one<std::int64_t>("SELECT 1 FROM circle WHERE id=?", id)) return std::nullopt;
  return load(id);
}

std::optional<StoredCircle> SqlCircleRows::find_by_name(std::string_view name) {
  const auto row = db_.one<Bytes>("SELECT id FROM circle WHERE name=?", name);
  if (!row) return std::nullopt;
  return load(CircleId{fixed<16>(std::get<0>(*row))});
}

std::vector<StoredCircle> SqlCircleRows::all() {
  std::vector<StoredCircle> circles;
  for (const auto& [id] : db_.all<Bytes>("SELECT id FROM circle ORDER BY name")) {
    circles.push_back(load(CircleId{fixed<16>(id)}));
  }
  return circles;
}

void SqlCircleRows::erase(const CircleId& id) { db_.run("DELETE FROM circle WHERE id=?", id); }

// ---- epochs
// ----------------------------------------------------------------------------------------

void SqlCircleRows::put_epoch(const StoredEpoch& e) {
  db_.run(
      "INSERT OR IGNORE INTO circle_epoch VALUES "
      "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,0,?,0,?,NULL,0,?)",
      e.board, e.circle, std::int64_t{e.epoch}, e.hash, e.snapshot, e.secret.view(), e.route.relay,
      e.route.host_port, e.by_welcome, e.made_here, e.admin_cap.view(), e.epoch_slot, e.parent,
      e.announced, to_ms(e.made), e.send_previous, e.receipts);
  db_.run(
      "UPDATE circle_epoch SET epoch=?, hash=?, snapshot=?, secret=?, relay=?, host_port=?,"
      " by_welcome=?, made_here=?, admin_cap=?, epoch_slot=?, parent=?, announced=?, left_at=?,"
      " end_position=?, made=?, send_sequence=?, send_previous=?, key_slot_at=?, "
      "key_slot_messages=?"
      " WHERE board=?",
      std::int64_t{e.epoch}, e.hash, e.snapshot, e.secret.view(), e.route.relay, e.route.host_port,
      e.by_welcome, e.made_here, e.admin_cap.view(), e.epoch_slot, e.parent, e.announced,
      ms_of(e.left), e.end_position, to_ms(e.made), e.send_sequence, e.send_previous,
      ms_of(e.key_slot_at), e.key_slot_messages, e.board);
}

StoredEpoch SqlCircleRows::load_epoch(const BoardId& board) {
  const auto keys = db_.one<Bytes, std::int64_t, Bytes, Bytes, SecretBytes, Bytes, std::string,
                            bool, bool, SecretBytes, Bytes, Bytes, bool>(
      "SELECT circle, epoch, hash, snapshot, secret, relay, host_port, by_welcome, made_here,"
      " admin_cap, epoch_slot, parent, announced FROM circle_epoch WHERE board=?",
      board);
  const auto marks = db_.one<std::optional<std::int64_t>, std::int64_t, std::int64_t, std::int64_t,
                             Bytes, std::optional<std::int64_t>, std::int64_t, Bytes>(
      "SELECT left_at, end_position, made, send_sequence, send_previous, key_slot_at,"
      " key_slot_messages, receipts FROM circle_epoch WHERE board=?",
      board);
  if (!keys || !marks) throw StoreFailed(fail(Errc::storage));
  StoredEpoch e;
  e.board = board;
  e.circle = CircleId{fixed<16>(std::get<0>(*keys))};
  e.epoch = static_cast<std::uint32_t>(std::get<1>(*keys));
  e.hash = Digest32{fixed<32>(std::get<2>(*keys))};
  e.snapshot = std::get<3>(*keys);
  e.secret = key_of(std::get<4>(*keys));
  e.route = route_of(std::get<5>(*keys), std::get<6>(*keys));
  e.by_welcome = std::get<7>(*keys);
  e.made_here = std::get<8>(*keys);
  e.admin_cap = key_of(std::get<9>(*keys));
  e.epoch_slot = std::get<10>(*keys);
  e.parent = BoardId{fixed<16>(std::get<11>(*keys))};
  e.announced = std::get<12>(*keys);
  e.left = instant_of(std::get<0>(*marks));
  e.end_position = static_cast<std::uint64_t>(std::get<1>(*marks));
  e.made = from_ms(std::get<2>(*marks));
  e.send_sequence = static_cast<std::uint64_t>(std::get<3>(*marks));
  e.send_previous = Digest32{fixed<32>(std::get<4>(*marks))};
  e.key_slot_at = instant_of(std::get<5>(*marks));
  e.key_slot_messages = static_cast<std::uint64_t>(std::get<6>(*marks));
  e.receipts = BoardId{fixed<16>(std::get<7>(*marks))};
  return e;
}

std::optional<StoredEpoch> SqlCircleRows::epoch(const BoardId& board) {
  if (!db_.one<std::int64_t>("SELECT 1 FROM circle_epoch WHERE board=?", board))
    return std::nullopt;
  return load_epoch(board);
}

std::optional<StoredEpoch> SqlCircleRows::epoch_of_receipts(const BoardId& board) {
  const auto row = db_.one<Bytes>("SELECT board FROM circle_epoch WHERE receipts=?", board);
  if (!row) return std::nullopt;
  return load_epoch(BoardId{fixed<16>(std::get<0>(*row))});
}

std::vector<StoredEpoch> SqlCircleRows::epochs(const CircleId& circle) {
  std::vector<StoredEpoch> epochs;
  for (const auto& [board] : db_.all<Bytes>(
           "SELECT board FROM circle_epoch WHERE circle=? ORDER BY epoch, made, board", circle)) {
    epochs.push_back(load_epoch(BoardId{fixed<16>(board)}));
  }
  return epochs;
}

void SqlCircleRows::erase_epoch(const BoardId& board) {
  db_.run("DELETE FROM circle_epoch WHERE board=?", board);
}

// ---- people
// ----------------------------------------------------------------------------------------

void SqlCircleRows::put_person(const StoredPerson& p) {
  db_.run("INSERT OR REPLACE INTO circle_person VALUES (?,?,?,?,?,?,?)", p.circle, p.member,
          p.contact, p.kem, to_ms(p.first_seen), to_ms(p.answered), p.asks);
}

namespace {

StoredPerson person_of(
    const CircleId& circle,
    const std::tuple<Bytes, Bytes, std::optional<Bytes>, std::int64_t, std::int64_t, bool>& row) {
  StoredPerson p;
  p.circle = circle;
  p.member = MemberId{fixed<16>(std::get<0>(row))};
  p.contact = ContactId{fixed<16>(std::get<1>(row))};
  if (std::get<2>(row)) p.kem = fixed<32>(*std::get<2>(row));
  p.first_seen = from_ms(std::get<3>(row));
  p.answered = from_ms(std::get<4>(row));
  p.asks = std::get<5>(row);
  return p;
}

}  // namespace

std::optional<StoredPerson> SqlCircleRows::person(const CircleId& circle, const MemberId& member) {
  const auto row = db_.one<Bytes, Bytes, std::optional<Bytes>, std::int64_t, std::int64_t, bool>(
      "SELECT member, contact, kem, first_seen, answered, asks FROM circle_person"
      " WHERE circle=? AND member=?",
      circle, member);
  if (!row) return std::nullopt;
  return person_of(circle, *row);
}

std::vector<StoredPerson> SqlCircleRows::people(const CircleId& circle) {
  std::vector<StoredPerson> people;
  for (const auto& row :
       db_.all<Bytes, Bytes, std::optional<Bytes>, std::int64_t, std::int64_t, bool>(
           "SELECT member, contact, kem, first_seen, answered, asks FROM circle_person"
           " WHERE circle=? ORDER BY member",
           circle)) {
    people.push_back(person_of(circle, row));
  }
  return people;
}

void SqlCircleRows::put_mark(const BoardId& board, const MemberId& sender, const SenderMark& mark) {
  db_.run("INSERT OR REPLACE INTO circle_mark VALUES (?,?,?,?)", board, sender, mark.sequence,
          mark.previous);
}

SenderMark SqlCircleRows::mark(const BoardId& board, const MemberId& sender) {
  const auto row = db_.one<std::int64_t, Bytes>(
      "SELECT sequence, previous FROM circle_mark WHERE board=? AND sender=?", board, sender);
  if (!row) return {};
  return {static_cast<std::uint64_t>(std::get<0>(*row)), Digest32{fixed<32>(std::get<1>(*row))}};
}

void SqlCircleRows::put_offer(const StoredOffer& o) {
  if (!o.card) {
    db_.run("INSERT OR REPLACE INTO circle_offer VALUES (?,?,?,NULL,NULL,NULL,NULL,NULL,NULL)",
            o.circle, o.contact, to_ms(o.made));
    return;
  }
  db_.run("INSERT OR REPLACE INTO circle_offer VALUES (?,?,?,?,?,?,?,?,?)", o.circle, o.contact,
          to_ms(o.made), o.card->sign_pub, o.card->kem_pub, std::int64_t{o.card->devices},
          std::int64_t{o.card->sponsor}, std::int64_t{o.card->flags}, o.card->name);
}

std::vector<StoredOffer> SqlCircleRows::offers(const CircleId& circle) {
  std::vector<StoredOffer> offers;
  for (auto& [contact, made, sign_pub, kem_pub, devices, sponsor, flags, name] :
       db_.all<Bytes, std::int64_t, std::optional<Bytes>, std::optional<Bytes>,
               std::optional<std::int64_t>, std::optional<std::int64_t>,
               std::optional<std::int64_t>, std::optional<std::string>>(
           "SELECT contact, made, sign_pub, kem_pub, devices, sponsor, flags, name FROM "
           "circle_offer"
           " WHERE circle=? ORDER BY made, contact",
           circle)) {
    StoredOffer o;
    o.circle = circle;
    o.contact = ContactId{fixed<16>(contact)};
    o.made = from_ms(made);
    if (sign_pub && kem_pub) {
      Member card;
      card.sign_pub = fixed<32>(*sign_pub);
      card.kem_pub = fixed<32>(*kem_pub);
      card.devices = static_cast<std::uint8_t>(devices.value_or(1));
      card.sponsor = static_cast<std::uint8_t>(sponsor.value_or(0));
      card.flags = static_cast<std::uint8_t>(flags.value_or(0));
      card.name = name.value_or("");
      o.card = std::move(card);
    }
    offers.push_back(std::move(o));
  }
  return offers;
}

void SqlCircleRows::erase_offer(const CircleId& circle, const ContactId& contact) {
  db_.run("DELETE FROM circle_offer WHERE circle=? AND contact=?", circle, contact);
}

void SqlCircleRows::put_kem(const StoredKem& k) {
  db_.run(
      "INSERT OR IGNORE INTO circle_kem SELECT ?,?,?,?,?,NULL, coalesce(max(place),0)+1 FROM "
      "circle_kem",
      k.circle, k.pub, k.secret.view(), to_ms(k.made), k.announced_by);
  db_.run(
      "UPDATE circle_kem SET secret=?, made=?, announced_by=?, retire_at=? WHERE circle=? AND "
      "pub=?",
      k.secret.view(), to_ms(k.made), k.announced_by, ms_of(k.retire_at), k.circle, k.pub);
}

std::vector<StoredKem> SqlCircleRows::kems(const CircleId& circle) {
  std::vector<StoredKem> kems;
  for (auto& [pub, secret, made, announced_by, retire_at] :
       db_.all<Bytes, SecretBytes, std::int64_t, Bytes, std::optional<std::int64_t>>(
           "SELECT pub, secret, made, announced_by, retire_at FROM circle_kem WHERE circle=?"
           " ORDER BY made DESC, place DESC",
           circle)) {
    StoredKem k;
    k.circle = circle;
    k.pub = fixed<32>(pub);
    k.secret = key_of(secret);
    k.made = from_ms(made);
    k.announced_by = MessageId{fixed<16>(announced_by)};
    k.retire_at = instant_of(retire_at);
    kems.push_back(std::move(k));
  }
  return kems;
}

void SqlCircleRows::erase_kem(const CircleId& circle, const crypto::PublicKey& pub) {
  db_.run("DELETE FROM circle_kem WHERE circle=? AND pub=?", circle, pub);
}

// ---- what waits
// --------------------------------------------------------------------------------------

void SqlCircleRows::hold(const HeldSlot& s) {
  db_.run("INSERT INTO circle_held VALUES (NULL,?,?,?,?,?,?,?,?,?,?)", s.circle, s.board,
          s.position, std::int64_t{s.kind}, s.message, to_ms(s.since), std::int64_t{s.author},
          s.opening, s.tag, s.tag_fits);
  db_.run(
      "DELETE FROM circle_held WHERE circle=? AND id NOT IN"
      " (SELECT id FROM circle_held WHERE circle=? ORDER BY id DESC LIMIT ?)",
      s.circle, s.circle, static_cast<std::int64_t>(limits::kHeldSlots));
}

std::vector<HeldSlot> SqlCircleRows::held(const CircleId& circle) {
  std::vector<HeldSlot> slots;
  for (auto& [id, board, position, kind, message, since, author, opening, tag, tag_fits] :
       db_.all<std::int64_t, Bytes, std::int64_t, std::int64_t, Bytes, std::int64_t, std::int64_t,
               Bytes, Bytes, bool>(
           "SELECT id, board, position, kind, message, since, author, opening, tag, tag_fits"
           " FROM circle_held WHERE circle=? ORDER BY id",
           circle)) {
    HeldSlot s;
    s.id = id;
    s.circle = circle;
    s.board = BoardId{fixed<16>(board)};
    s.position = static_cast<std::uint64_t>(position);
    s.kind = static_cast<std::uint8_t>(kind);
    s.message = std::move(message);
    s.since = from_ms(since);
    s.author = static_cast<std::uint16_t>(author);
    s.opening = fixed<32>(opening);
    s.tag = fixed<64>(tag);
    s.tag_fits = tag_fits;
    slots.push_back(std::move(s));
  }
  return slots;
}

void SqlCircleRows::erase_held(std::int64_t id) {
  db_.run("DELETE FROM circle_held WHERE id=?", id);
}

void SqlCircleRows::put_post(const OwnPost& p) {
  db_.run("INSERT OR IGNORE INTO circle_post VALUES (NULL,?,?,?,?,?,?,?)", p.circle, p.message,
          p.content, p.board, p.position, p.handed_over, to_ms(p.made));
  db_.run(
      "UPDATE circle_post SET content=?, board=?, position=?, handed_over=?, made=?"
      " WHERE circle=? AND message=?",
      p.content, p.board, p.position, p.handed_over, to_ms(p.made), p.circle, p.message);
  db_.run(
      "DELETE FROM circle_post WHERE circle=? AND id NOT IN"
      " (SELECT id FROM circle_post WHERE circle=? ORDER BY id DESC LIMIT ?)",
      p.circle, p.circle, static_cast<std::int64_t>(limits::kOwnPosts));
}

namespace {

OwnPost post_of(const CircleId& circle,
                const std::tuple<Bytes, Bytes, Bytes, std::int64_t, bool, std::int64_t>& row) {
  OwnPost p;
  p.circle = circle;
  p.message = MessageId{fixed<16>(std::get<0>(row))};
  p.content = std::get<1>(row);
  p.board = BoardId{fixed<16>(std::get<2>(row))};
  p.position = static_cast<std::uint64_t>(std::get<3>(row));
  p.handed_over = std::get<4>(row);
  p.made = from_ms(std::get<5>(row));
  return p;
}

}  // namespace

std::optional<OwnPost> SqlCircleRows::post(const CircleId& circle, const MessageId& message) {
  const auto row = db_.one<Bytes, Bytes, Bytes, std::int64_t, bool, std::int64_t>(
      "SELECT message, content, board, position, handed_over, made FROM circle_post"
      " WHERE circle=? AND message=?",
      circle, message);
  if (!row) return std::nullopt;
  return post_of(circle, *row);
}

std::vector<OwnPost> SqlCircleRows::posts(const CircleId& circle) {
  std::vector<OwnPost> posts;
  for (const auto& row : db_.all<Bytes, Bytes, Bytes, std::int64_t, bool, std::int64_t>(
           "SELECT message, content, board, position, handed_over, made FROM circle_post WHERE "
           "circle=?"
           " ORDER BY made, id",
           circle)) {
    posts.push_back(post_of(circle, row));
  }
  return posts;
}

void SqlCircleRows::erase_post(const CircleId& circle, const MessageId& message) {
  db_.run("DELETE FROM circle_post WHERE circle=? AND message=?", circle, message);
}

void SqlCircleRows::erase_insides(const CircleId& circle) {
  db_.run("DELETE FROM circle_epoch WHERE circle=?", circle);  // the sender marks go with it
  db_.run("DELETE FROM circle_person WHERE circle=?", circle);
  db_.run("DELETE FROM circle_offer WHERE circle=?", circle);
  db_.run("DELETE FROM circle_kem WHERE circle=?", circle);
  db_.run("DELETE FROM circle_held WHERE circle=?", circle);
  db_.run("DELETE FROM circle_post WHERE circle=?", circle);
}

}  // namespace ww::store
