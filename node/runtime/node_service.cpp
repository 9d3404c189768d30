#include "runtime/node_service.h"

#include "domain/pasted_address.h"
#include "e2ee/signal_ratchet.h"
#include "engine/settings.h"
#include "runtime/node_doctor.h"
#include "runtime/node_tor.h"
#include "runtime/os_disk.h"

namespace ww::runtime {
namespace {

using api::Answer;
using api::Problem;
using Kind = api::Problem::Kind;

// After a failed step: the disk may be full, and asking it at once again would spin.
constexpr Duration kAfterFailure = std::chrono::seconds{5};

constexpr const char* kOlderCopy =
    "This is an older copy of your profile. It needs new keys before anything is sent, and they "
    "could not be written. Is the disk full?";

Problem from_open(Errc code) {
  switch (code) {
    case Errc::wrong_passphrase:
    case Errc::unauthenticated:
      return problem(Kind::wrong_passphrase, "That is not the passphrase of this profile.");
    case Errc::not_found:
      return problem(Kind::not_found,
                     "There is no profile here yet. Make one with `watchword init --name NAME`.");
    case Errc::unsupported:
      return problem(
          Kind::other,
          "This profile was written by another version of Watchword, and was left as it is.");
    case Errc::duplicate:
      return problem(Kind::other, "There is a profile in this folder already.");
    default:
      return problem(Kind::other,
                     "The profile cannot be read or written. `watchword doctor` may tell why.");
  }
}

// Before anything is made: a profile that is half set up could not be made again.
Answer<> well_formed(const api::InitRequest& request, const domain::RegionTable& regions) {
  WW_TRY(engine::setting_value(regions, "name", request.name));
  WW_TRY(engine::setting_value(regions, "region", request.region));
  if (request.passphrase.empty()) return problem(Kind::usage, "The passphrase is empty.");
  if (request.relay && !address_in(*request.relay).ok()) {
    return problem(Kind::invalid,
                   "That is no relay's address. It looks like watchword-relay://HOST:PORT/KEY.");
  }
  return Unit{};
}

}  // namespace

struct NodeService::Running {
  Running(std::unique_ptr<OpenJournal> open, World& world,
          std::function<void(engine::Effects)> sink)
      : journal(std::move(open)),
        ratchet(journal->store().ratchet(), world.random, world.log),
        engine(journal->store(), ratchet, world.random, world.log, world.options),
        api(engine, world.now, std::move(sink)) {}

