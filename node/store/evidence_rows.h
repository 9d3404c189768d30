// Evidence in SQL: ports/evidence_rows.h over the journal's database.
//
// A file's row stands from begin_upload() on; until finish() it belongs to no incident, and that is
// what makes it an upload. Its chunks and its custody chain hang on that row, and it on its
// incident: each goes with what it hangs on.
//
// A call touches one chunk, or as many rows as it says: nothing here holds a whole file in memory.
// A file goes in two parts: with its incident it is marked and known to nobody any more, and then
// its pieces go, some in each transaction (journal_scrub.cpp): 200 files of 64 MiB in one would
// need as much room in the log.
#pragma once

#include "ports/evidence_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kEvidenceTables;

// All files of an incident, for erasing.
void mark_evidence_of(Database& db, const IncidentId& incident);
// At most so many chunks or custody entries of marked files; true when none is left.
bool erase_marked_evidence(Database& db, std::size_t pieces_most);

class SqlEvidenceRows final : public EvidenceRows {
 public:
  explicit SqlEvidenceRows(Database& db) : db_(db) {}
  void begin_upload(const EvidenceId& id, Instant now) override;
  void add_chunk(const EvidenceId& id, std::uint32_t number, ByteView bytes) override;
  void finish(const domain::Evidence& evidence) override;
  void drop_upload(const EvidenceId& id) override;
  bool drop_uploads(std::size_t chunks_most) override;
  void put_seen(const EvidenceId& id, const SeenInside& seen) override;
  std::optional<SeenInside> seen(const EvidenceId& id) override;
  std::optional<domain::Evidence> evidence(const EvidenceId& id) override;
  std::vector<EvidenceId> with_prefix(std::string_view base32, std::size_t most) override;
  std::vector<domain::Evidence> of(const IncidentId& incident) override;  // by `imported`
  std::vector<domain::Evidence> all(std::size_t limit,
                                    std::size_t offset) override;  // newest first
  std::optional<Bytes> chunk(const EvidenceId& id, std::uint32_t number) override;
  void add_custody(const domain::CustodyEntry& entry) override;
  std::vector<domain::CustodyEntry> custody(const EvidenceId& id) override;
  std::optional<domain::CustodyEntry> last_custody(const EvidenceId& id) override;

 private:
  std::vector<domain::Evidence> load_all(const std::vector<std::tuple<Bytes>>& ids);
  std::optional<std::int64_t> last_chunk(const EvidenceId& id);

  Database& db_;
};

}  // namespace ww::store
