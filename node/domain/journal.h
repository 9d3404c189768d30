// What the journal keeps around an incident: persons of concern, evidence and its custody,
// consents, reports, the author's own identifiers. Plain values; ids and times are set by the
// engine.
#pragma once

#include <array>

#include "domain/incident.h"

namespace ww::domain {

// A person of concern: somebody met more than once under whatever numbers and names. Her
// identifiers are those of the incidents, and what was added here.
struct Subject {
  std::string label;  // the owner's word for him; never leaves
  Text note;
  List<Identifier> ids;
  std::optional<ToldToStop> told_to_stop;
  bool operator==(const Subject&) const = default;
};

// Everything by which the author could be known. Feeds the redactor; never leaves.
struct OwnIdentifiers {
  std::vector<std::string> phones, names, emails, handles, ads, addresses, plates;
  std::vector<std::string> services;       // her service words, for "price and service" findings
  std::vector<std::string> other_workers;  // names of others that she protects
  bool operator==(const OwnIdentifiers&) const = default;
};

// One permission, for one incident and one route. Off until given; a withdrawal is a second fact,
// not an erasure.
struct Consent {
  ConsentId id;
  IncidentId incident;
  ConsentRoute route = ConsentRoute::alert;
  Text to;                      // the project, scheme or force
  std::vector<AlertId> shared;  // alerts that left under it: a withdrawal retracts them
  Instant given;
  std::optional<Instant> withdrawn;
  Text note;
  bool operator==(const Consent&) const = default;
};

// One report that was made, and how it was met.
struct Report {
  ReportId id;
  IncidentId incident;
  ReportTo to = ReportTo::other;
  Text name;  // of the force, platform or host
  std::optional<ConsentId> consent;
  std::optional<Instant> at;
  Text reference, outcome, response_quality;
  Instant written;
  bool operator==(const Report&) const = default;
};

// One file that was imported: sealed in the journal, byte for byte.
struct Evidence {
  EvidenceId id;
  IncidentId incident;
  std::string name;        // as it was called; shown escaped, never used as a path
  std::string mime;        // by content (libmagic), "application/octet-stream" when unknown
  std::uint64_t size = 0;  // bytes
  Digest32 sha256;         // of the original bytes, before anything parsed them
  Instant imported;
  std::optional<Instant> made;  // as the person or the file says
  HowCaptured how = HowCaptured::other;
  Text origin;  // who it came from
  Text note;
  bool operator==(const Evidence&) const = default;
};

// One entry of a custody chain (evidence/custody.h): the exact line that was hashed and signed.
struct CustodyEntry {
  EvidenceId evidence;
  std::uint32_t number = 0;                  // from 0, without gaps
  std::string line;                          // canonical JSON, without the newline
  Digest32 hash;                             // SHA-256 of `line`; the next line names it
  std::array<std::uint8_t, 64> signature{};  // Ed25519 of `line` by the journal's key
  bool operator==(const CustodyEntry&) const = default;
};

}  // namespace ww::domain
