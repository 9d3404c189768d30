#include "store/ratchet_rows.h"

namespace ww::store {

const char* const kRatchetTables = R"sql(
CREATE TABLE ratchet (
  owner BLOB NOT NULL, kind INTEGER NOT NULL, key BLOB NOT NULL, record BLOB NOT NULL,
  PRIMARY KEY (owner, kind, key)
) WITHOUT ROWID;
)sql";

std::optional<SecretBytes> SqlRatchetRows::load(Kind kind, ByteView owner, ByteView key) {
  auto row = db_.one<SecretBytes>("SELECT record FROM ratchet WHERE owner=? AND kind=? AND key=?",
                                  owner, static_cast<std::int64_t>(kind), key);
  if (!row) return std::nullopt;
  return std::move(std::get<0>(*row));
}

void SqlRatchetRows::save(Kind kind, ByteView owner, ByteView key, ByteView record) {
  db_.run("INSERT OR REPLACE INTO ratchet VALUES (?,?,?,?)", owner, static_cast<std::int64_t>(kind),
          key, record);
}

void SqlRatchetRows::erase(Kind kind, ByteView owner, ByteView key) {
  db_.run("DELETE FROM ratchet WHERE owner=? AND kind=? AND key=?", owner,
          static_cast<std::int64_t>(kind), key);
}

void SqlRatchetRows::erase_owner(ByteView owner) {
  db_.run("DELETE FROM ratchet WHERE owner=?", owner);
}

}  // namespace ww::store
