// A node that does nothing but remember what it was asked and answer what the test put into it.
//
// `calls` holds one line per call with every argument; the public values are the answers; `refuse`
// makes every call but status() fail with that problem.
#pragma once

#include <functional>

#include "support/fake_journal.h"

namespace ww::test {

class FakeNode final : public api::NodeApi {
 public:
  std::vector<std::string> calls;
  std::optional<api::Problem> refuse;
  std::function<void(const std::string& call)> before;  // may change the answers, or throw

  api::Status status_now;
  std::vector<api::Check> checks;
  api::RelayRemoved removed;
  std::vector<std::pair<std::string, std::string>> settings;
  api::InviteMade invite;
  api::ContactInfo person;
  api::CircleInfo ring;
  api::Sent sent;
  std::vector<api::AlertLine> lines;
  api::AlertShown shown;
  api::Checked checked;
  std::vector<api::Event> log;
  std::string passphrase = "open sesame";
  FakeJournal diary;

  FakeNode() {
    status_now.exists = true;
    status_now.locked = false;
  }

  api::Answer<> init(const api::InitRequest& request) override {
    passphrase = std::string(as_text(request.passphrase.view()));
    return done("init " + request.name + " " + request.region + " " +
                request.relay.value_or("(none)"));
  }
  api::Answer<> unlock(const SecretBytes& given) override {
    calls.push_back("unlock");
    if (refuse) return *refuse;
    if (as_text(given.view()) != passphrase) {
      return api::Problem{
          api::Problem::Kind::wrong_passphrase, "That is not the passphrase.", {}, {}};
    }
    status_now.locked = false;
    return Unit{};
  }
  api::Answer<> lock() override { return done("lock"); }
  api::Answer<api::Status> status() override {
    calls.push_back("status");
    if (before) before("status");
    return status_now;
  }
  api::Answer<std::vector<api::Check>> doctor() override { return give("doctor", checks); }
  api::Answer<> stop() override { return done("stop"); }

  api::Answer<std::vector<api::Notice>> notices(bool ended) override {
    return give(ended ? "notices ended" : "notices", status_now.notices);
  }
  api::Answer<> notice_done(const std::string& id) override { return done("notice_done " + id); }

  api::Answer<std::vector<api::RelayInfo>> relays() override {
    return give("relays", status_now.relays);
  }
  api::Answer<> relay_add(const std::string& address,
                          const std::optional<SecretBytes>& password) override {
    return done("relay_add " + address + " " +
                (password ? std::string(as_text(password->view())) : "(none)"));
  }
  api::Answer<api::RelayRemoved> relay_remove(const std::string& address) override {
    return give("relay_remove " + address, removed);
  }
  api::Answer<> config_set(const std::string& key, const std::string& value) override {
    return done("config_set " + key + " " + value);
  }
  api::Answer<std::vector<std::pair<std::string, std::string>>> config() override {
    return give("config", settings);
  }
  api::Answer<> tor_set(const api::TorSetting& setting) override {
    return done("tor_set " + setting.mode + " " + setting.proxy.value_or("(none)"));
  }

  api::Answer<api::InviteMade> contact_invite(const api::InviteRequest& request) override {
    return give("contact_invite " + request.name, invite);
  }
  api::Answer<api::ContactInfo> contact_accept(const api::AcceptRequest& request) override {
    return give("contact_accept " + request.invite + " " + request.name +
                    (request.allow_relay ? " allow_relay" : ""),
                person);
  }
  api::Answer<std::vector<api::ContactInfo>> contacts() override {
    return give("contacts", std::vector{person});
  }
  api::Answer<api::ContactInfo> contact(const std::string& name) override {
    return give("contact " + name, person);
  }
  api::Answer<api::ContactInfo> contact_verify(const std::string& name,
                                               const std::optional<std::string>& words) override {
    return give("contact_verify " + name + (words ? " confirm " + *words : ""), person);
  }
  api::Answer<> contact_rename(const std::string& name, const std::string& new_name) override {
    return done("contact_rename " + name + " " + new_name);
  }
  api::Answer<> contact_mute(const std::string& name, bool muted) override {
    return done("contact_mute " + name + (muted ? " on" : " off"));
  }
  api::Answer<> contact_remove(const std::string& name) override {
    return done("contact_remove " + name);
  }

