// Who, when, where and what of one incident as rows: the same words for everybody who reads them,
// and one place that decides what an anonymous reader may see of each W.
#pragma once

#include "report/packet.h"
#include "report/writer.h"

namespace ww::report {

enum class Sight : std::uint8_t {
  anonymous,  // what tells nothing of the author: see packet.h
  form,       // all of the four W's; her exact place stays with her
  full,       // for a statement
};

struct WView {
  Sight sight = Sight::full;
  const PacketFacts& facts;
  const domain::Incident& incident;
  std::string path;  // "incidents[0]."
};

// Each writes a heading of `level` and its rows, or nothing when nothing was told.
void write_who(Writer& out, const WView& view, int level);
void write_when(Writer& out, const WView& view, int level);
void write_where(Writer& out, const WView& view, int level);
void write_what(Writer& out, const WView& view, int level);
void write_identifiers(Writer& out, const std::vector<domain::Identifier>& ids,
                       const std::string& path);

// "robbery, theft", or "Something that happened" without codes: a title for an incident.
std::string headline(const domain::Incident& incident);
// The finest time that may be shown of this incident.
domain::Precision finest_of(const WView& view);

}  // namespace ww::report
