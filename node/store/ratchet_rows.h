// The ratchet's records in SQL: RatchetStore (ports/ratchet.h) over the journal's database.
#pragma once

#include "ports/ratchet.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kRatchetTables;

class SqlRatchetRows final : public RatchetStore {
 public:
  explicit SqlRatchetRows(Database& db) : db_(db) {}
  std::optional<SecretBytes> load(Kind kind, ByteView owner, ByteView key) override;
  void save(Kind kind, ByteView owner, ByteView key, ByteView record) override;
  void erase(Kind kind, ByteView owner, ByteView key) override;
  void erase_owner(ByteView owner) override;

 private:
  Database& db_;
};

}  // namespace ww::store
