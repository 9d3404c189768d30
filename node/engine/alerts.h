// Alerts: sending, receiving, showing, corroborating and checking (DOMAIN b2-b5, PROTOCOL ALERT).
// Everything here happens inside the step's transaction.
#pragma once

#include "engine/circles.h"
#include "engine/contacts.h"
#include "engine/context.h"
#include "engine/mail.h"

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
  api::Answer<api::AlertShown> show(const std::string& id);
  api::Answer<api::Sent> corroborate(const api::CorroborateRequest& request);
  api::Answer<api::Checked> check(const std::string& text);
  struct Counts {
    std::uint32_t alerts = 0, saved = 0, handed_over = 0, confirmed = 0;
  };
  Counts counts();

  // ---- what the engine brings ----
  void on_content(const Origin& origin, const Content& content) override;
  void on_handed_over(const MessageId& message) override;
  void on_undeliverable(const MessageId& message) override;
  // Receipts that are due, expiries, urgency. Returns when it wants to be called next.
  std::optional<Instant> on_time();

 private:
  Context& context_;
  Contacts* contacts_ = nullptr;
  Circles* circles_ = nullptr;
};

}  // namespace ww::engine
