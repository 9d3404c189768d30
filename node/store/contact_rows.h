// Contacts in SQL: ports/contact_rows.h over the journal's database.
#pragma once

#include "ports/contact_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kContactTables;

class SqlContactRows final : public ContactRows {
 public:
  explicit SqlContactRows(Database& db) : db_(db) {}
  void put(const Contact& contact) override;
  std::optional<Contact> find(const ContactId& id) override;
  std::optional<Contact> find_by_name(std::string_view name) override;
  std::optional<Contact> find_by_invite(const Digest32& invite_hash) override;
  std::vector<Contact> all() override;
  std::vector<Contact> in_state(ContactState state) override;
  std::vector<Contact> renewed() override;
  std::vector<Contact> moving() override;
  std::size_t count_written_at(const RelayKey& relay) override;
  void erase(const ContactId& id) override;

 private:
  Contact load(const ContactId& id);
  void put_before(const Contact& contact);
  std::optional<KeysBefore> load_before(const ContactId& id);
  void put_move(const Contact& contact);
  void load_move(Contact& contact);
  std::vector<Contact> load_all(const std::vector<std::tuple<Bytes>>& ids);
  Database& db_;
};

}  // namespace ww::store
