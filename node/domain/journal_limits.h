// Every bound of the journal, each with its reason. Text is counted in characters (code points).
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/time.h"

namespace ww::limits {

inline constexpr std::size_t kAccount = 100'000;    // a year of messages, pasted as it came
inline constexpr std::size_t kJournalNote = 2'000;  // injuries, health, notes
inline constexpr std::size_t kJournalLine = 200;    // one line: a label, a reference
inline constexpr std::size_t kIncidentJsonBytes = 256 * 1024;
inline constexpr std::size_t kIncidentJsonDepth = 8;
inline constexpr std::size_t kThirdParties = 20;
inline constexpr std::size_t kPhysicalItems = 50;
inline constexpr std::size_t kOnlineItems = 50;
inline constexpr std::size_t kPageAddress = 2'000;  // of a page to be taken down: must be whole
inline constexpr std::size_t kChecklistTicks = 200;
inline constexpr std::size_t kSubjectIdentifiers = 200;  // a harasser may use many numbers
inline constexpr std::size_t kOwnEntries = 100;          // of each kind
inline constexpr std::size_t kVersionsKept = 1'000;      // of one incident; then edits are refused
inline constexpr std::size_t kReportsPerIncident = 100;
inline constexpr std::size_t kConsentsPerIncident = 100;

inline constexpr std::uint64_t kEvidenceBytes = 64ull << 20;  // one file
inline constexpr std::size_t kEvidenceChunk = 64 * 1024;      // one sealed row
inline constexpr std::size_t kEvidencePerIncident = 200;
inline constexpr std::size_t kEvidenceAppend = 256 * 1024;   // one call
inline constexpr std::size_t kUploadsOpen = 4;               // imports at once
inline constexpr std::size_t kEvidenceName = 255;            // bytes; what file systems allow
inline constexpr std::uint64_t kPicturePixels = 50'000'000;  // to decode; a phone's have 12 million
inline constexpr std::uint32_t kPictureSide = 30'000;
inline constexpr std::size_t kCustodyEntries = 10'000;      // of one file
inline constexpr std::size_t kPacketBytes = 8u << 20;       // one packet, whatever its format
inline constexpr std::size_t kPacketProofBytes = 1u << 20;  // names about 15,000 exhibits
inline constexpr std::size_t kSearchText = 200;             // characters of a question
inline constexpr std::size_t kUndoKept = 100;               // merges and splits that can be undone

}  // namespace ww::limits
