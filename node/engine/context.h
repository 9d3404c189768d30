// What every part of the engine is handed: its world, for the length of one step.
//
// One Context lives in NodeEngine; `now` is set at the start of each step and nobody reads a clock.
#pragma once

#include "api/node_api.h"
#include "base/logger.h"
#include "core/clock_trust.h"
#include "core/never_match.h"
#include "domain/argument.h"
#include "domain/contact.h"
#include "domain/region.h"
#include "ports/circle_rows.h"
#include "ports/file_inspector.h"
#include "ports/page_maker.h"
#include "ports/random.h"
#include "ports/ratchet.h"
#include "ports/store.h"

namespace ww::engine {

// Waits and cadences of one node. Defaults are what people get; the simulator and tests shorten
// them.
struct Options {
  Duration receipt_least = std::chrono::minutes{1};  // receipts leave in a batch at a random time,
  Duration receipt_most = std::chrono::minutes{10};  // because immediate ones unmask who reads when
  // A retraction is shown to a new epoch again at a random time, unless somebody else did so first.
  Duration again_least = std::chrono::minutes{5}, again_most = std::chrono::hours{6};
  Duration write_start_most = std::chrono::seconds{2};  // jitter before a writing connection opens
  Duration write_idle = std::chrono::seconds{5};        // it closes after this long without work
  Duration reconnect_least = std::chrono::seconds{1};
  Duration reconnect_most = std::chrono::minutes{1};
  Duration answer_wait =
      std::chrono::seconds{60};  // no answer for so long: the connection is given up
  Duration open_wait = std::chrono::seconds{60};  // the same, of a new connection's first answer
  bool tor = false, tor_required = false;
  NeverMatch never_match;       // of packs/: helplines and the like
  domain::RegionTable regions;  // of iso-codes; empty: a region then means itself alone
  // What meets foreign formats and fonts. Not owned; without one, files are bytes of no known type,
  // and packets are no PDF.
  FileInspector* inspector = nullptr;
  PageMaker* page_maker = nullptr;
  std::optional<crypto::PublicKey> pack_key;  // of imported packs; else the build's. For tests
};

// What becomes of an outbox op that a relay refused.
enum class Refusal : std::uint8_t {
  waits,     // it stays as it is, and is tried again later
  replaced,  // another one took its place, or its whole lane was made anew
  settled,   // there is nothing left to do
};
// Wait after the nth refusal: 2 s, 4 s ... 5 min, and from the 20th on an hour; stretched by up to
// a quarter, so that all who met the same full relay do not come back together.
inline Duration retry_wait(std::uint32_t attempts, Random& random) {
  constexpr Duration kMost = std::chrono::minutes{5};
  Duration wait = attempts >= 8 ? kMost : std::min(kMost, Duration{2000} * (1 << attempts));
  if (attempts >= 20) wait = std::chrono::hours{1};
  return random.between(wait, wait * 5 / 4);
}

struct Context {
  Store& store;
  Ratchet& ratchet;
  Random& random;
  Logger& log;
  Options options;
  Instant now{};
  std::vector<api::Event> events{};  // collected during a step, handed out when it is committed
  // Of this step: whether the own clock may erase anything for good (core/clock_trust.h).
  bool may_erase = false;
  // Of this step: every relay contradicts the own clock. Of this run: whether that was told, and
  // what was sent before any relay was heard (engine/clock.h).
  std::optional<core::ClockDispute> clock_dispute{};
  std::optional<bool> clock_told{};
  std::vector<AlertId> unjudged{};

  // What the slot that is handled now has cost (engine/budgets.h).
  struct Spent {
    std::uint32_t failures = 0;  // it did not open, or nothing in it did
    std::uint32_t sessions = 0;  // new keys were made for it
    std::uint64_t work = 0;      // in instructions of the database (ports/store.h)
  } spent{};

  // Over, and to be erased. What must not go by one wrong clock asks here, or for may_erase where
  // rows are erased by a date.
  bool is_over(Instant end) const { return may_erase && end <= now; }
  void tell(std::string what, std::string id, std::string detail) {
    events.push_back({0, std::move(what), std::move(id), std::move(detail)});
  }
  // What the owner must know is a row of the same transaction (ports/notice_rows.h): it outlives
  // locks, restarts and this engine. `args` begin with whom it is about, if anybody:
  //   context_.notify("queue_lost", {about(contact)});
  // The sentence for a code stands in engine/notice_text.cpp.
  void notify(std::string_view code, const ArgumentList& args = {});
  // What was told is over by itself.
  void notice_over(std::string_view code, const Argument& owner);
};

inline Argument about(const Contact& contact) {
  return Argument::contact(contact.id, contact.name);
}
inline Argument about(const StoredCircle& circle) {
  return Argument::circle(circle.id, circle.name);
}
inline Argument about(const Route& route) { return Argument::relay(to_address(route)); }

}  // namespace ww::engine
