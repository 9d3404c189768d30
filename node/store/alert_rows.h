// Alerts in SQL: ports/alert_rows.h over the journal's database.
#pragma once

#include "ports/alert_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kAlertTables;

class SqlAlertRows final : public AlertRows {
 public:
  explicit SqlAlertRows(Database& db);

  void put(const StoredAlert& alert, const std::vector<AlertToken>& tokens) override;
  void set_state(const AlertId& id, StoredAlert::State state, Instant expires) override;
  std::optional<StoredAlert> find(const AlertId& id) override;
  std::vector<AlertId> with_prefix(std::string_view base32, std::size_t most) override;
  std::vector<StoredAlert> list(const Filter& filter) override;
  std::vector<std::string> known_regions() override;
  std::vector<StoredAlert> about(const AlertId& root) override;
  void root_came(const AlertId& root) override;
  std::vector<AlertId> waiting(ByteView origin, const MemberId& member) override;
  std::vector<StoredAlert> retractions(const CircleId& circle, std::size_t most) override;
  void put_again(const Again& again) override;
  std::vector<Again> again_due(Instant now, std::size_t most) override;
  std::optional<Instant> next_again() override;
  void erase_again(const CircleId& circle, const AlertId& retraction) override;
  void put_owed(const Owed& owed) override;
  std::vector<AlertId> owed_due(Instant now, std::size_t most) override;
  std::optional<Instant> next_owed() override;
  bool is_owed(const AlertId& retraction) override;
  void erase_owed(const AlertId& retraction) override;
  std::vector<StoredAlert> copies(const AlertId& batch) override;
  std::vector<TokenHit> find_tokens(const std::vector<std::string>& keys,
                                    std::size_t most) override;
  void erase(const AlertId& id) override;
  std::vector<AlertId> expired(Instant before, std::size_t most) override;
  std::size_t count() override;
  void put_key(const AlertId& alert, const crypto::Key& author) override;
  std::optional<crypto::Key> key(const AlertId& alert) override;
  void put_delivery(const Delivery& delivery) override;
  std::optional<Delivery> delivery(const MessageId& message) override;
  std::vector<Delivery> deliveries(const AlertId& alert) override;
  void erase_delivery(const MessageId& message) override;
  std::vector<AlertId> sent_to(const ContactId& contact, Instant now, std::size_t most) override;
  DeliveryCounts delivery_counts() override;
  bool add_confirmation(const MessageId& message, ByteView by) override;
  void add_receipt(const Receipt& receipt) override;
  std::vector<Receipt> receipts_due(Instant now, std::size_t most) override;
  std::optional<Instant> next_receipt() override;
  std::vector<Receipt> receipts_to(ByteView to, std::size_t most) override;
  void erase_receipt(const Receipt& receipt) override;

 private:
  StoredAlert load(const AlertId& id);
  std::vector<StoredAlert> load_all(const std::vector<std::tuple<Bytes>>& ids);

  Database& db_;
};

}  // namespace ww::store
