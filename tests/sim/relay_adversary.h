// RelayAdversary: a relay that restores, lies, re-orders and forgets, as its seed says.
//
// Each seed draws its own mix of these, and from then on everything follows from it. It never
// answers OK or a position to what it did not keep: that is withholding, which no program can tell
// from a reader who is away, and which only her own receipt ends.
#pragma once

#include "sim/sim_world.h"

namespace ww::test {

class RelayAdversary {
 public:
  RelayAdversary(SimWorld& world, std::size_t relay, std::uint64_t seed)
      : world_(world), relay_(world.relay(relay)), random_(seed) {
    // A swarm: some kinds of misbehaviour are absent in each run, so that the others come further.
    refuse_ = one_in(40);
    forget_ = one_in(60);
    silent_ = one_in(60);
    anew_ = one_in(30);
    closed_ = one_in(80);
    positions_ = one_in(40);
    reorder_ = one_in(20);
    again_ = one_in(20);
    restore_ = one_in(3);
    relay_.instead = [this](const relay::RequestFrame& request) { return instead(request); };
    relay_.say = [this](const relay::ReplyFrame& reply) { return say(reply); };
  }
  ~RelayAdversary() { behave(); }

  // Called now and then: keeps a copy of itself, or puts one back.
  void turn() {
    if (restore_ == 0) return;
    if (copies_.empty() || random_.once_in(2)) {
      copies_.push_back(relay_.image(world_.now()));
    } else if (random_.once_in(restore_)) {
      relay_.bring_back(copies_[random_.below(copies_.size())], world_.now());
      ++restored_;
    }
  }
  // From now on it is as good as any. Its store stays what it has become.
  void behave() {
    relay_.instead = nullptr;
    relay_.say = nullptr;
  }
  std::size_t lies() const { return lies_; }
  std::size_t restored() const { return restored_; }

 private:
  std::uint64_t one_in(std::uint64_t times) { return random_.once_in(3) ? 0 : times; }
  bool comes(std::uint64_t one_in) {
    const bool now = random_.once_in(one_in);
    lies_ += now ? 1 : 0;
    return now;
  }

  std::optional<relay::Reply> instead(const relay::RequestFrame& request) {
    if (std::holds_alternative<relay::Hello>(request.request)) return std::nullopt;
    const bool reads = std::holds_alternative<relay::Get>(request.request) ||
                       std::holds_alternative<relay::BoardGet>(request.request);
    if (reads) {  // of one queue or board that it draws: "I know no such thing"
      const bool forgotten =
          forget_ != 0 && request.header.id[0] % 4 == random_.below(4) && comes(forget_);
      return forgotten ? std::optional<relay::Reply>(relay::Refused{relay::Refusal::auth, 0})
                       : std::nullopt;
    }
    if (!comes(refuse_)) return std::nullopt;
    const auto why = static_cast<relay::Refusal>(1 + random_.below(10));
    const std::uint64_t numbers[] = {0, 1, 5, 1'000'000, ~std::uint64_t{0}};
    return relay::Refused{why, numbers[random_.below(std::size(numbers))]};
  }

  std::vector<relay::ReplyFrame> say(const relay::ReplyFrame& honest) {
    relay::ReplyFrame said = honest;
    auto* item = std::get_if<relay::Item>(&said.reply);
    if (item == nullptr) return {said};
    if (comes(silent_)) return {};
    if (comes(anew_)) item->anew = true;
    if (comes(closed_)) item->closed = true;
    if (comes(positions_)) item->position += random_.below(1'000'000);
    if (item->position != 0) seen_.push_back(item->slot);
    if (!seen_.empty() && comes(again_)) {  // an old slot, of whatever queue or board, as a new one
      item->slot = seen_[random_.below(seen_.size())];
      item->position = 1 + random_.below(50);
    }
    if (!held_ && comes(reorder_)) {
      held_ = said;
      return {};
    }
    if (!held_ || said.header.sequence != held_->header.sequence) return {said};
    std::vector<relay::ReplyFrame> both{said, *held_};  // of one answer, the later part first
    held_.reset();
    return both;
  }

  SimWorld& world_;
  SimRelay& relay_;
  SimRandom random_;
  std::uint64_t refuse_, forget_, silent_, anew_, closed_, positions_, reorder_, again_, restore_;
  std::vector<SimRelay::Image> copies_;
  std::vector<relay::Slot> seen_;
  std::optional<relay::ReplyFrame> held_;
  std::size_t lies_ = 0, restored_ = 0;
};

}  // namespace ww::test
