// NodeService: the node api of one process. Owns what an open journal needs (store, ratchet,
// engine) and lets it go again: init, unlock, lock, stop and doctor are answered here, all else by
// the engine's own api while it is unlocked.
//
// Drives the engine: the loop (node_loop.h) brings events of the transport and wakes it when it
// asks; effects go out after their commit. When a commit fails the engine is thrown away, its
// connections closed, and a new one is built from the store.
//
// One thread. Reads no clock: `now` is handed in.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "engine/local_api.h"
#include "runtime/node_config.h"
#include "runtime/node_connections.h"
#include "runtime/node_events.h"
#include "runtime/node_journal.h"
#include "runtime/node_journal_api.h"

namespace ww::runtime {

class NodeService final : public api::NodeApi {
 public:
  struct World {
    std::string home;
    Journals& journals;
    Transport& transport;
    Random& random;
    Logger& log;
    std::function<Instant()> now;
    engine::Options options;  // its part about Tor is set by `config`
    NodeConfig config = {};
    // What a changed configuration means for the transport; what the transport last saw of the
    // proxy.
    std::function<void(const NodeConfig&)> connect_by = nullptr;
    std::function<std::string()> proxy_state = nullptr;
  };
  explicit NodeService(World world);
  ~NodeService() override;

  // ---- for the loop ----
  // `changed`: there are new events, another wake() or a stop was asked for.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }
  // At most NodeEngine::kBatch events make one step.
  void on_transport(std::vector<TransportEvent> events);
  void on_wake();
  std::optional<Instant> wake() const;
  bool stop_asked() const { return stop_asked_; }

  // ---- for people ----
  api::Answer<> init(const api::InitRequest& request) override;
  api::Answer<> unlock(const SecretBytes& passphrase) override;
  api::Answer<> lock() override;
  api::Answer<api::Status> status() override;
  api::Answer<std::vector<api::Check>> doctor() override;
  api::Answer<> stop() override;
  api::Answer<std::vector<api::Notice>> notices(bool ended) override;
  api::Answer<> notice_done(const std::string& id) override;
  api::Answer<std::vector<api::RelayInfo>> relays() override;
  api::Answer<> relay_add(const std::string& address,
                          const std::optional<SecretBytes>& password) override;
  api::Answer<api::RelayRemoved> relay_remove(const std::string& address) override;
  api::Answer<> config_set(const std::string& key, const std::string& value) override;
  api::Answer<std::vector<std::pair<std::string, std::string>>> config() override;
  api::Answer<> tor_set(const api::TorSetting& setting) override;
  api::Answer<api::InviteMade> contact_invite(const api::InviteRequest& request) override;
  api::Answer<api::ContactInfo> contact_accept(const api::AcceptRequest& request) override;
  api::Answer<std::vector<api::ContactInfo>> contacts() override;
  api::Answer<api::ContactInfo> contact(const std::string& name) override;
  api::Answer<api::ContactInfo> contact_verify(const std::string& name,
                                               const std::optional<std::string>& words) override;
  api::Answer<> contact_rename(const std::string& name, const std::string& new_name) override;
  api::Answer<> contact_mute(const std::string& name, bool muted) override;
  api::Answer<> contact_remove(const std::string& name) override;
  api::Answer<api::CircleInfo> circle_new(const api::CircleNew& request) override;
  api::Answer<std::vector<api::CircleInfo>> circles() override;
  api::Answer<api::CircleInfo> circle(const std::string& name) override;
  api::Answer<api::CircleInfo> circle_add(const std::string& circle,
                                          const std::string& contact) override;
  api::Answer<api::CircleInfo> circle_remove(const std::string& circle,
                                             const std::string& member) override;
  api::Answer<> circle_join(const std::string& circle) override;
  api::Answer<api::CircleInfo> circle_move(const std::string& circle) override;
  api::Answer<> circle_leave(const std::string& circle) override;
  api::Answer<api::Sent> alert_send(const api::SendRequest& request) override;
  api::Answer<std::vector<api::AlertLine>> alerts(const api::ListRequest& request) override;
  api::Answer<api::AlertShown> alert(const std::string& id) override;
  api::Answer<api::Sent> alert_corroborate(const api::CorroborateRequest& request) override;
  api::Answer<api::Sent> alert_update(const api::UpdateRequest& request) override;
  api::Answer<api::Sent> alert_retract(const api::RetractRequest& request) override;
  api::Answer<api::Checked> check(const std::string& text) override;
  // Never waits; the control server does.
  api::Answer<std::vector<api::Event>> events(std::uint64_t after, Duration wait) override;
  api::JournalApi& journal() override { return journal_; }

 private:
  struct Running;  // the engine and what it stands on
  template <class Ask>
  auto ask(Ask ask) -> decltype(ask(std::declval<api::NodeApi&>()));
  api::Problem locked_problem();
  void build(std::unique_ptr<OpenJournal> journal);
  void put_tor_state(api::Status& status) const;
  bool is_older_copy();
  void recover();
  api::Answer<> start(std::unique_ptr<OpenJournal> journal);
  api::Answer<> set_up(const api::InitRequest& request);
  void step(const std::vector<engine::Input>& inputs);
  void carry_out(const engine::Effects& effects);
  void clean();
  void rebuild_if_broken();
  void changed() const {
    if (changed_) changed_();
  }

  World world_;
  NodeConnections connections_;
  NodeEvents events_;
  NodeJournalApi journal_;
  std::unique_ptr<Running> running_;
  std::optional<Instant> wake_;  // what the engine asked for
  Instant clean_from_{};         // later after a failure: the disk may be full
  std::function<void()> changed_;
  bool stop_asked_ = false;
};

}  // namespace ww::runtime
