// Alerts: sending, receiving, showing, corroborating and checking (DOMAIN b2-b5, PROTOCOL ALERT).
// Everything here happens inside the step's transaction.
#pragma once

#include "engine/circles.h"
#include "engine/contacts.h"
#include "engine/context.h"
#include "engine/mail.h"
#include "ports/alert_rows.h"
#include "wire/alert.h"

namespace ww::engine {

class Alerts final : public Receiver {
 public:
  explicit Alerts(Context& context) : context_(context) {}
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
  api::Answer<api::Checked> check(const std::string& text);
  struct Counts {
    std::uint32_t alerts = 0, saved = 0, handed_over = 0, confirmed = 0;
  };
  Counts counts();
  static constexpr std::size_t kIdPrefixMin = 6;

  // ---- what the engine brings ----
  void on_content(const Origin& origin, const Content& content) override;
  void on_handed_over(const MessageId& message) override;
  void on_undeliverable(const MessageId& message) override;
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

  // alerts_send.cpp
  api::Answer<Audiences> audiences(const api::SendRequest& request);
  api::Answer<api::Sent> send_to(const domain::Alert& alert, const Audiences& audiences,
                                 const std::optional<StoredAlert>& about);
  Result<> send_copy(const domain::Alert& alert, const Audience& audience, const AlertId& batch,
                     const std::optional<StoredAlert>& about);
  std::string home_region();

  // alerts_receive.cpp
  void on_alert(const Origin& origin, const content::Alert& content);
  void keep(const Origin& origin, const content::Alert& content, const WireAlert& alert);
  void apply_waiting_retractions(const AlertId& root);
  void on_retract(const StoredAlert& retraction, const WireAlert& alert);
  void on_have(const Origin& origin, const content::Have& have);
  void owe_receipt(const Origin& origin);
  void send_due_receipts();
  void purge_expired();

  // alerts_show.cpp
  std::vector<std::string> regions_about(const std::string& region);
  api::Answer<StoredAlert> find(const std::string& id);
  std::string from_text(const StoredAlert& alert);
  std::string state_text(const StoredAlert& alert) const;
  std::string delivery_text(const StoredAlert& alert);

  Context& context_;
  Contacts* contacts_ = nullptr;
  Circles* circles_ = nullptr;
};

}  // namespace ww::engine
