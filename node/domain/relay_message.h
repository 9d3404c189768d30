// What a node and a relay say to each other, as values. wire/frame.h turns them into frames.
//
// Every request that changes something carries an id that the client chose, and the same request
// gets the same answer, so that it may be repeated after any crash on either side.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/limits.h"

namespace ww::relay {

using Slot = ByteArray<limits::kSlot>;

// Which capability the frame's MAC is made with.
enum class Cap : std::uint8_t { none = 0, read = 1, write = 2, anonymous = 3, admin = 4 };
// Rights of a board capability; a set of bits.
enum class Right : std::uint8_t { read = 1, write = 2, anonymous = 4, admin = 8 };

enum class Ttl : std::uint8_t { day = 1, week = 7, fortnight = 14, month = 30 };  // days

// ---- requests ----------------------------------------------------------------------------------

struct Hello {  // the only request without a MAC beside Noop; sequence 0
  std::uint16_t version_min = 1, version_max = 1;
  bool operator==(const Hello&) const = default;
};
struct Noop {
  bool operator==(const Noop&) const = default;
};
// The password proof of relays in password mode, or empty: see PROTOCOL.md, ACCESS.
using Access = Bytes;
struct QueueNew {  // MAC: read, by recv_pub
  QueueId rid, sid;
  crypto::PublicKey recv_pub{};
  std::optional<crypto::PublicKey> send_pub;  // none: an invite queue, open until QueueSecure
  Ttl ttl = Ttl::month;
  Access access;
  bool operator==(const QueueNew&) const = default;
};
struct QueueSecure {  // MAC: write, by send_pub. Refused with `taken` when another key was set
                      // before.
  QueueId sid;
  crypto::PublicKey send_pub{};
  bool operator==(const QueueSecure&) const = default;
};
struct Put {  // MAC: write
  QueueId sid;
  std::uint64_t number =
      0;  // last + 1; the same number with the same bytes is Ok again, else conflict
  Slot slot{};
  bool operator==(const Put&) const = default;
};
// Where a reader is: a position, and a mark of the slot that stood there. Why both: a store that
// was put back from a copy gives the same positions to other slots.
struct Place {
  std::uint64_t position = 0;  // 0: at the beginning
  std::uint64_t mark = 0;
  bool operator==(const Place&) const = default;
};
// The first 8 bytes of a slot's SHA-256, little-endian.
inline std::uint64_t mark_of(const crypto::Digest& hash) {
  std::uint64_t mark = 0;
  for (std::size_t i = 0; i < 8; ++i) mark |= std::uint64_t{hash[i]} << (8 * i);
  return mark;
}
inline std::uint64_t mark_of(const Slot& slot) { return mark_of(crypto::sha256(slot)); }

struct Get {  // MAC: read. Answered with exactly `count` Items, dummies included, errors included.
  QueueId rid;
  Place after;             // what is behind it is wanted
  bool ack = false;        // everything up to the place is deleted, if the place is known
  std::uint8_t count = 1;  // 1 or 4, by connection class
  bool wait = false;       // hold the answer until something comes, or until the relay's next tick
  bool operator==(const Get&) const = default;
};
struct QueueDelete {  // MAC: read. Unknown is Ok: the wanted state is reached.
  QueueId rid;
  bool operator==(const QueueDelete&) const = default;
};
struct BoardCap {
  crypto::PublicKey pub{};
  std::uint8_t rights = 0;    // of Right
  std::uint16_t per_day = 0;  // posts a day with this capability; 0 = the relay's default
  bool operator==(const BoardCap&) const = default;
};
struct BoardNew {  // MAC: admin, by the first capability with Right::admin
  BoardId board;
  Ttl ttl = Ttl::month;
  std::vector<BoardCap> caps;  // <= limits::kBoardCapsMax
  Access access;
  bool operator==(const BoardNew&) const = default;
};
struct BoardPut {  // MAC: write, anonymous or admin
  BoardId board;
  PutId put_id;
  Slot slot{};
  bool operator==(const BoardPut&) const = default;
};
struct BoardGet {  // MAC: read. Answered like Get.
  BoardId board;
  Place after;
  std::uint8_t count = 1;
  bool wait = false;
  bool operator==(const BoardGet&) const = default;
};
struct BoardClose {  // MAC: admin. Readable until its TTL, no more posts.
  BoardId board;
  bool operator==(const BoardClose&) const = default;
};
using Request = std::variant<Hello, Noop, QueueNew, QueueSecure, Put, Get, QueueDelete, BoardNew,
                             BoardPut, BoardGet, BoardClose>;

// ---- replies -----------------------------------------------------------------------------------

struct HelloReply {
  std::uint16_t version = 1;
  crypto::PublicKey session{};  // relaySession: X25519, new every limits::kRelaySessionLife
  ByteArray<32> challenge{};    // of this connection
  std::int64_t time_5min = 0;   // unix time / 300: coarse on purpose
  bool password = false;        // new queues need an access proof
  std::uint32_t queue_slots_max = 0, board_slots_max = 0;
  ByteArray<16> generation{};  // of the relay's run: random, new at each start
  bool operator==(const HelloReply&) const = default;
};
struct Ok {
  bool operator==(const Ok&) const = default;
};
enum class Refusal : std::uint8_t {
  auth = 1,  // unknown id or wrong MAC: the same answer, after the same work
  sequence,  // not the last sequence + 1, or no HELLO yet: reconnect
  full,      // a quota; try later
  conflict,  // Put: another slot stands under this number, or a number was skipped; `last` tells
  taken,   // QueueSecure: someone used this invite. QueueNew, BoardNew: the id is in use by another
           // key
  closed,  // the board takes no more posts
  access,  // password or ticket missing or wrong
  malformed,
  unsupported,
  busy,  // back off
};
struct Refused {
  Refusal why = Refusal::auth;
  std::uint64_t last = 0;  // conflict only
  bool operator==(const Refused&) const = default;
};
struct Position {  // of a BoardPut
  std::uint64_t position = 0;
  bool operator==(const Position&) const = default;
};
struct Item {                  // one frame of an answer to Get or BoardGet
  std::uint64_t position = 0;  // 0: a dummy, the slot is noise
  std::uint64_t acked = 0;     // the queue's acknowledged mark: a clone that reads is noticed by it
  std::uint8_t index = 0;      // 0 .. count-1 within the answer
  bool closed = false;         // a board that takes no more posts
  std::optional<Refusal> refused;  // the whole answer failed; the frame is a dummy
  Slot slot{};
  bool anew = false;  // the place asked for is not known: this is from the beginning
  bool operator==(const Item&) const = default;
};
using Reply = std::variant<HelloReply, Ok, Refused, Position, Item>;

// ---- frames ------------------------------------------------------------------------------------

struct Header {
  Cap cap = Cap::none;
  std::uint64_t sequence = 0;  // HELLO 0, then last + 1; a reply repeats its request's
  ByteArray<16> id{};          // rid, sid or board id; zero for HELLO and NOOP
  ByteArray<32> mac{};         // zero in replies: CURVE authenticates the relay by its pinned key
  bool operator==(const Header&) const = default;
};
struct RequestFrame {
  Header header;
  Request request;
  bool operator==(const RequestFrame&) const = default;
};
struct ReplyFrame {
  Header header;
  Reply reply;
  bool operator==(const ReplyFrame&) const = default;
};

}  // namespace ww::relay
