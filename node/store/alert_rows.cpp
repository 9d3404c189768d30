#include "store/alert_rows.h"

#include "domain/alert_limits.h"
#include "store/id_list.h"
#include "store/list_text.h"
#include "store/row_values.h"

namespace ww::store {
namespace {

Receipt receipt_of(const std::tuple<Bytes, bool, Bytes, std::int64_t, Bytes>& row) {
  return {fixed<16>(std::get<0>(row)), std::get<1>(row), MessageId{fixed<16>(std::get<2>(row))},
          from_ms(std::get<3>(row)), MemberId{fixed<16>(std::get<4>(row))}};
}

Delivery delivery_of(const std::tuple<Bytes, Bytes, std::int64_t>& row) {
  return {MessageId{fixed<16>(std::get<0>(row))}, AlertId{fixed<16>(std::get<1>(row))},
          static_cast<Delivery::State>(std::get<2>(row))};
}

// domain::AlertKind. The others hang on a root and are not listed themselves.
constexpr std::int64_t kKindAlert = 0, kKindUpdate = 1;

bool is_listed(const StoredAlert& a) {
  return a.batch == a.id && (a.kind == kKindAlert || (a.kind == kKindUpdate && a.waits));
}

std::size_t load_of_row(const StoredAlert& a, std::size_t tokens) {
  return a.bytes.size() + tokens * limits::kTokenBytes;
}

}  // namespace

// `tokens` counts what is in alert_token, so that what has expired is found without looking there.
// Of alert_origin, `waits` is the alert's own, beside the voice for its index; `size` is what the
// voice is charged for.
const char* const kAlertTables = R"sql(
CREATE TABLE alert (
  id BLOB PRIMARY KEY, name TEXT NOT NULL, root BLOB NOT NULL, batch BLOB NOT NULL,
  kind INTEGER NOT NULL, own INTEGER NOT NULL, sent_to BLOB NOT NULL, to_circle INTEGER NOT NULL,
  state INTEGER NOT NULL, received INTEGER NOT NULL, expires INTEGER NOT NULL,
  listed INTEGER NOT NULL, waits INTEGER NOT NULL, partial INTEGER NOT NULL,
  tokens INTEGER NOT NULL, basis INTEGER NOT NULL, newest BLOB NOT NULL, digest BLOB NOT NULL,
  author_key BLOB NOT NULL, signature BLOB NOT NULL, severity TEXT NOT NULL, codes TEXT NOT NULL,
  regions TEXT NOT NULL, bytes BLOB NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX alert_name ON alert (name);
CREATE INDEX alert_root ON alert (root, received);
CREATE INDEX alert_listed ON alert (received, id) WHERE listed=1;
CREATE INDEX alert_batch ON alert (batch);
CREATE INDEX alert_expires ON alert (expires);
CREATE INDEX alert_indexed ON alert (expires) WHERE tokens>0;
CREATE INDEX alert_sent ON alert (sent_to, received) WHERE own=1;
CREATE INDEX alert_retraction ON alert (received) WHERE kind=4;
CREATE TABLE alert_origin (
  alert BLOB NOT NULL REFERENCES alert (id) ON DELETE CASCADE, origin BLOB NOT NULL,
  member BLOB NOT NULL, kind INTEGER NOT NULL, received INTEGER NOT NULL, size INTEGER NOT NULL,
  charged INTEGER NOT NULL, waits INTEGER NOT NULL, PRIMARY KEY (alert, origin, member)
) WITHOUT ROWID;
CREATE INDEX alert_origin_load ON alert_origin (origin, member, received, size) WHERE charged=1;
CREATE INDEX alert_origin_waits ON alert_origin (origin, member, received) WHERE waits=1;
CREATE TABLE alert_region (
  region TEXT NOT NULL, alert BLOB NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  PRIMARY KEY (region, alert)
) WITHOUT ROWID;
CREATE INDEX alert_region_alert ON alert_region (alert);
CREATE TABLE alert_token (
  key TEXT NOT NULL, alert BLOB NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  identifier INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (key, alert, identifier)
) WITHOUT ROWID;
CREATE INDEX alert_token_alert ON alert_token (alert);
CREATE TABLE alert_words (
  alert BLOB PRIMARY KEY REFERENCES alert (id) ON DELETE CASCADE, words TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE alert_key (
  alert BLOB PRIMARY KEY REFERENCES alert (id) ON DELETE CASCADE, secret BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE alert_again (
  circle BLOB NOT NULL, retraction BLOB NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  due INTEGER NOT NULL, PRIMARY KEY (circle, retraction)
) WITHOUT ROWID;
CREATE INDEX alert_again_retraction ON alert_again (retraction);
CREATE INDEX alert_again_due ON alert_again (due);
CREATE TABLE alert_owed (
  retraction BLOB PRIMARY KEY REFERENCES alert (id) ON DELETE CASCADE, due INTEGER NOT NULL
);
CREATE INDEX alert_owed_due ON alert_owed (due);
CREATE TABLE delivery (
  message BLOB PRIMARY KEY, alert BLOB NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  state INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX delivery_alert ON delivery (alert);
CREATE TABLE recipient (
  message BLOB NOT NULL REFERENCES delivery (message) ON DELETE CASCADE, who BLOB NOT NULL,
  arrived INTEGER NOT NULL, PRIMARY KEY (message, who)
) WITHOUT ROWID;
CREATE TABLE receipt (
  recipient BLOB NOT NULL, circle INTEGER NOT NULL, message BLOB NOT NULL, due INTEGER NOT NULL,
  author BLOB NOT NULL, PRIMARY KEY (recipient, author, message)
) WITHOUT ROWID;
CREATE INDEX receipt_due ON receipt (due);
)sql";

SqlAlertRows::SqlAlertRows(Database& db) : db_(db) {
  db_.script("CREATE TEMP TABLE IF NOT EXISTS wanted_region (region TEXT PRIMARY KEY)");
}

void SqlAlertRows::put(const StoredAlert& a, const std::vector<AlertToken>& tokens,
                       std::string_view words) {
  // INSERT OR REPLACE would delete the row first and take its keys and deliveries along.
  const bool own = a.from == StoredAlert::From::me;
  const bool is_new =
      db_.run(
          "INSERT OR IGNORE INTO alert VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
          a.id, a.id.base32(), a.root, a.batch, std::int64_t{a.kind}, own,
          own ? ByteView(a.origin) : ByteView(), a.to_circle, static_cast<std::int64_t>(a.state),
          to_ms(a.received), to_ms(a.expires), is_listed(a), a.waits, a.partial, 0,
          std::int64_t{a.basis}, a.newest, a.digest, a.author_key, a.signature, a.severity,
          joined(a.codes), joined(a.regions), a.bytes) == 1;
  if (!is_new) {
    db_.run(
        "UPDATE alert SET bytes=?, state=?, received=?, expires=?, partial=?, newest=?, "
        "severity=?, codes=?, regions=? WHERE id=?",
        a.bytes, static_cast<std::int64_t>(a.state), to_ms(a.received), to_ms(a.expires), a.partial,
        a.newest, a.severity, joined(a.codes), joined(a.regions), a.id);
  }
  db_.run("DELETE FROM alert_region WHERE alert=?", a.id);
  for (const auto& region : a.regions) {
    db_.run("INSERT OR IGNORE INTO alert_region VALUES (?,?)", region, a.id);
  }
  put_tokens(a, tokens);
  db_.run("DELETE FROM alert_words WHERE alert=?", a.id);
  if (!words.empty()) db_.run("INSERT INTO alert_words VALUES (?,?)", a.id, words);
  if (is_new && !own) add_way(a.id, {a.from, {a.origin, a.member}, a.received});
  if (!is_new) {
    db_.run("UPDATE alert_origin SET size=? WHERE alert=?", load_of_row(a, tokens.size()), a.id);
  }
}

void SqlAlertRows::put_tokens(const StoredAlert& a, const std::vector<AlertToken>& tokens) {
  erase_tokens(a.id);
  std::int64_t number = 0;
  for (const auto& token : tokens) {
    number += db_.run("INSERT OR IGNORE INTO alert_token VALUES (?,?,?,?)", token.key, a.id,
                      std::int64_t{token.identifier}, to_ms(a.expires));
  }
  if (number > 0) db_.run("UPDATE alert SET tokens=? WHERE id=?", number, a.id);
}

void SqlAlertRows::erase_tokens(const AlertId& id) {
  if (db_.run("UPDATE alert SET tokens=0 WHERE id=? AND tokens>0", id) == 0) return;
  db_.run("DELETE FROM alert_token WHERE alert=?", id);
}

void SqlAlertRows::set_state(const AlertId& id, StoredAlert::State state, Instant expires) {
  db_.run("UPDATE alert SET state=?, expires=? WHERE id=?", static_cast<std::int64_t>(state),
          to_ms(expires), id);
  if (state == StoredAlert::State::retracted) return erase_tokens(id);
  db_.run("UPDATE alert_token SET until=? WHERE alert=?", to_ms(expires), id);
}

void SqlAlertRows::set_received(const AlertId& id, Instant received) {
  db_.run("UPDATE alert SET received=? WHERE id=?", to_ms(received), id);
}

std::optional<StoredAlert> SqlAlertRows::find(const AlertId& id) {
  if (!db_.one<std::int64_t>("SELECT 1 FROM alert WHERE id=?", id)) return std::nullopt;
  return load(id);
}

StoredAlert SqlAlertRows::load(const AlertId& id) {
  const auto ids = db_.one<Bytes, Bytes, std::int64_t, Bytes, Bytes, Bytes, Bytes, Bytes>(
      "SELECT root, batch, kind, bytes, signature, digest, author_key, newest FROM alert "
      "WHERE id=?",
      id);
  const auto origin = db_.one<bool, Bytes, bool, std::int64_t, std::int64_t>(
      "SELECT own, sent_to, to_circle, basis, tokens FROM alert WHERE id=?", id);
  const auto rest = db_.one<std::string, std::string, std::string, std::int64_t, std::int64_t,
                            std::int64_t, bool, bool>(
      "SELECT severity, codes, regions, received, expires, state, partial, waits FROM alert WHERE "
      "id=?",
      id);
  if (!ids || !origin || !rest) throw StoreFailed(fail(Errc::storage));
  StoredAlert a;
  a.id = id;
  a.root = AlertId{fixed<16>(std::get<0>(*ids))};
  a.batch = AlertId{fixed<16>(std::get<1>(*ids))};
  a.kind = static_cast<std::uint8_t>(std::get<2>(*ids));
  a.bytes = std::get<3>(*ids);
  a.signature = fixed<64>(std::get<4>(*ids));
  a.digest = Digest32{fixed<32>(std::get<5>(*ids))};
  a.author_key = fixed<32>(std::get<6>(*ids));
  a.newest = AlertId{fixed<16>(std::get<7>(*ids))};
  a.to_circle = std::get<2>(*origin);
  a.basis = static_cast<std::uint8_t>(std::get<3>(*origin));
  a.tokens = static_cast<std::size_t>(std::get<4>(*origin));
  if (std::get<0>(*origin)) {
    a.from = StoredAlert::From::me;
    a.origin = fixed<16>(std::get<1>(*origin));
  } else {
    load_ways(a);
  }
  a.severity = std::get<0>(*rest);
  a.codes = split(std::get<1>(*rest));
  a.regions = split(std::get<2>(*rest));
  a.received = from_ms(std::get<3>(*rest));
  a.expires = from_ms(std::get<4>(*rest));
  a.state = static_cast<StoredAlert::State>(std::get<5>(*rest));
  a.partial = std::get<6>(*rest);
  a.waits = std::get<7>(*rest);
  return a;
}

std::vector<StoredAlert> SqlAlertRows::load_all(const std::vector<std::tuple<Bytes>>& ids) {
  std::vector<StoredAlert> alerts;
  for (const auto& [id] : ids) alerts.push_back(load(AlertId{fixed<16>(id)}));
  return alerts;
}

std::vector<StoredAlert> SqlAlertRows::about(const AlertId& root) {
  return load_all(db_.all<Bytes>(
      "SELECT id FROM alert WHERE root=? AND id<>? ORDER BY received, id", root, root));
}

std::size_t SqlAlertRows::count_about(const AlertId& root, std::uint8_t kind) {
  const auto row =
      db_.one<std::int64_t>("SELECT count(*) FROM alert WHERE root=? AND id<>? AND kind=?", root,
                            root, std::int64_t{kind});
  return row ? static_cast<std::size_t>(std::get<0>(*row)) : 0;
}

void SqlAlertRows::root_came(const AlertId& root) {
  db_.run(
      "UPDATE alert_origin SET waits=0 WHERE alert IN (SELECT id FROM alert WHERE root=? AND "
      "id<>? AND waits=1)",
      root, root);
  db_.run("UPDATE alert SET waits=0, listed=0 WHERE root=? AND id<>? AND waits=1", root, root);
}

void SqlAlertRows::put_again(const Again& again) {
  db_.run("INSERT OR IGNORE INTO alert_again VALUES (?,?,?)", again.circle, again.retraction,
          to_ms(again.due));
}

std::vector<Again> SqlAlertRows::again_due(Instant now, std::size_t most) {
  std::vector<Again> due;
  for (const auto& [circle, retraction, at] : db_.all<Bytes, Bytes, std::int64_t>(
           "SELECT circle, retraction, due FROM alert_again WHERE due <= ? ORDER BY due LIMIT ?",
           to_ms(now), static_cast<std::int64_t>(most))) {
    due.push_back({CircleId{fixed<16>(circle)}, AlertId{fixed<16>(retraction)}, from_ms(at)});
  }
  return due;
}

std::optional<Instant> SqlAlertRows::next_again() {
  const auto row = db_.one<std::optional<std::int64_t>>("SELECT min(due) FROM alert_again");
  if (!row || !std::get<0>(*row)) return std::nullopt;
  return from_ms(*std::get<0>(*row));
}

void SqlAlertRows::erase_again(const CircleId& circle, const AlertId& retraction) {
  db_.run("DELETE FROM alert_again WHERE circle=? AND retraction=?", circle, retraction);
}

void SqlAlertRows::put_owed(const Owed& owed) {
  db_.run("INSERT OR REPLACE INTO alert_owed VALUES (?,?)", owed.retraction, to_ms(owed.due));
}

std::vector<AlertId> SqlAlertRows::owed_due(Instant now, std::size_t most) {
  std::vector<AlertId> due;
  for (const auto& [retraction] :
       db_.all<Bytes>("SELECT retraction FROM alert_owed WHERE due <= ? ORDER BY due LIMIT ?",
                      to_ms(now), static_cast<std::int64_t>(most))) {
    due.push_back(AlertId{fixed<16>(retraction)});
  }
  return due;
}

std::optional<Instant> SqlAlertRows::next_owed() {
  const auto row = db_.one<std::optional<std::int64_t>>("SELECT min(due) FROM alert_owed");
  if (!row || !std::get<0>(*row)) return std::nullopt;
  return from_ms(*std::get<0>(*row));
}

bool SqlAlertRows::is_owed(const AlertId& retraction) {
  return db_.one<std::int64_t>("SELECT 1 FROM alert_owed WHERE retraction=?", retraction)
      .has_value();
}

void SqlAlertRows::erase_owed(const AlertId& retraction) {
  db_.run("DELETE FROM alert_owed WHERE retraction=?", retraction);
}

std::vector<StoredAlert> SqlAlertRows::copies(const AlertId& batch) {
  return load_all(
      db_.all<Bytes>("SELECT id FROM alert WHERE batch=? ORDER BY id<>batch, id", batch));
}

// What was about it waits for it again; a retraction that holds goes with it.
void SqlAlertRows::erase(const AlertId& id) {
  db_.run("DELETE FROM alert WHERE id=?", id);
  db_.run(
      "DELETE FROM alert WHERE root=? AND kind=4 AND own=0 AND NOT EXISTS (SELECT 1 FROM "
      "alert_origin o WHERE o.alert=alert.id AND o.charged=1)",
      id);
  if (db_.run("UPDATE alert SET waits=1, listed=(kind=1) WHERE root=? AND own=0 AND state<>3",
              id) == 0) {
    return;
  }
  db_.run(
      "UPDATE alert_origin SET waits=1 WHERE alert IN (SELECT id FROM alert WHERE root=? AND "
      "waits=1)",
      id);
}

std::vector<AlertId> SqlAlertRows::expired(Instant before, std::size_t most) {
  return ids_of<AlertId>(
      db_.all<Bytes>("SELECT id FROM alert WHERE expires < ? LIMIT ?", to_ms(before), most));
}

void SqlAlertRows::put_key(const AlertId& alert, const crypto::Key& author) {
  db_.run("INSERT OR REPLACE INTO alert_key VALUES (?,?)", alert, author.view());
}

std::optional<crypto::Key> SqlAlertRows::key(const AlertId& alert) {
  const auto row = db_.one<SecretBytes>("SELECT secret FROM alert_key WHERE alert=?", alert);
  if (!row) return std::nullopt;
  return crypto::Key(std::get<0>(*row).view());
}

void SqlAlertRows::put_delivery(const Delivery& d) {
  db_.run("INSERT OR IGNORE INTO delivery VALUES (?,?,?)", d.message, d.alert,
          static_cast<std::int64_t>(d.state));
  db_.run("UPDATE delivery SET state=? WHERE message=?", static_cast<std::int64_t>(d.state),
          d.message);
}

std::optional<Delivery> SqlAlertRows::delivery(const MessageId& message) {
  const auto row = db_.one<Bytes, Bytes, std::int64_t>(
      "SELECT message, alert, state FROM delivery WHERE message=?", message);
  if (!row) return std::nullopt;
  return delivery_of(*row);
}

std::vector<Delivery> SqlAlertRows::deliveries(const AlertId& alert) {
  std::vector<Delivery> deliveries;
  for (const auto& row : db_.all<Bytes, Bytes, std::int64_t>(
           "SELECT message, alert, state FROM delivery WHERE alert=?", alert)) {
    deliveries.push_back(delivery_of(row));
  }
  return deliveries;
}

void SqlAlertRows::erase_delivery(const MessageId& message) {
  db_.run("DELETE FROM delivery WHERE message=?", message);
}

std::vector<AlertId> SqlAlertRows::sent_to(const ContactId& contact, Instant now,
                                           std::size_t most) {
  std::vector<AlertId> ids;
  for (const auto& [id] :
       db_.all<Bytes>("SELECT id FROM alert WHERE sent_to=? AND own=1 AND to_circle=0 AND expires>?"
                      " AND length(bytes)>0 ORDER BY received DESC LIMIT ?",
                      contact, to_ms(now), static_cast<std::int64_t>(most))) {
    ids.push_back(AlertId{fixed<16>(id)});
  }
  return ids;
}

AlertRows::DeliveryCounts SqlAlertRows::delivery_counts() {
  DeliveryCounts counts;
  for (const auto& [slowest, number] : db_.all<std::int64_t, std::int64_t>(
           "SELECT slowest, count(*) FROM (SELECT min(d.state) AS slowest FROM delivery d "
           "JOIN alert a ON a.id=d.alert GROUP BY a.batch) GROUP BY slowest")) {
    const auto state = static_cast<Delivery::State>(slowest);
    const auto value = static_cast<std::uint32_t>(number);
    if (state == Delivery::State::saved) counts.saved = value;
    if (state == Delivery::State::handed_over) counts.handed_over = value;
    if (state == Delivery::State::confirmed) counts.confirmed = value;
  }
  return counts;
}

void SqlAlertRows::add_recipient(const MessageId& message, ByteView who) {
  db_.run("INSERT OR IGNORE INTO recipient VALUES (?,?,0)", message, who);
}

bool SqlAlertRows::set_arrived(const MessageId& message, ByteView who) {
  return db_.run("UPDATE recipient SET arrived=1 WHERE message=? AND who=? AND arrived=0", message,
                 who) == 1;
}

std::vector<Recipient> SqlAlertRows::recipients(const MessageId& message) {
  std::vector<Recipient> list;
  for (const auto& [who, arrived] :
       db_.all<Bytes, bool>("SELECT who, arrived FROM recipient WHERE message=?", message)) {
    list.push_back({fixed<16>(who), arrived});
  }
  return list;
}

void SqlAlertRows::add_receipt(const Receipt& receipt) {
  db_.run("INSERT OR IGNORE INTO receipt VALUES (?,?,?,?,?)", receipt.to, receipt.circle,
          receipt.message, to_ms(receipt.due), receipt.author);
}

std::vector<Receipt> SqlAlertRows::receipts_due(Instant now, std::size_t most) {
  std::vector<Receipt> due;
  for (const auto& row : db_.all<Bytes, bool, Bytes, std::int64_t, Bytes>(
           "SELECT recipient, circle, message, due, author FROM receipt WHERE due <= ? ORDER BY "
           "due LIMIT ?",
           to_ms(now), static_cast<std::int64_t>(most))) {
    due.push_back(receipt_of(row));
  }
  return due;
}

std::optional<Instant> SqlAlertRows::next_receipt() {
  const auto row = db_.one<std::optional<std::int64_t>>("SELECT min(due) FROM receipt");
  if (!row || !std::get<0>(*row)) return std::nullopt;
  return from_ms(*std::get<0>(*row));
}

std::vector<Receipt> SqlAlertRows::receipts_to(ByteView to, const MemberId& author,
                                               std::size_t most) {
  std::vector<Receipt> owed;
  for (const auto& row : db_.all<Bytes, bool, Bytes, std::int64_t, Bytes>(
           "SELECT recipient, circle, message, due, author FROM receipt WHERE recipient=? AND"
           " author=? ORDER BY due LIMIT ?",
           to, author, static_cast<std::int64_t>(most))) {
    owed.push_back(receipt_of(row));
  }
  return owed;
}

void SqlAlertRows::erase_receipt(const Receipt& receipt) {
  db_.run("DELETE FROM receipt WHERE recipient=? AND author=? AND message=?", receipt.to,
          receipt.author, receipt.message);
}

}  // namespace ww::store
