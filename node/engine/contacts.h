// Contacts: invites, the three-step handshake, words, and messages between two people
// (proto/PROTOCOL.md, HANDSHAKE). Everything here happens inside the step's transaction.
#pragma once

#include "engine/context.h"
#include "engine/links.h"
#include "engine/mail.h"
#include "ports/contact_rows.h"

namespace ww::engine {

class Contacts final : public PairMail {
 public:
  // `circle_mail_in` gets the circle contents that come pairwise, `receiver` alerts and receipts.
  class CircleContents {
   public:
    virtual ~CircleContents() = default;
    virtual void on_pair_content(const ContactId& from, const Content& content) = 0;
  };
  Contacts(Context& context, CircleContents& circles, Receiver& receiver);

  // ---- what a person asks ----
  api::Answer<api::InviteMade> invite(const api::InviteRequest& request);
  api::Answer<api::ContactInfo> accept(const api::AcceptRequest& request);
  api::Answer<api::ContactInfo> show(const std::string& name);
  api::Answer<std::vector<api::ContactInfo>> list();
  api::Answer<api::ContactInfo> verify(const std::string& name, bool confirm);
  api::Answer<> rename(const std::string& name, const std::string& new_name);
  api::Answer<> mute(const std::string& name, bool muted);
  api::Answer<> remove(const std::string& name);

  // ---- what the engine brings ----
  Result<MessageId> send(const ContactId& to, const Content& content) override;
  void on_slot(const Source& source, const relay::Slot& slot);
  void on_answer(const OutboxOp& op, const relay::Reply& reply);  // purposes contact_*
  // Expired invites, retiring queues. Returns when it wants to be called next.
  std::optional<Instant> on_time();

 private:
  Context& context_;
  CircleContents& circles_;
  Receiver& receiver_;
};

}  // namespace ww::engine
