// The rows of evidence: files sealed in chunks inside the journal, and their custody chains.
//
// A file is imported over several transactions, so that 64 MiB never stand in memory or in one
// commit. Until finish() it is an upload: invisible, and gone after a crash (drop_uploads()).
#pragma once

#include <optional>
#include <vector>

#include "domain/journal.h"
#include "ports/file_inspector.h"

namespace ww {

// What a look into a file gave, so that it is looked into once. It holds for the bytes with this
// digest, and as long as whoever looks sees no more than then (`looked`).
struct SeenInside {
  Digest32 sha256;
  std::uint32_t looked = 0;
  Inspected inspected;  // without its sides; of no type when nobody could say
};

class EvidenceRows {
 public:
  virtual ~EvidenceRows() = default;

  virtual void begin_upload(const EvidenceId& id, Instant now) = 0;
  // Chunks of kEvidenceChunk bytes, the last one shorter, in order.
  virtual void add_chunk(const EvidenceId& id, std::uint32_t number, ByteView bytes) = 0;
  virtual void finish(const domain::Evidence& evidence) = 0;
  virtual void drop_upload(const EvidenceId& id) = 0;
  // At most so many chunks; true when none is left: a big leftover is not one huge transaction.
  virtual bool drop_uploads(std::size_t chunks_most) = 0;

  virtual void put_seen(const EvidenceId& id, const SeenInside& seen) = 0;  // replaces
  virtual std::optional<SeenInside> seen(const EvidenceId& id) = 0;

  virtual std::optional<domain::Evidence> evidence(const EvidenceId& id) = 0;
  virtual std::vector<EvidenceId> with_prefix(std::string_view base32, std::size_t most) = 0;
  virtual std::vector<domain::Evidence> of(const IncidentId& incident) = 0;
  virtual std::vector<domain::Evidence> all(std::size_t limit, std::size_t offset) = 0;
  // nullopt when the chunk is not there.
  virtual std::optional<Bytes> chunk(const EvidenceId& id, std::uint32_t number) = 0;

  virtual void add_custody(const domain::CustodyEntry& entry) = 0;
  virtual std::vector<domain::CustodyEntry> custody(const EvidenceId& id) = 0;  // by number
  virtual std::optional<domain::CustodyEntry> last_custody(const EvidenceId& id) = 0;
};

}  // namespace ww
