#include "store/schema.h"

#include "store/alert_rows.h"
#include "store/circle_rows.h"
#include "store/contact_rows.h"
#include "store/outbox_rows.h"
#include "store/ratchet_rows.h"
#include "store/seen_rows.h"
#include "store/settings_rows.h"
#include "store/source_rows.h"

namespace ww::store {
namespace {

// Version 1. A later version is a further function here; nothing above it changes any more.
void make_version_1(Database& db) {
  for (const char* tables : {kContactTables, kSourceTables, kOutboxTables, kSeenTables,
                             kAlertTables, kCircleTables, kSettingsTables, kRatchetTables}) {
    db.script(tables);
  }
  db.script("PRAGMA user_version=1");
}

}  // namespace

Result<> bring_up_to_date(Database& db) {
  try {
    const auto version = std::get<0>(*db.one<std::int64_t>("PRAGMA user_version"));
    if (version > kSchemaVersion) return fail(Errc::unsupported);
    if (version == kSchemaVersion) return done();
    WW_TRY(db.begin());
    make_version_1(db);
    return db.commit();
  } catch (const StoreFailed& failure) {
    db.rollback();
    return failure.error();
  }
}

}  // namespace ww::store
