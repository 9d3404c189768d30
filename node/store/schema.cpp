#include "store/schema.h"

#include "store/alert_rows.h"
#include "store/circle_rows.h"
#include "store/contact_rows.h"
#include "store/evidence_rows.h"
#include "store/journal_rows.h"
#include "store/notice_rows.h"
#include "store/outbox_rows.h"
#include "store/pack_rows.h"
#include "store/ratchet_rows.h"
#include "store/seen_rows.h"
#include "store/settings_rows.h"
#include "store/source_rows.h"

namespace ww::store {
namespace {

std::int64_t version_of(Database& db) {
  return std::get<0>(*db.one<std::int64_t>("PRAGMA user_version"));
}

Result<> make_missing(Database& db, std::int64_t from, const std::vector<Version>& versions) {
  WW_TRY(db.begin());
  for (auto version = static_cast<std::size_t>(from); version < versions.size(); ++version) {
    for (const char* statements : versions[version]) db.script(statements);
  }
  mark_line(db);
  db.script("PRAGMA user_version=" + std::to_string(versions.size()));
  return db.commit();
}

bool is_sound(Database& db) {
  return std::get<0>(*db.one<std::string>("PRAGMA integrity_check")) == "ok" &&
         !db.one<std::string>("PRAGMA foreign_key_check");
}

Result<> migrate(Database& db, std::int64_t from, const std::vector<Version>& versions) {
  // An empty database has nothing to lose.
  if (from > 0) WW_TRY(db.keep_copy());
  WW_TRY(make_missing(db, from, versions));
  return is_sound(db) ? db.drop_copy() : fail(Errc::storage);
}

}  // namespace

bool is_of_this_line(Database& db) {
  return version_of(db) == 0 ||
         std::get<0>(*db.one<std::int64_t>("PRAGMA application_id")) == kFormatLine;
}

void mark_line(Database& db) { db.script("PRAGMA application_id=" + std::to_string(kFormatLine)); }

const std::vector<Version>& journal_versions() {
  static const std::vector<Version> versions = {
      {kContactTables, kSourceTables, kOutboxTables, kSeenTables, kAlertTables, kCircleTables,
       kSettingsTables, kRatchetTables, kJournalTables, kEvidenceTables, kPackTables,
       kNoticeTables},
  };
  return versions;
}

Result<> bring_up_to_date(Database& db, const std::vector<Version>& versions) {
  try {
    const std::int64_t version = version_of(db);
    const auto newest = static_cast<std::int64_t>(versions.size());
    if (version < 0 || version > newest || !is_of_this_line(db)) return fail(Errc::unsupported);
    return version == newest ? db.drop_copy() : migrate(db, version, versions);
  } catch (const StoreFailed& failure) {
    db.rollback();
    return failure.error();
  }
}

}  // namespace ww::store
