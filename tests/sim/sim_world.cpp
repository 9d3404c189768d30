#include "sim/sim_world.h"

namespace ww::test {
namespace {

constexpr Instant kStart = Instant{std::chrono::hours{24 * 365 * 56}};  // late in 2025

}  // namespace

SimWorld::SimWorld(std::uint64_t seed, WorldOptions options)
    : random_(seed), options_(options), network_(seed + 1, options.faults), now_(kStart) {
  for (std::size_t i = 0; i < options.relays; ++i) {
    relays_.push_back(std::make_unique<SimRelay>(i, seed * 1000 + 500 + i, network_));
    relay_index_[relays_.back()->route().relay] = i;
    relays_.back()->start(now_);
  }
  for (std::size_t i = 0; i < options.nodes; ++i) {
    nodes_.push_back(
        std::make_unique<SimNode>(i, seed * 1000 + i, network_, relay_index_, key_uses_));
    if (options.skew_most.count() > 0) {
      nodes_.back()->set_skew(random_.between(-options.skew_most, options.skew_most));
    }
    nodes_.back()->start(now_);
    WW_CHECK(nodes_.back()->api().config_set("name", name_of(i)).ok());
    // Its own relay first; the others are added too, so that every contact can be written to.
    for (std::size_t r = 0; r < options.relays; ++r) {
      const Route route = relays_[(i + r) % options.relays]->route();
      WW_CHECK(nodes_.back()->api().relay_add(to_address(route), std::nullopt).ok());
    }
  }
}

bool SimWorld::run_until(const std::function<bool()>& done, Duration most) {
  const Instant end = now_ + most;
  while (!done()) {
    const auto next = next_time();
    if (!next || *next > end) {
      now_ = end;
      return done();
    }
    now_ = std::max(now_, *next);
    restart_the_dead();
    maybe_fault();
    while (network_.next_at() && *network_.next_at() <= now_) handle(network_.take());
    for (auto& relay : relays_) {
      if (relay->wake() && *relay->wake() <= now_) relay->tick(now_);
    }
    for (auto& node : nodes_) {
      if (node->wake() && *node->wake() <= now_) node->tick(now_);
      if (!node->running() && !node_back_at_.contains(node->index())) {
        node_back_at_[node->index()] = now_ + random_.between(Duration{100}, Duration{30000});
      }
    }
  }
  return true;
}

std::optional<Instant> SimWorld::next_time() const {
  std::optional<Instant> next = network_.next_at();
  const auto sooner = [&next](std::optional<Instant> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  for (const auto& relay : relays_) sooner(relay->wake());
  for (const auto& node : nodes_) sooner(node->wake());
  for (const auto& [index, at] : node_back_at_) sooner(at);
  for (const auto& [index, at] : relay_back_at_) sooner(at);
  return next;
}

void SimWorld::handle(const SimNetwork::Event& event) {
  const SimNetwork::Link& link = network_.link(event.link);
  using Kind = SimNetwork::Event::Kind;
  switch (event.kind) {
    case Kind::to_relay:
      if (!link.up) return;
      if (on_frame) on_frame(event.frame);
      if (on_request) on_request(event.link, link.client_key, event.frame);
      relays_[link.relay]->receive(RelayFrame{link.peer, link.client_key, event.frame}, now_);
      return;
    case Kind::to_node:
      if (!link.up) return;
      if (on_frame) on_frame(event.frame);
      nodes_[link.node]->receive({TransportEvent::Kind::frame, link.connection, event.frame}, now_);
      return;
    case Kind::node_closed:
      nodes_[link.node]->receive({TransportEvent::Kind::closed, link.connection, {}}, now_);
      return;
    case Kind::relay_gone:
      relays_[link.relay]->receive(relay::PeerGone{link.peer}, now_);
      return;
  }
}

void SimWorld::maybe_fault() {
  if (random_.once_in(options_.crash_node_one_in)) {
    SimNode& victim = *nodes_[random_.below(nodes_.size())];
    if (victim.running()) victim.crash(now_);
  }
  if (random_.once_in(options_.fail_commit_one_in)) {
    SimNode& victim = *nodes_[random_.below(nodes_.size())];
    const auto operations = random_.below(20);
    if (victim.running())
      victim.disk().fail_after(operations);  // who is down starts on a sound one
  }
  if (random_.once_in(options_.crash_relay_one_in)) {
    const std::size_t index = random_.below(relays_.size());
    if (relays_[index]->running()) {
      relays_[index]->crash(now_);
      relay_back_at_[index] = now_ + random_.between(Duration{100}, Duration{10000});
    }
  }
  if (random_.once_in(options_.partition_one_in)) {
    const std::pair pair{random_.below(nodes_.size()), random_.below(relays_.size())};
    network_.set_partition(pair.first, pair.second, true);
    apart_until_[pair] = now_ + random_.between(Duration{1000}, Duration{60000});
  }
  for (auto it = apart_until_.begin(); it != apart_until_.end();) {
    if (it->second > now_) {
      ++it;
      continue;
    }
    network_.set_partition(it->first.first, it->first.second, false);
    it = apart_until_.erase(it);
  }
}

void SimWorld::restart_the_dead() {
  const auto due = [this](std::map<std::size_t, Instant>& when, const auto& start) {
    for (auto it = when.begin(); it != when.end();) {
      if (it->second > now_) {
        ++it;
        continue;
      }
      start(it->first);
      it = when.erase(it);
    }
  };
  due(node_back_at_, [this](std::size_t i) { nodes_[i]->start(now_); });
  due(relay_back_at_, [this](std::size_t i) { relays_[i]->start(now_); });
}

void SimWorld::heal() {
  options_.faults = {};
  options_.crash_node_one_in = options_.crash_relay_one_in = 0;
  options_.fail_commit_one_in = options_.partition_one_in = 0;
  network_.set_faults({});
  for (const auto& [pair, until] : apart_until_)
    network_.set_partition(pair.first, pair.second, false);
  apart_until_.clear();
  for (auto& node : nodes_) {
    node->disk().heal();
    if (!node->running()) node->start(now_);
  }
  for (std::size_t i = 0; i < relays_.size(); ++i) {
    if (!relays_[i]->running()) relays_[i]->start(now_);
  }
  node_back_at_.clear();
  relay_back_at_.clear();
}

void SimWorld::all_off(Duration span) {
  for (auto& node : nodes_) node->crash(now_);
  for (auto& relay : relays_) relay->crash(now_);
  now_ += span;
  heal();
}

bool SimWorld::befriend(std::size_t a, std::size_t b, Duration most) {
  const Instant end = now_ + most;
  const auto up = [&] { return node(a).running() && node(b).running(); };
  // A call that a dying disk refuses left nothing behind: it is made again, as a person would.
  const auto until_done = [&](const auto& call) {
    while (now_ < end) {
      if (!run_until(up, end - now_)) return false;
      const auto answer = call();
      if (answer) return true;
      if (answer.error().kind != api::Problem::Kind::other) return false;
      run_for(std::chrono::seconds{1});
    }
    return false;
  };
  std::string text;
  if (!until_done([&] {
        auto invite = node(a).api().contact_invite({name_of(b)});
        if (invite) text = invite->text;
        return invite;
      })) {
    return false;
  }
  if (!until_done([&] { return node(b).api().contact_accept({text, name_of(a), false}); }))
    return false;
  const auto has_words = [&](std::size_t at, std::size_t other) {
    const auto contact = node(at).api().contact(name_of(other));
    return contact && contact->state == "established" && contact->words.has_value();
  };
  const auto met = [&] { return up() && has_words(a, b) && has_words(b, a); };
  if (!run_until(met, end - now_)) return false;
  if (!until_done([&] { return confirm_words(node(a), name_of(b)); })) return false;
  if (!until_done([&] { return confirm_words(node(b), name_of(a)); })) return false;
  if (!run_until(up, end - now_)) return false;
  const auto ours = node(a).api().contact(name_of(b));
  const auto theirs = node(b).api().contact(name_of(a));
  return ours && theirs && ours->words == theirs->words;
}

}  // namespace ww::test