  api::Answer<api::CircleInfo> circle_new(const api::CircleNew& request) override {
    return give("circle_new " + request.name + joined(request.regions), ring);
  }
  api::Answer<std::vector<api::CircleInfo>> circles() override {
    return give("circles", std::vector{ring});
  }
  api::Answer<api::CircleInfo> circle(const std::string& name) override {
    return give("circle " + name, ring);
  }
  api::Answer<api::CircleInfo> circle_add(const std::string& circle,
                                          const std::string& contact) override {
    return give("circle_add " + circle + " " + contact, ring);
  }
  api::Answer<api::CircleInfo> circle_remove(const std::string& circle,
                                             const std::string& member) override {
    return give("circle_remove " + circle + " " + member, ring);
  }
  api::Answer<> circle_join(const std::string& circle) override {
    return done("circle_join " + circle);
  }
  api::Answer<api::CircleInfo> circle_move(const std::string& name) override {
    return give("circle_move " + name, ring);
  }
  api::Answer<> circle_leave(const std::string& circle) override {
    return done("circle_leave " + circle);
  }

  api::Answer<api::Sent> alert_send(const api::SendRequest& request) override {
    return give("alert_send " + request.json + " circles" + joined(request.circles) + " contacts" +
                    joined(request.contacts) + (request.urgent ? " urgent" : "") +
                    (request.dry_run ? " dry_run" : "") + " accept" + joined(request.accept),
                sent);
  }
  api::Answer<std::vector<api::AlertLine>> alerts(const api::ListRequest& request) override {
    return give("alerts " + request.region.value_or("(all)") + " " +
                    (request.since ? std::to_string(to_ms(*request.since)) : "(ever)") + " " +
                    std::to_string(request.limit) + " " + std::to_string(request.offset),
                lines);
  }
  api::Answer<api::AlertShown> alert(const std::string& id) override {
    return give("alert " + id, shown);
  }
  api::Answer<api::Sent> alert_corroborate(const api::CorroborateRequest& request) override {
    return give("alert_corroborate " + request.id + " " + request.reason + " " +
                    request.basis.value_or("(none)"),
                sent);
  }
  api::Answer<api::Sent> alert_update(const api::UpdateRequest& request) override {
    return give("alert_update " + request.id + " " + request.json + " " +
                    request.reason.value_or("(none)") + (request.dry_run ? " dry_run" : "") +
                    " accept" + joined(request.accept),
                sent);
  }
  api::Answer<api::Sent> alert_retract(const api::RetractRequest& request) override {
    return give("alert_retract " + request.id + " " + request.reason, sent);
  }
  api::Answer<api::Checked> check(const std::string& text) override {
    return give("check " + text, checked);
  }
  api::Answer<std::vector<api::Event>> events(std::uint64_t after, Duration wait) override {
    calls.push_back("events " + std::to_string(after) + " " + std::to_string(wait.count()));
    if (before) before(calls.back());
    if (refuse) return *refuse;
    std::vector<api::Event> newer;
    for (const auto& event : log) {
      if (event.cursor > after) newer.push_back(event);
    }
    return newer;
  }

  api::JournalApi& journal() override { return diary; }

 private:
  static std::string joined(const std::vector<std::string>& values) {
    std::string all;
    for (const auto& value : values) all += " [" + value + "]";
    return all;
  }
  template <class T>
  api::Answer<T> give(const std::string& call, const T& answer) {
    calls.push_back(call);
    if (before) before(call);
    if (refuse) return *refuse;
    return answer;
  }
  api::Answer<> done(const std::string& call) { return give(call, Unit{}); }
};

}  // namespace ww::test
