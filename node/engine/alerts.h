// Alerts: sending, correcting, withdrawing, receiving, showing, corroborating and checking.
// Everything here happens inside the step's transaction.
//
//   alerts_send.cpp     from a person's JSON to signed copies in the outbox
//   alerts_change.cpp   correcting and withdrawing an own alert
//   alerts_receive.cpp  what arrives, time
//   alerts_chain.cpp    what an alert and all that refers to it come to
//   alerts_again.cpp    retractions shown again to who may not have heard of them
//   alerts_show.cpp     what a person sees
//   alerts_check.cpp    is this number known?
//   deliveries.cpp      receipts, and what became of what was sent
#pragma once

#include "domain/alert_limits.h"
#include "engine/circles.h"
#include "engine/contacts.h"
#include "engine/context.h"
#include "engine/deliveries.h"
#include "engine/mail.h"
#include "json/alert_json.h"
#include "ports/alert_rows.h"
#include "wire/alert.h"

namespace ww::engine {

class Alerts final : public Receiver {
 public:
  Alerts(Context& context, Deliveries& deliveries) : context_(context), deliveries_(deliveries) {}
  void connect(Contacts& contacts, Circles& circles) {  // once, before any other call
    contacts_ = &contacts;
    circles_ = &circles;
  }

  // ---- what a person asks ----
  api::Answer<api::Sent> send(const api::SendRequest& request);
  api::Answer<std::vector<api::AlertLine>> list(const api::ListRequest& request);
  // `id`: all of it, or its first kIdPrefixMin characters and more.
  api::Answer<api::AlertShown> show(const std::string& id);
  api::Answer<api::Sent> corroborate(const api::CorroborateRequest& request);
  // By the author alone, to everybody whom the alert went to. Kept here: id, key and time. Never
  // refused for want of room: what cannot leave yet is owed, and leaves when there is.
  api::Answer<api::Sent> retract(const api::RetractRequest& request);
  // Whether a withdrawal of this own alert still waits for room.
  bool owes_withdrawal(const AlertId& alert);
  api::Answer<api::Sent> update(const api::UpdateRequest& request);
  api::Answer<api::Checked> check(const std::string& text);
  struct Counts {
    std::uint32_t alerts = 0, saved = 0, handed_over = 0, confirmed = 0;
  };
  Counts counts();
  static constexpr std::size_t kIdPrefixMin = 6;

  // What refers to an alert, and what it names.
  struct Linked {
    StoredAlert row;
    AlertRef root, previous;
    std::optional<domain::Reason> reason;
    Instant sent;
  };

  // ---- what the engine brings ----
  void on_content(const Origin& origin, const Content& content) override;
  void on_handed_over(const MessageId& message) override { deliveries_.on_handed_over(message); }
  void on_posted_again(const CircleId& circle, const MessageId& message) override {
    deliveries_.on_posted_again(circle, message);
  }
  void on_undeliverable(const MessageId& message) override {
    deliveries_.on_undeliverable(message);
  }
  void on_renewed(const ContactId& contact) override;
  void on_queue_found(const ContactId& contact) override;
  void on_ended(const ContactId& contact) override;
  void on_new_epoch(const CircleId& circle) override;
  void on_state_asked(const CircleId& circle, const ContactId& by) override;
  // Receipts that are due and alerts whose time is over. Returns when it wants to be called next.
  std::optional<Instant> on_time();

 private:
  // One audience of an alert: a contact, or a circle.
  struct Audience {
    bool circle = false;
    ByteArray<16> id{};
    std::string name;
    std::uint32_t people = 1;
  };
  using Audiences = std::vector<Audience>;

  // Who signs an alert, and the bytes that make its id hers alone.
  struct Author {
    crypto::Key key;
    ByteArray<16> nonce{};
    AlertId id() const { return wire::alert_id(crypto::ed25519_public(key), nonce); }
  };
  Author author_of(crypto::Key key);

  // Ready to leave: with the node's own part, and what its author should know.
  struct Prepared {
    domain::Alert alert;
    std::vector<std::string> warnings;
  };

