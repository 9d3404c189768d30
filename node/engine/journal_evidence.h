// Evidence: files sealed in the journal, and what happened to each since.
//
// Rules
//   - A file comes in pieces, over several steps; never more than a piece stands in memory. What
//     was not finished is invisible, and is dropped: after an error, after kUploadLife without a
//     piece, and at the next start in bounded pieces.
//   - Its digest is committed before any parser sees it (finish, then inspect, two steps).
//   - What a parser saw in it is kept with its digest, and asked for once.
//   - Before a view or an export, and when it is shown, it is hashed again. A file that differs is
//     not given out as evidence; the answer says so.
//   - Import, view, export, rewriting and checks are entries of a signed chain
//     (evidence/custody.h). A check says what was measured, also where that is not what came in.
// Uploads and open views are in memory alone: they end with the engine.
#pragma once

#include <map>

#include "engine/journal_base.h"
#include "evidence/intake.h"
#include "evidence/manifest.h"
#include "ports/evidence_rows.h"
#include "ports/file_inspector.h"

namespace ww::engine::journal {

class EvidenceRoom {
 public:
  EvidenceRoom(Context& context, Records& records) : context_(context), records_(records) {}

  Answer<std::string> start(const api::EvidenceStart& request);
  Answer<> append(const std::string& upload, const Bytes& bytes);
  // The id of what is now evidence. inspect() is the next step.
  Answer<std::string> finish(const std::string& upload);
  Answer<api::EvidenceShown> inspect(const std::string& id);
  Answer<> abandon(const std::string& upload);

  std::vector<api::EvidenceLine> of(const IncidentId& incident);
  Answer<std::vector<api::EvidenceLine>> list(const std::string& incident);
  Answer<api::EvidenceShown> show(const std::string& id);

  // journal_custody.cpp
  Answer<api::EvidenceProof> open(const std::string& id, const std::string& purpose);
  Answer<Bytes> read(const std::string& id, std::uint64_t offset, std::uint32_t most);
  Answer<Bytes> rewritten(const std::string& id);
  Answer<std::vector<api::EvidenceVerdict>> verify(const std::string& id);
  // Whether the bytes are still those that came in.
  bool is_intact(const domain::Evidence& evidence);

  // Drops what is left of uploads. Returns when it wants to be called next.
  std::optional<Instant> on_time();

  static constexpr Duration kUploadLife = std::chrono::minutes{30};
  static constexpr std::size_t kDroppedAtOnce = 64;  // chunks: 4 MiB in one step

 private:
  struct Upload {
    domain::Evidence evidence;
    evidence::Intake intake;
    std::uint32_t chunks = 0;
    Instant touched;
  };

  Answer<domain::Evidence> about(const api::EvidenceStart& request);
  Answer<domain::Evidence> find(const std::string& id);
  Answer<std::map<EvidenceId, Upload>::iterator> upload(const std::string& id);
  void add(Upload& upload, const std::vector<Bytes>& chunks);
  // It cannot become evidence any more. Its rows go in the next step: this one is rolled back.
  void give_up(std::map<EvidenceId, Upload>::iterator upload);

  Bytes read_at(const domain::Evidence& evidence, std::uint64_t offset, std::size_t most);
  Digest32 digest_of(const domain::Evidence& evidence);
  void note_check(const domain::Evidence& evidence, const Digest32& measured);
  FileInspector::Read reader(const domain::Evidence& evidence);
  // nullopt: nobody can say.
  std::optional<Inspected> inspected(const domain::Evidence& evidence);
  Answer<domain::CustodyEntry> note(const domain::Evidence& evidence, evidence::CustodyWhat what,
                                    const std::optional<Digest32>& result = std::nullopt);

  Context& context_;
  Records& records_;
  std::map<EvidenceId, Upload> uploads_;
  std::vector<EvidenceId> given_up_;
  std::vector<EvidenceId> opened_;
  bool leftovers_gone_ = false;
};

api::EvidenceLine line_of(const domain::Evidence& evidence);

}  // namespace ww::engine::journal
