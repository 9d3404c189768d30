// Every bound of a pack, each with its reason. Text is counted in characters (code points).
#pragma once

#include <cstddef>
#include <cstdint>

namespace ww::limits {

// A pack is read whole, crosses the control socket in one call and lies in one row.
inline constexpr std::size_t kPackBytes = 768 * 1024;
inline constexpr std::size_t kPackDepth = 6;
inline constexpr std::size_t kPackEntries = 400;  // cards, contacts, letters or sources, each
inline constexpr std::size_t kPackWindows = 40;
inline constexpr std::size_t kPackUrgent = 10;
inline constexpr std::size_t kPackId = 60;
inline constexpr std::size_t kPackTitle = 100;      // one line of a card
inline constexpr std::size_t kPackParagraph = 700;  // longer is not read by a person in distress
inline constexpr std::size_t kPackParagraphs = 40;  // a letter is the longest
inline constexpr std::size_t kPackItems = 40;       // of one checklist
inline constexpr std::size_t kPackItem = 300;       // a checklist is short lines
inline constexpr std::size_t kPackLine = 200;       // hours, a phone number, a name
inline constexpr std::size_t kPackUrl = 300;
inline constexpr std::size_t kPackListed = 60;        // regions, purposes, languages of one entry
inline constexpr std::int32_t kPackHours = 24 * 366;  // no window is longer than a year
inline constexpr std::int32_t kPackReviewMonths = 120;

}  // namespace ww::limits
