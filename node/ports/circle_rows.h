// The rows of circles: who we are in each, its epochs, its people, and what waits.
//
// The current epoch of a circle is the one its row names; older ones are kept while their boards
// are read. All secrets are crypto::Key.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "domain/circle.h"
#include "domain/ids.h"
#include "domain/route.h"
#include "domain/time.h"

namespace ww {

struct StoredCircle {
  enum class State : std::uint8_t {
    joining = 1,
    member = 2,
    left = 3,
    removed = 4,
    frozen = 5,
    not_current = 6,  // a member, but the newest epoch may be unknown here
  };
  // After an older copy of this node was brought back. `reading`: the board holds what this copy
  // does not know yet. `unsure`: a kem key of ours that others wrap to may be lost.
  enum class Recovery : std::uint8_t { none = 0, reading = 1, unsure = 2 };
  CircleId id;
  std::string name;  // ours for it, unique without regard to case
  State state = State::joining;
  bool asked = false;  // offered to us, waits for her to say yes
  ContactId sponsor;   // who offered it to us; zero for the founder
  CirclePolicy policy;
  crypto::Key sign_seed;  // Ed25519, of this circle alone
  std::string pseudonym;  // ours in it
  BoardId current;        // of the current epoch; zero until there is one
  Instant created;
  Instant awake;     // this node was running then, give or take a day
  Instant heard;     // the last time that its board said anything
  Instant asked_at;  // the last CircleState that we sent
  std::uint32_t lost = 0;
  Recovery recovery = Recovery::none;
};

struct StoredEpoch {
  BoardId board;     // its id; every epoch has its own
  BoardId receipts;  // the epoch's second board
  CircleId circle;
  std::uint32_t epoch = 0;
  Digest32 hash;       // of the snapshot
  Bytes snapshot;      // exact bytes; empty while they are fetched
  crypto::Key secret;  // E
  Route route;
  bool by_welcome = false;  // came pairwise: the epochs between need not be known
  bool made_here = false;
  crypto::Key admin_cap;           // of the board, if it was made here; else zero
  Bytes epoch_slot;                // that led here; empty for the first one and after a welcome
  BoardId parent;                  // where it stands; zero if there is none
  bool announced = true;           // false at its maker, until the new board stands
  std::optional<Instant> left;     // a newer epoch took its place then
  std::uint64_t end_position = 0;  // of the epoch slot on this board; 0: not seen
  Instant made;
  std::uint64_t send_sequence = 0;
  Digest32 send_previous;
  std::optional<Instant> key_slot_at;   // of our last key slot here
  std::uint64_t key_slot_messages = 0;  // since then
};

// What is known of one person in one circle, over its epochs.
struct StoredPerson {
  CircleId circle;
  MemberId member;
  ContactId contact;                     // zero when she is no contact of ours
  std::optional<crypto::PublicKey> kem;  // newest, from her key slots
  Instant first_seen;
  Instant answered{};  // the last time that we told her where the circle is
  bool asks = false;   // she asked again since, and waits for kStateEvery
};

// How far we have read one sender in one epoch.
struct SenderMark {
  std::uint64_t sequence = 0;
  Digest32 previous;
};

struct StoredOffer {  // that we made, until she stands in the roster
  CircleId circle;
  ContactId contact;
  Instant made;
  std::optional<Member> card;  // she answered; waits for the next epoch
};

struct StoredKem {  // our own keys that secrets are wrapped to
  CircleId circle;
  crypto::PublicKey pub{};
  crypto::Key secret;
  Instant made;
  MessageId announced_by;            // names the put of the key slot that carries it; zero: a card
  std::optional<Instant> retire_at;  // deleted then
};

// A slot that cannot be read yet: its snapshot, key slot or parent is missing.
struct HeldSlot {
  std::int64_t id = 0;  // ascending; 0: not stored yet
  CircleId circle;
  BoardId board;               // zero: came pairwise
  std::uint64_t position = 0;  // on the board
  std::uint8_t kind = 0;       // of SlotKind
  Bytes message;               // without the tag
  // On a board: who says that she put it there, and whether that was looked at.
  std::uint16_t author = 0;
  ByteArray<32> opening{};
  crypto::Signature tag{};
  bool tag_fits = false;
  Instant since;
};

// A message of ours, kept while it may have to be posted again in a newer epoch.
struct OwnPost {
  CircleId circle;
  MessageId message;
  Bytes content;
  BoardId board;               // where it was posted last; zero: waits for an epoch
  std::uint64_t position = 0;  // of its last part there; 0: not answered yet
  bool handed_over = false;    // told once
  Instant made;
};

class CircleRows {
 public:
  virtual ~CircleRows() = default;
  virtual void put(const StoredCircle& circle) = 0;  // inserts or replaces by id
  virtual std::optional<StoredCircle> find(const CircleId& id) = 0;
  virtual std::optional<StoredCircle> find_by_name(std::string_view name) = 0;
  virtual std::vector<StoredCircle> all() = 0;  // by name
  virtual void erase(const CircleId& id) = 0;   // and all that hangs on it

  virtual void put_epoch(const StoredEpoch& epoch) = 0;  // inserts or replaces by board
  virtual std::optional<StoredEpoch> epoch(const BoardId& board) = 0;
  virtual std::optional<StoredEpoch> epoch_of_receipts(const BoardId& board) = 0;
  virtual std::vector<StoredEpoch> epochs(const CircleId& circle) = 0;  // by number, then by made
  virtual void erase_epoch(const BoardId& board) = 0;                   // its sender marks too

  virtual void put_person(const StoredPerson& person) = 0;
  virtual std::optional<StoredPerson> person(const CircleId& circle, const MemberId& member) = 0;
  virtual std::vector<StoredPerson> people(const CircleId& circle) = 0;

  virtual void put_mark(const BoardId& board, const MemberId& sender, const SenderMark& mark) = 0;
  virtual SenderMark mark(const BoardId& board, const MemberId& sender) = 0;  // zeros at first

  virtual void put_offer(const StoredOffer& offer) = 0;                 // by circle and contact
  virtual std::vector<StoredOffer> offers(const CircleId& circle) = 0;  // by made
  virtual void erase_offer(const CircleId& circle, const ContactId& contact) = 0;

  virtual void put_kem(const StoredKem& kem) = 0;                   // by circle and pub
  virtual std::vector<StoredKem> kems(const CircleId& circle) = 0;  // newest first
  virtual void erase_kem(const CircleId& circle, const crypto::PublicKey& pub) = 0;

  // Bounded by limits::kHeldSlots per circle: the oldest gives way.
  virtual void hold(const HeldSlot& slot) = 0;
  virtual std::vector<HeldSlot> held(const CircleId& circle) = 0;  // by id
  virtual void erase_held(std::int64_t id) = 0;

  // Bounded by limits::kOwnPosts per circle: the oldest gives way.
  virtual void put_post(const OwnPost& post) = 0;  // by circle and message
  virtual std::optional<OwnPost> post(const CircleId& circle, const MessageId& message) = 0;
  virtual std::vector<OwnPost> posts(const CircleId& circle) = 0;  // by made
  virtual void erase_post(const CircleId& circle, const MessageId& message) = 0;

  // All but the circle's own row: keys, epochs, people, what waits.
  virtual void erase_insides(const CircleId& circle) = 0;
};

}  // namespace ww
