// LocalJournal: the journal's calls in this process, each as one step of the engine. Two need more
// than one: what comes in is inspected only after its digest is committed, and what was purged is
// scrubbed from the file after the commit, in slices (clean_up()).
#pragma once

#include <functional>

#include "api/journal_api.h"
#include "engine/node_engine.h"

namespace ww::engine {

class LocalJournal final : public api::JournalApi {
 public:
  LocalJournal(NodeEngine& engine, std::function<Instant()> now, std::function<void(Effects)> sink);

  api::Answer<api::IncidentRef> note(const api::NoteRequest& request) override;
  api::Answer<api::IncidentRef> incident_write(const api::IncidentWrite& request) override;
  api::Answer<api::IncidentShown> incident(const std::string& id, std::uint32_t version) override;
  api::Answer<std::vector<api::IncidentLine>> incidents(const api::IncidentQuery& query) override;
  api::Answer<std::vector<api::Found>> search(const std::string& text, std::uint32_t limit,
                                              std::uint32_t offset) override;
  api::Answer<api::SubjectLine> subject_write(const std::string& id,
                                              const std::string& json) override;
  api::Answer<api::SubjectShown> subject(const std::string& id) override;
  api::Answer<std::vector<api::SubjectLine>> subjects(std::uint32_t limit,
                                                      std::uint32_t offset) override;
  api::Answer<std::vector<api::MaybeSame>> maybe_same(const std::string& subject) override;
  api::Answer<api::UndoLine> subject_merge(const std::string& into,
                                           const std::string& from) override;
  api::Answer<api::UndoLine> subject_split(const std::string& subject,
                                           const std::vector<std::string>& incidents,
                                           const std::string& new_label) override;
  api::Answer<> undo(const std::string& id) override;
  api::Answer<std::vector<api::UndoLine>> undos() override;
  api::Answer<std::string> evidence_start(const api::EvidenceStart& request) override;
  api::Answer<> evidence_append(const std::string& upload, const Bytes& bytes) override;
  api::Answer<api::EvidenceShown> evidence_finish(const std::string& upload) override;
  api::Answer<> evidence_abandon(const std::string& upload) override;
  api::Answer<std::vector<api::EvidenceLine>> evidence_list(const std::string& incident) override;
  api::Answer<api::EvidenceShown> evidence(const std::string& id) override;
  api::Answer<api::EvidenceProof> evidence_open(const std::string& id,
                                                const std::string& purpose) override;
  api::Answer<Bytes> evidence_read(const std::string& id, std::uint64_t offset,
                                   std::uint32_t most) override;
  api::Answer<Bytes> evidence_rewritten(const std::string& id) override;
  api::Answer<std::vector<api::EvidenceVerdict>> evidence_verify(const std::string& id) override;
  api::Answer<api::Care> care(const std::string& incident) override;
  api::Answer<std::vector<api::CardShown>> cards(const api::CardsQuery& query) override;
  api::Answer<std::vector<api::HelpLine>> contacts_for(const std::string& region,
                                                       const std::string& purpose) override;
  api::Answer<std::vector<api::PackLine>> packs() override;
  api::Answer<api::PackLine> pack_import(const Bytes& pack, const Bytes& signature) override;
  api::Answer<api::Packet> packet(const api::PacketRequest& request) override;
  api::Answer<api::ConsentLine> consent_give(const std::string& incident, const std::string& route,
                                             const std::string& to, const std::string& note,
                                             const std::vector<std::string>& shared) override;
  api::Answer<api::ConsentLine> consent_withdraw(const std::string& id) override;
  api::Answer<std::vector<api::ConsentLine>> consents(const std::string& incident) override;
  api::Answer<api::ReportLine> report_write(const api::ReportLine& report) override;
  api::Answer<std::vector<api::ReportLine>> reports(const std::string& incident) override;
  api::Answer<std::string> own() override;
  api::Answer<> own_set(const std::string& json) override;
  api::Answer<std::vector<api::Problem::Finding>> redact(const std::string& text) override;
  api::Answer<std::string> block_list(const std::vector<std::string>& subjects) override;
  api::Answer<std::vector<api::IncidentLine>> due_for_review() override;
  api::Answer<> keep_until(const std::string& incident, Instant review) override;
  api::Answer<> purge(const std::string& incident) override;
  api::Answer<std::uint32_t> clean_up() override;

  // False while clean_up() may have something to do: after a purge, and until the first call, which
  // finds what a crash left.
  bool is_clean() const { return clean_; }

 private:
  template <class T>
  api::Answer<T> ask(const std::function<api::Answer<T>(Journal&)>& request);
  template <class T>
  api::Answer<T> look(const std::function<api::Answer<T>(Journal&)>& request);

  NodeEngine& engine_;
  std::function<Instant()> now_;
  std::function<void(Effects)> sink_;
  bool clean_ = false;
};

}  // namespace ww::engine
