#include "control/journal_server.h"

#include "control/reply.h"

namespace ww::control {
namespace {

class JournalServer final : public schema::Journal::Server {
 public:
  explicit JournalServer(api::JournalApi& journal) : journal_(journal) {}

  using Done = kj::Promise<void>;

  Done note(NoteContext context) override {
    return reply(context, [&](auto params) { return journal_.note(read(params)); });
  }
  Done incidentWrite(IncidentWriteContext context) override {
    return reply(context, [&](auto params) { return journal_.incident_write(read(params)); });
  }
  Done incident(IncidentContext context) override {
    return reply(context, [&](auto params) {
      return journal_.incident(text(params.getId()), params.getVersion());
    });
  }
  Done incidents(IncidentsContext context) override {
    return reply(context, [&](auto params) { return journal_.incidents(read(params)); });
  }
  Done search(SearchContext context) override {
    return reply(context, [&](auto params) {
      return journal_.search(text(params.getText()), params.getLimit(), params.getOffset());
    });
  }
  Done subjectWrite(SubjectWriteContext context) override {
    return reply(context, [&](auto params) {
      return journal_.subject_write(text(params.getId()), text(params.getJson()));
    });
  }
  Done subject(SubjectContext context) override {
    return reply(context, [&](auto params) { return journal_.subject(text(params.getId())); });
  }
  Done subjects(SubjectsContext context) override {
    return reply(context, [&](auto params) {
      return journal_.subjects(params.getLimit(), params.getOffset());
    });
  }
  Done maybeSame(MaybeSameContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.maybe_same(text(params.getSubject())); });
  }
  Done subjectMerge(SubjectMergeContext context) override {
    return reply(context, [&](auto params) {
      return journal_.subject_merge(text(params.getInto()), text(params.getFrom()));
    });
  }
  Done subjectSplit(SubjectSplitContext context) override {
    return reply(context, [&](auto params) {
      return journal_.subject_split(text(params.getSubject()), read_texts(params.getIncidents()),
                                    text(params.getNewLabel()));
    });
  }
  Done undo(UndoContext context) override {
    return reply(context, [&](auto params) { return journal_.undo(text(params.getId())); });
  }
  Done undos(UndosContext context) override {
    return reply(context, [&](auto) { return journal_.undos(); });
  }
  Done evidenceStart(EvidenceStartContext context) override {
    return reply(context, [&](auto params) { return journal_.evidence_start(read(params)); });
  }
  Done evidenceAppend(EvidenceAppendContext context) override {
    return reply(context, [&](auto params) {
      return journal_.evidence_append(text(params.getUpload()), bytes(params.getBytes()));
    });
  }
  Done evidenceFinish(EvidenceFinishContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.evidence_finish(text(params.getUpload())); });
  }
  Done evidenceAbandon(EvidenceAbandonContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.evidence_abandon(text(params.getUpload())); });
  }
  Done evidenceList(EvidenceListContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.evidence_list(text(params.getIncident())); });
  }
  Done evidence(EvidenceContext context) override {
    return reply(context, [&](auto params) { return journal_.evidence(text(params.getId())); });
  }
  Done evidenceOpen(EvidenceOpenContext context) override {
    return reply(context, [&](auto params) {
      return journal_.evidence_open(text(params.getId()), text(params.getPurpose()));
    });
  }
  Done evidenceRead(EvidenceReadContext context) override {
    return reply(context, [&](auto params) {
      return journal_.evidence_read(text(params.getId()), params.getOffset(), params.getMost());
    });
  }
  Done evidenceRewritten(EvidenceRewrittenContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.evidence_rewritten(text(params.getId())); });
  }
  Done evidenceVerify(EvidenceVerifyContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.evidence_verify(text(params.getId())); });
  }
  Done care(CareContext context) override {
    return reply(context, [&](auto params) { return journal_.care(text(params.getIncident())); });
  }
  Done cards(CardsContext context) override {
    return reply(context, [&](auto params) {
      return journal_.cards(
          {text(params.getName()), text(params.getRegion()), text(params.getLang())});
    });
  }
  Done contactsFor(ContactsForContext context) override {
    return reply(context, [&](auto params) {
      return journal_.contacts_for(text(params.getRegion()), text(params.getPurpose()));
    });
  }
  Done packs(PacksContext context) override {
    return reply(context, [&](auto) { return journal_.packs(); });
  }
  Done packImport(PackImportContext context) override {
    return reply(context, [&](auto params) {
      return journal_.pack_import(bytes(params.getPack()), bytes(params.getSignature()));
    });
  }
  Done packet(PacketContext context) override {
    return reply(context, [&](auto params) { return journal_.packet(read(params)); });
  }
  Done consentGive(ConsentGiveContext context) override {
    return reply(context, [&](auto params) {
      return journal_.consent_give(text(params.getIncident()), text(params.getRoute()),
                                   text(params.getTo()), text(params.getNote()),
                                   read_texts(params.getShared()));
    });
  }
  Done consentWithdraw(ConsentWithdrawContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.consent_withdraw(text(params.getId())); });
  }
  Done consents(ConsentsContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.consents(text(params.getIncident())); });
  }
  Done reportWrite(ReportWriteContext context) override {
    return reply(context, [&](auto params) { return journal_.report_write(read(params)); });
  }
  Done reports(ReportsContext context) override {
    return reply(context,
                 [&](auto params) { return journal_.reports(text(params.getIncident())); });
  }
  Done own(OwnContext context) override {
    return reply(context, [&](auto) { return journal_.own(); });
  }
  Done ownSet(OwnSetContext context) override {
    return reply(context, [&](auto params) { return journal_.own_set(text(params.getJson())); });
  }
  Done redact(RedactContext context) override {
    return reply(context, [&](auto params) { return journal_.redact(text(params.getText())); });
  }
  Done blockList(BlockListContext context) override {
    return reply(context, [&](auto params) {
      return journal_.block_list(read_texts(params.getSubjects()));
    });
  }
  Done dueForReview(DueForReviewContext context) override {
    return reply(context, [&](auto) { return journal_.due_for_review(); });
  }
  Done keepUntil(KeepUntilContext context) override {
    return reply(context, [&](auto params) {
      return journal_.keep_until(text(params.getIncident()), from_ms(params.getReview()));
    });
  }
  Done purge(PurgeContext context) override {
    return reply(context, [&](auto params) { return journal_.purge(text(params.getIncident())); });
  }
  Done cleanUp(CleanUpContext context) override {
    return reply(context, [&](auto) { return journal_.clean_up(); });
  }

 private:
  api::JournalApi& journal_;
};

}  // namespace

schema::Journal::Client serve_journal(api::JournalApi& journal) {
  return kj::heap<JournalServer>(journal);
}

}  // namespace ww::control
