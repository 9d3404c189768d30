// Contacts: invites, the three-step handshake, words, and messages between two people
// (proto/PROTOCOL.md, HANDSHAKE). Everything here happens inside the step's transaction.
#pragma once

#include <map>
#include <set>

#include "core/contact_keys.h"
#include "domain/payload.h"
#include "engine/context.h"
#include "engine/links.h"
#include "engine/mail.h"
#include "ports/contact_rows.h"
#include "ports/source_rows.h"

namespace ww::engine {

class Contacts final : public PairMail {
 public:
  // `circle_mail_in` gets the circle contents that come pairwise, `receiver` alerts and receipts.
  class CircleContents {
   public:
    virtual ~CircleContents() = default;
    virtual void on_pair_content(const ContactId& from, const Content& content) = 0;
    // The pair has new keys: what was said before may be lost on either side.
    virtual void on_renewed(const ContactId& contact) = 0;
    // Its words are compared.
    virtual void on_checked(const ContactId& contact) = 0;
  };
  Contacts(Context& context, CircleContents& circles, Receiver& receiver)
      : context_(context), circles_(circles), receiver_(receiver) {}

  // Where a put goes: a queue of the peer's, and what seals and authorises it.
  struct Target {
    Route route;
    QueueId sid;
    crypto::Key send_cap, seal_secret;
    crypto::PublicKey seal_pub{};
    bool prekey = false;
  };

  // ---- what a person asks ----
  api::Answer<api::InviteMade> invite(const api::InviteRequest& request);
  api::Answer<api::ContactInfo> accept(const api::AcceptRequest& request);
  api::Answer<api::ContactInfo> show(const std::string& name);
  api::Answer<std::vector<api::ContactInfo>> list();
  api::Answer<api::ContactInfo> verify(const std::string& name,
                                       const std::optional<std::string>& words);
  api::Answer<> rename(const std::string& name, const std::string& new_name);
  api::Answer<> mute(const std::string& name, bool muted);
  api::Answer<> remove(const std::string& name);

  // An older copy of this node was brought back: new keys with everybody.
  void renew_all();

  // ---- what the engine brings ----
  Result<MessageId> send(const ContactId& to, const Content& content) override;
  void on_slot(const Source& source, const relay::Slot& slot);
  // Purposes contact_*: done as it was asked for; refused; its time over.
  void on_answer(const OutboxOp& op, const relay::Reply& reply);
  Refusal on_refused(const OutboxOp& op, const relay::Refused& refused);
  void on_expired(const OutboxOp& op);
  // The relay was started: is what we left there still there?
  void on_relay_started(const RelayKey& relay);
  // The relay of a queue does not know it (any more), or could be read.
  void on_queue_lost(const Source& source);
  void on_queue_read(const Source& source);
  // A queue was read to its end.
  void on_read_to_end(const Source& source);
  // Expired invites, moves, retiring queues. Returns when it wants to be called next.
  std::optional<Instant> on_time();

  // What ties us to a relay.
  struct AtRelay {
    std::size_t people = 0;     // whose messages for us are left there
    std::size_t unsettled = 0;  // invites and handshakes that end there
    std::size_t written = 0;    // whose own queue is there
  };
  AtRelay at_relay(const RelayKey& relay);

 private:
  // contact_handshake.cpp
  Result<Invite> readable_invite(const std::string& text, Bytes& bytes) const;
  Result<Invite> make_invite(Contact& contact, InviteKind kind, Duration life);
  Result<crypto::PublicKey> open_party(const ContactId& party, const Invite& invite);
  Result<> begin_answer(Contact& contact, const Invite& invite, const crypto::PublicKey& identity,
                        const Route& own_route);
  void on_first_message(Contact& contact, const Source& source, const SlotInner& inner);
  bool take_hello1(Contact& contact, const content::Hello1& hello, ByteView content);
  void on_hello2(Contact& contact, const content::Hello2& hello, ByteView content);
  void on_hello3(Contact& contact, const content::Hello3& hello);
  void end_invite_queue(Contact& contact);
  void fail_contact(Contact& contact, std::string_view code);

