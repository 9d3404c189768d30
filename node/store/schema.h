// The journal's schema and how an older one becomes today's: forward only, each version in one
// transaction.
#pragma once

#include "store/database.h"

namespace ww::store {

inline constexpr std::int64_t kSchemaVersion = 1;

// Fails with unsupported when the database was written by a newer version, with storage otherwise.
Result<> bring_up_to_date(Database& database);

}  // namespace ww::store
