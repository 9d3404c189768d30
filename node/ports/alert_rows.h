// The rows of alerts: what was sent and received, by what it can be found, and how far its delivery
// came.
#pragma once

#include <algorithm>
#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/time.h"

namespace ww {

// A voice: a contact, or a member of a circle as her sender key proves.
struct Voice {
  ByteArray<16> origin{};  // the contact, or the circle
  MemberId member;         // of a circle
  auto operator<=>(const Voice&) const = default;
};

// One way by which an alert came. Whoever carries an alert on adds a way and takes none away.
struct AlertWay {
  enum class From : std::uint8_t { me = 1, contact = 2, member = 3 };
  From from = From::contact;
  Voice voice;
  Instant received;
  bool checked = false;  // a member, or a contact whose words are compared
  bool muted = false;
};

struct StoredAlert {
  using From = AlertWay::From;
  enum class State : std::uint8_t { current = 1, updated = 2, retracted = 3, disputed = 4 };

  AlertId id;
  AlertId root;   // the alert that this one is about; its own id when it stands alone
  AlertId batch;  // own alerts for several audiences are one to their author: the first's id
  std::uint8_t kind = 0;  // domain::AlertKind
  Bytes bytes;            // exact, as signed; empty once retracted
  crypto::Signature signature{};
  Digest32 digest;
  crypto::PublicKey author_key{};
  From from = From::me;    // of what was received: the strongest way, as the next two
  ByteArray<16> origin{};  // contact or circle that it came from or went to; of From::me too
  bool to_circle = false;  // of From::me: `origin` is a circle
  MemberId member;         // From::member
  // Every way it came by, the strongest first: a checked contact, a member, an unchecked contact;
  // of two as strong the earlier. Empty for From::me. Only from reading.
  std::vector<AlertWay> ways;
  std::uint8_t basis = 0;  // domain::Basis
  std::string severity;
  std::vector<std::string> codes, regions;
  Instant received, expires;
  State state = State::current;
  bool partial = false;    // something in it must be understood and is not
  bool waits = false;      // what it is about is not here (yet)
  AlertId newest;          // of a root: the version whose words stand now; zero: its own
  std::size_t tokens = 0;  // how many it can be found by now. Only from reading

  bool is_checked() const { return from == From::me || (!ways.empty() && ways.front().checked); }
  bool is_muted() const;  // by every way it came
  bool came_by(const Voice& voice) const;
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
};
struct Recipient {      // one of those whom a copy went to
  ByteArray<16> who{};  // contact, or member of the circle that it went to
  bool arrived = false;
};

struct Receipt {       // owed to somebody, until its time comes
  ByteArray<16> to{};  // contact or circle
  bool circle = false;
  MessageId message;
  Instant due;
  MemberId author{};  // within the circle: it is for her alone
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

  // Replaces by id, but for the ways: a row that is new came by its from, origin and member, a
  // known one keeps the ways it has. `words`: what a search by text looks into, folded.
  virtual void put(const StoredAlert& alert, const std::vector<AlertToken>& tokens,
                   std::string_view words = {}) = 0;
  virtual void set_state(const AlertId& id, StoredAlert::State state, Instant expires) = 0;
  virtual void set_received(const AlertId& id, Instant received) = 0;
  // Another way by which a received alert came. False when it is known.
  virtual bool add_way(const AlertId& id, const AlertWay& way) = 0;
  // Takes one way back; an alert without any goes. What was about it then waits.
  virtual void drop_way(const AlertId& id, const Voice& voice) = 0;
  // From now on it is nobody's load: a retraction that holds lives and goes with its alert.
  virtual void uncharge(const AlertId& id) = 0;
  // What this voice brought here and is charged for, and the first of it that gives way: what
  // still has words before tombstones, the oldest first.
  struct Load {
    std::size_t rows = 0, bytes = 0;
  };
  virtual Load load_of(const Voice& voice) = 0;
  virtual std::optional<AlertId> first_to_go(const Voice& voice) = 0;
  virtual std::optional<StoredAlert> find(const AlertId& id) = 0;
  // Ids that begin with these characters of base32, at most `most`.
  virtual std::vector<AlertId> with_prefix(std::string_view base32, std::size_t most) = 0;
  // Alerts proper (kind alert, one per batch), newest first; and updates whose alert is not here.
  // Without what came from muted contacts by every way. Of each voice the newest
  // limits::kListedPerVoice stand before everybody's older ones: however much one sends, what
  // others sent stays on the first page.
  struct Filter {
    std::vector<std::string> regions;  // empty: all
    std::optional<Instant> since;
    std::vector<std::string> severities;  // empty: all
    std::vector<std::string> words;       // folded; each must occur
    std::size_t limit = 200, offset = 0;
  };
  virtual std::vector<StoredAlert> list(const Filter& filter) = 0;
  virtual std::vector<std::string> known_regions() = 0;  // each once
  // What refers to `root` (updates, corroborations ...), oldest first; without root itself.
  virtual std::vector<StoredAlert> about(const AlertId& root) = 0;
  virtual std::size_t count_about(const AlertId& root, std::uint8_t kind) = 0;
  // Whether this voice brought something of this kind about `root` before.
  virtual bool has_said(const AlertId& root, std::uint8_t kind, const Voice& voice) = 0;
  // What waited for `root` waits no more.
  virtual void root_came(const AlertId& root) = 0;
  // What waits and came from this voice, oldest first.
  virtual std::vector<AlertId> waiting(const Voice& voice) = 0;
  // Retractions that hold, of alerts that came from this circle or went there. Each voice's newest
  // one first, then each one's second: nobody's are pushed out by another's.
  virtual std::vector<StoredAlert> retractions(const CircleId& circle, std::size_t most) = 0;
  // Own alerts made in one sending, one per audience, the first included.
  virtual std::vector<StoredAlert> copies(const AlertId& batch) = 0;
  // Everything that can be found under one of these keys and answers at `now`: not withdrawn, not
  // taken back by newer words, not expired. Nothing is cut, because a cut would let one voice push
  // another's alert out; what one voice can have stored is bounded (limits::kStoredPerVoice).
  // By key in the order given, then by alert.
  virtual std::vector<TokenHit> find_tokens(const std::vector<std::string>& keys, Instant now) = 0;
  // The same, of identifiers that stand under `least` of the keys or more; `key` is empty.
  virtual std::vector<TokenHit> find_shared(const std::vector<std::string>& keys, std::size_t least,
                                            Instant now) = 0;
  // Expired alerts that can still be found by tokens, and the end of that.
  virtual std::vector<AlertId> expired_tokens(Instant now, std::size_t most) = 0;
  virtual void erase_tokens(const AlertId& id) = 0;
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
  // Whom it went to. Nobody else can say that it arrived; each once. True when it is news.
  virtual void add_recipient(const MessageId& message, ByteView who) = 0;
  virtual bool set_arrived(const MessageId& message, ByteView who) = 0;
  virtual std::vector<Recipient> recipients(const MessageId& message) = 0;

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
  virtual std::vector<Receipt> receipts_to(ByteView to, const MemberId& author,
                                           std::size_t most) = 0;
  virtual void erase_receipt(const Receipt& receipt) = 0;
};

inline bool StoredAlert::is_muted() const {
  return !ways.empty() &&
         std::all_of(ways.begin(), ways.end(), [](const AlertWay& way) { return way.muted; });
}
inline bool StoredAlert::came_by(const Voice& voice) const {
  return std::any_of(ways.begin(), ways.end(),
                     [&](const AlertWay& way) { return way.voice == voice; });
}

}  // namespace ww
