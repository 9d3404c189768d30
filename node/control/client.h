// Client: the node api over the control socket. What a command line and a window use.
//
// Synchronous: each call waits for its answer on an event loop of its own, so a thread has one
// Client at a time. A connection that breaks turns every later answer into `no_node`.
#pragma once

#include <memory>
#include <string>

#include "api/node_api.h"

namespace ww::control {

class Client final : public api::NodeApi {
 public:
  // `home`: the profile's folder. Fails with `no_node` when nobody listens there, and with `other`
  // when who listens is another user or of a version that we do not speak.
  static api::Answer<std::unique_ptr<Client>> connect(const std::string& home);
  ~Client() override;

  // Returns when the node has closed the connection: after stop(), when it has ended.
  void wait_until_gone();

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
  api::JournalApi& journal() override;

  class Impl;

 private:
  explicit Client(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ww::control
