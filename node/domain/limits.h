// Every bound of the node protocol, each with its reason. Bounds of the alert model are in
// alert_limits.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/time.h"

namespace ww::limits {

// One size for everything that travels, so that sizes tell nothing (proto/PROTOCOL.md, FRAME).
inline constexpr std::size_t kFrame = 4096;
inline constexpr std::size_t kFrameHeader = 64;
inline constexpr std::size_t kFrameBody = kFrame - kFrameHeader;
inline constexpr std::size_t kSlot = 3776;
inline constexpr std::size_t kSlotInner = 3728;  // kind 1 | device 1 | length 2 | message | zeros
inline constexpr std::size_t kSlotMessage = kSlotInner - 4;
inline constexpr std::size_t kPayload = 3519;  // fills CBC's 3,520 with one byte of padding
inline constexpr std::size_t kPayloadHeader = 104;
inline constexpr std::size_t kPayloadContent = kPayload - kPayloadHeader;
inline constexpr std::size_t kPartsMax = 16;  // 16 x 3,415 holds 32 KiB and every roster change
inline constexpr std::size_t kMessageMax = kPartsMax * kPayloadContent;
inline constexpr std::size_t kAccessMax = 512;  // room for a ticket in QNEW and BNEW

inline constexpr std::size_t kRoutesMax = 3;
inline constexpr std::size_t kRouteHostMax = 80;  // a v3 onion name with its port is 68
inline constexpr std::size_t kNameMax = 40;       // bytes of UTF-8 that a contact shows of herself
inline constexpr std::size_t kMemberNameMax = 32;
inline constexpr std::size_t kPasswordMax = 128;
inline constexpr std::size_t kSuitesMax = 16;     // offered in a HELLO1
inline constexpr std::size_t kHaveMax = 128;      // receipts in one message: they fit one payload
inline constexpr std::size_t kInviteText = 4096;  // characters, white space left out

inline constexpr std::size_t kMembersFormat = 64;  // key slot and epoch slot hold no more
inline constexpr std::size_t kMembersPolicy = 50;  // the snapshot fits three parts
inline constexpr std::size_t kAdminsMax = 3;
inline constexpr std::size_t kSnapshotPartsMax = 3;  // 64 members of the longest names need two
inline constexpr std::size_t kRoutePlain = 128;      // a route before its sealing, padded: one size
inline constexpr std::size_t kSealedRouteMax = kRoutePlain + 16;
inline constexpr std::size_t kCircleNameMax = 80;
inline constexpr std::size_t kCircleRegionsMax = 8;
inline constexpr std::size_t kContactsMax = 500;
inline constexpr std::size_t kCirclesMax = 50;
// Of these, that others brought, and that one contact brought: so that no offers, however many,
// keep the owner from a circle of her own or from somebody else's.
inline constexpr std::size_t kCirclesOffered = 40;
inline constexpr std::size_t kCirclesPerContact = 10;
inline constexpr std::size_t kCirclesEnded = 50;  // left or removed: kept for the names in them

// What the owner is told, one for each code and contact, circle or relay. Beyond it whoever has the
// most gives way.
inline constexpr std::size_t kNoticesMax = 2000;
inline constexpr std::uint32_t kNoticeTimesMax = 1'000'000;
inline constexpr Duration kNoticeEndedLife = std::chrono::hours{24 * 30};

inline constexpr std::size_t kOutboxPerLane =
    2000;  // a peer that never returns must not fill the disk
inline constexpr std::size_t kPartialMessages = 64;  // half-received messages per sender
inline constexpr std::size_t kHeldSlots =
    256;  // slots kept aside per circle until they can be read
inline constexpr std::size_t kHeldPairwise = 16;  // of these, that came from contacts
inline constexpr std::size_t kOwnPosts =
    256;  // own messages per circle that can be posted again in a new epoch
// A receipt in a circle names so many messages of one author, or less and zeros.
inline constexpr std::size_t kReceiptsWaiting = 256;    // of one epoch, in the outbox
inline constexpr std::uint16_t kReceiptsPerDay = 2000;  // on the receipts' board, of all members
// So many slots of one member within a day are told as a flood: half of what a board takes.
inline constexpr std::uint32_t kFloodPosts = 1000;
inline constexpr std::uint32_t kJunkTold = 50;     // slots within a day that are nobody's
inline constexpr std::size_t kHeldPerMember = 64;  // of kHeldSlots
inline constexpr Duration kOwnPostLife = std::chrono::hours{24 * 7};
inline constexpr Duration kFreshInvitee = std::chrono::hours{24 * 7};  // shown, not counted
inline constexpr Duration kOldKemLife = std::chrono::hours{24 * 30};
inline constexpr Duration kAbsence = std::chrono::hours{24 * 30};  // then we ask where they are now
inline constexpr Duration kAskAgain = std::chrono::hours{24 * 7};  // so often at most
// Each answer to CircleState carries up to 64 retractions along.
inline constexpr Duration kStateEvery = std::chrono::hours{1};
// An offer that leads to nothing ends: a card lies at a relay for 30 days, an answer to it too.
inline constexpr Duration kOfferLife = std::chrono::hours{24 * 60};
inline constexpr std::uint64_t kSequenceJump =
    1000;  // of counters, before any work is spent on them

inline constexpr Duration kInviteLife = std::chrono::hours{24 * 7};
inline constexpr Duration kInviteGrace = std::chrono::hours{24};
// A renewal lies at the relay for as long as the relay keeps slots; then it is made again.
inline constexpr Duration kRenewLife = std::chrono::hours{24 * 29};
inline constexpr std::uint32_t kRenewPutsMost = 16;  // numbers tried, should another copy write too
inline constexpr std::size_t kSentAgainMost = 256;   // warnings to a contact after a renewal
inline constexpr Duration kOldQueueLife = std::chrono::hours{24 * 30};
// Own clock and a relay's, for what is erased for good (core/clock_trust.h).
inline constexpr Duration kClocksApart = std::chrono::hours{24};
inline constexpr Duration kClockReadingLife = std::chrono::hours{72};  // a connection lives 48 h
inline constexpr std::size_t kClockReadings = 64;  // of relays that others lead us to
// A queue's new place is told again, before the last word of it is gone from the relay, as long as
// nobody has written there. Who has not read for 90 days has no queue any more where it could lie.
inline constexpr Duration kMoveAgain = std::chrono::hours{24 * 14};
inline constexpr std::uint32_t kMovesTold = 7;
inline constexpr Duration kMoveRetry = std::chrono::hours{24};  // after a refusal, or a loss told
// Each makes the other seal all that waits for her anew: what a hostile contact can have us do
// ends.
inline constexpr std::uint32_t kGenerationsMax = 1000;
inline constexpr std::uint32_t kTriesBeforeNext = 3;  // at a queue that its relay does not know
inline constexpr Duration kKeySlotEvery = std::chrono::hours{24 * 7};
inline constexpr std::uint64_t kKeySlotMessages = 100;

// Relay.
inline constexpr std::size_t kQueueSlotsMax = 2000;  // FULL beyond; 7.5 MB per queue at most
inline constexpr std::size_t kBoardSlotsMax = 20000;
inline constexpr std::size_t kBoardCapsMax = 64;
// Beyond all other bounds, for the admin's capability: the slot that leads away from a full board.
inline constexpr std::size_t kBoardAdminSlots = 64;
inline constexpr std::uint32_t kAdminPostsPerDay = 64;
// The anonymous lane's share of a board: a flood there must not shut named warnings out.
inline constexpr std::size_t kBoardAnonymousSlotsMax = kBoardSlotsMax / 4;
inline constexpr std::size_t kGetFramesMax = 4;
inline constexpr std::uint32_t kPutsPerDay = 2000;        // per queue
inline constexpr std::uint32_t kBoardPostsPerDay = 2000;  // per capability without its own number
inline constexpr std::uint32_t kAnonymousPostsPerDay = 100;  // the same, anonymous lane
inline constexpr std::size_t kNewPerConnection = 32;         // queues and boards
inline constexpr std::size_t kPollsPerConnection = 4;        // long polls held at once
inline constexpr std::size_t kFailuresPerConnection = 16;    // then it is cut off
inline constexpr std::uint32_t kFrameBurst = 512;            // per connection, then
inline constexpr std::uint32_t kFramesPerSecond = 128;
inline constexpr std::size_t kRelayQueuesMax = 100'000;
inline constexpr std::size_t kRelayBoardsMax = 10'000;
inline constexpr std::size_t kRelaySlotsMax = 2'000'000;  // about 8 GB on the relay's disk
inline constexpr Duration kPollMost = std::chrono::seconds{25};
inline constexpr int kTtlDays[] = {1, 7, 14, 30};
inline constexpr Duration kIdleLife = std::chrono::hours{24 * 90};
inline constexpr Duration kRelaySessionLife = std::chrono::hours{24};
inline constexpr Duration kChallengeLife = std::chrono::minutes{5};

}  // namespace ww::limits
