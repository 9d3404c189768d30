// Circles: rosters, epochs, boards, and messages inside a circle (proto/PROTOCOL.md, CIRCLE).
// Everything here happens inside the step's transaction.
//
//   circles.cpp        what a person asks, and what the alerts ask
//   circle_roster.cpp  who comes and goes: offers, cards, welcomes, leaving
//   circle_epochs.cpp  making the next epoch: board, snapshot, epoch slot
//   circle_follow.cpp  following others' epochs: epoch slots, snapshots, forks
//   circle_mail.cpp    messages: out and in
//   circle_keys.cpp    key slots: how a sender's key reaches the members
//   circle_recover.cpp after an older copy of this node was brought back
//   circle_again.cpp   own messages that have to be posted again
//   circle_receipts.cpp receipts: on the second board, for the author alone
//   circle_floods.cpp  who fills a board, and what is nobody's
//   circle_board.cpp   slots on a board: sealing, opening, holding, answers
//
// All members of an epoch share one write capability, by choice: one each would prove nothing, or
// would let the relay tell the members apart (proto/PROTOCOL.md, 10).
#pragma once

#include <map>
#include <set>

#include "engine/contacts.h"
#include "engine/context.h"
#include "engine/links.h"
#include "engine/mail.h"
#include "ports/circle_rows.h"
#include "ports/source_rows.h"

namespace ww::engine {

class Circles final : public CircleMail, public Contacts::CircleContents {
 public:
  Circles(Context& context, Receiver& receiver) : context_(context), receiver_(receiver) {}
  void connect(PairMail& pair_mail) { pair_mail_ = &pair_mail; }  // once, before any other call

  // ---- what a person asks ----
  api::Answer<api::CircleInfo> create(const api::CircleNew& request);
  api::Answer<std::vector<api::CircleInfo>> list();
  api::Answer<api::CircleInfo> show(const std::string& name);
  // The contact must be verified (Problem unchecked_words).
  api::Answer<api::CircleInfo> add(const std::string& circle, const std::string& contact);
  api::Answer<api::CircleInfo> remove(const std::string& circle, const std::string& member);
  // The same people on a new board: away from one that is full.
  api::Answer<api::CircleInfo> move(const std::string& circle);
  api::Answer<> join(const std::string& circle);
  api::Answer<> leave(const std::string& circle);

  // An older copy of this node was brought back.
  void begin_anew();

  // Circles, by name, whose boards are at a relay. `ours`: we make their epochs, and so can move
  // them.
  struct AtRelay {
    std::vector<std::string> ours, of_others;
  };
  AtRelay at_relay(const RelayKey& relay);
  // Moves the boards of ours that are at a relay which is being left.
  void move_boards();

  // ---- for the alerts ----
  struct Standing {
    std::string name;
    CirclePolicy policy;
    std::uint32_t epoch = 0;
    bool member = false;     // may post
    std::size_t others = 0;  // members beside us, pending ones included
  };
  std::optional<CircleId> find(const std::string& name);
  std::optional<Standing> standing(const CircleId& circle);
  std::string member_name(const CircleId& circle, const MemberId& member);  // the pseudonym
  std::vector<MemberId> other_members(const CircleId& circle);
  // The member was brought in by `sponsor` within the last 7 days: shown, not counted.
  bool is_fresh_invitee_of(const CircleId& circle, const MemberId& member, const MemberId& sponsor);

  // Should `message` have to be posted again, this is posted in its place.
  void post_instead(const CircleId& circle, const MessageId& message, const Content& content);

  // ---- for the deliveries ----
  Result<> confirm(const CircleId& to, const MemberId& author,
                   const std::vector<MessageId>& messages) override;
  std::vector<MemberId> readers_of(const CircleId& circle, const MessageId& message) override;
  std::size_t asked_in(const CircleId& circle, Instant by) override;

  // ---- what the engine brings ----
  Result<MessageId> post(const CircleId& to, const Content& content) override;
  void on_pair_content(const ContactId& from, const Content& content) override;
  void on_renewed(const ContactId& contact) override;
  void on_checked(const ContactId& contact) override;
  void on_slot(const Source& source, std::uint64_t position, const relay::Slot& slot);
  void on_board_drained(const Source& source);  // closed, and read to its end
  void on_board_read(const Source& source);     // read to its end
  void on_board_lost(const Source& source);     // its relay does not know it
  // Its relay did not know the place up to which it was read: the store went back.
  void on_board_went_back(const Source& source);
  void on_relay_started(const RelayKey& relay);
  // Purposes board_*: done as it was asked for, or refused.
  void on_answer(const OutboxOp& op, const relay::Reply& reply);
  Refusal on_refused(const OutboxOp& op, const relay::Refused& refused);
  std::optional<Instant> on_time();

