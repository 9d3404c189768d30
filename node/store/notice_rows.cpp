#include "store/notice_rows.h"

#include "domain/limits.h"
#include "store/list_text.h"
#include "store/row_values.h"

namespace ww::store {

const char* const kNoticeTables = R"sql(
CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, code TEXT NOT NULL,
  since INTEGER NOT NULL, last INTEGER NOT NULL, times INTEGER NOT NULL, ended INTEGER,
  UNIQUE (owner, code)
);
CREATE TABLE notice_arg (
  notice INTEGER NOT NULL REFERENCES notice (id) ON DELETE CASCADE, place INTEGER NOT NULL,
  kind INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, shown TEXT NOT NULL,
  PRIMARY KEY (notice, place)
) WITHOUT ROWID;
)sql";

bool SqlNoticeRows::raise(std::string_view code, const ArgumentList& args, Instant now) {
  const std::string owner = notice_owner(args);
  const auto known = db_.one<std::int64_t>(
      "SELECT id FROM notice WHERE owner=? AND code=? AND ended IS NULL", owner, code);
  if (known) {
    const std::int64_t id = std::get<0>(*known);
    db_.run("UPDATE notice SET last=?, times=min(times+1, ?) WHERE id=?", to_ms(now),
            std::int64_t{limits::kNoticeTimesMax}, id);
    db_.run("DELETE FROM notice_arg WHERE notice=?", id);
    put_args(id, args);
    return false;
  }
  db_.run("DELETE FROM notice WHERE owner=? AND code=?", owner, code);
  keep_within_bounds();
  db_.run("INSERT INTO notice VALUES (NULL,?,?,?,?,1,NULL)", owner, code, to_ms(now), to_ms(now));
  const auto made =
      db_.one<std::int64_t>("SELECT id FROM notice WHERE owner=? AND code=?", owner, code);
  put_args(std::get<0>(*made), args);
  return true;
}

void SqlNoticeRows::put_args(std::int64_t id, const ArgumentList& args) {
  std::int64_t place = 0;
  for (const Argument& arg : args) {
    db_.run("INSERT INTO notice_arg VALUES (?,?,?,?,?,?)", id, place++,
            static_cast<std::int64_t>(arg.kind), arg.name, arg.value, arg.shown);
  }
}

void SqlNoticeRows::keep_within_bounds() {
  const auto count = std::get<0>(*db_.one<std::int64_t>("SELECT count(*) FROM notice"));
  if (count < static_cast<std::int64_t>(limits::kNoticesMax)) return;
  db_.run(
      "DELETE FROM notice WHERE id=(SELECT id FROM notice AS each ORDER BY ended IS NULL,"
      " (SELECT count(*) FROM notice WHERE owner=each.owner) DESC, last, id LIMIT 1)");
}

std::vector<StoredNotice> SqlNoticeRows::read(const char* which) {
  std::vector<StoredNotice> notices;
  for (auto& [id, code, since, last, times, ended] :
       db_.all<std::int64_t, std::string, std::int64_t, std::int64_t, std::int64_t,
               std::optional<std::int64_t>>(which)) {
    StoredNotice notice;
    notice.id = id;
    notice.code = std::move(code);
    notice.since = from_ms(since);
    notice.last = from_ms(last);
    notice.times = static_cast<std::uint32_t>(times);
    notice.ended = instant_of(ended);
    for (auto& [kind, name, value, shown] :
         db_.all<std::int64_t, std::string, std::string, std::string>(
             "SELECT kind, name, value, shown FROM notice_arg WHERE notice=? ORDER BY place", id)) {
      notice.args.push_back(
          {static_cast<Argument::Kind>(kind), std::move(name), std::move(value), std::move(shown)});
    }
    notices.push_back(std::move(notice));
  }
  return notices;
}

std::vector<StoredNotice> SqlNoticeRows::open() {
  return read(
      "SELECT id, code, since, last, times, ended FROM notice WHERE ended IS NULL ORDER BY id");
}

std::vector<StoredNotice> SqlNoticeRows::all() {
  return read("SELECT id, code, since, last, times, ended FROM notice ORDER BY id");
}

bool SqlNoticeRows::end(std::int64_t id, Instant now) {
  return db_.run("UPDATE notice SET ended=? WHERE id=? AND ended IS NULL", to_ms(now), id) == 1;
}

void SqlNoticeRows::end(std::string_view code, const Argument& owner, Instant now) {
  db_.run("UPDATE notice SET ended=? WHERE owner=? AND code=? AND ended IS NULL", to_ms(now),
          notice_owner({owner}), code);
}

void SqlNoticeRows::erase_of(const Argument& owner) {
  db_.run("DELETE FROM notice WHERE owner=?", notice_owner({owner}));
}

void SqlNoticeRows::erase_ended_before(Instant end) {
  db_.run("DELETE FROM notice WHERE ended < ?", to_ms(end));
}

}  // namespace ww::store
