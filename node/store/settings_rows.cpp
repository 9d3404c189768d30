#include "store/settings_rows.h"

#include "store/row_values.h"

namespace ww::store {

const char* const kSettingsTables = R"sql(
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE own_relay (
  id INTEGER PRIMARY KEY AUTOINCREMENT, relay BLOB NOT NULL UNIQUE, host_port TEXT NOT NULL,
  access_key BLOB, added INTEGER NOT NULL, leaving INTEGER NOT NULL
);
)sql";

std::optional<std::string> SqlSettingsRows::get(std::string_view key) {
  auto row = db_.one<std::string>("SELECT value FROM setting WHERE key=?", key);
  if (!row) return std::nullopt;
  return std::move(std::get<0>(*row));
}

void SqlSettingsRows::set(std::string_view key, std::string_view value) {
  db_.run("INSERT OR REPLACE INTO setting VALUES (?,?)", key, value);
}

std::vector<std::pair<std::string, std::string>> SqlSettingsRows::all() {
  std::vector<std::pair<std::string, std::string>> settings;
  for (auto& [key, value] :
       db_.all<std::string, std::string>("SELECT key, value FROM setting ORDER BY key")) {
    settings.emplace_back(std::move(key), std::move(value));
  }
  return settings;
}

std::vector<OwnRelay> SqlSettingsRows::relays() {
  std::vector<OwnRelay> relays;
  for (auto& [relay, host_port, access_key, added, leaving] :
       db_.all<Bytes, std::string, std::optional<SecretBytes>, std::int64_t, bool>(
           "SELECT relay, host_port, access_key, added, leaving FROM own_relay ORDER BY id")) {
    OwnRelay own;
    own.route = route_of(relay, std::move(host_port));
    if (access_key) own.access_key = key_of(*access_key);
    own.added = from_ms(added);
    own.leaving = leaving;
    relays.push_back(std::move(own));
  }
  return relays;
}

void SqlSettingsRows::put_relay(const OwnRelay& relay) {
  db_.run("INSERT OR IGNORE INTO own_relay VALUES (NULL,?,?,NULL,?,0)", relay.route.relay,
          relay.route.host_port, to_ms(relay.added));
  std::optional<ByteView> access_key;
  if (relay.access_key) access_key = relay.access_key->view();
  db_.run("UPDATE own_relay SET host_port=?, access_key=?, leaving=? WHERE relay=?",
          relay.route.host_port, access_key, relay.leaving, relay.route.relay);
}

void SqlSettingsRows::remove_relay(const RelayKey& key) {
  db_.run("DELETE FROM own_relay WHERE relay=?", key);
}

}  // namespace ww::store
