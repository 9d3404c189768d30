#include "control/journal_convert.h"

#include "control/convert_lists.h"

namespace ww::control {

// ---- incidents
// ------------------------------------------------------------------------------------------------

void write(schema::NoteRequest::Builder to, const api::NoteRequest& from) {
  to.setText(text(from.text));
  if (from.subject) to.setSubject(text(*from.subject));
}
api::NoteRequest read(schema::NoteRequest::Reader from) {
  api::NoteRequest to;
  to.text = text(from.getText());
  if (from.hasSubject()) to.subject = text(from.getSubject());
  return to;
}

void write(schema::IncidentRef::Builder to, const api::IncidentRef& from) {
  to.setId(text(from.id));
  to.setWritten(to_ms(from.written));
  to.setVersion(from.version);
  write_texts(to.initWarnings(count(from.warnings)), from.warnings);
}
api::IncidentRef read(schema::IncidentRef::Reader from) {
  api::IncidentRef to;
  to.id = text(from.getId());
  to.written = from_ms(from.getWritten());
  to.version = from.getVersion();
  to.warnings = read_texts(from.getWarnings());
  return to;
}

void write(schema::IncidentWrite::Builder to, const api::IncidentWrite& from) {
  to.setId(text(from.id));
  to.setJson(text(from.json));
  to.setState(text(from.state));
  if (from.subject) to.setSubject(text(*from.subject));
  to.setBasedOn(from.based_on);
}
api::IncidentWrite read(schema::IncidentWrite::Reader from) {
  api::IncidentWrite to;
  to.id = text(from.getId());
  to.json = text(from.getJson());
  to.state = text(from.getState());
  if (from.hasSubject()) to.subject = text(from.getSubject());
  to.based_on = from.getBasedOn();
  return to;
}

void write(schema::EvidenceLine::Builder to, const api::EvidenceLine& from) {
  to.setId(text(from.id));
  to.setIncident(text(from.incident));
  to.setName(text(from.name));
  to.setMime(text(from.mime));
  to.setSha256(text(from.sha256));
  to.setHow(text(from.how));
  to.setSize(from.size);
  to.setImported(to_ms(from.imported));
}
api::EvidenceLine read(schema::EvidenceLine::Reader from) {
  api::EvidenceLine to;
  to.id = text(from.getId());
  to.incident = text(from.getIncident());
  to.name = text(from.getName());
  to.mime = text(from.getMime());
  to.sha256 = text(from.getSha256());
  to.how = text(from.getHow());
  to.size = from.getSize();
  to.imported = from_ms(from.getImported());
  return to;
}

void write(schema::Hint::Builder to, const api::HintLine& from) {
  to.setId(text(from.id));
  to.setText(text(from.text));
  to.setCard(text(from.card));
  to.setNation(text(from.nation));
  to.setPack(text(from.pack));
  to.setPackDate(text(from.pack_date));
  write_texts(to.initBecause(count(from.because)), from.because);
}
api::HintLine read(schema::Hint::Reader from) {
  api::HintLine to;
  to.id = text(from.getId());
  to.text = text(from.getText());
  to.card = text(from.getCard());
  to.nation = text(from.getNation());
  to.pack = text(from.getPack());
  to.pack_date = text(from.getPackDate());
  to.because = read_texts(from.getBecause());
  return to;
}

void write(schema::Consent::Builder to, const api::ConsentLine& from) {
  to.setId(text(from.id));
  to.setIncident(text(from.incident));
  to.setRoute(text(from.route));
  to.setTo(text(from.to));
  to.setNote(text(from.note));
  write_texts(to.initShared(count(from.shared)), from.shared);
  to.setGiven(to_ms(from.given));
  write(to.initWithdrawn(), from.withdrawn);
  to.setOwed(from.owed);
}
api::ConsentLine read(schema::Consent::Reader from) {
  api::ConsentLine to;
  to.id = text(from.getId());
  to.incident = text(from.getIncident());
  to.route = text(from.getRoute());
  to.to = text(from.getTo());
  to.note = text(from.getNote());
  to.shared = read_texts(from.getShared());
  to.given = from_ms(from.getGiven());
  to.withdrawn = read(from.getWithdrawn());
  to.owed = from.getOwed();
  return to;
}

void write(schema::Report::Builder to, const api::ReportLine& from) {
  to.setId(text(from.id));
  to.setIncident(text(from.incident));
  to.setTo(text(from.to));
  to.setName(text(from.name));
  to.setConsent(text(from.consent));
  to.setReference(text(from.reference));
  to.setOutcome(text(from.outcome));
  to.setResponseQuality(text(from.response_quality));
  write(to.initAt(), from.at);
  to.setWritten(to_ms(from.written));
}
api::ReportLine read(schema::Report::Reader from) {
  api::ReportLine to;
  to.id = text(from.getId());
  to.incident = text(from.getIncident());
  to.to = text(from.getTo());
  to.name = text(from.getName());
  to.consent = text(from.getConsent());
  to.reference = text(from.getReference());
  to.outcome = text(from.getOutcome());
  to.response_quality = text(from.getResponseQuality());
  to.at = read(from.getAt());
  to.written = from_ms(from.getWritten());
  return to;
}

void write(schema::IncidentLine::Builder to, const api::IncidentLine& from) {
  to.setId(text(from.id));
  to.setState(text(from.state));
  to.setHeadline(text(from.headline));
  to.setSubject(text(from.subject));
  to.setSubjectLabel(text(from.subject_label));
  to.setWritten(to_ms(from.written));
  write(to.initStart(), from.start);
  write(to.initEnd(), from.end);
  write_texts(to.initCodes(count(from.codes)), from.codes);
  write_texts(to.initRegions(count(from.regions)), from.regions);
  to.setVersion(from.version);
  to.setHappened(text(from.happened));
}
api::IncidentLine read(schema::IncidentLine::Reader from) {
  api::IncidentLine to;
  to.id = text(from.getId());
  to.state = text(from.getState());
  to.headline = text(from.getHeadline());
  to.subject = text(from.getSubject());
  to.subject_label = text(from.getSubjectLabel());
  to.written = from_ms(from.getWritten());
  to.start = read(from.getStart());
  to.end = read(from.getEnd());
  to.codes = read_texts(from.getCodes());
  to.regions = read_texts(from.getRegions());
  to.version = from.getVersion();
  to.happened = text(from.getHappened());
  return to;
}

void write(schema::IncidentShown::Version::Builder to, const api::IncidentShown::Version& from) {
  to.setNumber(from.number);
  to.setAt(to_ms(from.at));
}
api::IncidentShown::Version read(schema::IncidentShown::Version::Reader from) {
  api::IncidentShown::Version to;
  to.number = from.getNumber();
  to.at = from_ms(from.getAt());
  return to;
}

void write(schema::IncidentShown::Builder to, const api::IncidentShown& from) {
  write(to.initLine(), from.line);
  to.setJson(text(from.json));
  write_all(to.initVersions(count(from.versions)), from.versions);
  write_all(to.initEvidence(count(from.evidence)), from.evidence);
  write_all(to.initHints(count(from.hints)), from.hints);
  write_all(to.initConsents(count(from.consents)), from.consents);
  write_all(to.initReports(count(from.reports)), from.reports);
  to.setReview(to_ms(from.review));
}
api::IncidentShown read(schema::IncidentShown::Reader from) {
  api::IncidentShown to;
  to.line = read(from.getLine());
  to.json = text(from.getJson());
  to.versions = read_all(from.getVersions());
  to.evidence = read_all(from.getEvidence());
  to.hints = read_all(from.getHints());
  to.consents = read_all(from.getConsents());
  to.reports = read_all(from.getReports());
  to.review = from_ms(from.getReview());
  return to;
}

void write(schema::IncidentQuery::Builder to, const api::IncidentQuery& from) {
  if (from.subject) to.setSubject(text(*from.subject));
  if (from.state) to.setState(text(*from.state));
  write_texts(to.initCodes(count(from.codes)), from.codes);
  write_texts(to.initRegions(count(from.regions)), from.regions);
  write(to.initSince(), from.since);
  write(to.initUntil(), from.until);
  to.setOldestFirst(from.oldest_first);
  to.setLimit(from.limit);
  to.setOffset(from.offset);
}
api::IncidentQuery read(schema::IncidentQuery::Reader from) {
  api::IncidentQuery to;
  if (from.hasSubject()) to.subject = text(from.getSubject());
  if (from.hasState()) to.state = text(from.getState());
  to.codes = read_texts(from.getCodes());
  to.regions = read_texts(from.getRegions());
  to.since = read(from.getSince());
  to.until = read(from.getUntil());
  to.oldest_first = from.getOldestFirst();
  to.limit = from.getLimit();
  to.offset = from.getOffset();
  return to;
}

void write(schema::Found::Builder to, const api::Found& from) {
  write(to.initLine(), from.line);
  to.setWhy(text(from.why));
  if (from.subject) write(to.initSubject(), *from.subject);
}
api::Found read(schema::Found::Reader from) {
  api::Found to;
  to.line = read(from.getLine());
  to.why = text(from.getWhy());
  if (from.hasSubject()) to.subject = read(from.getSubject());
  return to;
}

// ---- persons of concern
// ------------------------------------------------------------------------------------------------

void write(schema::SubjectLine::Builder to, const api::SubjectLine& from) {
  to.setId(text(from.id));
  to.setLabel(text(from.label));
  to.setIncidents(from.incidents);
  write(to.initFirst(), from.first);
  write(to.initLast(), from.last);
}
api::SubjectLine read(schema::SubjectLine::Reader from) {
  api::SubjectLine to;
  to.id = text(from.getId());
  to.label = text(from.getLabel());
  to.incidents = from.getIncidents();
  to.first = read(from.getFirst());
  to.last = read(from.getLast());
  return to;
}

void write(schema::SubjectShown::Builder to, const api::SubjectShown& from) {
  write(to.initLine(), from.line);
  to.setJson(text(from.json));
  write_texts(to.initIdentifiers(count(from.identifiers)), from.identifiers);
  write_all(to.initHints(count(from.hints)), from.hints);
}
api::SubjectShown read(schema::SubjectShown::Reader from) {
  api::SubjectShown to;
  to.line = read(from.getLine());
  to.json = text(from.getJson());
  to.identifiers = read_texts(from.getIdentifiers());
  to.hints = read_all(from.getHints());
  return to;
}

void write(schema::MaybeSame::Builder to, const api::MaybeSame& from) {
  write(to.initSubject(), from.subject);
  write_texts(to.initShared(count(from.shared)), from.shared);
}
api::MaybeSame read(schema::MaybeSame::Reader from) {
  api::MaybeSame to;
  to.subject = read(from.getSubject());
  to.shared = read_texts(from.getShared());
  return to;
}

void write(schema::Undo::Builder to, const api::UndoLine& from) {
  to.setId(text(from.id));
  to.setWhat(text(from.what));
  to.setAt(to_ms(from.at));
  to.setUndone(from.undone);
}
api::UndoLine read(schema::Undo::Reader from) {
  api::UndoLine to;
  to.id = text(from.getId());
  to.what = text(from.getWhat());
  to.at = from_ms(from.getAt());
  to.undone = from.getUndone();
  return to;
}

// ---- evidence
// ------------------------------------------------------------------------------------------------

void write(schema::EvidenceStart::Builder to, const api::EvidenceStart& from) {
  to.setIncident(text(from.incident));
  to.setName(text(from.name));
  to.setSize(from.size);
  to.setHow(text(from.how));
  write(to.initMade(), from.made);
  to.setOrigin(text(from.origin));
  to.setNote(text(from.note));
}
api::EvidenceStart read(schema::EvidenceStart::Reader from) {
  api::EvidenceStart to;
  to.incident = text(from.getIncident());
  to.name = text(from.getName());
  to.size = from.getSize();
  to.how = text(from.getHow());
  to.made = read(from.getMade());
  to.origin = text(from.getOrigin());
  to.note = text(from.getNote());
  return to;
}

void write(schema::EvidenceShown::Inside::Builder to, const api::InsideLine& from) {
  to.setKind(text(from.kind));
  to.setWhere(text(from.where));
  to.setText(text(from.text));
}
api::InsideLine read(schema::EvidenceShown::Inside::Reader from) {
  api::InsideLine to;
  to.kind = text(from.getKind());
  to.where = text(from.getWhere());
  to.text = text(from.getText());
  return to;
}

void write(schema::EvidenceShown::Custody::Builder to, const api::CustodyLine& from) {
  to.setNumber(from.number);
  to.setLine(text(from.line));
  to.setHash(text(from.hash));
  to.setSignature(text(from.signature));
}
api::CustodyLine read(schema::EvidenceShown::Custody::Reader from) {
  api::CustodyLine to;
  to.number = from.getNumber();
  to.line = text(from.getLine());
  to.hash = text(from.getHash());
  to.signature = text(from.getSignature());
  return to;
}

void write(schema::EvidenceShown::Builder to, const api::EvidenceShown& from) {
  write(to.initLine(), from.line);
  write(to.initMade(), from.made);
  to.setOrigin(text(from.origin));
  to.setNote(text(from.note));
  write_all(to.initInside(count(from.inside)), from.inside);
  to.setRewritable(from.rewritable);
  write_all(to.initCustody(count(from.custody)), from.custody);
}
api::EvidenceShown read(schema::EvidenceShown::Reader from) {
  api::EvidenceShown to;
  to.line = read(from.getLine());
  to.made = read(from.getMade());
  to.origin = text(from.getOrigin());
  to.note = text(from.getNote());
  to.inside = read_all(from.getInside());
  to.rewritable = from.getRewritable();
  to.custody = read_all(from.getCustody());
  return to;
}

void write(schema::EvidenceVerdict::Builder to, const api::EvidenceVerdict& from) {
  to.setId(text(from.id));
  to.setName(text(from.name));
  to.setOk(from.ok);
  to.setProblem(text(from.problem));
}
api::EvidenceVerdict read(schema::EvidenceVerdict::Reader from) {
  api::EvidenceVerdict to;
  to.id = text(from.getId());
  to.name = text(from.getName());
  to.ok = from.getOk();
  to.problem = text(from.getProblem());
  return to;
}

void write(schema::EvidenceProof::Builder to, const api::EvidenceProof& from) {
  to.setManifest(text(from.manifest));
  to.setCustody(text(from.custody));
  to.setPublicKey(text(from.public_key));
  to.setHowTo(text(from.how_to));
  to.setSignatures(text(from.signatures));
}
api::EvidenceProof read(schema::EvidenceProof::Reader from) {
  api::EvidenceProof to;
  to.manifest = text(from.getManifest());
  to.custody = text(from.getCustody());
  to.public_key = text(from.getPublicKey());
  to.how_to = text(from.getHowTo());
  to.signatures = text(from.getSignatures());
  return to;
}

}  // namespace ww::control
