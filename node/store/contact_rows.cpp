#include "store/contact_rows.h"

#include "store/row_values.h"

namespace ww::store {
const char* const kContactTables = R"sql(
CREATE TABLE contact (
  id BLOB PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE, their_name TEXT NOT NULL,
  state INTEGER NOT NULL, failure TEXT NOT NULL, trust INTEGER NOT NULL, verified_at INTEGER,
  muted INTEGER NOT NULL, created INTEGER NOT NULL, words TEXT NOT NULL, digits TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX contact_state ON contact (state);
CREATE TABLE contact_keys (
  contact BLOB PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE, inviter INTEGER NOT NULL,
  invite BLOB NOT NULL, invite_hash BLOB NOT NULL, hello1_content BLOB NOT NULL,
  invite_not_after INTEGER NOT NULL, s0 BLOB NOT NULL, own_r BLOB NOT NULL, r_word BLOB NOT NULL,
  k BLOB NOT NULL, peer_identity BLOB NOT NULL, peer_seal_pub BLOB NOT NULL, hello1 BLOB NOT NULL,
  hello2 BLOB NOT NULL, party BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX contact_invite ON contact_keys (invite_hash);
CREATE TABLE contact_route (
  contact BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE, own INTEGER NOT NULL,
  place INTEGER NOT NULL, relay BLOB NOT NULL, host_port TEXT NOT NULL,
  PRIMARY KEY (contact, own, place)
) WITHOUT ROWID;
CREATE TABLE contact_counters (
  contact BLOB PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
  own_generation INTEGER NOT NULL, peer_generation INTEGER NOT NULL, put_number INTEGER NOT NULL,
  send_sequence INTEGER NOT NULL, send_previous BLOB NOT NULL, receive_sequence INTEGER NOT NULL,
  receive_previous BLOB NOT NULL, lost INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE contact_before (
  contact BLOB PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE, party BLOB NOT NULL,
  inviter INTEGER NOT NULL, own_r BLOB NOT NULL, k BLOB NOT NULL, peer_identity BLOB NOT NULL,
  peer_seal_pub BLOB NOT NULL, peer_generation INTEGER NOT NULL, put_number INTEGER NOT NULL,
  relay BLOB NOT NULL, host_port TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE contact_move (
  contact BLOB PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE, own INTEGER NOT NULL,
  made INTEGER NOT NULL, told INTEGER NOT NULL, again INTEGER NOT NULL, relay BLOB, host_port TEXT
) WITHOUT ROWID;
)sql";

void SqlContactRows::put(const Contact& c) {
  // INSERT OR REPLACE would delete the row first, and its keys with it.
  db_.run("INSERT OR IGNORE INTO contact VALUES (?,?,'',0,'',0,NULL,0,?,'','')", c.id, c.name,
          to_ms(c.created));
  std::optional<std::int64_t> verified_at;
  if (c.verified_at) verified_at = to_ms(*c.verified_at);
  db_.run(
      "UPDATE contact SET name=?, their_name=?, state=?, failure=?, trust=?, verified_at=?, "
      "muted=?,"
      " words=?, digits=? WHERE id=?",
      c.name, c.their_name, static_cast<std::int64_t>(c.state), c.failure,
      static_cast<std::int64_t>(c.trust), verified_at, c.muted, c.words, c.digits, c.id);
  db_.run("INSERT OR REPLACE INTO contact_keys VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", c.id,
          c.inviter, c.invite, crypto::sha256(c.invite), c.hello1_content,
          to_ms(c.invite_not_after), c.s0.view(), c.own_r.view(), c.r_word.view(), c.k.view(),
          c.peer_identity, c.peer_seal_pub, c.hello1, c.hello2, c.party);
  db_.run("DELETE FROM contact_route WHERE contact=?", c.id);
  const auto put_routes = [&](const std::vector<Route>& routes, bool own) {
    for (std::size_t i = 0; i < routes.size(); ++i) {
      db_.run("INSERT INTO contact_route VALUES (?,?,?,?,?)", c.id, own,
              static_cast<std::int64_t>(i), routes[i].relay, routes[i].host_port);
    }
  };
  put_routes(c.peer_routes, false);
  put_routes(c.own_routes, true);
  db_.run("INSERT OR REPLACE INTO contact_counters VALUES (?,?,?,?,?,?,?,?,?)", c.id,
          std::int64_t{c.own_generation}, std::int64_t{c.peer_generation}, c.put_number,
          c.send_sequence, c.send_previous, c.receive_sequence, c.receive_previous,
          std::int64_t{c.lost});
  put_before(c);
  put_move(c);
}

void SqlContactRows::put_move(const Contact& c) {
  if (!c.own_move && !c.peer_next) {
    db_.run("DELETE FROM contact_move WHERE contact=?", c.id);
    return;
  }
  const OwnMove own = c.own_move.value_or(OwnMove{});
  std::optional<ByteView> relay;
  std::optional<std::string> host_port;
  if (c.peer_next) {
    relay = ByteView(c.peer_next->relay);
    host_port = c.peer_next->host_port;
  }
  db_.run("INSERT OR REPLACE INTO contact_move VALUES (?,?,?,?,?,?,?)", c.id,
          c.own_move.has_value(), own.made, std::int64_t{own.told}, to_ms(own.again), relay,
          host_port);
}

void SqlContactRows::load_move(Contact& c) {
  const auto row = db_.one<bool, bool, std::int64_t, std::int64_t, std::optional<Bytes>,
                           std::optional<std::string>>(
      "SELECT own, made, told, again, relay, host_port FROM contact_move WHERE contact=?", c.id);
  if (!row) return;
  const auto& [own, made, told, again, relay, host_port] = *row;
  if (own) c.own_move = OwnMove{made, static_cast<std::uint32_t>(told), from_ms(again)};
  if (relay && host_port) c.peer_next = route_of(*relay, *host_port);
}

void SqlContactRows::put_before(const Contact& c) {
  if (!c.before) {
    db_.run("DELETE FROM contact_before WHERE contact=?", c.id);
    return;
  }
  const KeysBefore& b = *c.before;
  db_.run("INSERT OR REPLACE INTO contact_before VALUES (?,?,?,?,?,?,?,?,?,?,?)", c.id, b.party,
          b.inviter, b.own_r.view(), b.k.view(), b.peer_identity, b.peer_seal_pub,
          std::int64_t{b.peer_generation}, b.put_number, b.peer_route.relay,
          b.peer_route.host_port);
}

std::optional<KeysBefore> SqlContactRows::load_before(const ContactId& id) {
  const auto row =
      db_.one<Bytes, bool, SecretBytes, SecretBytes, Bytes, Bytes, std::int64_t, std::int64_t>(
          "SELECT party, inviter, own_r, k, peer_identity, peer_seal_pub, peer_generation,"
          " put_number FROM contact_before WHERE contact=?",
          id);
  if (!row) return std::nullopt;
  const auto rest = db_.one<Bytes, std::string>(
      "SELECT relay, host_port FROM contact_before WHERE contact=?", id);
  KeysBefore before;
  before.party = ContactId{fixed<16>(std::get<0>(*row))};
  before.inviter = std::get<1>(*row);
  before.own_r = key_of(std::get<2>(*row));
  before.k = key_of(std::get<3>(*row));
  before.peer_identity = fixed<32>(std::get<4>(*row));
  before.peer_seal_pub = fixed<32>(std::get<5>(*row));
  before.peer_generation = static_cast<std::uint32_t>(std::get<6>(*row));
  before.put_number = static_cast<std::uint64_t>(std::get<7>(*row));
  before.peer_route = route_of(std::get<0>(*rest), std::get<1>(*rest));
  return before;
}

Contact SqlContactRows::load(const ContactId& id) {
  const auto shown = db_.one<std::string, std::string, std::int64_t, std::string, std::int64_t,
                             std::optional<std::int64_t>, bool, std::int64_t, std::string,
                             std::string>(
      "SELECT name, their_name, state, failure, trust, verified_at, muted, created, words, digits"
      " FROM contact WHERE id=?",
      id);
  const auto keys =
      db_.one<bool, Bytes, Bytes, std::int64_t, SecretBytes, SecretBytes, SecretBytes, SecretBytes>(
          "SELECT inviter, invite, hello1_content, invite_not_after, s0, own_r, r_word, k"
          " FROM contact_keys WHERE contact=?",
          id);
  const auto peer = db_.one<Bytes, Bytes, Bytes, Bytes, Bytes>(
      "SELECT peer_identity, peer_seal_pub, hello1, hello2, party FROM contact_keys WHERE "
      "contact=?",
      id);
  const auto counters = db_.one<std::int64_t, std::int64_t, std::int64_t, std::int64_t, Bytes,
                                std::int64_t, Bytes, std::int64_t>(
      "SELECT own_generation, peer_generation, put_number, send_sequence, send_previous,"
      " receive_sequence, receive_previous, lost FROM contact_counters WHERE contact=?",
      id);
  if (!shown || !keys || !peer || !counters) throw StoreFailed(fail(Errc::storage));
  Contact c;
  c.id = id;
  std::int64_t state = 0, trust = 0, created = 0, not_after = 0;
  std::optional<std::int64_t> verified_at;
  std::tie(c.name, c.their_name, state, c.failure, trust, verified_at, c.muted, created, c.words,
           c.digits) = *shown;
  c.state = static_cast<ContactState>(state);
  c.trust = static_cast<Trust>(trust);
  if (verified_at) c.verified_at = from_ms(*verified_at);
  c.created = from_ms(created);
  c.inviter = std::get<0>(*keys);
  c.invite = std::get<1>(*keys);
  c.hello1_content = std::get<2>(*keys);
  not_after = std::get<3>(*keys);
  c.invite_not_after = from_ms(not_after);
  c.s0 = key_of(std::get<4>(*keys));
  c.own_r = key_of(std::get<5>(*keys));
  c.r_word = key_of(std::get<6>(*keys));
  c.k = key_of(std::get<7>(*keys));
  c.peer_identity = fixed<32>(std::get<0>(*peer));
  c.peer_seal_pub = fixed<32>(std::get<1>(*peer));
  c.hello1 = Digest32{fixed<32>(std::get<2>(*peer))};
  c.hello2 = Digest32{fixed<32>(std::get<3>(*peer))};
  c.party = ContactId{fixed<16>(std::get<4>(*peer))};
  c.own_generation = static_cast<std::uint32_t>(std::get<0>(*counters));
  c.peer_generation = static_cast<std::uint32_t>(std::get<1>(*counters));
  c.put_number = static_cast<std::uint64_t>(std::get<2>(*counters));
  c.send_sequence = static_cast<std::uint64_t>(std::get<3>(*counters));
  c.send_previous = Digest32{fixed<32>(std::get<4>(*counters))};
  c.receive_sequence = static_cast<std::uint64_t>(std::get<5>(*counters));
  c.receive_previous = Digest32{fixed<32>(std::get<6>(*counters))};
  c.lost = static_cast<std::uint32_t>(std::get<7>(*counters));
  for (auto& [own, relay, host_port] : db_.all<bool, Bytes, std::string>(
           "SELECT own, relay, host_port FROM contact_route WHERE contact=? ORDER BY own, place",
           id)) {
    (own ? c.own_routes : c.peer_routes).push_back(route_of(relay, host_port));
  }
  c.before = load_before(id);
  load_move(c);
  return c;
}

std::vector<Contact> SqlContactRows::load_all(const std::vector<std::tuple<Bytes>>& ids) {
  std::vector<Contact> contacts;
  for (const auto& [id] : ids) contacts.push_back(load(ContactId{fixed<16>(id)}));
  return contacts;
}

std::optional<Contact> SqlContactRows::find(const ContactId& id) {
  if (!db_.one<std::int64_t>("SELECT 1 FROM contact WHERE id=?", id)) return std::nullopt;
  return load(id);
}

std::optional<Contact> SqlContactRows::find_by_name(std::string_view name) {
  const auto row = db_.one<Bytes>("SELECT id FROM contact WHERE name=?", name);
  if (!row) return std::nullopt;
  return load(ContactId{fixed<16>(std::get<0>(*row))});
}

std::optional<Contact> SqlContactRows::find_by_invite(const Digest32& invite_hash) {
  const auto row =
      db_.one<Bytes>("SELECT contact FROM contact_keys WHERE invite_hash=?", invite_hash);
  if (!row) return std::nullopt;
  return load(ContactId{fixed<16>(std::get<0>(*row))});
}

std::vector<Contact> SqlContactRows::all() {
  return load_all(db_.all<Bytes>("SELECT id FROM contact ORDER BY name"));
}

std::vector<Contact> SqlContactRows::in_state(ContactState state) {
  return load_all(db_.all<Bytes>("SELECT id FROM contact WHERE state=? ORDER BY name",
                                 static_cast<std::int64_t>(state)));
}

std::vector<Contact> SqlContactRows::renewed() {
  return load_all(
      db_.all<Bytes>("SELECT id FROM contact JOIN contact_before ON contact = id ORDER BY name"));
}

std::vector<Contact> SqlContactRows::moving() {
  return load_all(
      db_.all<Bytes>("SELECT id FROM contact JOIN contact_move ON contact = id ORDER BY name"));
}

std::size_t SqlContactRows::count_written_at(const RelayKey& relay) {
  const auto row = db_.one<std::int64_t>(
      "SELECT count(DISTINCT id) FROM contact JOIN contact_route ON contact = id"
      " WHERE own=0 AND relay=? AND state NOT IN (?,?)",
      relay, static_cast<std::int64_t>(ContactState::failed),
      static_cast<std::int64_t>(ContactState::removed));
  return static_cast<std::size_t>(std::get<0>(*row));
}

void SqlContactRows::erase(const ContactId& id) { db_.run("DELETE FROM contact WHERE id=?", id); }

}  // namespace ww::store
