// Sources in SQL: ports/source_rows.h over the journal's database.
#pragma once

#include "ports/source_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kSourceTables;

class SqlSourceRows final : public SourceRows {
 public:
  explicit SqlSourceRows(Database& db) : db_(db) {}
  SourceId put(const Source& source) override;
  std::optional<Source> find(SourceId id) override;
  std::optional<Source> find_target(ByteView target) override;
  std::vector<Source> of_owner(ByteView owner) override;
  std::vector<Source> all() override;
  std::vector<Source> retiring_queues() override;
  void set_place(SourceId id, std::uint64_t position, std::uint64_t mark) override;
  void erase(SourceId id) override;

 private:
  Source load(SourceId id);
  std::vector<Source> load_all(const std::vector<std::tuple<std::int64_t>>& ids);
  Database& db_;
};

}  // namespace ww::store
