// One function for each kind of packet; packet.cpp chooses. Incidents come sorted by when they
// happened.
#pragma once

#include "report/packet.h"
#include "report/writer.h"

namespace ww::report {

void write_police_anonymous(Writer& out, const PacketFacts& facts);
void write_scheme(Writer& out, const PacketFacts& facts);
void write_statement(Writer& out, const PacketFacts& facts);
void write_log(Writer& out, const PacketFacts& facts);
void write_medical(Writer& out, const PacketFacts& facts);
Result<> write_letter(Writer& out, PacketKind kind, const PacketFacts& facts);

// The value that a person gave for a gap; nullopt when none, or an empty one.
std::optional<std::string> filled(const PacketFacts& facts, std::string_view name);
std::string incident_path(std::size_t index);  // "incidents[0]."
// What the person of concern is known by, beyond single incidents; nothing when that is nothing.
void write_known_by(Writer& out, const PacketFacts& facts);

// Times and events over all incidents, oldest first (R22): what happened, what she wrote when, when
// he was told to stop, what was reported.
void write_timeline(Writer& out, const PacketFacts& facts, int level);

}  // namespace ww::report