  // contact_renew.cpp
  enum class Root : std::uint8_t { current, before };  // which keys the new ones come after
  void renew(Contact& contact, Root root);
  void begin_new_keys(Contact& contact, Root root);
  void put_renewal(Contact& contact, ByteView message);
  Refusal on_renewal_refused(const OutboxOp& op, const relay::Refused& refused);
  void on_renewal(Contact& contact, const Source& source, ByteView message);
  void follow_renewal(Contact& contact, const Invite& invite, ByteView bytes, Root root);
  void finish_renewal(const Contact& contact);
  void drop_before(Contact& contact);
  std::optional<Instant> tend_renewals();
  Route own_route(const Contact& contact);

  // contact_move.cpp
  std::optional<Instant> tend_moves();
  void begin_due_moves();
  std::optional<Instant> make_lost_anew();  // when it may next
  void begin_move(Contact& contact, const Route& place);
  void tend_move(Contact& contact);
  std::optional<Source> coming_queue(const Contact& contact);
  void on_queue_made(const Source& made);
  void on_queue_refused(const Source& source);
  void tell_of_move(Contact& contact);
  void note_arrival(Contact& contact, std::uint32_t generation);
  void end_old_queue(const Source& source);
  bool on_move(Contact& contact, const content::Move& move);
  bool take_up_place(Contact& contact);
  void write_to(Contact& contact, const Route& place, std::uint64_t tried = 0);
  OutboxOp same_put(const Contact& contact, const OutboxOp& op) const;
  std::optional<OutboxOp> sealed_again(const Contact& contact, const OutboxOp& op,
                                       const Target& target, std::uint64_t number);
  void drop_try(const Contact& contact);
  void try_next_queue(const OutboxOp& op);
  void on_try_taken(const OutboxOp& op);

  // contact_mail.cpp
  static relay::Put put_of(const OutboxOp& op);
  Result<MessageId> post(Contact& contact, const Content& content);
  Result<MessageId> post_bytes(Contact& contact, const Target& target, ByteView content);
  Target lasting_target(const Contact& contact) const;
  Target lasting_target(const Contact& contact, std::uint32_t generation) const;
  Result<Bytes> open_slot(const Contact& contact, const Source& source,
                          const relay::Slot& slot) const;
  void on_message(Contact& contact, std::uint32_t generation, const SlotInner& inner);
  void on_payload(Contact& contact, const Payload& payload, ByteView bytes);
  void on_complete(Contact& contact, const std::vector<Payload>& parts);
  void note_order(Contact& contact, const PayloadHeader& header, ByteView bytes);

  // contact_lanes.cpp
  Refusal on_put_refused(const OutboxOp& op, const relay::Refused& refused);
  Refusal on_making_refused(const OutboxOp& op, const relay::Refused& refused);
  Refusal on_look(const OutboxOp& op, const relay::Refused& refused);
  void renumber_lane(Contact& contact, const OutboxOp& refused, std::uint64_t last);
  std::uint64_t taken_most(const ByteArray<16>& target);
  void note_taken(const ByteArray<16>& target, std::uint64_t number);
  void send_again_what_is_lost(const Contact& contact);
  void note_stopped(Contact& contact, std::string_view code);
  void note_works(const OutboxOp& op);

  // contact_queues.cpp
  std::int64_t add_source(const Contact& contact, Source::Kind kind, std::uint32_t generation,
                          const QueueId& sid, const Route& route);
  void queue_new(const Contact& contact, std::int64_t source, const QueueId& sid,
                 const std::optional<crypto::PublicKey>& send_pub, relay::Ttl ttl);
  void queue_delete(const Source& source);
  OutboxOp op_for(const Contact& contact, OutboxOp::Purpose purpose, const Route& route) const;

  std::optional<api::Problem> bad_name(const std::string& name);
  std::string free_invite_name();
  std::string own_name();
  api::ContactInfo info(const Contact& contact) const;
  void tell(const Contact& contact, std::string detail);

  Context& context_;
  CircleContents& circles_;
  Receiver& receiver_;
  // Nothing that they send can reach us now. Found anew after a start, at the first reading.
  std::set<ContactId> deaf_;
  // When what a relay lost of hers was sent again: a relay may say so as often as it likes.
  std::map<ContactId, Instant> sent_again_;
};

// Of what we write to the pair, and of what we read of it.
core::Direction outgoing(const Contact& contact);
core::Direction incoming(const Contact& contact);

}  // namespace ww::engine
