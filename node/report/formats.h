// A packet as bytes. PDF is ports/page_maker.h's business, from the same document.
//
// Every text is taken for hostile: control characters and marks that turn the reading direction are
// shown as codes, HTML is escaped, free texts are isolated from the direction of what stands beside
// them. The same packet gives the same bytes; nothing of the machine is in them.
#pragma once

#include <string>

#include "base/result.h"
#include "report/packet.h"

namespace ww::report {

// Plain UTF-8, lines of at most kTextColumns columns; wide characters count two.
inline constexpr std::size_t kTextColumns = 78;
std::string to_text(const domain::Document& document);

// One file for print: no script, nothing fetched, its style inside.
std::string to_html(const domain::Document& document);

// watchword.packet/1: {"schema", "kind", "title", "lang", "date", "blocks", "fields", "gaps"}, one
// line per block. Texts are as they were written, since programs read them; what a reader would not
// see stands as \uxxxx.
std::string to_json(const Packet& packet);

}  // namespace ww::report
