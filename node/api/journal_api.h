// JournalApi: everything a person can ask of her own journal. A part of the node api
// (node_api.h, NodeApi::journal()), under the same rules: plain values, no overloads, each call one
// committed step.
//
// Incidents, persons of concern and own identifiers cross as JSON text (incident/1, subject/1,
// own/1), for the same reason as alerts: one strict reader, in the node, whose findings come back
// as values. Ids may be shortened to their first 6 characters wherever one is asked for.
#pragma once

#include "api/node_api.h"

namespace ww::api {

// ---- incidents
// ------------------------------------------------------------------------------------------

struct IncidentRef {
  std::string id;
  Instant written;
  std::uint32_t version = 1;
  std::vector<std::string> warnings;
  bool operator==(const IncidentRef&) const = default;
};
struct NoteRequest {
  std::string text;                    // becomes the account
  std::optional<std::string> subject;  // id or label
  bool operator==(const NoteRequest&) const = default;
};
struct IncidentWrite {
  std::string id;     // empty: a new one
  std::string json;   // incident/1, whole
  std::string state;  // note, draft, complete; empty: as it is, a new one is complete
  std::optional<std::string> subject;  // id or label; "" takes it off
  std::uint32_t based_on = 0;  // of an edit: the version that was read; another is a conflict
  bool operator==(const IncidentWrite&) const = default;
};
struct EvidenceLine {
  std::string id, incident, name, mime, sha256, how;  // sha256 in hex
  std::uint64_t size = 0;
  Instant imported;
  bool operator==(const EvidenceLine&) const = default;
};
struct HintLine {
  std::string id;    // "H1" ... "H10"
  std::string text;  // says "may be"
  std::string card;  // id of the law or care card
  std::string nation, pack, pack_date;
  std::vector<std::string> because;  // ids of incidents
  bool operator==(const HintLine&) const = default;
};
struct ConsentLine {
  std::string id, incident, route, to, note;
  std::vector<std::string> shared;  // ids of alerts
  Instant given;
  std::optional<Instant> withdrawn;
  std::uint32_t owed = 0;  // of `shared`: their withdrawal waits for room in the outbox
  bool operator==(const ConsentLine&) const = default;
};
struct ReportLine {
  std::string id, incident, to, name, consent, reference, outcome, response_quality;
  std::optional<Instant> at;
  Instant written;
  bool operator==(const ReportLine&) const = default;
};
struct IncidentLine {
  std::string id, state, headline, subject, subject_label;  // subject: its id, empty when none
  Instant written;
  std::optional<Instant> start, end;
  std::vector<std::string> codes, regions;
  std::uint32_t version = 1;
  std::string happened;  // in words, by the clocks of the place, no finer than told; may be empty
  bool operator==(const IncidentLine&) const = default;
};
struct IncidentShown {
  IncidentLine line;
  std::string json;  // of the version that was asked for
  struct Version {
    std::uint32_t number = 1;
    Instant at;
    bool operator==(const Version&) const = default;
  };
  std::vector<Version> versions;
  std::vector<EvidenceLine> evidence;
  std::vector<HintLine> hints;
  std::vector<ConsentLine> consents;
  std::vector<ReportLine> reports;
  Instant review;  // she is asked again then
  bool operator==(const IncidentShown&) const = default;
};
struct IncidentQuery {
  std::optional<std::string> subject;  // id or label
  std::optional<std::string> state;
  std::vector<std::string> codes, regions;
  std::optional<Instant> since, until;
  bool oldest_first = false;  // a timeline
  std::uint32_t limit = 200, offset = 0;
  bool operator==(const IncidentQuery&) const = default;
};
// ---- persons of concern
// ------------------------------------------------------------------------------------------

struct SubjectLine {
  std::string id, label;
  std::uint32_t incidents = 0;
  std::optional<Instant> first, last;
  bool operator==(const SubjectLine&) const = default;
};
struct Found {  // by a search: an incident, or a person of concern
  IncidentLine line;
  std::string why;                     // person, words, number, plate, handle ...
  std::optional<SubjectLine> subject;  // then `line` is empty
  bool operator==(const Found&) const = default;
};
struct SubjectShown {
  SubjectLine line;
  std::string json;                      // subject/1
  std::vector<std::string> identifiers;  // "phone +447700900123", from incidents and his own
  std::vector<HintLine> hints;
  bool operator==(const SubjectShown&) const = default;
};
// Others who may be the same person: they share an identifier.
struct MaybeSame {
  SubjectLine subject;
  std::vector<std::string> shared;
  bool operator==(const MaybeSame&) const = default;
};
struct UndoLine {
  std::string id, what;
  Instant at;
  bool undone = false;
  bool operator==(const UndoLine&) const = default;
};

// ---- evidence
// ------------------------------------------------------------------------------------------

struct EvidenceStart {
  std::string incident;
  std::string name;
  std::uint64_t size = 0;     // as announced; more is refused
  std::string how = "other";  // domain::HowCaptured
  std::optional<Instant> made;
  std::string origin, note;
  bool operator==(const EvidenceStart&) const = default;
};
struct CustodyLine {
  std::uint32_t number = 0;
  std::string line, hash, signature;  // the exact line; hex; base64
  bool operator==(const CustodyLine&) const = default;
};
struct InsideLine {
  std::string kind, where, text;
  bool operator==(const InsideLine&) const = default;
};
struct EvidenceShown {
  EvidenceLine line;
  std::optional<Instant> made;
  std::string origin, note;
  std::vector<InsideLine> inside;  // what a picture says besides itself
  bool rewritable = false;
  std::vector<CustodyLine> custody;
  bool operator==(const EvidenceShown&) const = default;
};
struct EvidenceVerdict {
  std::string id, name;
  bool ok = false;
  std::string problem;  // plain words; empty when ok
  bool operator==(const EvidenceVerdict&) const = default;
};
// What goes into the folder of an export, besides the file itself.
struct EvidenceProof {
  std::string manifest;    // JSON (watchword.evidence-manifest/1)
  std::string custody;     // the chain, a line each
  std::string public_key;  // PEM
  std::string how_to;      // how anybody verifies it, with public tools alone
  std::string signatures;  // a line each, base64
  bool operator==(const EvidenceProof&) const = default;
};

// ---- help
// ------------------------------------------------------------------------------------------

struct SourceLine {
  std::string name, url, checked;  // checked: YYYY-MM-DD, or empty: not checked
  bool operator==(const SourceLine&) const = default;
};
struct CardShown {
  std::string id, kind, title, nation, pack, pack_date;
  std::vector<std::string> body;
  struct Item {
    std::string id, text, state;  // state: open, done, not_for_me; of an incident's checklist
    bool operator==(const Item&) const = default;
  };
  std::vector<Item> items;
  std::vector<SourceLine> sources;
  bool operator==(const CardShown&) const = default;
};
struct TimerShown {
  std::string id, purpose, title, nation;
  Instant from;                       // the earliest possible moment; told with a limit alone
  std::optional<Instant> best, last;  // both limits; none: any time, or no clock
  std::string state;                  // best, may_still, ask_anyway, any_time, no_clock
  std::vector<std::string> body;
  std::vector<SourceLine> sources;
  std::int32_t best_hours = 0, last_hours = 0;  // the limits, from when it happened; 0: none
  bool operator==(const TimerShown&) const = default;
};
struct HelpLine {
  std::string id, name, phone, web, email, hours, liaison, note, nation, pack, pack_date;
  std::vector<std::string> purposes, regions, languages;
  std::vector<SourceLine> sources;
  bool operator==(const HelpLine&) const = default;
};
struct Care {
  bool care_first = false;     // sexual violence, or it may cost a life: before any question
  std::vector<HelpLine> ring;  // whom to ring before reading on: it may cost a life
  std::vector<CardShown> first;
  std::vector<TimerShown> timers;
  std::vector<HintLine> hints;
  std::vector<CardShown> cards;  // law, checklists, tips that fit
  std::vector<HelpLine> contacts;
  bool operator==(const Care&) const = default;
};
struct CardsQuery {
  std::string name;    // id, or words in its title; empty: all
  std::string region;  // ISO 3166-2; empty: the home region's nation, all when unknown
  std::string lang;    // of templates; empty: any
  bool operator==(const CardsQuery&) const = default;
};
struct PackLine {
  std::string id, nation, edition, lang, origin;  // origin: built_in, imported
  bool operator==(const PackLine&) const = default;
};

// ---- what may leave
// ------------------------------------------------------------------------------------------

struct PacketRequest {
  // police-anonymous, scheme, statement, log, medical, takedown, complaint, platform, withdrawal
  std::string kind;
  std::string of;                   // id of an incident, or id or label of a person of concern
  std::string format = "text";      // text, html, pdf, json
  std::string lang = "en";          // of the fixed words: medical sheets have several
  std::vector<std::string> accept;  // ids of findings that were read and kept
  std::vector<std::pair<std::string, std::string>> fill;  // gaps of a letter: host, url ...
  bool operator==(const PacketRequest&) const = default;
};
struct Packet {
  std::string name;  // a file name that says nothing
  std::string mime;
  Bytes bytes;
  std::string proof;              // JSON for `packet verify`; empty for anonymous kinds
  std::vector<std::string> gaps;  // of a letter: still to be filled
  bool operator==(const Packet&) const = default;
};

class JournalApi {
 public:
  virtual ~JournalApi() = default;

