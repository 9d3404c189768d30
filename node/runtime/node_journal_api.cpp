#include "runtime/node_journal_api.h"

#include "engine/journal_help.h"

namespace ww::runtime {

using api::Answer;

template <class Ask>
auto NodeJournalApi::ask(Ask ask) -> decltype(ask(std::declval<api::JournalApi&>())) {
  api::JournalApi* const open = host_.open();
  if (open == nullptr) return host_.locked();
  auto answer = ask(*open);
  host_.asked();
  return answer;
}

Answer<api::IncidentRef> NodeJournalApi::note(const api::NoteRequest& request) {
  return ask([&](api::JournalApi& journal) { return journal.note(request); });
}
Answer<api::IncidentRef> NodeJournalApi::incident_write(const api::IncidentWrite& request) {
  return ask([&](api::JournalApi& journal) { return journal.incident_write(request); });
}
Answer<api::IncidentShown> NodeJournalApi::incident(const std::string& id, std::uint32_t version) {
  return ask([&](api::JournalApi& journal) { return journal.incident(id, version); });
}
Answer<std::vector<api::IncidentLine>> NodeJournalApi::incidents(const api::IncidentQuery& query) {
  return ask([&](api::JournalApi& journal) { return journal.incidents(query); });
}
Answer<std::vector<api::Found>> NodeJournalApi::search(const std::string& text, std::uint32_t limit,
                                                       std::uint32_t offset) {
  return ask([&](api::JournalApi& journal) { return journal.search(text, limit, offset); });
}
Answer<api::SubjectLine> NodeJournalApi::subject_write(const std::string& id,
                                                       const std::string& json) {
  return ask([&](api::JournalApi& journal) { return journal.subject_write(id, json); });
}
Answer<api::SubjectShown> NodeJournalApi::subject(const std::string& id) {
  return ask([&](api::JournalApi& journal) { return journal.subject(id); });
}
Answer<std::vector<api::SubjectLine>> NodeJournalApi::subjects(std::uint32_t limit,
                                                               std::uint32_t offset) {
  return ask([&](api::JournalApi& journal) { return journal.subjects(limit, offset); });
}
Answer<std::vector<api::MaybeSame>> NodeJournalApi::maybe_same(const std::string& subject) {
  return ask([&](api::JournalApi& journal) { return journal.maybe_same(subject); });
}
Answer<api::UndoLine> NodeJournalApi::subject_merge(const std::string& into,
                                                    const std::string& from) {
  return ask([&](api::JournalApi& journal) { return journal.subject_merge(into, from); });
}
Answer<api::UndoLine> NodeJournalApi::subject_split(const std::string& subject,
                                                    const std::vector<std::string>& incidents,
                                                    const std::string& new_label) {
  return ask([&](api::JournalApi& journal) {
    return journal.subject_split(subject, incidents, new_label);
  });
}
Answer<> NodeJournalApi::undo(const std::string& id) {
  return ask([&](api::JournalApi& journal) { return journal.undo(id); });
}
Answer<std::vector<api::UndoLine>> NodeJournalApi::undos() {
  return ask([](api::JournalApi& journal) { return journal.undos(); });
}
Answer<std::string> NodeJournalApi::evidence_start(const api::EvidenceStart& request) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_start(request); });
}
Answer<> NodeJournalApi::evidence_append(const std::string& upload, const Bytes& bytes) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_append(upload, bytes); });
}
Answer<api::EvidenceShown> NodeJournalApi::evidence_finish(const std::string& upload) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_finish(upload); });
}
Answer<> NodeJournalApi::evidence_abandon(const std::string& upload) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_abandon(upload); });
}
Answer<std::vector<api::EvidenceLine>> NodeJournalApi::evidence_list(const std::string& incident) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_list(incident); });
}
Answer<api::EvidenceShown> NodeJournalApi::evidence(const std::string& id) {
  return ask([&](api::JournalApi& journal) { return journal.evidence(id); });
}
Answer<api::EvidenceProof> NodeJournalApi::evidence_open(const std::string& id,
                                                         const std::string& purpose) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_open(id, purpose); });
}
Answer<Bytes> NodeJournalApi::evidence_read(const std::string& id, std::uint64_t offset,
                                            std::uint32_t most) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_read(id, offset, most); });
}
Answer<Bytes> NodeJournalApi::evidence_rewritten(const std::string& id) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_rewritten(id); });
}
Answer<std::vector<api::EvidenceVerdict>> NodeJournalApi::evidence_verify(const std::string& id) {
  return ask([&](api::JournalApi& journal) { return journal.evidence_verify(id); });
}
Answer<api::Care> NodeJournalApi::care(const std::string& incident) {
  return ask([&](api::JournalApi& journal) { return journal.care(incident); });
}
Answer<std::vector<api::CardShown>> NodeJournalApi::cards(const api::CardsQuery& query) {
  if (host_.open() == nullptr) return engine::journal::LockedHelp(*host_.regions).cards(query);
  return ask([&](api::JournalApi& journal) { return journal.cards(query); });
}
Answer<std::vector<api::HelpLine>> NodeJournalApi::contacts_for(const std::string& region,
                                                                const std::string& purpose) {
  if (host_.open() == nullptr) {
    return engine::journal::LockedHelp(*host_.regions).contacts_for(region, purpose);
  }
  return ask([&](api::JournalApi& journal) { return journal.contacts_for(region, purpose); });
}
Answer<std::vector<api::PackLine>> NodeJournalApi::packs() {
  return ask([](api::JournalApi& journal) { return journal.packs(); });
}
Answer<api::PackLine> NodeJournalApi::pack_import(const Bytes& pack, const Bytes& signature) {
  return ask([&](api::JournalApi& journal) { return journal.pack_import(pack, signature); });
}
Answer<api::Packet> NodeJournalApi::packet(const api::PacketRequest& request) {
  return ask([&](api::JournalApi& journal) { return journal.packet(request); });
}
Answer<api::ConsentLine> NodeJournalApi::consent_give(const std::string& incident,
                                                      const std::string& route,
                                                      const std::string& to,
                                                      const std::string& note,
                                                      const std::vector<std::string>& shared) {
  return ask([&](api::JournalApi& journal) {
    return journal.consent_give(incident, route, to, note, shared);
  });
}
Answer<api::ConsentLine> NodeJournalApi::consent_withdraw(const std::string& id) {
  return ask([&](api::JournalApi& journal) { return journal.consent_withdraw(id); });
}
Answer<std::vector<api::ConsentLine>> NodeJournalApi::consents(const std::string& incident) {
  return ask([&](api::JournalApi& journal) { return journal.consents(incident); });
}
Answer<api::ReportLine> NodeJournalApi::report_write(const api::ReportLine& report) {
  return ask([&](api::JournalApi& journal) { return journal.report_write(report); });
}
Answer<std::vector<api::ReportLine>> NodeJournalApi::reports(const std::string& incident) {
  return ask([&](api::JournalApi& journal) { return journal.reports(incident); });
}
Answer<std::string> NodeJournalApi::own() {
  return ask([](api::JournalApi& journal) { return journal.own(); });
}
Answer<> NodeJournalApi::own_set(const std::string& json) {
  return ask([&](api::JournalApi& journal) { return journal.own_set(json); });
}
Answer<std::vector<api::Problem::Finding>> NodeJournalApi::redact(const std::string& text) {
  return ask([&](api::JournalApi& journal) { return journal.redact(text); });
}
Answer<std::string> NodeJournalApi::block_list(const std::vector<std::string>& subjects) {
  return ask([&](api::JournalApi& journal) { return journal.block_list(subjects); });
}
Answer<std::vector<api::IncidentLine>> NodeJournalApi::due_for_review() {
  return ask([](api::JournalApi& journal) { return journal.due_for_review(); });
}
Answer<> NodeJournalApi::keep_until(const std::string& incident, Instant review) {
  return ask([&](api::JournalApi& journal) { return journal.keep_until(incident, review); });
}
Answer<> NodeJournalApi::purge(const std::string& incident) {
  return ask([&](api::JournalApi& journal) { return journal.purge(incident); });
}
Answer<std::uint32_t> NodeJournalApi::clean_up() {
  return ask([](api::JournalApi& journal) { return journal.clean_up(); });
}

}  // namespace ww::runtime
