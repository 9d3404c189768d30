#include "relay/quotas.h"

#include <algorithm>

namespace ww::relay {

bool FrameAllowance::take(Instant now) {
  if (filled_ == Instant{}) filled_ = now;
  const std::int64_t passed = std::max<std::int64_t>(0, (now - filled_).count());
  const std::uint64_t gained = static_cast<std::uint64_t>(passed) * limits::kFramesPerSecond / 1000;
  if (gained > 0) {
    left_ = std::min<std::uint64_t>(limits::kFrameBurst, left_ + gained);
    filled_ = now;
  }
  if (left_ == 0) return false;
  --left_;
  return true;
}

namespace {

std::size_t promised(const Totals& totals, const Options& options) {
  return totals.queues * options.reserve.queue + totals.boards * options.reserve.board +
         totals.over;
}
std::size_t over(std::size_t slots, std::size_t reserve) {
  return slots > reserve ? slots - reserve : 0;
}

}  // namespace

bool has_room(const Totals& totals, const Options& options, std::size_t slots,
              std::size_t reserve) {
  return slots < reserve || promised(totals, options) < options.slots_max;
}

bool may_add(const Totals& totals, const Options& options, std::size_t reserve) {
  return promised(totals, options) + reserve <= options.slots_max;
}

void count_slots(Totals& totals, std::size_t slots, std::size_t now, std::size_t reserve) {
  totals.slots = totals.slots - slots + now;
  totals.over = totals.over - over(slots, reserve) + over(now, reserve);
}

bool count_one(Day today, std::uint32_t most, Day& day, std::uint32_t& count) {
  if (day != today) {
    day = today;
    count = 0;
  }
  if (count >= most) return false;
  ++count;
  return true;
}

std::uint32_t posts_per_day(const BoardCap& cap, std::uint32_t named, std::uint32_t anonymous) {
  const bool is_named = (cap.rights & static_cast<std::uint8_t>(Right::write)) != 0;
  const std::uint32_t most = is_named ? named : anonymous;
  return cap.per_day == 0 ? most : std::min<std::uint32_t>(cap.per_day, most);
}

}  // namespace ww::relay