  virtual Answer<IncidentRef> note(const NoteRequest& request) = 0;
  virtual Answer<IncidentRef> incident_write(const IncidentWrite& request) = 0;
  virtual Answer<IncidentShown> incident(const std::string& id,
                                         std::uint32_t version) = 0;  // 0: newest
  virtual Answer<std::vector<IncidentLine>> incidents(const IncidentQuery& query) = 0;
  // Free text, part of a number or plate, a handle: whatever was written down about it.
  virtual Answer<std::vector<Found>> search(const std::string& text, std::uint32_t limit,
                                            std::uint32_t offset) = 0;

  virtual Answer<SubjectLine> subject_write(const std::string& id,
                                            const std::string& json) = 0;  // "": new
  virtual Answer<SubjectShown> subject(const std::string& id) = 0;
  virtual Answer<std::vector<SubjectLine>> subjects(std::uint32_t limit, std::uint32_t offset) = 0;
  virtual Answer<std::vector<MaybeSame>> maybe_same(const std::string& subject) = 0;
  virtual Answer<UndoLine> subject_merge(const std::string& into, const std::string& from) = 0;
  // These incidents become another person's.
  virtual Answer<UndoLine> subject_split(const std::string& subject,
                                         const std::vector<std::string>& incidents,
                                         const std::string& new_label) = 0;
  virtual Answer<> undo(const std::string& id) = 0;
  virtual Answer<std::vector<UndoLine>> undos() = 0;