  // alerts_send.cpp
  api::Answer<Audiences> audiences(const api::SendRequest& request);
  api::Answer<api::Sent> send_to(const domain::Alert& alert, Author author,
                                 const Audiences& audiences,
                                 const std::optional<StoredAlert>& about);
  Result<> send_copy(const domain::Alert& alert, const Author& author, const Audience& audience,
                     const AlertId& batch, const std::optional<StoredAlert>& about);
  // Or all that is wrong with it.
  api::Answer<Prepared> prepare(json::ReadAlert read, const AlertId& id,
                                const domain::RuleContext& rules, domain::Audience to,
                                const std::vector<std::string>& accept);
  api::Answer<> redact_texts(domain::Alert& alert, const std::vector<std::string>& accept);
  StoredAlert keep_own(const domain::Alert& alert, const std::optional<AlertChain>& refs,
                       const Author& author, const Audience& audience, const AlertId& batch);
  Result<> hand_out(const StoredAlert& row, const Audience& audience);
  content::Alert carried(const StoredAlert& row);

  // alerts_change.cpp
  api::Answer<StoredAlert> own(const std::string& id);
  api::Sent withdrawn_before(const StoredAlert& alert);
  api::Answer<api::Sent> send_change(domain::Alert change, const StoredAlert& first);
  AlertChain chain_of(const StoredAlert& copy);
  Audience audience_of(const StoredAlert& copy);
  Result<> hand_out_change(const StoredAlert& row, const Audience& audience);
  void unsay(const StoredAlert& copy, const StoredAlert& retraction);

  // alerts_receive.cpp
  void on_alert(const Origin& origin, const content::Alert& content);
  void notify_of_clash(const Origin& origin, const AlertId& id);
  void keep(const Origin& origin, const content::Alert& content, const WireAlert& alert);
  void came_again(const Origin& origin, const StoredAlert& known, const Digest32& digest);
  bool may_be_kept(StoredAlert& row, const WireAlert& alert, const Voice& voice);
  void make_room(const Voice& voice);
  Instant judged_at(const domain::Alert& alert) const;
  void send_again(const ContactId& contact, const StoredAlert& alert);
  void purge_expired();

  // alerts_chain.cpp
  void settle(const AlertId& root);
  std::vector<Linked> linked_to(const AlertId& root);
  static bool may_stand(const StoredAlert& root, const StoredAlert& row, const AlertRef& ref);
  void judge_waiting(const StoredAlert& root, std::vector<Linked>& linked);
  void settle_versions(StoredAlert* root, std::vector<Linked>& linked);
  void set_version(StoredAlert& row, StoredAlert::State state, Instant expires, bool taken_back);
  void set_root(StoredAlert& root, StoredAlert::State state, bool taken_back,
                const StoredAlert* newest);
  void show_newest(StoredAlert& root, const StoredAlert& newest, bool taken_back);
  void withdraw(StoredAlert& root, std::vector<Linked>& linked);
  void bury(StoredAlert& row, Instant until);
  void hold_for_root(StoredAlert& row, const Voice& voice);

  // alerts_again.cpp
  void show_again();
  void owe(const AlertId& retraction);
  void send_owed();

  // alerts_show.cpp
  api::Answer<std::vector<std::string>> regions_about(const std::string& named);
  api::Answer<StoredAlert> find(const std::string& id);
  std::vector<StoredAlert> roots_of(const StoredAlert& alert);
  void tell_what_others_said(const StoredAlert& alert, api::AlertShown& shown);
  std::optional<Voice> counted_voice(const StoredAlert& root, const StoredAlert& about);
  std::string from_text(const StoredAlert& alert);
  std::string way_text(const AlertWay& way);
  StoredAlert now_said(const StoredAlert& alert);
  std::string words_before(const StoredAlert& about);
  api::AlertLine line_of(const StoredAlert& alert);
  std::string state_text(const StoredAlert& alert) const;

  Context& context_;
  Deliveries& deliveries_;
  Contacts* contacts_ = nullptr;
  Circles* circles_ = nullptr;
};

inline bool is(const StoredAlert& alert, domain::AlertKind kind) {
  return alert.kind == static_cast<std::uint8_t>(kind);
}
// `row`, which refers to `root`, came the way that `root` did, or went: its author was among those
// who got the alert.
bool shares_audience(const StoredAlert& root, const StoredAlert& row);
bool shares_audience(const StoredAlert& root, const AlertWay& way);
// When the row of a withdrawn alert, or of its retraction, may go: the alert's own expiry + 30
// days.
Instant tombstone_expiry(Instant expires);

}  // namespace ww::engine
