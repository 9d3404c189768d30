// Alerts in SQL: ports/alert_rows.h over the journal's database.
#pragma once

#include "ports/alert_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kAlertTables;

class SqlAlertRows final : public AlertRows {
 public:
  explicit SqlAlertRows(Database& db);

  // alert_rows.cpp
  void put(const StoredAlert& alert, const std::vector<AlertToken>& tokens,
           std::string_view words = {}) override;
  void set_state(const AlertId& id, StoredAlert::State state, Instant expires) override;
  void set_received(const AlertId& id, Instant received) override;
  void erase_tokens(const AlertId& id) override;
  std::optional<StoredAlert> find(const AlertId& id) override;
  std::vector<StoredAlert> about(const AlertId& root) override;
  std::size_t count_about(const AlertId& root, std::uint8_t kind) override;
  void root_came(const AlertId& root) override;
  // alert_ways.cpp
  bool add_way(const AlertId& id, const AlertWay& way) override;
  void drop_way(const AlertId& id, const Voice& voice) override;
  void uncharge(const AlertId& id) override;
  Load load_of(const Voice& voice) override;
  std::optional<AlertId> first_to_go(const Voice& voice) override;
  bool has_said(const AlertId& root, std::uint8_t kind, const Voice& voice) override;
  std::vector<AlertId> waiting(const Voice& voice) override;
  std::vector<StoredAlert> retractions(const CircleId& circle, std::size_t most) override;
  // alert_find.cpp
  std::vector<AlertId> with_prefix(std::string_view base32, std::size_t most) override;
  std::vector<StoredAlert> list(const Filter& filter) override;
  std::vector<std::string> known_regions() override;
  std::vector<TokenHit> find_tokens(const std::vector<std::string>& keys, Instant now) override;
  std::vector<TokenHit> find_shared(const std::vector<std::string>& keys, std::size_t least,
                                    Instant now) override;
  std::vector<AlertId> expired_tokens(Instant now, std::size_t most) override;
  std::size_t count() override;
  // alert_rows.cpp
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
  void erase(const AlertId& id) override;
  std::vector<AlertId> expired(Instant before, std::size_t most) override;
  void put_key(const AlertId& alert, const crypto::Key& author) override;
  std::optional<crypto::Key> key(const AlertId& alert) override;
  void put_delivery(const Delivery& delivery) override;
  std::optional<Delivery> delivery(const MessageId& message) override;
  std::vector<Delivery> deliveries(const AlertId& alert) override;
  void erase_delivery(const MessageId& message) override;
  std::vector<AlertId> sent_to(const ContactId& contact, Instant now, std::size_t most) override;
  DeliveryCounts delivery_counts() override;
  void add_recipient(const MessageId& message, ByteView who) override;
  bool set_arrived(const MessageId& message, ByteView who) override;
  std::vector<Recipient> recipients(const MessageId& message) override;
  void add_receipt(const Receipt& receipt) override;
  std::vector<Receipt> receipts_due(Instant now, std::size_t most) override;
  std::optional<Instant> next_receipt() override;
  std::vector<Receipt> receipts_to(ByteView to, const MemberId& author, std::size_t most) override;
  void erase_receipt(const Receipt& receipt) override;

 private:
  StoredAlert load(const AlertId& id);
  std::vector<StoredAlert> load_all(const std::vector<std::tuple<Bytes>>& ids);
  void load_ways(StoredAlert& alert);
  void put_tokens(const StoredAlert& alert, const std::vector<AlertToken>& tokens);
  // A piece of the list, newest first: what comes after this row.
  std::vector<std::pair<AlertId, std::int64_t>> listed_after(std::int64_t received,
                                                             const AlertId& id,
                                                             const Filter& filter);
  bool has_words(const AlertId& id, const std::vector<std::string>& words);
  std::vector<Voice> voices_of(const AlertId& id);

  Database& db_;
};

}  // namespace ww::store
