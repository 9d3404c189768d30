// By which ways alerts came: which of them speaks, what each voice is charged for, what waits of
// it, and whose retractions are shown again.
#include <algorithm>
#include <map>
#include <tuple>

#include "domain/alert_limits.h"
#include "domain/contact.h"
#include "store/alert_rows.h"
#include "store/id_list.h"

namespace ww::store {
namespace {

// A checked contact, a member, an unchecked contact.
int rank_of(const AlertWay& way) {
  if (way.from == AlertWay::From::member) return 1;
  return way.checked ? 0 : 2;
}

}  // namespace

bool SqlAlertRows::add_way(const AlertId& id, const AlertWay& way) {
  return db_.run(
             "INSERT OR IGNORE INTO alert_origin SELECT id, ?, ?, ?, ?, length(bytes)+tokens*?, 1, "
             "waits FROM alert WHERE id=?",
             way.voice.origin, way.voice.member, static_cast<std::int64_t>(way.from),
             to_ms(way.received), limits::kTokenBytes, id) == 1;
}

void SqlAlertRows::drop_way(const AlertId& id, const Voice& voice) {
  db_.run("DELETE FROM alert_origin WHERE alert=? AND origin=? AND member=?", id, voice.origin,
          voice.member);
  if (db_.one<std::int64_t>("SELECT 1 FROM alert_origin WHERE alert=?", id)) return;
  erase(id);
}

void SqlAlertRows::uncharge(const AlertId& id) {
  db_.run("UPDATE alert_origin SET charged=0 WHERE alert=?", id);
}

AlertRows::Load SqlAlertRows::load_of(const Voice& voice) {
  const auto row = db_.one<std::int64_t, std::int64_t>(
      "SELECT count(*), ifnull(sum(size), 0) FROM alert_origin WHERE origin=? AND member=? AND "
      "charged=1",
      voice.origin, voice.member);
  if (!row) throw StoreFailed(fail(Errc::storage));
  return {static_cast<std::size_t>(std::get<0>(*row)), static_cast<std::size_t>(std::get<1>(*row))};
}

std::optional<AlertId> SqlAlertRows::first_to_go(const Voice& voice) {
  constexpr const char* kWithWords =
      "SELECT a.id FROM alert_origin o CROSS JOIN alert a ON a.id=o.alert WHERE o.origin=? AND "
      "o.member=? AND o.charged=1 AND a.state<>3 ORDER BY o.received LIMIT 1";
  constexpr const char* kAny =
      "SELECT alert FROM alert_origin WHERE origin=? AND member=? AND charged=1 ORDER BY received "
      "LIMIT 1";
  for (const char* sql : {kWithWords, kAny}) {
    const auto row = db_.one<Bytes>(sql, voice.origin, voice.member);
    if (row) return AlertId{fixed<16>(std::get<0>(*row))};
  }
  return std::nullopt;
}

void SqlAlertRows::load_ways(StoredAlert& a) {
  constexpr auto kVerified = static_cast<std::int64_t>(Trust::verified);
  for (const auto& [kind, origin, member, received, trust, muted] :
       db_.all<std::int64_t, Bytes, Bytes, std::int64_t, std::int64_t, bool>(
           "SELECT o.kind, o.origin, o.member, o.received, ifnull(c.trust, 0), ifnull(c.muted, 0) "
           "FROM alert_origin o LEFT JOIN contact c ON o.kind=2 AND c.id=o.origin WHERE o.alert=? "
           "ORDER BY o.received",
           a.id)) {
    AlertWay way;
    way.from = static_cast<AlertWay::From>(kind);
    way.voice = {fixed<16>(origin), MemberId{fixed<16>(member)}};
    way.received = from_ms(received);
    way.checked = way.from == AlertWay::From::member || trust == kVerified;
    way.muted = muted;
    a.ways.push_back(way);
  }
  if (a.ways.empty()) throw StoreFailed(fail(Errc::storage));
  std::stable_sort(a.ways.begin(), a.ways.end(), [](const AlertWay& one, const AlertWay& other) {
    return rank_of(one) < rank_of(other);
  });
  a.from = a.ways.front().from;
  a.origin = a.ways.front().voice.origin;
  a.member = a.ways.front().voice.member;
}

bool SqlAlertRows::has_said(const AlertId& root, std::uint8_t kind, const Voice& voice) {
  return db_
      .one<std::int64_t>(
          "SELECT 1 FROM alert a CROSS JOIN alert_origin o ON o.alert=a.id AND o.origin=? AND "
          "o.member=? WHERE a.root=? AND a.kind=? AND a.id<>a.root LIMIT 1",
          voice.origin, voice.member, root, std::int64_t{kind})
      .has_value();
}

std::vector<AlertId> SqlAlertRows::waiting(const Voice& voice) {
  std::vector<AlertId> ids;
  for (const auto& [id] :
       db_.all<Bytes>("SELECT alert FROM alert_origin WHERE waits=1 AND origin=? AND member=? "
                      "ORDER BY received, alert",
                      voice.origin, voice.member)) {
    ids.push_back(AlertId{fixed<16>(id)});
  }
  return ids;
}

std::vector<StoredAlert> SqlAlertRows::retractions(const CircleId& circle, std::size_t most) {
  // The alert's way counts: its retraction may have come by another. Without windows: SQLCipher of
  // Debian 12 has none.
  struct Ranked {
    std::size_t place;  // among those of its alert's voice
    std::int64_t received;
    Bytes id;
  };
  std::map<Bytes, std::size_t> of_voice;
  std::map<Bytes, Ranked> ranked;  // an alert that several brought stands at its best place
  for (auto& [id, received, member] : db_.all<Bytes, std::int64_t, Bytes>(
           "SELECT a.id, a.received AS at, o.member FROM alert a CROSS JOIN alert_origin o ON "
           "o.alert=a.root AND o.origin=?1 WHERE a.kind=4 AND a.waits=0 "
           "UNION ALL SELECT a.id, a.received, x'' FROM alert a CROSS JOIN alert r ON "
           "r.id=a.root AND r.own=1 AND r.sent_to=?1 WHERE a.kind=4 ORDER BY at DESC",
           circle)) {
    const Ranked each{of_voice[member]++, received, id};
    const auto known = ranked.try_emplace(id, each).first;
    known->second.place = std::min(known->second.place, each.place);
  }
  std::vector<Ranked> order;
  for (auto& [id, each] : ranked) order.push_back(std::move(each));
  std::sort(order.begin(), order.end(), [](const Ranked& one, const Ranked& other) {
    return std::tie(one.place, other.received, one.id) <
           std::tie(other.place, one.received, other.id);
  });
  if (order.size() > most) order.resize(most);
  std::vector<StoredAlert> found;
  for (const Ranked& each : order) found.push_back(load(AlertId{fixed<16>(each.id)}));
  return found;
}

}  // namespace ww::store