  std::unique_ptr<OpenJournal> journal;
  e2ee::SignalRatchet ratchet;
  engine::NodeEngine engine;
  engine::LocalApi api;
};

NodeService::NodeService(World world)
    : world_(std::move(world)),
      connections_(world_.transport),
      journal_({[this]() { return running_ ? &running_->api.journal() : nullptr; },
                [this]() { return locked_problem(); }, [this]() { rebuild_if_broken(); },
                &world_.options.regions}) {
  put_tor(world_.config, world_.options);
}
NodeService::~NodeService() = default;

// ---- the engine's life
// --------------------------------------------------------------------------------

Answer<> NodeService::start(std::unique_ptr<OpenJournal> journal) {
  build(std::move(journal));
  wake_ = world_.now();
  changed();
  return Unit{};
}

void NodeService::build(std::unique_ptr<OpenJournal> journal) {
  running_ = std::make_unique<Running>(std::move(journal), world_,
                                       [this](const engine::Effects& e) { carry_out(e); });
  if (is_older_copy()) recover();
}

bool NodeService::is_older_copy() {
  try {
    return running_->journal->is_older_copy();
  } catch (const StoreFailed&) {
    return true;  // nothing that cannot be read is connected with
  }
}

// New keys with everybody before anything is sent. If they cannot be kept the engine stays broken,
// and nothing is sent at all.
void NodeService::recover() {
  auto effects =
      running_->engine.recover(world_.now(), [this] { running_->journal->accept_older_copy(); });
  if (!effects.ok()) {
    return world_.log.error("an older copy could not be renewed",
                            static_cast<int>(effects.error().code));
  }
  world_.log.warning("an older copy was brought back: its keys are renewed");
  running_->api.remember(effects->events);
  carry_out(*effects);
}

void NodeService::carry_out(const engine::Effects& effects) {
  connections_.carry_out(effects);
  events_.add(effects.events);
  wake_ = effects.wake;
  changed();
}

std::optional<Instant> NodeService::wake() const {
  if (!running_ || running_->engine.broken() || running_->api.journal().is_clean()) return wake_;
  const Instant clean_at = std::max(world_.now(), clean_from_);
  return wake_ ? std::min(*wake_, clean_at) : clean_at;
}

// What a purge left in the file is erased in slices, one for each turn of the loop, so that
// whatever arrives meanwhile is dealt with in between. Whoever asked may call for them too.
void NodeService::clean() {
  if (!running_ || running_->engine.broken() || running_->api.journal().is_clean()) return;
  if (world_.now() < clean_from_) return;
  if (!running_->api.journal().clean_up()) {
    world_.log.warning("what was purged could not be erased from the file yet");
    clean_from_ = world_.now() + kAfterFailure;
  }
  changed();
}

void NodeService::step(const std::vector<engine::Input>& inputs) {
  if (!running_) return;
  wake_ = std::nullopt;
  rebuild_if_broken();
  if (running_->engine.broken()) return;
  auto effects = running_->engine.step(inputs, world_.now());
  if (effects.ok()) {
    running_->api.remember(effects->events);
    carry_out(*effects);
  } else {
    world_.log.error("a step failed", static_cast<int>(effects.error().code));
    wake_ = world_.now() + kAfterFailure;
  }
  rebuild_if_broken();
}

void NodeService::rebuild_if_broken() {
  if (!running_ || !running_->engine.broken()) return;
  world_.log.warning("the engine is built anew from the journal");
  connections_.begin_anew();
  auto journal = std::move(running_->journal);
  running_.reset();
  build(std::move(journal));
  wake_ = clean_from_ = world_.now() + kAfterFailure;
  changed();
}

void NodeService::on_transport(std::vector<TransportEvent> events) {
  const auto inputs = connections_.translate(std::move(events));
  if (!inputs.empty()) step(inputs);
}

void NodeService::on_wake() {
  step({});
  clean();
}

// ---- what belongs to the process
// ----------------------------------------------------------------------

Answer<> NodeService::init(const api::InitRequest& request) {
  WW_TRY(well_formed(request, world_.options.regions));
  auto journal = world_.journals.create(request.passphrase);
  if (!journal.ok()) return from_open(journal.error().code);
  WW_TRY(start(std::move(journal).value()));
  return set_up(request);
}

Answer<> NodeService::set_up(const api::InitRequest& request) {
  WW_TRY(config_set("name", request.name));
  WW_TRY(config_set("region", request.region));
  if (request.relay) WW_TRY(relay_add(*request.relay, std::nullopt));
  return Unit{};
}

Answer<> NodeService::unlock(const SecretBytes& passphrase) {
  if (running_) return Unit{};
  auto journal = world_.journals.open(passphrase);
  if (!journal.ok()) {
    // A passphrase that is wrong is for her who types it, and not for whoever reads the log.
    if (journal.error().code != Errc::unauthenticated) {
      world_.log.warning("unlocking failed", static_cast<int>(journal.error().code));
    }
    return from_open(journal.error().code);
  }
  return start(std::move(journal).value());
}

Answer<> NodeService::lock() {
  if (running_) {
    connections_.begin_anew();
    running_.reset();
    events_.forget();
    wake_ = std::nullopt;
    changed();
  }
  return Unit{};
}

Answer<api::Status> NodeService::status() {
  if (running_) {
    auto status = ask([](api::NodeApi& node) { return node.status(); });
    if (!status.ok() || !running_) return status;
    status.value().journal_bytes = running_->journal->bytes();
    put_tor_state(*status);
    return status;
  }
  const auto exists = world_.journals.exists();
  if (!exists.ok()) return from_open(exists.error().code);
  api::Status status;
  status.exists = *exists;
  put_tor_state(status);
  return status;
}

void NodeService::put_tor_state(api::Status& status) const {
  status.tor = world_.options.tor;
  status.tor_required = world_.options.tor_required;
  status.tor_proxy = world_.config.tor_proxy;
  if (!status.tor)
    status.tor_state = status.tor_required ? "missing" : "off";
  else
    status.tor_state = world_.proxy_state ? world_.proxy_state() : "unknown";
}

// Written first: a node that starts again must not be less careful than this one was.
Answer<> NodeService::tor_set(const api::TorSetting& setting) {
  const auto config = with_tor(world_.config, setting);
  if (!config.ok()) return problem(Kind::invalid, config.error().message);
  const auto home = OsDisk::at(world_.home);
  if (!home.ok() || !write_config(**home, *config).ok()) {
    return problem(Kind::other, "The configuration cannot be written. Nothing was changed.");
  }
  world_.config = *config;
  put_tor(world_.config, world_.options);
  connections_.begin_anew();
  if (world_.connect_by) world_.connect_by(world_.config);
  if (running_) {
    const engine::Options& now = world_.options;
    running_->engine.connect_by(now.tor, now.tor_required, now.open_wait);
    wake_ = world_.now();
  }
  world_.log.info("the way of connecting was changed");
  changed();
  return Unit{};
}

Answer<std::vector<api::Check>> NodeService::doctor() {
  auto checks = examine(world_.home, world_.now());
  if (!running_) return checks;
  if (const auto own = relays()) examine_relays(*own, checks);
  if (const auto now = status()) checks.push_back(examine_tor(*now));
  if (const auto people = contacts()) examine_people(*people, checks);
  if (const auto joined = circles()) examine_circles(*joined, checks);
  if (const auto told = ask([](api::NodeApi& node) { return node.doctor(); }); told.ok()) {
    checks.insert(checks.end(), told->begin(), told->end());
  }
  return checks;
}

Answer<> NodeService::stop() {
  WW_TRY(lock());
  stop_asked_ = true;
  changed();
  return Unit{};
}

// ---- what the engine answers
// --------------------------------------------------------------------------

Problem NodeService::locked_problem() {
  if (stop_asked_) return problem(Kind::no_node, "The node is about to end.");
  const auto exists = world_.journals.exists();
  if (exists.ok() && !*exists) return from_open(Errc::not_found);
  return problem(Kind::locked, "The node is locked. Unlock it with `watchword unlock`.");
}

template <class Ask>
auto NodeService::ask(Ask ask) -> decltype(ask(std::declval<api::NodeApi&>())) {
  if (!running_) return locked_problem();
  rebuild_if_broken();
  if (running_->engine.broken()) return problem(Kind::other, kOlderCopy);
  auto answer = ask(running_->api);
  rebuild_if_broken();
  return answer;
}

Answer<std::vector<api::Notice>> NodeService::notices(bool ended) {
  return ask([&](api::NodeApi& node) { return node.notices(ended); });
}
Answer<> NodeService::notice_done(const std::string& id) {
  return ask([&](api::NodeApi& node) { return node.notice_done(id); });
}
Answer<std::vector<api::RelayInfo>> NodeService::relays() {
  return ask([](api::NodeApi& node) { return node.relays(); });
}
Answer<> NodeService::relay_add(const std::string& address,
                                const std::optional<SecretBytes>& password) {
  return ask([&](api::NodeApi& node) { return node.relay_add(address, password); });
}
Answer<api::RelayRemoved> NodeService::relay_remove(const std::string& address) {
  return ask([&](api::NodeApi& node) { return node.relay_remove(address); });
}
Answer<> NodeService::config_set(const std::string& key, const std::string& value) {
  return ask([&](api::NodeApi& node) { return node.config_set(key, value); });
}
Answer<std::vector<std::pair<std::string, std::string>>> NodeService::config() {
  return ask([](api::NodeApi& node) { return node.config(); });
}
Answer<api::InviteMade> NodeService::contact_invite(const api::InviteRequest& request) {
  return ask([&](api::NodeApi& node) { return node.contact_invite(request); });
}
Answer<api::ContactInfo> NodeService::contact_accept(const api::AcceptRequest& request) {
  return ask([&](api::NodeApi& node) { return node.contact_accept(request); });
}
Answer<std::vector<api::ContactInfo>> NodeService::contacts() {
  return ask([](api::NodeApi& node) { return node.contacts(); });
}
Answer<api::ContactInfo> NodeService::contact(const std::string& name) {
  return ask([&](api::NodeApi& node) { return node.contact(name); });
}
Answer<api::ContactInfo> NodeService::contact_verify(const std::string& name,
                                                     const std::optional<std::string>& words) {
  return ask([&](api::NodeApi& node) { return node.contact_verify(name, words); });
}
Answer<> NodeService::contact_rename(const std::string& name, const std::string& new_name) {
  return ask([&](api::NodeApi& node) { return node.contact_rename(name, new_name); });
}
Answer<> NodeService::contact_mute(const std::string& name, bool muted) {
  return ask([&](api::NodeApi& node) { return node.contact_mute(name, muted); });
}
Answer<> NodeService::contact_remove(const std::string& name) {
  return ask([&](api::NodeApi& node) { return node.contact_remove(name); });
}
Answer<api::CircleInfo> NodeService::circle_new(const api::CircleNew& request) {
  return ask([&](api::NodeApi& node) { return node.circle_new(request); });
}
Answer<std::vector<api::CircleInfo>> NodeService::circles() {
  return ask([](api::NodeApi& node) { return node.circles(); });
}
Answer<api::CircleInfo> NodeService::circle(const std::string& name) {
  return ask([&](api::NodeApi& node) { return node.circle(name); });
}
Answer<api::CircleInfo> NodeService::circle_add(const std::string& circle,
                                                const std::string& contact) {
  return ask([&](api::NodeApi& node) { return node.circle_add(circle, contact); });
}
Answer<api::CircleInfo> NodeService::circle_remove(const std::string& circle,
                                                   const std::string& member) {
  return ask([&](api::NodeApi& node) { return node.circle_remove(circle, member); });
}
Answer<> NodeService::circle_join(const std::string& circle) {
  return ask([&](api::NodeApi& node) { return node.circle_join(circle); });
}
Answer<api::CircleInfo> NodeService::circle_move(const std::string& circle) {
  return ask([&](api::NodeApi& node) { return node.circle_move(circle); });
}
Answer<> NodeService::circle_leave(const std::string& circle) {
  return ask([&](api::NodeApi& node) { return node.circle_leave(circle); });
}
Answer<api::Sent> NodeService::alert_send(const api::SendRequest& request) {
  return ask([&](api::NodeApi& node) { return node.alert_send(request); });
}
Answer<std::vector<api::AlertLine>> NodeService::alerts(const api::ListRequest& request) {
  return ask([&](api::NodeApi& node) { return node.alerts(request); });
}
Answer<api::AlertShown> NodeService::alert(const std::string& id) {
  return ask([&](api::NodeApi& node) { return node.alert(id); });
}
Answer<api::Sent> NodeService::alert_corroborate(const api::CorroborateRequest& request) {
  return ask([&](api::NodeApi& node) { return node.alert_corroborate(request); });
}
Answer<api::Sent> NodeService::alert_update(const api::UpdateRequest& request) {
  return ask([&](api::NodeApi& node) { return node.alert_update(request); });
}
Answer<api::Sent> NodeService::alert_retract(const api::RetractRequest& request) {
  return ask([&](api::NodeApi& node) { return node.alert_retract(request); });
}
Answer<api::Checked> NodeService::check(const std::string& text) {
  return ask([&](api::NodeApi& node) { return node.check(text); });
}
Answer<std::vector<api::Event>> NodeService::events(std::uint64_t after, Duration) {
  if (!running_) return locked_problem();
  return events_.after(after);
}

}  // namespace ww::runtime
