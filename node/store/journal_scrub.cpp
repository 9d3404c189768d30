// Makes erased rows disappear from the file.
//
// secure_delete overwrites a row where it stood, and every page that is freed. Three places are
// left, and each is emptied here:
//   - the text index, which marks words as erased and keeps them until its parts are merged;
//   - the log, which has the pages of before;
//   - the gaps inside of pages in use: when SQLite spreads rows over neighbouring pages, it leaves
//     the old bytes of those that moved. Only writing the pages anew gets rid of them. So each
//     table with words in it is copied out and back in: SQLite does that page by page, in order,
//     and clears both behind itself. Evidence keeps its bytes out of such pages
//     (evidence_rows.cpp).
//
// VACUUM would do the last and must not be used: it holds a copy of all evidence in memory, and
// what it gives back at the end of the file stays in a container, which never becomes smaller.
#include "store/journal_rows.h"

namespace ww::store {
namespace {

constexpr const char* kTablesWithWords[] = {
    "incident",
    "incident_version",
    "incident_code",
    "incident_region",
    "incident_text_content",
    "incident_text_segments",
    "incident_text_segdir",
    "journal_identifier",
    "journal_key",
    "subject",
    "subject_undo",
    "consent",
    "report",
    "evidence",
    "evidence_custody",
};

// The same columns and indexes under another name. Only then does SQLite copy page by page.
void make_twin(Database& db, const std::string& table) {
  int indexes = 0;
  for (const auto& [type, sql] : db.all<std::string, std::string>(
           "SELECT type, sql FROM sqlite_master WHERE tbl_name=? AND sql IS NOT NULL "
           "ORDER BY type DESC",
           table)) {
    const std::string body = sql.substr(sql.find('('));
    db.script(type == "table"
                  ? "CREATE TABLE twin " + body
                  : "CREATE INDEX twin_" + std::to_string(indexes++) + " ON twin " + body);
  }
}

void write_anew(Database& db, const std::string& table) {
  make_twin(db, table);
  db.script("INSERT INTO twin SELECT * FROM " + table + "; DELETE FROM " + table +
            "; INSERT INTO " + table + " SELECT * FROM twin; DROP TABLE twin");
}

// While rows are moved out, what refers to them refers to nothing.
class WithoutForeignKeys {
 public:
  explicit WithoutForeignKeys(Database& db) : db_(db) { db_.script("PRAGMA foreign_keys=OFF"); }
  ~WithoutForeignKeys() {
    try {
      db_.script("PRAGMA foreign_keys=ON");
    } catch (const StoreFailed&) {
      check_failed("foreign keys stay off", __FILE__, __LINE__);
    }
  }
  WithoutForeignKeys(const WithoutForeignKeys&) = delete;
  WithoutForeignKeys& operator=(const WithoutForeignKeys&) = delete;

 private:
  Database& db_;
};

}  // namespace

// Table by table, so that no transaction is larger than one: each leaves a whole journal.
Result<> SqlJournalRows::scrub() {
  WW_CHECK(!db_.in_transaction());
  try {
    WW_TRY(db_.begin());
    db_.run("INSERT INTO incident_text (incident_text) VALUES ('optimize')");
    WW_TRY(db_.commit());
    const WithoutForeignKeys off(db_);
    for (const char* table : kTablesWithWords) {
      WW_TRY(db_.begin());
      write_anew(db_, table);
      WW_TRY(db_.commit());
    }
  } catch (const StoreFailed& failure) {
    db_.rollback();
    return failure.error();
  }
  return db_.empty_log();
}

}  // namespace ww::store
