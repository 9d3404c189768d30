// Notices in SQL: ports/notice_rows.h over the journal's database.
#pragma once

#include "ports/notice_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kNoticeTables;

class SqlNoticeRows final : public NoticeRows {
 public:
  explicit SqlNoticeRows(Database& db) : db_(db) {}
  bool raise(std::string_view code, const ArgumentList& args, Instant now) override;
  std::vector<StoredNotice> open() override;
  std::vector<StoredNotice> all() override;
  bool end(std::int64_t id, Instant now) override;
  void end(std::string_view code, const Argument& owner, Instant now) override;
  void erase_of(const Argument& owner) override;
  void erase_ended_before(Instant end) override;

 private:
  std::vector<StoredNotice> read(const char* which);
  void put_args(std::int64_t id, const ArgumentList& args);
  void keep_within_bounds();

  Database& db_;
};

}  // namespace ww::store
