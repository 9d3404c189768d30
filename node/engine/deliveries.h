// Deliveries: what became of what we sent, and the receipts that we owe for what came.
// Everything here happens inside the step's transaction.
//
// Promises: a message is "handed over" when the relay has all of it, and "confirmed" when everybody
// whom it was for has said so. Of each copy it is kept whom it went to, the contact or those in the
// roster, and only they can say that it arrived, on the way that it went, once each. A receipt
// never leaves at once: one that follows its message tells the relay who reads what.
#pragma once

#include "domain/contact.h"
#include "engine/context.h"
#include "engine/mail.h"
#include "ports/alert_rows.h"

namespace ww::engine {

class Deliveries {
 public:
  explicit Deliveries(Context& context) : context_(context) {}
  void connect(PairMail& pairs, CircleMail& circles) {  // once, before any other call
    pairs_ = &pairs;
    circles_ = &circles;
  }

  // ---- receipts ----
  void owe_receipt(const Origin& origin);
  void on_have(const Origin& origin, const content::Have& have);
  // Sends receipts that are due. Returns when it wants to be called next.
  std::optional<Instant> on_time();

  // ---- what was sent ----
  void begin(const MessageId& message, const StoredAlert& alert);
  void on_posted_again(const CircleId& circle, const MessageId& message);
  // `message` carries it to a contact again, in the place of what was not confirmed.
  void begin_again(const MessageId& message, const StoredAlert& alert);
  // What a relay has of it may be lost: nobody has confirmed it.
  bool is_unsure(const AlertId& alert);
  void on_handed_over(const MessageId& message);
  void on_undeliverable(const MessageId& message);
  // Nothing of it is going to arrive any more.
  void on_ended(const AlertId& alert);

  // saved, handed_over, confirmed or failed: the slowest of the copies.
  std::string text_of(const StoredAlert& alert);
  // Of all copies together; somebody who got two is one person.
  struct Arrival {
    std::uint32_t people = 0, arrived = 0;
    std::vector<std::string> names;  // of contacts that have it
  };
  Arrival arrival_of(const StoredAlert& alert);

 private:
  void send_due_receipts();
  Result<> send_receipts(const Receipt& due, const content::Have& have);
  Delivery::State state_of(const Delivery& delivery);
  std::vector<StoredAlert> copies_of(const StoredAlert& alert);
  std::optional<Contact> contact_of(const StoredAlert& copy, const ByteArray<16>& who);
  void tell(const AlertId& alert);

  Context& context_;
  PairMail* pairs_ = nullptr;
  CircleMail* circles_ = nullptr;
};

}  // namespace ww::engine
