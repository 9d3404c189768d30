#include "engine/budgets.h"

#include <algorithm>

#include "domain/ratchet_limits.h"

namespace ww::engine {

namespace {

using std::chrono::hours, std::chrono::minutes;

constexpr core::Budget per(Duration span, std::uint32_t most) { return {most, span / most}; }
constexpr core::Budget kPair = per(minutes{1}, limits::kPairFailuresPerMinute);
constexpr core::Budget kBoard = per(minutes{1}, limits::kBoardFailuresPerMinute);
constexpr core::Budget kSessions = per(hours{1}, limits::kSessionsPerHour);

constexpr core::Budget kPairWork = per(minutes{1}, limits::kPairWorkPerMinute);
constexpr core::Budget kBoardWork = per(minutes{1}, limits::kBoardWorkPerMinute);

}  // namespace

Instant Budgets::may_open(const Owner& owner, Instant now) {
  const auto found = left_.find(owner);
  if (found == left_.end()) return now;
  Left& left = found->second;
  return std::max({left.failures.next(now), left.sessions.next(now), left.work.next(now)});
}

void Budgets::spend(const Owner& owner, bool board, const Cost& cost, Instant now) {
  if (cost.failures == 0 && cost.sessions == 0 && cost.work == 0) return;
  const auto is_whole = [&](const auto& each) {
    const Left& left = each.second;
    return left.failures.is_full(now) && left.sessions.is_full(now) && left.work.is_full(now);
  };
  if (left_.size() >= limits::kBudgetsKept) std::erase_if(left_, is_whole);
  const Left all{core::TokenBucket{board ? kBoard : kPair}, core::TokenBucket{kSessions},
                 core::TokenBucket{board ? kBoardWork : kPairWork}};
  Left& left = left_.try_emplace(owner, all).first->second;
  for (std::uint32_t i = 0; i < cost.failures; ++i) left.failures.spend(now);
  for (std::uint32_t i = 0; i < cost.sessions; ++i) left.sessions.spend(now);
  for (left.part += cost.work; left.part >= limits::kWorkUnit; left.part -= limits::kWorkUnit) {
    left.work.spend(now);
  }
}

}  // namespace ww::engine