 private:
  // What became of a slot. `advanced`: what was held may be readable now.
  enum class Outcome : std::uint8_t { done, hold, advanced };

  // circles.cpp
  std::optional<api::Problem> bad_name(const std::string& name);
  std::string free_name(const std::string& wanted);
  api::CircleInfo info(const StoredCircle& circle);
  void tell(const StoredCircle& circle, std::string detail);
  void give_new_keys(StoredCircle& circle);
  bool has_room_for_offer(const ContactId& from);
  void forget_ended();

  // circle_roster.cpp
  void on_offer(const Contact& from, const content::CircleOffer& offer);
  void on_join(const Contact& from, const content::CircleJoin& card);
  void on_decline(const Contact& from, const content::CircleDecline& decline);
  void on_welcome(const Contact& from, const content::CircleWelcome& welcome);
  void on_state(const Contact& from, const content::CircleState& state);
  std::optional<Instant> answer_states(const StoredCircle& circle);
  void on_leave_notice(StoredCircle& circle, const content::CircleLeave& notice);
  void send_card(const StoredCircle& circle);
  content::CircleOffer offer_to(const Contact& contact, const StoredCircle& circle,
                                const Snapshot& roster) const;
  bool is_anothers(const StoredCircle& circle, const Snapshot& roster, const ContactId& from,
                   const crypto::PublicKey& sign_pub);
  void send_welcome(const StoredCircle& circle, const StoredEpoch& epoch, const ContactId& to);
  void ask_where_they_are(StoredCircle& circle);
  void become_not_current(StoredCircle& circle);
  bool others_need_her(const StoredCircle& circle);
  std::optional<StoredPerson> person_of(const CircleId& circle, const ContactId& contact);

  // circle_epochs.cpp
  void start_first_epoch(StoredCircle& circle, const Route& route);
  void start_next_epoch(StoredCircle& circle, const std::vector<Member>& added,
                        const std::vector<crypto::PublicKey>& removed);
  void start_epoch(StoredCircle& circle, Snapshot snapshot, const Route& route,
                   const StoredEpoch* parent);
  void make_board(const StoredCircle& circle, const StoredEpoch& epoch);
  void post_snapshot(const StoredCircle& circle, const StoredEpoch& epoch);
  void announce_on_board(const StoredCircle& circle, const StoredEpoch& parent,
                         const StoredEpoch& epoch);
  Bytes make_epoch_slot(const StoredCircle& circle, const StoredEpoch& old_epoch,
                        const StoredEpoch& new_epoch);
  void announce(StoredCircle& circle, StoredEpoch& epoch);
  void admit(StoredCircle& circle);
  void move_board(StoredCircle& circle);
  void add_board(const StoredEpoch& epoch, const relay::BoardNew& request, Source source,
                 const crypto::Key& admin);
  bool makes_epochs(const StoredCircle& circle);
  void remember_people(const StoredCircle& circle, const Snapshot& snapshot);
  crypto::PublicKey newest_kem(const StoredCircle& circle, const Member& member);

  // circle_follow.cpp
  Outcome on_epoch_slot(StoredCircle& circle, const HeldSlot& slot);
  Outcome follow(StoredCircle& circle, const StoredEpoch& parent, const EpochSlot& slot,
                 ByteView bytes);
  Outcome on_snapshot_part(StoredCircle& circle, const HeldSlot& slot);
  std::optional<Bytes> assembled_snapshot(const StoredEpoch& epoch);
  Result<> may_adopt(const StoredCircle& circle, const StoredEpoch& epoch, const Snapshot& snapshot,
                     ByteView bytes);
  void adopt(StoredCircle& circle, StoredEpoch& epoch, const Snapshot& snapshot);
  void refuse_roster(StoredCircle& circle, const StoredEpoch& epoch, Errc why);
  void add_epoch(const StoredCircle& circle, const StoredEpoch& epoch);
  void become_removed(StoredCircle& circle);
  void freeze(StoredCircle& circle);
  void end_epoch(const BoardId& board);
  void erase_sources(const StoredEpoch& epoch);
  void drop_circle_insides(StoredCircle& circle);
  std::optional<Instant> tend(const CircleId& id);

  // circle_mail.cpp
  Result<> post_parts(StoredCircle& circle, StoredEpoch& epoch, OwnPost& post);
  Outcome on_message(StoredCircle& circle, const HeldSlot& slot);
  void on_payload(StoredCircle& circle, const StoredEpoch& epoch, const MemberId& sender,
                  const Payload& payload, ByteView bytes);
  void note_order(StoredCircle& circle, const StoredEpoch& epoch, const MemberId& sender,
                  const PayloadHeader& header, ByteView bytes);
  void on_complete(StoredCircle& circle, const StoredEpoch& epoch, const MemberId& sender,
                   const std::vector<Payload>& parts);

