// Every bound of the alert model (fourw/1), each with its reason. Text is counted in characters
// (Unicode code points), so that no language gets less room than another.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/time.h"

namespace ww::limits {

// The whole alert as JSON: ten payload parts, and far more than four W's need.
inline constexpr std::size_t kAlertJsonBytes = 32 * 1024;
inline constexpr std::size_t kAlertJsonDepth = 8;  // the deepest field of the model stands at 6
// The same alert in canonical wire bytes. Short texts grow there (a pointer and padding each); all
// lists together hold about 500 texts, so 8 KiB more always suffices.
inline constexpr std::size_t kAlertWireBytes = 40 * 1024;
inline constexpr std::size_t kAlertWithdrawKeys = 3;
inline constexpr std::size_t kAlertMustUnderstand = 16;
inline constexpr std::size_t kAlertExtras = 32;  // unknown keys of a newer peer, kept and shown raw
inline constexpr std::size_t kAlertExtraPath = 120;
inline constexpr std::size_t kAlertRefs = 32;
inline constexpr std::size_t kSchemaName = 24;
inline constexpr std::size_t kLangTag = 35;  // RFC 5646 4.4.1: enough for every registered tag

inline constexpr std::int32_t kHops = 2;  // further than two, nobody knows the author any more
inline constexpr std::size_t kCodes = 8;
inline constexpr std::size_t kTactics = 17;
inline constexpr std::size_t kWeapons = 9;
inline constexpr std::size_t kAdvice = 7;
inline constexpr std::int32_t kRepeatCount = 9999;
inline constexpr std::size_t kSummary = 1000;

inline constexpr std::int32_t kPersonsCounted = 20;
inline constexpr std::size_t kPeople = 5;
inline constexpr std::size_t kIdentifiers = 20;  // more is a list of people, not an alert
inline constexpr std::size_t kVehicles = 4;
inline constexpr std::size_t kDescribing = 40;        // one describing word or two
inline constexpr std::size_t kDescribingList = 8;     // smells, clothes, marks ...
inline constexpr std::size_t kDescribingEntry = 120;  // of one entry in such a list
inline constexpr std::int32_t kAge = 120;
inline constexpr std::int32_t kHeightLeast = 50, kHeightMost = 250;  // cm
inline constexpr std::size_t kIdentifierNote = 80;
inline constexpr std::size_t kIdentifierShown = 80;
inline constexpr std::size_t kIdentifierText = 256;  // canonical or raw; a long URL still fits
inline constexpr std::size_t kPlate = 12;            // without spaces; the longest in use has ten

inline constexpr std::size_t kTimeZone = 40;  // the longest name of the zone database has 32
inline constexpr std::size_t kRegions = 8;
inline constexpr std::size_t kLocality = 60;
inline constexpr std::size_t kHostName = 253;  // RFC 1035: the longest host name

// How far a peer's clock may be ahead before its `sent` is refused.
inline constexpr Duration kSentAhead = std::chrono::hours{24};
inline constexpr Duration kExerciseLife = std::chrono::hours{24};
inline constexpr Duration kImmediateLife = std::chrono::hours{72};  // then it reads as `past`
inline constexpr Duration kPurgeAfterExpiry = std::chrono::hours{24 * 7};
inline constexpr Duration kTombstoneAfterExpiry = std::chrono::hours{24 * 30};
// Updates, retractions, corroborations and disputes that wait for their alert, of one contact or
// one member of a circle: the oldest gives way.
inline constexpr std::size_t kWaitingPerVoice = 64;
// What one voice, a contact or one member of a circle, can have stored; beyond it her own oldest
// give way. 2,000 are years of one project's warnings. In bytes with kTokenBytes for each key of
// the index, so that a look-up through all that two hostile voices stored stays under a second.
inline constexpr std::size_t kStoredPerVoice = 2000;
inline constexpr std::size_t kStoredBytesPerVoice = 16 * 1024 * 1024;
inline constexpr std::size_t kTokenBytes = 100;
// Of one voice on the first page of a list, before everybody's older alerts.
inline constexpr std::size_t kListedPerVoice = 50;
// Updates of one alert. Who has more to say of it writes a new one; nobody reads so many.
inline constexpr std::size_t kUpdatesPerAlert = 32;
// Retractions shown again to a new epoch, or to a member who was away: the newest. With each its
// own slot, more would crowd the board.
inline constexpr std::size_t kRetractionsAgain = 64;
// A place may already live in tomorrow: UTC+14 is the furthest ahead.
inline constexpr Duration kFurthestAheadOfUtc = std::chrono::hours{14};
// What a message without codes (corroborate, dispute, retract) may live: the longest of any code.
inline constexpr std::int32_t kLongestLifeDays = 1825;

// From here on an old identifier is shown grey: numbers are given to someone else.
inline constexpr double kFadedBelow = 0.3;
inline constexpr std::size_t kPlateKnownLeast = 4;  // with fewer known characters everyone matches
inline constexpr std::size_t kPhoneTail = 7;        // digits that a partly known number must share

}  // namespace ww::limits
