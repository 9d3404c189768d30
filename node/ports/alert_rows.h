// The rows of alerts: what was sent and received, by what it can be found, and how far its delivery
// came.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/time.h"

namespace ww {

struct StoredAlert {
  enum class From : std::uint8_t { me = 1, contact = 2, member = 3 };
  enum class State : std::uint8_t { current = 1, updated = 2, retracted = 3, disputed = 4 };

  AlertId id;
  AlertId root;   // the alert that this one is about; its own id when it stands alone
  AlertId batch;  // own alerts for several audiences are one to their author: the first's id
  std::uint8_t kind = 0;  // domain::AlertKind
  Bytes bytes;            // exact, as signed; empty once retracted
  crypto::Signature signature{};
  Digest32 digest;
  crypto::PublicKey author_key{};
  From from = From::me;
  ByteArray<16> origin{};  // contact or circle that it came from or went to; of From::me too
  bool to_circle = false;  // of From::me: `origin` is a circle
  MemberId member;         // From::member
  std::uint8_t basis = 0;  // domain::Basis
  std::string severity;
  std::vector<std::string> codes, regions;
  Instant received, expires;
  State state = State::current;
  bool partial = false;  // something in it must be understood and is not
  bool waits = false;    // what it is about is not here (yet)
};

// What an alert can be found by (core/matcher.h makes the keys).
struct AlertToken {
  std::string key;
  std::uint32_t identifier = 0;  // which of the alert's identifiers it came from
};
struct TokenHit {
  AlertId alert;
  std::string key;
  std::uint32_t identifier = 0;
};

// One copy of an own alert on its way to one audience.
struct Delivery {
  enum class State : std::uint8_t { saved = 1, handed_over = 2, confirmed = 3, failed = 4 };
  MessageId message;
  AlertId alert;
  State state = State::saved;
  std::uint32_t expected = 1;   // how many people it goes to
  std::uint32_t confirmed = 0;  // how many of them have said that they have it
};

struct Receipt {       // owed to somebody, until its time comes
  ByteArray<16> to{};  // contact or circle
  bool circle = false;
  MessageId message;
  Instant due;
};

struct Again {  // a retraction that a circle is shown again, unless somebody else does so first
  CircleId circle;
  AlertId retraction;
  Instant due;
};

struct Owed {  // an own retraction that found no room in the outbox
  AlertId retraction;
  Instant due;  // when it is tried again
};

class AlertRows {
 public:
  virtual ~AlertRows() = default;

  virtual void put(const StoredAlert& alert,
                   const std::vector<AlertToken>& tokens) = 0;  // replaces by id
  virtual void set_state(const AlertId& id, StoredAlert::State state, Instant expires) = 0;
  virtual std::optional<StoredAlert> find(const AlertId& id) = 0;
  // Ids that begin with these characters of base32, at most `most`.
  virtual std::vector<AlertId> with_prefix(std::string_view base32, std::size_t most) = 0;
  // Alerts proper (kind alert, one per batch), newest first; and updates whose alert is not here.
  // Without what came from contacts that are muted now.
  struct Filter {
    std::vector<std::string> regions;  // empty: all
    std::optional<Instant> since;
    std::size_t limit = 200, offset = 0;
  };
  virtual std::vector<StoredAlert> list(const Filter& filter) = 0;
  virtual std::vector<std::string> known_regions() = 0;  // each once
  // What refers to `root` (updates, corroborations ...), oldest first; without root itself.
  virtual std::vector<StoredAlert> about(const AlertId& root) = 0;
  // What waited for `root` waits no more.
  virtual void root_came(const AlertId& root) = 0;
  // What waits and came from this voice, oldest first.
  virtual std::vector<AlertId> waiting(ByteView origin, const MemberId& member) = 0;
  // Retractions that hold, of alerts that came from this circle or went there, newest first.
  virtual std::vector<StoredAlert> retractions(const CircleId& circle, std::size_t most) = 0;
  // Own alerts made in one sending, one per audience, the first included.
  virtual std::vector<StoredAlert> copies(const AlertId& batch) = 0;
  virtual std::vector<TokenHit> find_tokens(const std::vector<std::string>& keys,
                                            std::size_t most) = 0;
  virtual void erase(const AlertId& id) = 0;
  virtual std::vector<AlertId> expired(Instant before, std::size_t most) = 0;
  virtual std::size_t count() = 0;  // as list() counts

  // The author's secret keys: they alone correct and withdraw.
  virtual void put_key(const AlertId& alert, const crypto::Key& author) = 0;
  virtual std::optional<crypto::Key> key(const AlertId& alert) = 0;

  virtual void put_delivery(const Delivery& delivery) = 0;
  virtual std::optional<Delivery> delivery(const MessageId& message) = 0;
  virtual std::vector<Delivery> deliveries(const AlertId& alert) = 0;
  virtual void erase_delivery(const MessageId& message) = 0;
  // Own alerts to this contact whose time is not over, newest first.
  virtual std::vector<AlertId> sent_to(const ContactId& contact, Instant now, std::size_t most) = 0;
  // Counts of own batches by the state of their slowest delivery.
  struct DeliveryCounts {
    std::uint32_t saved = 0, handed_over = 0, confirmed = 0;
  };
  virtual DeliveryCounts delivery_counts() = 0;
  // Who confirmed what, once each. True when it is new.
  virtual bool add_confirmation(const MessageId& message, ByteView by) = 0;

  // Retractions to be shown to a circle again. An older due time stands.
  virtual void put_again(const Again& again) = 0;
  virtual std::vector<Again> again_due(Instant now, std::size_t most) = 0;
  virtual std::optional<Instant> next_again() = 0;
  virtual void erase_again(const CircleId& circle, const AlertId& retraction) = 0;

  // Own retractions that did not leave yet. They go with their row.
  virtual void put_owed(const Owed& owed) = 0;  // replaces by id
  virtual std::vector<AlertId> owed_due(Instant now, std::size_t most) = 0;
  virtual std::optional<Instant> next_owed() = 0;
  virtual bool is_owed(const AlertId& retraction) = 0;
  virtual void erase_owed(const AlertId& retraction) = 0;

  virtual void add_receipt(const Receipt& receipt) = 0;
  virtual std::vector<Receipt> receipts_due(Instant now, std::size_t most) = 0;
  virtual std::optional<Instant> next_receipt() = 0;
  virtual std::vector<Receipt> receipts_to(ByteView to, std::size_t most) = 0;
  virtual void erase_receipt(const Receipt& receipt) = 0;
};

}  // namespace ww