  // circle_keys.cpp
  Result<> ensure_key_slot(StoredCircle& circle, StoredEpoch& epoch, const Snapshot& snapshot);
  Outcome on_key_slot(StoredCircle& circle, const HeldSlot& slot);
  std::optional<crypto::Key> unwrap_own(const StoredCircle& circle, const crypto::PublicKey& e_pub,
                                        const crypto::Key& salt, std::string_view name,
                                        const Digest32& context, const ByteArray<48>& wrapped);
  crypto::PublicKey make_kem(const CircleId& circle, const MessageId& announced_by);

  // circle_recover.cpp
  void post_new_key(StoredCircle& circle);
  void ask_for_keys(StoredCircle& circle, const StoredEpoch& epoch);

  // circle_receipts.cpp
  void on_receipt_slot(const StoredCircle& circle, const StoredEpoch& epoch,
                       const relay::Slot& slot);
  void on_receipt(const StoredCircle& circle, const StoredEpoch& epoch, const Snapshot& snapshot,
                  ByteView message);

  // circle_floods.cpp
  void count_post(const StoredCircle& circle, const Snapshot& roster, std::uint16_t author);
  void count_junk(const StoredCircle& circle);

  // circle_again.cpp
  void post_again(StoredCircle& circle, const std::optional<Instant>& all_since);
  void withdraw_unsent(const OwnPost& post);
  void on_post_answered(const OutboxOp& op, std::uint64_t position);
  Refusal on_put_refused(const OutboxOp& op, relay::Refusal why);
  // Whose board, or board of receipts, this is.
  std::optional<StoredEpoch> epoch_with(const BoardId& board);
  bool leads_on(const StoredCircle& circle, const OutboxOp& op);
  void put_under_another_id(const OutboxOp& refused);
  void put_back(StoredCircle& circle, const StoredEpoch& board,
                const std::optional<std::uint64_t>& read);

  // circle_board.cpp
  void put_on_board(const StoredCircle& circle, const StoredEpoch& epoch, SlotKind kind,
                    ByteView message, const MessageId& mark);
  void add_own_slot(const relay::Slot& slot);
  bool is_own_slot(const Digest32& hash);
  // Sets `slot.tag_fits`. False: it is nobody's.
  bool look_at_tag(const StoredCircle& circle, HeldSlot& slot);
  OutboxOp board_op(const StoredEpoch& epoch, OutboxOp::Purpose purpose) const;
  Outcome handle(const HeldSlot& slot);
  void take(const HeldSlot& slot);
  void hear(StoredCircle& circle, const StoredEpoch& epoch);
  bool may_hold(const HeldSlot& slot);
  void retry_held(const CircleId& circle);
  void on_board_put_answered(const OutboxOp& op, std::uint64_t position);
  std::optional<StoredEpoch> current_epoch(const StoredCircle& circle);
  std::optional<StoredEpoch> coming_epoch(const StoredCircle& circle);
  std::optional<Snapshot> snapshot_of(const StoredEpoch& epoch) const;
  std::optional<Snapshot> current_snapshot(const StoredCircle& circle);
  CircleRows& rows() { return context_.store.circles(); }

  Context& context_;
  Receiver& receiver_;
  PairMail* pair_mail_ = nullptr;
  std::optional<Instant> due_;  // when on_time() has work next; no durable state
  std::set<BoardId> lost_;      // boards that their relay does not know; found anew after a start
  // What a board was given since `since`. In memory: a restart is nobody's to cause from outside.
  struct Flood {
    Instant since;
    std::map<MemberId, std::uint32_t> posts;
    std::uint32_t junk = 0;
  };
  Flood& flood_of(const CircleId& circle);
  std::map<CircleId, Flood> floods_;
  std::map<BoardId, Instant> put_back_at_;  // a relay may say that it lost all as often as it likes
  bool could_erase_ = false;  // then: what had to stay is looked at again when the clock is known
};

// What several of the files need.
crypto::PublicKey sign_pub_of(const StoredCircle& circle);
MemberId self_of(const StoredCircle& circle);
MessageId mark_of(ByteView bytes);  // names the puts that carry these bytes
Source board_source(const StoredEpoch& epoch, const BoardId& board, const crypto::Key& read_cap);
bool may_post(const StoredCircle& circle);
bool is_live(const StoredCircle& circle);  // not left, and not removed from it

}  // namespace ww::engine
