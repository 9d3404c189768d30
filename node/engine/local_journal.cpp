#include "engine/local_journal.h"

#include "engine/journal_own.h"

namespace ww::engine {

using api::Answer;

LocalJournal::LocalJournal(NodeEngine& engine, std::function<Instant()> now,
                           std::function<void(Effects)> sink)
    : engine_(engine), now_(std::move(now)), sink_(std::move(sink)) {}

template <class T>
Answer<T> LocalJournal::ask(const std::function<Answer<T>(Journal&)>& request) {
  auto called = engine_.call<T>(now_(), [&] { return request(engine_.journal()); });
  if (!called) {
    return api::Problem{api::Problem::Kind::other,
                        "The journal could not be written. Nothing was changed. Is the disk full?",
                        {},
                        {}};
  }
  sink_(std::move(called->effects));
  return std::move(called->answer);
}

template <class T>
Answer<T> LocalJournal::look(const std::function<Answer<T>(Journal&)>& request) {
  auto answer = engine_.read<T>(now_(), [&] { return request(engine_.journal()); });
  if (!answer) {
    return problem(api::Problem::Kind::other,
                   "The journal could not be read. `watchword doctor` may tell why.");
  }
  return std::move(*answer);
}

Answer<api::IncidentRef> LocalJournal::note(const api::NoteRequest& request) {
  return ask<api::IncidentRef>([&](Journal& j) { return j.incidents.note(request); });
}
Answer<api::IncidentRef> LocalJournal::incident_write(const api::IncidentWrite& request) {
  return ask<api::IncidentRef>([&](Journal& j) { return j.incidents.write(request); });
}
Answer<api::IncidentShown> LocalJournal::incident(const std::string& id, std::uint32_t version) {
  return look<api::IncidentShown>([&](Journal& j) { return j.show(id, version); });
}
Answer<std::vector<api::IncidentLine>> LocalJournal::incidents(const api::IncidentQuery& query) {
  return look<std::vector<api::IncidentLine>>([&](Journal& j) { return j.incidents.list(query); });
}
Answer<std::vector<api::Found>> LocalJournal::search(const std::string& text, std::uint32_t limit,
                                                     std::uint32_t offset) {
  return look<std::vector<api::Found>>(
      [&](Journal& j) { return j.incidents.search(text, limit, offset); });
}
Answer<api::SubjectLine> LocalJournal::subject_write(const std::string& id,
                                                     const std::string& json) {
  return ask<api::SubjectLine>([&](Journal& j) { return j.subjects.write(id, json); });
}
Answer<api::SubjectShown> LocalJournal::subject(const std::string& id) {
  return look<api::SubjectShown>([&](Journal& j) { return j.show_subject(id); });
}
Answer<std::vector<api::SubjectLine>> LocalJournal::subjects(std::uint32_t limit,
                                                             std::uint32_t offset) {
  return look<std::vector<api::SubjectLine>>([&](Journal& j) {
    return Answer<std::vector<api::SubjectLine>>(j.subjects.list(limit, offset));
  });
}
Answer<std::vector<api::MaybeSame>> LocalJournal::maybe_same(const std::string& subject) {
  return look<std::vector<api::MaybeSame>>(
      [&](Journal& j) { return j.subjects.maybe_same(subject); });
}
Answer<api::UndoLine> LocalJournal::subject_merge(const std::string& into,
                                                  const std::string& from) {
  return ask<api::UndoLine>([&](Journal& j) { return j.subjects.merge(into, from); });
}
Answer<api::UndoLine> LocalJournal::subject_split(const std::string& subject,
                                                  const std::vector<std::string>& incidents,
                                                  const std::string& new_label) {
  return ask<api::UndoLine>(
      [&](Journal& j) { return j.subjects.split(subject, incidents, new_label); });
}
Answer<> LocalJournal::undo(const std::string& id) {
  return ask<Unit>([&](Journal& j) { return j.subjects.undo(id); });
}
Answer<std::vector<api::UndoLine>> LocalJournal::undos() {
  return ask<std::vector<api::UndoLine>>(
      [&](Journal& j) { return Answer<std::vector<api::UndoLine>>(j.subjects.undos()); });
}
Answer<std::string> LocalJournal::evidence_start(const api::EvidenceStart& request) {
  return ask<std::string>([&](Journal& j) { return j.evidence.start(request); });
}
Answer<> LocalJournal::evidence_append(const std::string& upload, const Bytes& bytes) {
  return ask<Unit>([&](Journal& j) { return j.evidence.append(upload, bytes); });
}
// Two steps: the digest is on disk before a parser sees the file. Should the second fail, the file
// is there, of no known type.
Answer<api::EvidenceShown> LocalJournal::evidence_finish(const std::string& upload) {
  auto id = ask<std::string>([&](Journal& j) { return j.evidence.finish(upload); });
  if (!id) return id.error();
  return ask<api::EvidenceShown>([&](Journal& j) { return j.evidence.inspect(*id); });
}
Answer<> LocalJournal::evidence_abandon(const std::string& upload) {
  return ask<Unit>([&](Journal& j) { return j.evidence.abandon(upload); });
}
Answer<std::vector<api::EvidenceLine>> LocalJournal::evidence_list(const std::string& incident) {
  return look<std::vector<api::EvidenceLine>>(
      [&](Journal& j) { return j.evidence.list(incident); });
}
Answer<api::EvidenceShown> LocalJournal::evidence(const std::string& id) {
  return look<api::EvidenceShown>([&](Journal& j) { return j.evidence.show(id); });
}
Answer<api::EvidenceProof> LocalJournal::evidence_open(const std::string& id,
                                                       const std::string& purpose) {
  return ask<api::EvidenceProof>([&](Journal& j) { return j.evidence.open(id, purpose); });
}
Answer<Bytes> LocalJournal::evidence_read(const std::string& id, std::uint64_t offset,
                                          std::uint32_t most) {
  return ask<Bytes>([&](Journal& j) { return j.evidence.read(id, offset, most); });
}
Answer<Bytes> LocalJournal::evidence_rewritten(const std::string& id) {
  return ask<Bytes>([&](Journal& j) { return j.evidence.rewritten(id); });
}
Answer<std::vector<api::EvidenceVerdict>> LocalJournal::evidence_verify(const std::string& id) {
  return ask<std::vector<api::EvidenceVerdict>>([&](Journal& j) { return j.evidence.verify(id); });
}
Answer<api::Care> LocalJournal::care(const std::string& incident) {
  return look<api::Care>([&](Journal& j) { return j.help.care(incident); });
}
Answer<std::vector<api::CardShown>> LocalJournal::cards(const api::CardsQuery& query) {
  return look<std::vector<api::CardShown>>([&](Journal& j) { return j.help.cards(query); });
}
Answer<std::vector<api::HelpLine>> LocalJournal::contacts_for(const std::string& region,
                                                              const std::string& purpose) {
  return look<std::vector<api::HelpLine>>(
      [&](Journal& j) { return j.help.contacts_for(region, purpose); });
}
Answer<std::vector<api::PackLine>> LocalJournal::packs() {
  return look<std::vector<api::PackLine>>(
      [&](Journal& j) { return Answer<std::vector<api::PackLine>>(j.help.packs()); });
}
Answer<api::PackLine> LocalJournal::pack_import(const Bytes& pack, const Bytes& signature) {
  return ask<api::PackLine>([&](Journal& j) { return j.packs.import(pack, signature); });
}
Answer<api::Packet> LocalJournal::packet(const api::PacketRequest& request) {
  return ask<api::Packet>([&](Journal& j) { return j.packets.make(request); });
}
Answer<api::ConsentLine> LocalJournal::consent_give(const std::string& incident,
                                                    const std::string& route, const std::string& to,
                                                    const std::string& note,
                                                    const std::vector<std::string>& shared) {
  return ask<api::ConsentLine>(
      [&](Journal& j) { return j.consents.give(incident, route, to, note, shared); });
}
Answer<api::ConsentLine> LocalJournal::consent_withdraw(const std::string& id) {
  return ask<api::ConsentLine>([&](Journal& j) { return j.consents.withdraw(id); });
}
Answer<std::vector<api::ConsentLine>> LocalJournal::consents(const std::string& incident) {
  return look<std::vector<api::ConsentLine>>([&](Journal& j) { return j.consents.list(incident); });
}
Answer<api::ReportLine> LocalJournal::report_write(const api::ReportLine& report) {
  return ask<api::ReportLine>([&](Journal& j) { return j.consents.report(report); });
}
Answer<std::vector<api::ReportLine>> LocalJournal::reports(const std::string& incident) {
  return look<std::vector<api::ReportLine>>(
      [&](Journal& j) { return j.consents.reports(incident); });
}
Answer<std::string> LocalJournal::own() {
  return look<std::string>(
      [&](Journal&) { return Answer<std::string>(journal::own_json(engine_.context())); });
}
Answer<> LocalJournal::own_set(const std::string& json) {
  return ask<Unit>([&](Journal&) { return journal::set_own(engine_.context(), json); });
}
Answer<std::vector<api::Problem::Finding>> LocalJournal::redact(const std::string& text) {
  using List = std::vector<api::Problem::Finding>;
  return look<List>([&](Journal&) { return journal::redact_text(engine_.context(), text); });
}
Answer<std::string> LocalJournal::block_list(const std::vector<std::string>& subjects) {
  return look<std::string>([&](Journal& j) { return j.block_list(subjects); });
}
Answer<std::vector<api::IncidentLine>> LocalJournal::due_for_review() {
  return look<std::vector<api::IncidentLine>>(
      [&](Journal& j) { return j.incidents.due_for_review(); });
}
Answer<> LocalJournal::keep_until(const std::string& incident, Instant review) {
  return ask<Unit>([&](Journal& j) { return j.incidents.keep_until(incident, review); });
}
Answer<> LocalJournal::purge(const std::string& incident) {
  clean_ = false;
  return ask<Unit>([&](Journal& j) { return j.incidents.purge(incident); });
}
Answer<std::uint32_t> LocalJournal::clean_up() {
  const auto left = engine_.context().store.journal().scrub_some();
  if (!left.ok()) {
    return api::Problem{
        api::Problem::Kind::other,
        "The incident is deleted. Its words may still stand in free parts of the file: the disk "
        "did not let them be overwritten. It is tried again until it has room.",
        {},
        {}};
  }
  clean_ = *left == 0;
  return *left;
}

}  // namespace ww::engine
