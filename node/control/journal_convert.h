// JournalApi's values to and from the schema, one pair of functions per type (convert.h).
#pragma once

#include "api/journal_api.h"
#include "control/convert.h"

namespace ww::control {

inline Bytes bytes(capnp::Data::Reader value) { return {value.begin(), value.end()}; }
inline capnp::Data::Reader bytes(ByteView value) { return {value.data(), value.size()}; }

// ---- incidents
// ------------------------------------------------------------------------------------------------

void write(schema::NoteRequest::Builder to, const api::NoteRequest& from);
api::NoteRequest read(schema::NoteRequest::Reader from);
void write(schema::IncidentRef::Builder to, const api::IncidentRef& from);
api::IncidentRef read(schema::IncidentRef::Reader from);
void write(schema::IncidentWrite::Builder to, const api::IncidentWrite& from);
api::IncidentWrite read(schema::IncidentWrite::Reader from);
void write(schema::EvidenceLine::Builder to, const api::EvidenceLine& from);
api::EvidenceLine read(schema::EvidenceLine::Reader from);
void write(schema::Hint::Builder to, const api::HintLine& from);
api::HintLine read(schema::Hint::Reader from);
void write(schema::Consent::Builder to, const api::ConsentLine& from);
api::ConsentLine read(schema::Consent::Reader from);
void write(schema::Report::Builder to, const api::ReportLine& from);
api::ReportLine read(schema::Report::Reader from);
void write(schema::IncidentLine::Builder to, const api::IncidentLine& from);
api::IncidentLine read(schema::IncidentLine::Reader from);
void write(schema::IncidentShown::Version::Builder to, const api::IncidentShown::Version& from);
api::IncidentShown::Version read(schema::IncidentShown::Version::Reader from);
void write(schema::IncidentShown::Builder to, const api::IncidentShown& from);
api::IncidentShown read(schema::IncidentShown::Reader from);
void write(schema::IncidentQuery::Builder to, const api::IncidentQuery& from);
api::IncidentQuery read(schema::IncidentQuery::Reader from);
void write(schema::Found::Builder to, const api::Found& from);
api::Found read(schema::Found::Reader from);

// ---- persons of concern
// ------------------------------------------------------------------------------------------------

void write(schema::SubjectLine::Builder to, const api::SubjectLine& from);
api::SubjectLine read(schema::SubjectLine::Reader from);
void write(schema::SubjectShown::Builder to, const api::SubjectShown& from);
api::SubjectShown read(schema::SubjectShown::Reader from);
void write(schema::MaybeSame::Builder to, const api::MaybeSame& from);
api::MaybeSame read(schema::MaybeSame::Reader from);
void write(schema::Undo::Builder to, const api::UndoLine& from);
api::UndoLine read(schema::Undo::Reader from);

// ---- evidence
// ------------------------------------------------------------------------------------------------

void write(schema::EvidenceStart::Builder to, const api::EvidenceStart& from);
api::EvidenceStart read(schema::EvidenceStart::Reader from);
void write(schema::EvidenceShown::Inside::Builder to, const api::InsideLine& from);
api::InsideLine read(schema::EvidenceShown::Inside::Reader from);
void write(schema::EvidenceShown::Custody::Builder to, const api::CustodyLine& from);
api::CustodyLine read(schema::EvidenceShown::Custody::Reader from);
void write(schema::EvidenceShown::Builder to, const api::EvidenceShown& from);
api::EvidenceShown read(schema::EvidenceShown::Reader from);
void write(schema::EvidenceVerdict::Builder to, const api::EvidenceVerdict& from);
api::EvidenceVerdict read(schema::EvidenceVerdict::Reader from);
void write(schema::EvidenceProof::Builder to, const api::EvidenceProof& from);
api::EvidenceProof read(schema::EvidenceProof::Reader from);

// ---- help
// ------------------------------------------------------------------------------------------------

void write(schema::Source::Builder to, const api::SourceLine& from);
api::SourceLine read(schema::Source::Reader from);
void write(schema::Card::Item::Builder to, const api::CardShown::Item& from);
api::CardShown::Item read(schema::Card::Item::Reader from);
void write(schema::Card::Builder to, const api::CardShown& from);
api::CardShown read(schema::Card::Reader from);
void write(schema::Timer::Builder to, const api::TimerShown& from);
api::TimerShown read(schema::Timer::Reader from);
void write(schema::Help::Builder to, const api::HelpLine& from);
api::HelpLine read(schema::Help::Reader from);
void write(schema::Care::Builder to, const api::Care& from);
api::Care read(schema::Care::Reader from);
void write(schema::Pack::Builder to, const api::PackLine& from);
api::PackLine read(schema::Pack::Reader from);

// ---- what may leave
// ------------------------------------------------------------------------------------------------

void write(schema::PacketRequest::Gap::Builder to, const std::pair<std::string, std::string>& from);
std::pair<std::string, std::string> read(schema::PacketRequest::Gap::Reader from);
void write(schema::PacketRequest::Builder to, const api::PacketRequest& from);
api::PacketRequest read(schema::PacketRequest::Reader from);
void write(schema::Packet::Builder to, const api::Packet& from);
api::Packet read(schema::Packet::Reader from);

}  // namespace ww::control
