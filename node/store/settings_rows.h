// Settings and own relays in SQL: ports/settings_rows.h over the journal's database.
#pragma once

#include "ports/settings_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kSettingsTables;

class SqlSettingsRows final : public SettingsRows {
 public:
  explicit SqlSettingsRows(Database& db) : db_(db) {}
  std::optional<std::string> get(std::string_view key) override;
  void set(std::string_view key, std::string_view value) override;
  std::vector<std::pair<std::string, std::string>> all() override;
  std::vector<OwnRelay> relays() override;
  void put_relay(const OwnRelay& relay) override;
  void remove_relay(const RelayKey& key) override;

 private:
  Database& db_;
};

}  // namespace ww::store
