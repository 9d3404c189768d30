#include "engine/local_api.h"

#include "core/cap_mac.h"
#include "domain/pasted_address.h"
#include "engine/notices.h"
#include "engine/own_relays.h"
#include "engine/relay_access.h"
#include "engine/settings.h"
#include "ports/settings_rows.h"

namespace ww::engine {
namespace {

using api::Answer;
using Kind = api::Problem::Kind;

api::Problem not_ours() { return problem(Kind::other, "This is answered by the node's process."); }

api::Problem cannot_read() {
  return problem(Kind::other, "The journal could not be read. `watchword doctor` may tell why.");
}

// The relay is marked as leaving. What was kept there goes elsewhere, or stays until it is over;
// with no other relay there is nowhere to go, and the relay stays what it was.
Answer<api::RelayRemoved> leave_relay(NodeEngine& engine, const Route& route) {
  Context& context = engine.context();
  const auto people = engine.contacts().at_relay(route.relay);
  const auto circles = engine.circles().at_relay(route.relay);
  const auto place = relay_for_new(context);
  const bool needs_place = people.people + people.unsettled + circles.ours.size() > 0;
  if (needs_place && !place) {
    return problem(Kind::other,
                   "Messages for you are left at this relay, and you have no other one where they "
                   "could go. Add another first, `watchword relay add ADDRESS`, and then remove "
                   "this one.");
  }
  api::RelayRemoved removed;
  removed.people = static_cast<std::uint32_t>(people.people);
  removed.unsettled = static_cast<std::uint32_t>(people.unsettled);
  removed.written = static_cast<std::uint32_t>(people.written);
  removed.circles_moved = circles.ours;
  removed.circles_staying = circles.of_others;
  if (needs_place) removed.place = to_address(*place);
  engine.circles().move_boards();
  drop_left_relays(context);
  removed.gone = !relay_is_leaving(context, route.relay);
  return removed;
}

}  // namespace

LocalApi::LocalApi(NodeEngine& engine, std::function<Instant()> now,
                   std::function<void(Effects)> sink)
    : engine_(engine),
      now_(std::move(now)),
      sink_(std::move(sink)),
      journal_(engine, now_, [this](Effects effects) {
        remember(effects.events);
        sink_(std::move(effects));
      }) {}

template <class T>
Answer<T> LocalApi::ask(const std::function<Answer<T>()>& request) {
  auto called = engine_.call<T>(now_(), request);
  if (!called) {
    return problem(Kind::other,
                   "The journal could not be written. Nothing was changed. Is the disk full?");
  }
  remember(called->effects.events);
  sink_(std::move(called->effects));
  return std::move(called->answer);
}

template <class T>
Answer<T> LocalApi::look(const std::function<Answer<T>()>& request) {
  auto answer = engine_.read<T>(now_(), request);
  if (!answer) return cannot_read();
  return std::move(*answer);
}

void LocalApi::remember(const std::vector<api::Event>& events) {
  events_.insert(events_.end(), events.begin(), events.end());
  while (events_.size() > kEventsKept) events_.pop_front();
}

// ---- the node
// ----------------------------------------------------------------------------------------

Answer<> LocalApi::init(const api::InitRequest&) { return not_ours(); }
Answer<> LocalApi::unlock(const SecretBytes&) { return not_ours(); }
Answer<> LocalApi::lock() { return not_ours(); }
Answer<> LocalApi::stop() { return not_ours(); }
Answer<> LocalApi::tor_set(const api::TorSetting&) { return not_ours(); }

// What the journal knows; the device is looked at by the process.
Answer<std::vector<api::Check>> LocalApi::doctor() {
  return look<std::vector<api::Check>>([this]() -> Answer<std::vector<api::Check>> {
    std::vector<api::Check> checks;
    if (engine_.links().clock() == core::ClockTrust::disagrees) {
      checks.push_back(
          {"time", false,
           "this device's clock and your relays' differ by more than a day: until they agree, "
           "nothing old is erased. Set the clock; if it is right, add another relay"});
    }
    for (const api::Notice& each : engine::notices(engine_.context(), false)) {
      checks.push_back(
          {"notice", false, each.text + " (`watchword notices done " + each.id + "`)"});
    }
    return checks;
  });
}

Answer<api::Status> LocalApi::status() {
  return look<api::Status>([this]() -> Answer<api::Status> {
    Context& context = engine_.context();
    api::Status status;
    status.exists = true;
    status.locked = false;
    status.name = context.store.settings().get("name").value_or("");
    if (auto contacts = engine_.contacts().list()) {
      status.contacts = static_cast<std::uint32_t>(contacts->size());
    }
    if (auto circles = engine_.circles().list()) {
      status.circles = static_cast<std::uint32_t>(circles->size());
    }
    const Alerts::Counts counts = engine_.alerts().counts();
    status.alerts = counts.alerts;
    status.outbox = {counts.saved, counts.handed_over, counts.confirmed};
    for (const OwnRelay& relay : context.store.settings().relays()) {
      const RelayKey& key = relay.route.relay;
      const std::string state =
          access_is_refused(context, key) ? "refused" : engine_.links().state_of(key);
      status.relays.push_back(
          {to_address(relay.route), state, relay.access_key.has_value(), relay.leaving});
    }
    status.tor = context.options.tor;
    status.tor_required = context.options.tor_required;
    status.notices = engine::notices(context, false);
    return status;
  });
}

Answer<std::vector<api::Notice>> LocalApi::notices(bool ended) {
  return look<std::vector<api::Notice>>([&]() -> Answer<std::vector<api::Notice>> {
    return engine::notices(engine_.context(), ended);
  });
}
Answer<> LocalApi::notice_done(const std::string& id) {
  return ask<Unit>([&] { return end_notice(engine_.context(), id); });
}

Answer<std::vector<api::RelayInfo>> LocalApi::relays() {
  auto now = status();
  if (!now) return now.error();
  return std::move(now->relays);
}

// The password is stretched here and forgotten: 256 MiB of work that the relay's operator pays too.
Answer<> LocalApi::relay_add(const std::string& address,
                             const std::optional<SecretBytes>& password) {
  const auto route = address_in(address);
  if (!route) {
    return problem(Kind::invalid,
                   "This is not a relay's address. It looks like watchword-relay://HOST:PORT/KEY.");
  }
  OwnRelay relay{*route, std::nullopt, now_()};
  if (password && !password->empty()) {
    if (password->size() > limits::kPasswordMax) {
      return problem(Kind::invalid, "A relay's password has at most 128 bytes.");
    }
    auto key =
        crypto::argon2id(password->view(), core::access_salt(route->relay), crypto::kModerate);
    if (!key)
      return problem(Kind::other, "There is not enough free memory (256 MiB) to use the password.");
    relay.access_key = std::move(*key);
  }
  return ask<Unit>([&]() -> Answer<> {
    engine_.context().store.settings().put_relay(relay);
    end_notices_about_relay(engine_.context(), relay.route);
    try_access(engine_.context(), relay.route);
    return Unit{};
  });
}

Answer<api::RelayRemoved> LocalApi::relay_remove(const std::string& address) {
  return ask<api::RelayRemoved>([&]() -> Answer<api::RelayRemoved> {
    auto& settings = engine_.context().store.settings();
    const auto route = address_in(address);
    for (OwnRelay& relay : settings.relays()) {
      if (!route || relay.route != *route) continue;
      relay.leaving = true;
      settings.put_relay(relay);
      return leave_relay(engine_, relay.route);
    }
    return problem(Kind::not_found,
                   "This relay is not one of yours. `watchword relay list` shows them.");
  });
}

Answer<> LocalApi::config_set(const std::string& key, const std::string& value) {
  Context& context = engine_.context();
  WW_TRY_SET(const std::string kept, setting_value(context.options.regions, key, value));
  return ask<Unit>([&]() -> Answer<> {
    context.store.settings().set(key, kept);
    return Unit{};
  });
}

Answer<std::vector<std::pair<std::string, std::string>>> LocalApi::config() {
  using List = std::vector<std::pair<std::string, std::string>>;
  return look<List>([this]() -> Answer<List> {
    List list;
    for (const Setting& setting : settings_known()) {
      const auto value = engine_.context().store.settings().get(setting.key);
      list.emplace_back(setting.key,
                        value.value_or(setting.values.empty() ? "" : setting.values.front()));
    }
    return list;
  });
}

Answer<std::vector<api::Event>> LocalApi::events(std::uint64_t after, Duration) {
  std::vector<api::Event> fresh;
  for (const api::Event& event : events_) {
    if (event.cursor > after) fresh.push_back(event);
  }
  return fresh;
}

// ---- people
// --------------------------------------------------------------------------------------------

Answer<api::InviteMade> LocalApi::contact_invite(const api::InviteRequest& request) {
  return ask<api::InviteMade>([&] { return engine_.contacts().invite(request); });
}
Answer<api::ContactInfo> LocalApi::contact_accept(const api::AcceptRequest& request) {
  return ask<api::ContactInfo>([&] { return engine_.contacts().accept(request); });
}
Answer<std::vector<api::ContactInfo>> LocalApi::contacts() {
  return look<std::vector<api::ContactInfo>>([&] { return engine_.contacts().list(); });
}
Answer<api::ContactInfo> LocalApi::contact(const std::string& name) {
  return look<api::ContactInfo>([&] { return engine_.contacts().show(name); });
}
Answer<api::ContactInfo> LocalApi::contact_verify(const std::string& name,
                                                  const std::optional<std::string>& words) {
  return ask<api::ContactInfo>([&] { return engine_.contacts().verify(name, words); });
}
Answer<> LocalApi::contact_rename(const std::string& name, const std::string& new_name) {
  return ask<Unit>([&] { return engine_.contacts().rename(name, new_name); });
}
Answer<> LocalApi::contact_mute(const std::string& name, bool muted) {
  return ask<Unit>([&] { return engine_.contacts().mute(name, muted); });
}
Answer<> LocalApi::contact_remove(const std::string& name) {
  return ask<Unit>([&] { return engine_.contacts().remove(name); });
}
Answer<api::CircleInfo> LocalApi::circle_new(const api::CircleNew& request) {
  return ask<api::CircleInfo>([&] { return engine_.circles().create(request); });
}
Answer<std::vector<api::CircleInfo>> LocalApi::circles() {
  return look<std::vector<api::CircleInfo>>([&] { return engine_.circles().list(); });
}
Answer<api::CircleInfo> LocalApi::circle(const std::string& name) {
  return look<api::CircleInfo>([&] { return engine_.circles().show(name); });
}
Answer<api::CircleInfo> LocalApi::circle_add(const std::string& circle,
                                             const std::string& contact) {
  return ask<api::CircleInfo>([&] { return engine_.circles().add(circle, contact); });
}
Answer<api::CircleInfo> LocalApi::circle_remove(const std::string& circle,
                                                const std::string& member) {
  return ask<api::CircleInfo>([&] { return engine_.circles().remove(circle, member); });
}
Answer<> LocalApi::circle_join(const std::string& circle) {
  return ask<Unit>([&] { return engine_.circles().join(circle); });
}
Answer<api::CircleInfo> LocalApi::circle_move(const std::string& circle) {
  return ask<api::CircleInfo>([&] { return engine_.circles().move(circle); });
}
Answer<> LocalApi::circle_leave(const std::string& circle) {
  return ask<Unit>([&] { return engine_.circles().leave(circle); });
}

// ---- alerts
// --------------------------------------------------------------------------------------------

Answer<api::Sent> LocalApi::alert_send(const api::SendRequest& request) {
  return ask<api::Sent>([&] { return engine_.alerts().send(request); });
}
Answer<std::vector<api::AlertLine>> LocalApi::alerts(const api::ListRequest& request) {
  return look<std::vector<api::AlertLine>>([&] { return engine_.alerts().list(request); });
}
Answer<api::AlertShown> LocalApi::alert(const std::string& id) {
  return look<api::AlertShown>([&] { return engine_.alerts().show(id); });
}
Answer<api::Sent> LocalApi::alert_corroborate(const api::CorroborateRequest& request) {
  return ask<api::Sent>([&] { return engine_.alerts().corroborate(request); });
}
Answer<api::Sent> LocalApi::alert_update(const api::UpdateRequest& request) {
  return ask<api::Sent>([&] { return engine_.alerts().update(request); });
}
Answer<api::Sent> LocalApi::alert_retract(const api::RetractRequest& request) {
  return ask<api::Sent>([&] { return engine_.alerts().retract(request); });
}
Answer<api::Checked> LocalApi::check(const std::string& text) {
  return look<api::Checked>([&] { return engine_.alerts().check(text); });
}

}  // namespace ww::engine
