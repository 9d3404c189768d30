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

}  // namespace

Instant Budgets::may_open(const Owner& owner, Instant now) {
  const auto found = left_.find(owner);
  if (found == left_.end()) return now;
  return std::max(found->second.failures.next(now), found->second.sessions.next(now));
}

void Budgets::spend(const Owner& owner, bool board, std::uint32_t failures, std::uint32_t sessions,
                    Instant now) {
  if (failures == 0 && sessions == 0) return;
  if (left_.size() >= limits::kBudgetsKept) {
    std::erase_if(left_, [&](const auto& each) {
      return each.second.failures.is_full(now) && each.second.sessions.is_full(now);
    });
  }
  const Left all{core::TokenBucket{board ? kBoard : kPair}, core::TokenBucket{kSessions}};
  Left& left = left_.try_emplace(owner, all).first->second;
  for (std::uint32_t i = 0; i < failures; ++i) left.failures.spend(now);
  for (std::uint32_t i = 0; i < sessions; ++i) left.sessions.spend(now);
}

}  // namespace ww::engine
