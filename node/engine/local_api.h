// LocalApi: the node api in this process, over an unlocked engine. What belongs to the process
// around it (init, unlock, lock, stop; of the doctor all but the clock) is answered by the service
// that owns it (runtime/node_service.h).
#pragma once

#include <deque>

#include "api/node_api.h"
#include "engine/local_journal.h"
#include "engine/node_engine.h"

namespace ww::engine {

class LocalApi final : public api::NodeApi {
 public:
  // `now` is called once per request; `sink` carries out what a request asks of the world.
  LocalApi(NodeEngine& engine, std::function<Instant()> now, std::function<void(Effects)> sink);

  // Feeds the event log from steps that were not requests.
  void remember(const std::vector<api::Event>& events);
  static constexpr std::size_t kEventsKept = 1000;

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
  api::Answer<std::vector<api::Event>> events(std::uint64_t after, Duration wait) override;
  LocalJournal& journal() override { return journal_; }

 private:
  template <class T>
  api::Answer<T> ask(const std::function<api::Answer<T>()>& request);
  // The same for a question, which a full disk does not stop.
  template <class T>
  api::Answer<T> look(const std::function<api::Answer<T>()>& request);

  NodeEngine& engine_;
  std::function<Instant()> now_;
  std::function<void(Effects)> sink_;
  std::deque<api::Event> events_;
  LocalJournal journal_;
};

}  // namespace ww::engine
