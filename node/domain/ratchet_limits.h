// Bounds of the Signal messages (e2ee/), each with its reason. Those of the node protocol are in
// limits.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ww::limits {

// Of one message. Payloads are 3,519; foreign implementations are tested up to this.
inline constexpr std::size_t kRatchetPlainMax = 65536;
// CBC's padding, three keys, counters, MAC: 230 at most, rounded up.
inline constexpr std::size_t kRatchetMessageMax = kRatchetPlainMax + 512;
inline constexpr std::size_t kDistributionMax = 512;  // ours is 78
inline constexpr std::size_t kScannableMax = 512;

// Keys a message may skip. Every skipped key is derived before the MAC can be checked, so this is
// the work that a forger may ask for (LIBRARIES A2.2 no. 2).
inline constexpr std::uint32_t kCounterJump = 1000;
// Old session states beside the current one. Every one is tried on a message that does not fit.
inline constexpr std::size_t kArchivedStates = 3;
// First messages remembered per signed prekey. A prekey that was used so often is to be replaced.
inline constexpr std::size_t kFirstMessages = 4096;

// What may fail to open, and how many sessions may be begun, before the rest has to wait at the
// relay (engine/budgets.h). One forged message costs up to 20 ms, one on a board 0.2 ms.
inline constexpr std::uint32_t kPairFailuresPerMinute = 20;
inline constexpr std::uint32_t kBoardFailuresPerMinute = 200;
inline constexpr std::uint32_t kSessionsPerHour = 10;  // per contact; two that cross take three
// Work done for what did open, in units of so many instructions of the database: about a
// millisecond each. A contact can use up to a sixtieth of the time; a queue of 2,000 ordinary
// warnings is read in two minutes.
inline constexpr std::uint64_t kWorkUnit = 20'000;
inline constexpr std::uint32_t kPairWorkPerMinute = 1000;
inline constexpr std::uint32_t kBoardWorkPerMinute = 3000;
// Of one step, whoever it is done for: then the loop turns, and others have theirs.
inline constexpr std::uint64_t kWorkPerStep = 20 * kWorkUnit;
inline constexpr std::size_t kBudgetsKept = 1024;  // contacts and circles are 550 at most

// 0 is "none" in the library, and 0xFFFFFF is never removed after use.
inline constexpr std::uint32_t kPreKeyIdMin = 1;
inline constexpr std::uint32_t kPreKeyIdMax = 0xFFFFFE;
inline constexpr std::uint32_t kRegistrationIdMax = 16380;
// Of a sender key's chain. Beyond it the library's signed arithmetic would not be sure.
inline constexpr std::uint32_t kIterationMax = 0x7FFFFFFF;

// Of a fingerprint's hash. Signal's own is 5,200; the rest is room for others, not for a day's
// work.
inline constexpr int kFingerprintIterationsMax = 100000;

}  // namespace ww::limits
