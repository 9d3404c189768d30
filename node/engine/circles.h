// Circles: rosters, epochs, boards, and messages inside a circle (proto/PROTOCOL.md, CIRCLE).
// Everything here happens inside the step's transaction.
#pragma once

#include "engine/contacts.h"
#include "engine/context.h"
#include "engine/links.h"
#include "engine/mail.h"

namespace ww::engine {

class Circles final : public CircleMail, public Contacts::CircleContents {
 public:
  Circles(Context& context, Receiver& receiver);
  void connect(PairMail& pair_mail) { pair_mail_ = &pair_mail; }  // once, before any other call

  // ---- what a person asks ----
  api::Answer<api::CircleInfo> create(const api::CircleNew& request);
  api::Answer<std::vector<api::CircleInfo>> list();
  api::Answer<api::CircleInfo> show(const std::string& name);
  // The contact must be verified (Problem unchecked_words).
  api::Answer<api::CircleInfo> add(const std::string& circle, const std::string& contact);
  api::Answer<api::CircleInfo> remove(const std::string& circle, const std::string& member);
  api::Answer<> join(const std::string& circle);
  api::Answer<> leave(const std::string& circle);

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

  // ---- what the engine brings ----
  Result<MessageId> post(const CircleId& to, const Content& content) override;
  void on_pair_content(const ContactId& from, const Content& content) override;
  void on_slot(const Source& source, std::uint64_t position, const relay::Slot& slot);
  void on_answer(const OutboxOp& op, const relay::Reply& reply);  // purposes board_*
  std::optional<Instant> on_time();

 private:
  Context& context_;
  Receiver& receiver_;
  PairMail* pair_mail_ = nullptr;
};

}  // namespace ww::engine
