// How the parts of the engine send and receive whole messages, without knowing of slots and queues.
//
//   Contacts carries messages between two contacts; Circles carries them inside a circle. Both cut
//   them into payloads, encrypt, seal, and put the puts into the outbox, all inside the running
//   transaction. What arrives comes to a Receiver as a Content with its Origin.
#pragma once

#include <variant>

#include "base/result.h"
#include "domain/content.h"
#include "domain/time.h"

namespace ww::engine {

struct FromContact {
  ContactId contact;
};
struct FromMember {
  CircleId circle;
  MemberId member;
  std::uint32_t epoch = 0;
};
struct Origin {
  std::variant<FromContact, FromMember> who;
  MessageId message;
};

// Fails with: not_found, refused (not established, muted circle, not a member), full, too_large.
class PairMail {
 public:
  virtual ~PairMail() = default;
  virtual Result<MessageId> send(const ContactId& to, const Content& content) = 0;
};
class CircleMail {
 public:
  virtual ~CircleMail() = default;
  virtual Result<MessageId> post(const CircleId& to, const Content& content) = 0;
  // A receipt for `author` alone, of messages that she posted. `full`: later.
  virtual Result<> confirm(const CircleId& to, const MemberId& author,
                           const std::vector<MessageId>& messages) = 0;
  // The others in the roster that a message of ours was posted to; none while it waits for one.
  virtual std::vector<MemberId> readers_of(const CircleId& circle, const MessageId& message) = 0;
  // So many were asked in before `by` and have not answered: they get what was posted since.
  virtual std::size_t asked_in(const CircleId& circle, Instant by) = 0;
};

// Gets what Contacts and Circles do not handle themselves.
class Receiver {
 public:
  virtual ~Receiver() = default;
  // alerts and receipts; `content` is decoded, the alert inside is not verified yet
  virtual void on_content(const Origin& origin, const Content& content) = 0;
  // every part of this message is durably at the relay
  virtual void on_handed_over(const MessageId& message) = 0;
  // a message of ours was posted to another roster, too
  virtual void on_posted_again(const CircleId& circle, const MessageId& message) = 0;
  // a part of it was refused for good, or its time is over
  virtual void on_undeliverable(const MessageId& message) = 0;
  // the pair has new keys and its words are compared: what was sent to her may be lost
  virtual void on_renewed(const ContactId& contact) = 0;
  // she has another queue: what lay in the old one may be lost
  virtual void on_queue_found(const ContactId& contact) = 0;
  // nothing more is sent to her
  virtual void on_ended(const ContactId& contact) = 0;
  // the circle has moved on to a new roster and board, with us
  virtual void on_new_epoch(const CircleId& circle) = 0;
  // a member who was away for long has been shown the way back
  virtual void on_state_asked(const CircleId& circle, const ContactId& by) = 0;
};

}  // namespace ww::engine
