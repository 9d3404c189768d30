#include "control/journal_client.h"

#include "control/line.h"

namespace ww::control {

using api::Answer;

Answer<api::IncidentRef> JournalClient::note(const api::NoteRequest& request) {
  return line_.ask_journal<api::IncidentRef>([&](schema::Journal::Client& journal) {
    auto call = journal.noteRequest();
    write(call, request);
    return call;
  });
}
Answer<api::IncidentRef> JournalClient::incident_write(const api::IncidentWrite& request) {
  return line_.ask_journal<api::IncidentRef>([&](schema::Journal::Client& journal) {
    auto call = journal.incidentWriteRequest();
    write(call, request);
    return call;
  });
}
Answer<api::IncidentShown> JournalClient::incident(const std::string& id, std::uint32_t version) {
  return line_.ask_journal<api::IncidentShown>([&](schema::Journal::Client& journal) {
    auto call = journal.incidentRequest();
    call.setId(text(id));
    call.setVersion(version);
    return call;
  });
}
Answer<std::vector<api::IncidentLine>> JournalClient::incidents(const api::IncidentQuery& query) {
  return line_.ask_journal<std::vector<api::IncidentLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.incidentsRequest();
    write(call, query);
    return call;
  });
}
Answer<std::vector<api::Found>> JournalClient::search(const std::string& words, std::uint32_t limit,
                                                      std::uint32_t offset) {
  return line_.ask_journal<std::vector<api::Found>>([&](schema::Journal::Client& journal) {
    auto call = journal.searchRequest();
    call.setText(text(words));
    call.setLimit(limit);
    call.setOffset(offset);
    return call;
  });
}
Answer<api::SubjectLine> JournalClient::subject_write(const std::string& id,
                                                      const std::string& json) {
  return line_.ask_journal<api::SubjectLine>([&](schema::Journal::Client& journal) {
    auto call = journal.subjectWriteRequest();
    call.setId(text(id));
    call.setJson(text(json));
    return call;
  });
}
Answer<api::SubjectShown> JournalClient::subject(const std::string& id) {
  return line_.ask_journal<api::SubjectShown>([&](schema::Journal::Client& journal) {
    auto call = journal.subjectRequest();
    call.setId(text(id));
    return call;
  });
}
Answer<std::vector<api::SubjectLine>> JournalClient::subjects(std::uint32_t limit,
                                                              std::uint32_t offset) {
  return line_.ask_journal<std::vector<api::SubjectLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.subjectsRequest();
    call.setLimit(limit);
    call.setOffset(offset);
    return call;
  });
}
Answer<std::vector<api::MaybeSame>> JournalClient::maybe_same(const std::string& subject) {
  return line_.ask_journal<std::vector<api::MaybeSame>>([&](schema::Journal::Client& journal) {
    auto call = journal.maybeSameRequest();
    call.setSubject(text(subject));
    return call;
  });
}
Answer<api::UndoLine> JournalClient::subject_merge(const std::string& into,
                                                   const std::string& from) {
  return line_.ask_journal<api::UndoLine>([&](schema::Journal::Client& journal) {
    auto call = journal.subjectMergeRequest();
    call.setInto(text(into));
    call.setFrom(text(from));
    return call;
  });
}
Answer<api::UndoLine> JournalClient::subject_split(const std::string& subject,
                                                   const std::vector<std::string>& incidents,
                                                   const std::string& new_label) {
  return line_.ask_journal<api::UndoLine>([&](schema::Journal::Client& journal) {
    auto call = journal.subjectSplitRequest();
    call.setSubject(text(subject));
    write_texts(call.initIncidents(count(incidents)), incidents);
    call.setNewLabel(text(new_label));
    return call;
  });
}
Answer<> JournalClient::undo(const std::string& id) {
  return line_.ask_journal<Unit>([&](schema::Journal::Client& journal) {
    auto call = journal.undoRequest();
    call.setId(text(id));
    return call;
  });
}
Answer<std::vector<api::UndoLine>> JournalClient::undos() {
  return line_.ask_journal<std::vector<api::UndoLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.undosRequest();
    return call;
  });
}
Answer<std::string> JournalClient::evidence_start(const api::EvidenceStart& request) {
  return line_.ask_journal<std::string>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceStartRequest();
    write(call, request);
    return call;
  });
}
Answer<> JournalClient::evidence_append(const std::string& upload, const Bytes& piece) {
  return line_.ask_journal<Unit>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceAppendRequest();
    call.setUpload(text(upload));
    call.setBytes(bytes(piece));
    return call;
  });
}
Answer<api::EvidenceShown> JournalClient::evidence_finish(const std::string& upload) {
  return line_.ask_journal<api::EvidenceShown>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceFinishRequest();
    call.setUpload(text(upload));
    return call;
  });
}
Answer<> JournalClient::evidence_abandon(const std::string& upload) {
  return line_.ask_journal<Unit>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceAbandonRequest();
    call.setUpload(text(upload));
    return call;
  });
}
Answer<std::vector<api::EvidenceLine>> JournalClient::evidence_list(const std::string& incident) {
  return line_.ask_journal<std::vector<api::EvidenceLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceListRequest();
    call.setIncident(text(incident));
    return call;
  });
}
Answer<api::EvidenceShown> JournalClient::evidence(const std::string& id) {
  return line_.ask_journal<api::EvidenceShown>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceRequest();
    call.setId(text(id));
    return call;
  });
}
Answer<api::EvidenceProof> JournalClient::evidence_open(const std::string& id,
                                                        const std::string& purpose) {
  return line_.ask_journal<api::EvidenceProof>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceOpenRequest();
    call.setId(text(id));
    call.setPurpose(text(purpose));
    return call;
  });
}
Answer<Bytes> JournalClient::evidence_read(const std::string& id, std::uint64_t offset,
                                           std::uint32_t most) {
  return line_.ask_journal<Bytes>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceReadRequest();
    call.setId(text(id));
    call.setOffset(offset);
    call.setMost(most);
    return call;
  });
}
Answer<Bytes> JournalClient::evidence_rewritten(const std::string& id) {
  return line_.ask_journal<Bytes>([&](schema::Journal::Client& journal) {
    auto call = journal.evidenceRewrittenRequest();
    call.setId(text(id));
    return call;
  });
}
Answer<std::vector<api::EvidenceVerdict>> JournalClient::evidence_verify(const std::string& id) {
  return line_.ask_journal<std::vector<api::EvidenceVerdict>>(
      [&](schema::Journal::Client& journal) {
        auto call = journal.evidenceVerifyRequest();
        call.setId(text(id));
        return call;
      });
}
Answer<api::Care> JournalClient::care(const std::string& incident) {
  return line_.ask_journal<api::Care>([&](schema::Journal::Client& journal) {
    auto call = journal.careRequest();
    call.setIncident(text(incident));
    return call;
  });
}
Answer<std::vector<api::CardShown>> JournalClient::cards(const api::CardsQuery& query) {
  return line_.ask_journal<std::vector<api::CardShown>>([&](schema::Journal::Client& journal) {
    auto call = journal.cardsRequest();
    call.setName(text(query.name));
    call.setRegion(text(query.region));
    call.setLang(text(query.lang));
    return call;
  });
}
Answer<std::vector<api::HelpLine>> JournalClient::contacts_for(const std::string& region,
                                                               const std::string& purpose) {
  return line_.ask_journal<std::vector<api::HelpLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.contactsForRequest();
    call.setRegion(text(region));
    call.setPurpose(text(purpose));
    return call;
  });
}
Answer<std::vector<api::PackLine>> JournalClient::packs() {
  return line_.ask_journal<std::vector<api::PackLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.packsRequest();
    return call;
  });
}
Answer<api::PackLine> JournalClient::pack_import(const Bytes& pack, const Bytes& signature) {
  return line_.ask_journal<api::PackLine>([&](schema::Journal::Client& journal) {
    auto call = journal.packImportRequest();
    call.setPack(bytes(pack));
    call.setSignature(bytes(signature));
    return call;
  });
}
Answer<api::Packet> JournalClient::packet(const api::PacketRequest& request) {
  return line_.ask_journal<api::Packet>([&](schema::Journal::Client& journal) {
    auto call = journal.packetRequest();
    write(call, request);
    return call;
  });
}
Answer<api::ConsentLine> JournalClient::consent_give(const std::string& incident,
                                                     const std::string& route,
                                                     const std::string& to, const std::string& note,
                                                     const std::vector<std::string>& shared) {
  return line_.ask_journal<api::ConsentLine>([&](schema::Journal::Client& journal) {
    auto call = journal.consentGiveRequest();
    call.setIncident(text(incident));
    call.setRoute(text(route));
    call.setTo(text(to));
    call.setNote(text(note));
    write_texts(call.initShared(count(shared)), shared);
    return call;
  });
}
Answer<api::ConsentLine> JournalClient::consent_withdraw(const std::string& id) {
  return line_.ask_journal<api::ConsentLine>([&](schema::Journal::Client& journal) {
    auto call = journal.consentWithdrawRequest();
    call.setId(text(id));
    return call;
  });
}
Answer<std::vector<api::ConsentLine>> JournalClient::consents(const std::string& incident) {
  return line_.ask_journal<std::vector<api::ConsentLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.consentsRequest();
    call.setIncident(text(incident));
    return call;
  });
}
Answer<api::ReportLine> JournalClient::report_write(const api::ReportLine& report) {
  return line_.ask_journal<api::ReportLine>([&](schema::Journal::Client& journal) {
    auto call = journal.reportWriteRequest();
    write(call, report);
    return call;
  });
}
Answer<std::vector<api::ReportLine>> JournalClient::reports(const std::string& incident) {
  return line_.ask_journal<std::vector<api::ReportLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.reportsRequest();
    call.setIncident(text(incident));
    return call;
  });
}
Answer<std::string> JournalClient::own() {
  return line_.ask_journal<std::string>([&](schema::Journal::Client& journal) {
    auto call = journal.ownRequest();
    return call;
  });
}
Answer<> JournalClient::own_set(const std::string& json) {
  return line_.ask_journal<Unit>([&](schema::Journal::Client& journal) {
    auto call = journal.ownSetRequest();
    call.setJson(text(json));
    return call;
  });
}
Answer<std::vector<api::Problem::Finding>> JournalClient::redact(const std::string& words) {
  return line_.ask_journal<std::vector<api::Problem::Finding>>(
      [&](schema::Journal::Client& journal) {
        auto call = journal.redactRequest();
        call.setText(text(words));
        return call;
      });
}
Answer<std::string> JournalClient::block_list(const std::vector<std::string>& subjects) {
  return line_.ask_journal<std::string>([&](schema::Journal::Client& journal) {
    auto call = journal.blockListRequest();
    write_texts(call.initSubjects(count(subjects)), subjects);
    return call;
  });
}
Answer<std::vector<api::IncidentLine>> JournalClient::due_for_review() {
  return line_.ask_journal<std::vector<api::IncidentLine>>([&](schema::Journal::Client& journal) {
    auto call = journal.dueForReviewRequest();
    return call;
  });
}
Answer<> JournalClient::keep_until(const std::string& incident, Instant review) {
  return line_.ask_journal<Unit>([&](schema::Journal::Client& journal) {
    auto call = journal.keepUntilRequest();
    call.setIncident(text(incident));
    call.setReview(to_ms(review));
    return call;
  });
}
Answer<> JournalClient::purge(const std::string& incident) {
  return line_.ask_journal<Unit>([&](schema::Journal::Client& journal) {
    auto call = journal.purgeRequest();
    call.setIncident(text(incident));
    return call;
  });
}
Answer<std::uint32_t> JournalClient::clean_up() {
  return line_.ask_journal<std::uint32_t>(
      [](schema::Journal::Client& journal) { return journal.cleanUpRequest(); });
}

}  // namespace ww::control
