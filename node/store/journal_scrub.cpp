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
// In slices, so that alerts and calls go on meanwhile: pieces of erased files, the index, one
// table, the log. Each slice is one transaction that leaves a whole journal and knows how far it
// came, so a crash only has it go on. What is written between two slices can bring no erased word
// back into a table that is done: new pages are made of rows that stand, and SQLite shifts rows
// within their own table only. Whatever is erased meanwhile begins anew.
//
// A slice is not smaller than a table. Half a table written anew would have its rows in two places,
// and every reader would need to know; and a twin that is built beside it over several transactions
// would miss what is written to the table meanwhile.
//
// VACUUM would do the last and must not be used: it holds a copy of all evidence in memory, and
// what it gives back at the end of the file stays in a container, which never becomes smaller.
#include "store/evidence_rows.h"
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
    "evidence_seen",
    "evidence_inside",
};
// Slices: files (0), the index, each table, the log.
constexpr std::int64_t kFiles = 0, kIndex = 1, kFirstTable = 2;
constexpr std::int64_t kLog = kFirstTable + std::ssize(kTablesWithWords);

// Of erased files at once: 4 MiB of chunks.
constexpr std::size_t kPieces = 64;

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
  WithoutForeignKeys(Database& db, bool off) : db_(db), off_(off) {
    if (off_) db_.script("PRAGMA foreign_keys=OFF");
  }
  ~WithoutForeignKeys() {
    if (!off_) return;
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
  bool off_;
};

// Inside a transaction. False: more of the same is left.
bool do_slice(Database& db, std::int64_t slice) {
  if (slice == kFiles) return erase_marked_evidence(db, kPieces);
  if (slice == kIndex) db.run("INSERT INTO incident_text (incident_text) VALUES ('optimize')");
  if (slice >= kFirstTable && slice < kLog) write_anew(db, kTablesWithWords[slice - kFirstTable]);
  return true;
}

// One transaction. It has ended when this returns, however it went: foreign keys can be switched on
// again outside of one alone.
Result<std::uint32_t> carry_out(Database& db, std::int64_t slice) {
  try {
    WW_TRY(db.begin());
    const std::int64_t next = slice + (do_slice(db, slice) ? 1 : 0);
    if (next > kLog) {
      db.run("DELETE FROM journal_upkeep WHERE task='scrub'");
    } else {
      db.run("UPDATE journal_upkeep SET progress=? WHERE task='scrub'", next);
    }
    WW_TRY(db.commit());
    return static_cast<std::uint32_t>(kLog + 1 - next);
  } catch (const StoreFailed& failure) {
    db.rollback();
    return failure.error();
  }
}

}  // namespace

Result<std::uint32_t> SqlJournalRows::scrub_some() {
  WW_CHECK(!db_.in_transaction());
  try {
    const auto row =
        db_.one<std::int64_t>("SELECT progress FROM journal_upkeep WHERE task='scrub'");
    if (!row) return 0u;
    const std::int64_t slice = std::get<0>(*row);
    // Before it is noted as done: a crash after that would leave a full log behind.
    if (slice == kLog) WW_TRY(db_.empty_log());
    const WithoutForeignKeys off(db_, slice >= kFirstTable && slice < kLog);
    return carry_out(db_, slice);
  } catch (const StoreFailed& failure) {
    return failure.error();
  }
}

}  // namespace ww::store
