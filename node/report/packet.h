// Packet: what may leave the journal on paper or in a file, made from handed-in facts as a
// document (domain/document.h) that text, HTML, PDF and JSON are then written from.
//
// Kinds
//   police_anonymous  intelligence: who, when, where and what of a person of concern, and nothing
//                     that could be joined to its author: no id, no time of writing, no account, no
//                     effect, health, evidence, consent or exact place. Times are floored to
//                     `finest` (at an incall never finer than the hour), the place there is a town
//   scheme            who, when, where, what in the order a caseworker asks, with consent ticks and
//                     a read-aloud view
//   statement         the full account with exhibits, their hashes and custody, and a timeline
//   log               the timeline of one person of concern alone, for printing
//   medical           what medical staff need, in their language: times, routes, what is asked for
//   takedown, complaint, platform, withdrawal   letters from a template (report/letter.h)
//
// `fields` lists every free text that leaves with the path it came from, so that the engine can run
// the redactor over exactly these before it writes anything. What a person writes for the packet
// itself (`fill`, "summary") is among them. Values are as they were written down; the formats
// escape them.
//
// Her account stays in the journal but for the statement: the other kinds carry the summary that
// she writes for them.
//
// Pure. It judges nothing: consents and the redactor are the engine's business.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/document.h"
#include "domain/journal.h"
#include "domain/pack.h"

namespace ww::report {

enum class PacketKind : std::uint8_t {
  police_anonymous,
  scheme,
  statement,
  log,
  medical,
  takedown,
  complaint,
  platform,
  withdrawal,
};
// "police-anonymous", "scheme" ...: as PacketRequest::kind has them.
std::optional<PacketKind> packet_kind(std::string_view name);
std::string_view to_name(PacketKind kind);
// Never signed, and judged by the redactor before it leaves.
bool is_anonymous(PacketKind kind);

struct WrittenVersion {
  std::uint32_t number = 1;
  Instant at;
};
struct IncidentFacts {
  IncidentId id;
  domain::Incident incident;
  Instant written;                       // the first time; no edit touches it
  std::vector<WrittenVersion> versions;  // oldest first
};
struct SubjectFacts {
  SubjectId id;
  domain::Subject subject;
};
struct EvidenceFacts {
  domain::Evidence evidence;
  std::uint32_t custody_entries = 0;
  std::optional<Digest32> custody_head;  // of the newest entry
  std::optional<bool> intact;            // nullopt: not checked for this packet
};
// An alert of hers, or one of others, about the same person.
struct LinkedAlert {
  AlertId id;
  Instant sent;
  bool mine = false;
};
// A care window as it stands for one incident (core counts it).
struct CareTime {
  std::string title;  // of the pack
  domain::WindowPurpose purpose = domain::WindowPurpose::sarc;
  std::optional<Instant> best, last;
  std::optional<std::int64_t> hours;  // from the earliest moment to `last`
};

struct PacketFacts {
  std::string today;        // YYYY-MM-DD, printed; nothing else in here knows the date
  std::string lang = "en";  // of the fixed words: medical sheets have several, all else is English
  std::vector<IncidentFacts> incidents;  // one, or all of the subject; in any order
  std::optional<SubjectFacts> subject;
  std::vector<EvidenceFacts> evidence;
  std::vector<domain::Report> reports;
  std::vector<domain::Consent> consents;
  std::vector<LinkedAlert> alerts;
  std::vector<CareTime> care;                             // medical
  std::optional<domain::LetterTemplate> letter;           // letters
  std::vector<std::pair<std::string, std::string>> fill;  // "summary", gaps of a letter
  // police_anonymous: no time is finer than this.
  domain::Precision finest = domain::Precision::hour;
  // How far local time is ahead of UTC at an instant, by the name of a time zone; nullopt when it
  // is not known. Unset: all times are shown in UTC, and say so.
  std::function<std::optional<std::chrono::minutes>(std::string_view zone, Instant at)> utc_offset;
  // The zone whose clocks tell every time that has none of its own; empty: UTC.
  std::string zone = {};
  // The name of a region by its code; empty when it is not known. Unset: codes alone.
  std::function<std::string(std::string_view code)> region_name;
};

// One text that leaves, and where it came from: "incidents[0].who.people[1].names[0]".
struct OutgoingText {
  std::string field, text;
  bool operator==(const OutgoingText&) const = default;
};
struct Packet {
  PacketKind kind = PacketKind::scheme;
  domain::Document document;
  std::vector<OutgoingText> fields;
  // What is still to be filled, by name ("host", "summary"). The document shows each as a gap.
  std::vector<std::string> gaps;
};

// Fails with not_found without an incident (or, for letters, a template), and with refused for a
// takedown of pages that are not recorded yet: proof first, or it is lost (report/takedown.h).
Result<Packet> make_packet(PacketKind kind, const PacketFacts& facts);

}  // namespace ww::report
