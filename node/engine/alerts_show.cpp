// What a person sees of alerts: lists, one alert with its history, and counts.
#include <algorithm>
#include <set>

#include "domain/alert_lifecycle.h"
#include "engine/alerts.h"
#include "engine/places.h"
#include "json/alert_json.h"

namespace ww::engine {
namespace {

using Kind = api::Problem::Kind;
using domain::AlertKind;

std::string name_of_kind(std::uint8_t kind) {
  return std::string(domain::to_name(static_cast<AlertKind>(kind)));
}

std::string reason_of(const StoredAlert& alert) {
  const auto decoded = wire::decode_alert(alert.bytes);
  return decoded && decoded->body.reason ? std::string(domain::to_name(*decoded->body.reason)) : "";
}

}  // namespace

api::Answer<std::vector<api::AlertLine>> Alerts::list(const api::ListRequest& request) {
  AlertRows::Filter filter;
  if (request.region) {
    WW_TRY_SET(filter.regions, regions_about(*request.region));
    if (filter.regions.empty()) return std::vector<api::AlertLine>();
  }
  filter.since = request.since;
  filter.limit = request.limit;
  filter.offset = request.offset;
  std::vector<api::AlertLine> lines;
  for (const StoredAlert& alert : context_.store.alerts().list(filter)) {
    lines.push_back({alert.id.base32(), name_of_kind(alert.kind), alert.severity, state_text(alert),
                     alert.codes, alert.regions, alert.received});
  }
  return lines;
}

// What lies in the region, and what it lies in: a warning for all of England concerns Leeds too.
// A region that is none is told: an empty list would look like a quiet place.
api::Answer<std::vector<std::string>> Alerts::regions_about(const std::string& named) {
  const domain::RegionTable& table = context_.options.regions;
  std::vector<std::string> all = context_.store.alerts().known_regions();
  std::string region = named;
  const bool stands = !table.group(named).empty() ||  // London is more than one code
                      std::find(all.begin(), all.end(), named) != all.end();
  if (!stands) {
    WW_TRY_SET(region, place_named(table, named, home_region(context_)));
  }
  std::vector<std::string> about;
  for (std::string& known : all) {
    if (known == region || table.covers(region, known) || table.covers(known, region)) {
      about.push_back(std::move(known));
    }
  }
  return about;
}

api::Answer<StoredAlert> Alerts::find(const std::string& id) {
  auto& rows = context_.store.alerts();
  if (const auto whole = AlertId::from_base32(id)) {
    if (auto alert = rows.find(*whole)) return std::move(*alert);
  }
  std::string lower = id;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  });
  const auto matches =
      lower.size() >= kIdPrefixMin ? rows.with_prefix(lower, 2) : std::vector<AlertId>();
  if (matches.size() == 1) return std::move(*rows.find(matches.front()));
  return problem(Kind::not_found,
                 matches.empty() ? "There is no such alert here. `watchword alert list` shows them."
                                 : "More than one alert begins like this. Give more characters.");
}

api::Answer<api::AlertShown> Alerts::show(const std::string& id) {
  const auto alert = find(id);
  if (!alert) return alert.error();
  api::AlertShown shown;
  shown.received = alert->received;
  shown.from = from_text(*alert);
  shown.state = state_text(*alert);
  shown.delivery = alert->from == StoredAlert::From::me ? deliveries_.text_of(*alert) : "";
  shown.partial = alert->partial;
  if (!alert->bytes.empty()) {
    const auto decoded = wire::decode_alert(alert->bytes);
    WW_CHECK(decoded.ok());  // it was read before it was kept
    shown.alert = json::write_alert(decoded->body);
    shown.urgency_now = domain::to_name(domain::urgency_now(decoded->body, context_.now));
  }
  tell_what_others_said(*alert, shown);
  return shown;
}

// The alerts at the roots of what a person sees as one: each audience has its own copy of it.
std::vector<StoredAlert> Alerts::roots_of(const StoredAlert& alert) {
  auto& rows = context_.store.alerts();
  const bool version = is(alert, AlertKind::alert) || is(alert, AlertKind::update);
  const auto root = version ? rows.find(alert.root) : std::nullopt;
  if (root && root->from == StoredAlert::From::me) return rows.copies(root->batch);
  return {root.value_or(alert)};
}

// One count per voice: a member's pseudonym, a contact. Shown among the others, and not counted:
// invitees of the author who joined within the last week, and whoever did not get the alert the way
// that she speaks, who could be somebody with two names.
void Alerts::tell_what_others_said(const StoredAlert& alert, api::AlertShown& shown) {
  std::set<std::pair<ByteArray<16>, MemberId>> voices;
  for (const StoredAlert& root : roots_of(alert)) {
    for (const StoredAlert& about : context_.store.alerts().about(root.root)) {
      const bool mine = about.from == StoredAlert::From::me;
      if (mine && about.batch != about.id) continue;  // its first copy is told
      shown.history.push_back(
          {about.id.base32(), name_of_kind(about.kind), reason_of(about), about.received});
      if (!is(about, AlertKind::corroborate) || about.state == StoredAlert::State::retracted) {
        continue;
      }
      if (mine) shown.corroborations.mine = true;
      // Our own and one by the alert's own author are no second voice.
      const bool is_author =
          about.from == root.from && about.member == root.member && about.origin == root.origin;
      if (is_author || !voices.insert({about.origin, about.member}).second) continue;
      if (is_counted(root, about))
        ++shown.corroborations.first_hand;
      else
        ++shown.corroborations.others;
    }
  }
  std::stable_sort(shown.history.begin(), shown.history.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
}

bool Alerts::is_counted(const StoredAlert& root, const StoredAlert& about) {
  const bool first_hand = about.basis == static_cast<std::uint8_t>(domain::Basis::first_hand);
  const bool fresh =
      about.from == StoredAlert::From::member && root.from == StoredAlert::From::member &&
      circles_->is_fresh_invitee_of(CircleId{about.origin}, about.member, root.member);
  return first_hand && !fresh && shares_audience(root, about);
}

std::string Alerts::from_text(const StoredAlert& alert) {
  switch (alert.from) {
    case StoredAlert::From::me:
      return "me";
    case StoredAlert::From::contact: {
      const auto contact = context_.store.contacts().find(ContactId{alert.origin});
      return contact ? contact->name : "a removed contact";
    }
    case StoredAlert::From::member: {
      const CircleId circle{alert.origin};
      const auto standing = circles_->standing(circle);
      return (standing ? standing->name : "a circle you left") + ": " +
             circles_->member_name(circle, alert.member);
    }
  }
  return "";
}

std::string Alerts::state_text(const StoredAlert& alert) const {
  // Withdrawn and out of time are different things, and the first is told even after the second.
  if (alert.state == StoredAlert::State::retracted) return "retracted";
  if (alert.expires <= context_.now) return "expired";
  if (alert.state == StoredAlert::State::updated) return "updated";
  if (alert.state == StoredAlert::State::disputed) return "disputed";
  return "current";
}

Alerts::Counts Alerts::counts() {
  const auto delivery = context_.store.alerts().delivery_counts();
  return {static_cast<std::uint32_t>(context_.store.alerts().count()), delivery.saved,
          delivery.handed_over, delivery.confirmed};
}

}  // namespace ww::engine