  // An import: start, append in order, finish. A crash or abandon leaves nothing.
  virtual Answer<std::string> evidence_start(const EvidenceStart& request) = 0;
  virtual Answer<> evidence_append(const std::string& upload, const Bytes& bytes) = 0;
  virtual Answer<EvidenceShown> evidence_finish(const std::string& upload) = 0;
  virtual Answer<> evidence_abandon(const std::string& upload) = 0;
  virtual Answer<std::vector<EvidenceLine>> evidence_list(
      const std::string& incident) = 0;  // "": all
  virtual Answer<EvidenceShown> evidence(const std::string& id) = 0;
  // A view: re-hashed, and noted in the custody chain, before the first byte is given out.
  // `purpose`: view or export.
  virtual Answer<EvidenceProof> evidence_open(const std::string& id,
                                              const std::string& purpose) = 0;
  virtual Answer<Bytes> evidence_read(const std::string& id, std::uint64_t offset,
                                      std::uint32_t most) = 0;
  // The picture alone, decoded and encoded again; noted in the custody chain.
  virtual Answer<Bytes> evidence_rewritten(const std::string& id) = 0;
  virtual Answer<std::vector<EvidenceVerdict>> evidence_verify(
      const std::string& id) = 0;  // "": all

  virtual Answer<Care> care(const std::string& incident) = 0;
  virtual Answer<std::vector<CardShown>> cards(const CardsQuery& query) = 0;
  // `region`, here and in a query for cards: a code or a name ("Leeds"); "*": all nations. One that
  // is not known, or that no pack is for, is not_found and names what is near.
  virtual Answer<std::vector<HelpLine>> contacts_for(const std::string& region,
                                                     const std::string& purpose) = 0;
  virtual Answer<std::vector<PackLine>> packs() = 0;
  virtual Answer<PackLine> pack_import(const Bytes& pack, const Bytes& signature) = 0;

  virtual Answer<Packet> packet(const PacketRequest& request) = 0;

  virtual Answer<ConsentLine> consent_give(const std::string& incident, const std::string& route,
                                           const std::string& to, const std::string& note,
                                           const std::vector<std::string>& shared) = 0;
  // Retracts the alerts that were shared under it; those that cannot leave yet are counted in
  // `owed`, and leave by themselves.
  virtual Answer<ConsentLine> consent_withdraw(const std::string& id) = 0;
  virtual Answer<std::vector<ConsentLine>> consents(const std::string& incident) = 0;  // "": all
  virtual Answer<ReportLine> report_write(const ReportLine& report) = 0;               // id "": new
  virtual Answer<std::vector<ReportLine>> reports(const std::string& incident) = 0;    // "": all

  virtual Answer<std::string> own() = 0;  // own/1
  virtual Answer<> own_set(const std::string& json) = 0;
  // What the redactor finds in a text.
  virtual Answer<std::vector<Problem::Finding>> redact(const std::string& text) = 0;
  // Numbers of persons of concern as contacts for a phone's block list (vCard 3.0).
  virtual Answer<std::string> block_list(
      const std::vector<std::string>& subjects) = 0;  // empty: all

  virtual Answer<std::vector<IncidentLine>> due_for_review() = 0;
  virtual Answer<> keep_until(const std::string& incident, Instant review) = 0;
  // Gone from the journal, evidence and all. There is no undo. Gone from the file too when
  // clean_up() says so; the node does that by itself as well, also after a crash.
  virtual Answer<> purge(const std::string& incident) = 0;
  // One slice of it, short enough for alerts and calls to go on in between: how many are left.
  virtual Answer<std::uint32_t> clean_up() = 0;
};

}  // namespace ww::api
