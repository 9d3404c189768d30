// Imported packs in SQL: PackRows (ports/journal_rows.h) over the journal's database. Whether a
// pack is signed and newer was decided before it came here.
#pragma once

#include "ports/journal_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kPackTables;  // schema version 2

class SqlPackRows final : public PackRows {
 public:
  explicit SqlPackRows(Database& db) : db_(db) {}
  void put(const StoredPack& pack) override;
  std::vector<StoredPack> all() override;  // by id

 private:
  Database& db_;
};

}  // namespace ww::store
