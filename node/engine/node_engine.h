// NodeEngine: one person's node as a value that turns (inputs, now, randomness) into (changed rows,
// effects).
//
// step() handles what arrived and what is due in ONE transaction; call() does the same for one
// request of a person. Effects come back only after the commit: a ratchet step is on disk before
// its ciphertext leaves, and a decrypted alert, its ratchet state and its position commit together.
// When the commit fails, the effects are dropped and broken() is true: throw the engine away and
// build it anew from the store.
//
// Pure but for the store. One thread only.
#pragma once

#include <functional>

#include "engine/alerts.h"
#include "engine/budgets.h"
#include "engine/circles.h"
#include "engine/contacts.h"
#include "engine/context.h"
#include "engine/deliveries.h"
#include "engine/effects.h"
#include "engine/journal.h"
#include "engine/links.h"

namespace ww::engine {

class NodeEngine {
 public:
  NodeEngine(Store& store, Ratchet& ratchet, Random& random, Logger& log, Options options);

  // Any number of inputs, none included; at most kBatch are wise. Fails with `storage` alone.
  Result<Effects> step(const std::vector<Input>& inputs, Instant now);
  static constexpr std::size_t kBatch = 256;

  // One request in one step: `request` is called inside the transaction and its answer handed back
  // with the effects. A Problem rolls the transaction back: what was refused leaves no trace.
  template <class T>
  struct Called {
    api::Answer<T> answer;
    Effects effects;
  };
  template <class T>
  Result<Called<T>> call(Instant now, const std::function<api::Answer<T>()>& request);

  // A question: nothing is written, nothing that is due is done, and nothing leaves. So it is
  // answered while the disk is full. What `request` would write is gone.
  template <class T>
  Result<api::Answer<T>> read(Instant now, const std::function<api::Answer<T>()>& request);

  // An older copy of the journal was brought back. `accept` marks it as dealt with, inside the same
  // transaction: so new keys are made exactly once, whatever happens meanwhile.
  Result<Effects> recover(Instant now, const std::function<void()>& accept);

  // Connections are made in another way from the next step on; the caller has closed those there
  // are.
  void connect_by(bool tor, bool tor_required, Duration open_wait);

  bool broken() const { return broken_; }

  Contacts& contacts() { return contacts_; }
  Circles& circles() { return circles_; }
  Alerts& alerts() { return alerts_; }
  Journal& journal() { return journal_; }
  Context& context() { return context_; }
  const Links& links() const { return links_; }

 private:
  // Runs `body` in one transaction and commits if it returns true; what it asks of the world comes
  // back only after the commit.
  Result<Effects> transact(Instant now, const std::function<bool()>& body);
  Result<> look(Instant now, const std::function<void()>& body);
  void finish(Effects& effects);
  void handle(const LinkNews& news);
  Instant may_open_next(const Budgets::Owner& owner);
  void on_answered(const Answered& answered);
  void on_op_refused(const OutboxOp& op, const relay::Refused& refused);
  void on_arrived(const Arrived& arrived);
  void on_refused(const SourceRefused& refused);
  void note_mark(const Arrived& arrived);
  void judge_clock();
  void do_what_is_due();
  std::optional<Instant> drop_expired_ops();

  Context context_;
  Links links_;
  Budgets budgets_;
  Deliveries deliveries_;
  std::uint64_t work_before_ = 0;  // the store's, when this step began
  Alerts alerts_;
  Circles circles_;
  Contacts contacts_;
  Journal journal_;
  std::optional<Instant> due_;  // when do_what_is_due() has work next
  std::uint64_t cursor_ = 0;
  bool broken_ = false;
};

template <class T>
Result<NodeEngine::Called<T>> NodeEngine::call(Instant now,
                                               const std::function<api::Answer<T>()>& request) {
  std::optional<api::Answer<T>> answer;
  WW_TRY_SET(Effects effects, transact(now, [&] {
               answer.emplace(request());
               return answer->ok();
             }));
  return Called<T>{std::move(*answer), std::move(effects)};
}

template <class T>
Result<api::Answer<T>> NodeEngine::read(Instant now,
                                        const std::function<api::Answer<T>()>& request) {
  std::optional<api::Answer<T>> answer;
  WW_TRY(look(now, [&] { answer.emplace(request()); }));
  return std::move(*answer);
}

}  // namespace ww::engine
