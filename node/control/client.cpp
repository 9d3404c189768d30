#include "control/client.h"

#include <unistd.h>

#include "control/journal_client.h"
#include "control/line.h"

namespace ww::control {
namespace {

using api::Answer;
using api::Problem;

Problem secret_too_long() {
  return problem(Problem::Kind::usage, "A passphrase has 1024 bytes at most.");
}

}  // namespace

class Client::Impl : public Line {
 public:
  using Line::Line;
  JournalClient journal{*this};
};

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;

Answer<std::unique_ptr<Client>> Client::connect(const std::string& home) {
  auto socket = connect_in(home);
  if (!socket.ok()) {
    return problem(Problem::Kind::no_node, "No node is running for this profile.");
  }
  const auto owner = peer_user(socket->number());
  if (!owner.ok() || *owner != ::geteuid()) {
    return problem(Problem::Kind::other, "The node of this profile belongs to another user.");
  }
  auto impl = std::make_unique<Impl>(kj::setupAsyncIo(), std::move(socket).value());
  WW_TRY(impl->greet());
  return std::unique_ptr<Client>(new Client(std::move(impl)));
}

void Client::wait_until_gone() { impl_->wait_until_gone(); }

Answer<> Client::init(const api::InitRequest& request) {
  if (request.passphrase.size() > kSecretMax) return secret_too_long();
  auto call = impl_->node.initRequest();
  call.setName(text(request.name));
  call.setRegion(text(request.region));
  if (request.relay) call.setRelay(text(*request.relay));
  impl_->put(call.initPassphrase(), request.passphrase);
  return impl_->ask<Unit>(kj::mv(call));
}
Answer<> Client::unlock(const SecretBytes& passphrase) {
  if (passphrase.size() > kSecretMax) return secret_too_long();
  auto call = impl_->node.unlockRequest();
  impl_->put(call.initPassphrase(), passphrase);
  return impl_->ask<Unit>(kj::mv(call));
}
Answer<> Client::lock() { return impl_->ask<Unit>(impl_->node.lockRequest()); }
Answer<api::Status> Client::status() {
  return impl_->ask<api::Status>(impl_->node.statusRequest());
}
Answer<std::vector<api::Check>> Client::doctor() {
  return impl_->ask<std::vector<api::Check>>(impl_->node.doctorRequest());
}
Answer<> Client::stop() { return impl_->ask<Unit>(impl_->node.stopRequest()); }

Answer<std::vector<api::Notice>> Client::notices(bool ended) {
  auto call = impl_->node.noticesRequest();
  call.setEnded(ended);
  return impl_->ask<std::vector<api::Notice>>(kj::mv(call));
}
Answer<> Client::notice_done(const std::string& id) {
  auto call = impl_->node.noticeDoneRequest();
  call.setId(text(id));
  return impl_->ask<Unit>(kj::mv(call));
}

Answer<std::vector<api::RelayInfo>> Client::relays() {
  return impl_->ask<std::vector<api::RelayInfo>>(impl_->node.relaysRequest());
}
Answer<> Client::relay_add(const std::string& address, const std::optional<SecretBytes>& password) {
  if (password && password->size() > kSecretMax) return secret_too_long();
  auto call = impl_->node.relayAddRequest();
  call.setAddress(text(address));
  if (password) impl_->put(call.initPassword(), *password);
  return impl_->ask<Unit>(kj::mv(call));
}
Answer<api::RelayRemoved> Client::relay_remove(const std::string& address) {
  auto call = impl_->node.relayRemoveRequest();
  call.setAddress(text(address));
  return impl_->ask<api::RelayRemoved>(kj::mv(call));
}
Answer<> Client::config_set(const std::string& key, const std::string& value) {
  auto call = impl_->node.configSetRequest();
  call.setKey(text(key));
  call.setValue(text(value));
  return impl_->ask<Unit>(kj::mv(call));
}
Answer<std::vector<std::pair<std::string, std::string>>> Client::config() {
  return impl_->ask<std::vector<std::pair<std::string, std::string>>>(impl_->node.configRequest());
}
Answer<> Client::tor_set(const api::TorSetting& setting) {
  auto call = impl_->node.torSetRequest();
  call.setMode(text(setting.mode));
  if (setting.proxy) call.setProxy(text(*setting.proxy));
  return impl_->ask<Unit>(kj::mv(call));
}

Answer<api::InviteMade> Client::contact_invite(const api::InviteRequest& request) {
  auto call = impl_->node.contactInviteRequest();
  call.setName(text(request.name));
  return impl_->ask<api::InviteMade>(kj::mv(call));
}
Answer<api::ContactInfo> Client::contact_accept(const api::AcceptRequest& request) {
  auto call = impl_->node.contactAcceptRequest();
  call.setInvite(text(request.invite));
  call.setName(text(request.name));
  call.setAllowRelay(request.allow_relay);
  return impl_->ask<api::ContactInfo>(kj::mv(call));
}
Answer<std::vector<api::ContactInfo>> Client::contacts() {
  return impl_->ask<std::vector<api::ContactInfo>>(impl_->node.contactsRequest());
}
Answer<api::ContactInfo> Client::contact(const std::string& name) {
  auto call = impl_->node.contactRequest();
  call.setName(text(name));
  return impl_->ask<api::ContactInfo>(kj::mv(call));
}
Answer<api::ContactInfo> Client::contact_verify(const std::string& name,
                                                const std::optional<std::string>& words) {
  auto call = impl_->node.contactVerifyRequest();
  call.setName(text(name));
  call.setConfirm(words.has_value());
  if (words) call.setWords(text(*words));
  return impl_->ask<api::ContactInfo>(kj::mv(call));
}
Answer<> Client::contact_rename(const std::string& name, const std::string& new_name) {
  auto call = impl_->node.contactRenameRequest();
  call.setName(text(name));
  call.setNewName(text(new_name));
  return impl_->ask<Unit>(kj::mv(call));
}
Answer<> Client::contact_mute(const std::string& name, bool muted) {
  auto call = impl_->node.contactMuteRequest();
  call.setName(text(name));
  call.setMuted(muted);
  return impl_->ask<Unit>(kj::mv(call));
}
Answer<> Client::contact_remove(const std::string& name) {
  auto call = impl_->node.contactRemoveRequest();
  call.setName(text(name));
  return impl_->ask<Unit>(kj::mv(call));
}

Answer<api::CircleInfo> Client::circle_new(const api::CircleNew& request) {
  auto call = impl_->node.circleNewRequest();
  call.setName(text(request.name));
  write_texts(call.initRegions(count(request.regions)), request.regions);
  return impl_->ask<api::CircleInfo>(kj::mv(call));
}
Answer<std::vector<api::CircleInfo>> Client::circles() {
  return impl_->ask<std::vector<api::CircleInfo>>(impl_->node.circlesRequest());
}
Answer<api::CircleInfo> Client::circle(const std::string& name) {
  auto call = impl_->node.circleRequest();
  call.setName(text(name));
  return impl_->ask<api::CircleInfo>(kj::mv(call));
}
Answer<api::CircleInfo> Client::circle_add(const std::string& circle, const std::string& contact) {
  auto call = impl_->node.circleAddRequest();
  call.setCircle(text(circle));
  call.setContact(text(contact));
  return impl_->ask<api::CircleInfo>(kj::mv(call));
}
Answer<api::CircleInfo> Client::circle_remove(const std::string& circle,
                                              const std::string& member) {
  auto call = impl_->node.circleRemoveRequest();
  call.setCircle(text(circle));
  call.setMember(text(member));
  return impl_->ask<api::CircleInfo>(kj::mv(call));
}
Answer<> Client::circle_join(const std::string& circle) {
  auto call = impl_->node.circleJoinRequest();
  call.setCircle(text(circle));
  return impl_->ask<Unit>(kj::mv(call));
}
Answer<api::CircleInfo> Client::circle_move(const std::string& circle) {
  auto call = impl_->node.circleMoveRequest();
  call.setCircle(text(circle));
  return impl_->ask<api::CircleInfo>(kj::mv(call));
}
Answer<> Client::circle_leave(const std::string& circle) {
  auto call = impl_->node.circleLeaveRequest();
  call.setCircle(text(circle));
  return impl_->ask<Unit>(kj::mv(call));
}

Answer<api::Sent> Client::alert_send(const api::SendRequest& request) {
  auto call = impl_->node.alertSendRequest();
  write(call, request);
  return impl_->ask<api::Sent>(kj::mv(call));
}
Answer<std::vector<api::AlertLine>> Client::alerts(const api::ListRequest& request) {
  auto call = impl_->node.alertsRequest();
  if (request.region) call.setRegion(text(*request.region));
  write(call.initSince(), request.since);
  call.setLimit(request.limit);
  call.setOffset(request.offset);
  if (request.text) call.setText(text(*request.text));
  if (request.severity) call.setSeverity(text(*request.severity));
  return impl_->ask<std::vector<api::AlertLine>>(kj::mv(call));
}
Answer<api::AlertShown> Client::alert(const std::string& id) {
  auto call = impl_->node.alertRequest();
  call.setId(text(id));
  return impl_->ask<api::AlertShown>(kj::mv(call));
}
Answer<api::Sent> Client::alert_corroborate(const api::CorroborateRequest& request) {
  auto call = impl_->node.alertCorroborateRequest();
  call.setId(text(request.id));
  call.setReason(text(request.reason));
  if (request.basis) call.setBasis(text(*request.basis));
  return impl_->ask<api::Sent>(kj::mv(call));
}
Answer<api::Sent> Client::alert_update(const api::UpdateRequest& request) {
  auto call = impl_->node.alertUpdateRequest();
  write(call, request);
  return impl_->ask<api::Sent>(kj::mv(call));
}
Answer<api::Sent> Client::alert_retract(const api::RetractRequest& request) {
  auto call = impl_->node.alertRetractRequest();
  call.setId(text(request.id));
  call.setReason(text(request.reason));
  return impl_->ask<api::Sent>(kj::mv(call));
}
Answer<api::Checked> Client::check(const std::string& free_text) {
  auto call = impl_->node.checkRequest();
  call.setText(text(free_text));
  return impl_->ask<api::Checked>(kj::mv(call));
}
Answer<std::vector<api::Event>> Client::events(std::uint64_t after, Duration wait) {
  auto call = impl_->node.eventsRequest();
  call.setAfter(after);
  call.setWaitMs(wait.count());
  return impl_->ask<std::vector<api::Event>>(kj::mv(call));
}

api::JournalApi& Client::journal() { return impl_->journal; }

}  // namespace ww::control
