#include "store/pack_rows.h"

namespace ww::store {

const char* const kPackTables = R"sql(
CREATE TABLE pack (
  id TEXT PRIMARY KEY, edition TEXT NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL
);
)sql";

void SqlPackRows::put(const StoredPack& pack) {
  db_.run("INSERT OR REPLACE INTO pack VALUES (?,?,?,?)", pack.id, pack.edition, pack.bytes,
          pack.signature);
}

std::vector<StoredPack> SqlPackRows::all() {
  std::vector<StoredPack> packs;
  for (auto& [id, edition, bytes, signature] : db_.all<std::string, std::string, Bytes, Bytes>(
           "SELECT id, edition, bytes, signature FROM pack ORDER BY id")) {
    packs.push_back({std::move(id), std::move(edition), std::move(bytes), std::move(signature)});
  }
  return packs;
}

}  // namespace ww::store
