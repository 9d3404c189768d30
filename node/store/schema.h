// The journal's schema and how an older one becomes today's: forward only.
//
// A new version is one more entry in schema.cpp; an entry that was released never changes. All
// missing versions are made in one transaction, after a copy of the file. The copy goes when the
// new database was found sound; it stays when it was not, or when a crash came between.
#pragma once

#include "store/database.h"

namespace ww::store {

// Statements of one version, a text per area (contact_rows.cpp, ..).
using Version = std::vector<const char*>;

const std::vector<Version>& journal_versions();

// The line in which the versions of all our databases count, the relay's too; it stands in SQLite's
// application_id. When formats begin again at version 1, it changes: what an earlier line wrote is
// refused and left as it is.
inline constexpr std::int64_t kFormatLine = 0x57570002;  // "WW", 2
// Of an empty database too. Throws StoreFailed.
bool is_of_this_line(Database& database);
void mark_line(Database& database);

// Fails with unsupported when the database was written by a newer version or in an earlier line,
// with storage otherwise.
Result<> bring_up_to_date(Database& database,
                          const std::vector<Version>& versions = journal_versions());

}  // namespace ww::store
