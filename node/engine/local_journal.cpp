#include "engine/local_journal.h"

namespace ww::engine {
namespace {

using api::Answer;

api::Problem not_yet() {
  return {api::Problem::Kind::not_in_this_version, "This version keeps no journal yet.", {}, {}};
}

}  // namespace

Answer<api::IncidentRef> LocalJournal::note(const api::NoteRequest&) { return not_yet(); }
Answer<api::IncidentRef> LocalJournal::incident_write(const api::IncidentWrite&) {
  return not_yet();
}
Answer<api::IncidentShown> LocalJournal::incident(const std::string&, std::uint32_t) {
  return not_yet();
}
Answer<std::vector<api::IncidentLine>> LocalJournal::incidents(const api::IncidentQuery&) {
  return not_yet();
}
Answer<std::vector<api::Found>> LocalJournal::search(const std::string&, std::uint32_t,
                                                     std::uint32_t) {
  return not_yet();
}
Answer<api::SubjectLine> LocalJournal::subject_write(const std::string&, const std::string&) {
  return not_yet();
}
Answer<api::SubjectShown> LocalJournal::subject(const std::string&) { return not_yet(); }
Answer<std::vector<api::SubjectLine>> LocalJournal::subjects(std::uint32_t, std::uint32_t) {
  return not_yet();
}
Answer<std::vector<api::MaybeSame>> LocalJournal::maybe_same(const std::string&) {
  return not_yet();
}
Answer<api::UndoLine> LocalJournal::subject_merge(const std::string&, const std::string&) {
  return not_yet();
}
Answer<api::UndoLine> LocalJournal::subject_split(const std::string&,
                                                  const std::vector<std::string>&,
                                                  const std::string&) {
  return not_yet();
}
Answer<> LocalJournal::undo(const std::string&) { return not_yet(); }
Answer<std::vector<api::UndoLine>> LocalJournal::undos() { return not_yet(); }
Answer<std::string> LocalJournal::evidence_start(const api::EvidenceStart&) { return not_yet(); }
Answer<> LocalJournal::evidence_append(const std::string&, const Bytes&) { return not_yet(); }
Answer<api::EvidenceShown> LocalJournal::evidence_finish(const std::string&) { return not_yet(); }
Answer<> LocalJournal::evidence_abandon(const std::string&) { return not_yet(); }
Answer<std::vector<api::EvidenceLine>> LocalJournal::evidence_list(const std::string&) {
  return not_yet();
}
Answer<api::EvidenceShown> LocalJournal::evidence(const std::string&) { return not_yet(); }
Answer<api::EvidenceProof> LocalJournal::evidence_open(const std::string&, const std::string&) {
  return not_yet();
}
Answer<Bytes> LocalJournal::evidence_read(const std::string&, std::uint64_t, std::uint32_t) {
  return not_yet();
}
Answer<Bytes> LocalJournal::evidence_rewritten(const std::string&) { return not_yet(); }
Answer<std::vector<api::EvidenceVerdict>> LocalJournal::evidence_verify(const std::string&) {
  return not_yet();
}
Answer<api::Care> LocalJournal::care(const std::string&) { return not_yet(); }
Answer<std::vector<api::CardShown>> LocalJournal::cards(const api::CardsQuery&) {
  return not_yet();
}
Answer<std::vector<api::HelpLine>> LocalJournal::contacts_for(const std::string&,
                                                              const std::string&) {
  return not_yet();
}
Answer<std::vector<api::PackLine>> LocalJournal::packs() { return not_yet(); }
Answer<api::PackLine> LocalJournal::pack_import(const Bytes&, const Bytes&) { return not_yet(); }
Answer<api::Packet> LocalJournal::packet(const api::PacketRequest&) { return not_yet(); }
Answer<api::ConsentLine> LocalJournal::consent_give(const std::string&, const std::string&,
                                                    const std::string&, const std::string&,
                                                    const std::vector<std::string>&) {
  return not_yet();
}
Answer<api::ConsentLine> LocalJournal::consent_withdraw(const std::string&) { return not_yet(); }
Answer<std::vector<api::ConsentLine>> LocalJournal::consents(const std::string&) {
  return not_yet();
}
Answer<api::ReportLine> LocalJournal::report_write(const api::ReportLine&) { return not_yet(); }
Answer<std::vector<api::ReportLine>> LocalJournal::reports(const std::string&) { return not_yet(); }
Answer<std::string> LocalJournal::own() { return not_yet(); }
Answer<> LocalJournal::own_set(const std::string&) { return not_yet(); }
Answer<std::vector<api::Problem::Finding>> LocalJournal::redact(const std::string&) {
  return not_yet();
}
Answer<std::string> LocalJournal::block_list(const std::vector<std::string>&) { return not_yet(); }
Answer<std::vector<api::IncidentLine>> LocalJournal::due_for_review() { return not_yet(); }
Answer<> LocalJournal::keep_until(const std::string&, Instant) { return not_yet(); }
Answer<> LocalJournal::purge(const std::string&) { return not_yet(); }

}  // namespace ww::engine
