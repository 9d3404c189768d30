// What a person sees of alerts: lists, one alert with its history, and counts.
#include <algorithm>
#include <set>

#include "domain/alert_lifecycle.h"
#include "engine/alert_tokens.h"
#include "engine/alerts.h"
#include "engine/places.h"
#include "identify/alert_identifiers.h"
#include "json/alert_json.h"

namespace ww::engine {
namespace {

using Kind = api::Problem::Kind;
using domain::AlertKind;

std::string name_of_kind(std::uint8_t kind) {
  return std::string(domain::to_name(static_cast<AlertKind>(kind)));
}

constexpr std::size_t kSummaryShown = 120;  // characters
constexpr std::size_t kIdentifiersShown = 5;

// Whole characters; cut at the end of a word where there is one.
std::string beginning_of(const std::string& text) {
  std::size_t at = 0, characters = 0, gap = 0;
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (characters == kSummaryShown - 1) break;
    if (text[at] == ' ' || text[at] == '\n') gap = at;
    ++characters;
  }
  std::string begun = text.substr(0, at < text.size() && gap > at / 2 ? gap : at);
  std::replace(begun.begin(), begun.end(), '\n', ' ');
  return at < text.size() ? begun + "\u2026" : begun;
}

// Numbers, plates and handles; the surest first.
std::vector<std::string> identifiers_of(const domain::Alert& alert) {
  std::vector<std::string> texts;
  for (const auto& each : identify::tokens_of_alert(alert)) {
    if (texts.size() == kIdentifiersShown) break;
    if (!each.tokens.exact.empty()) texts.push_back(each.text);
  }
  return texts;
}

// Whoever brought the alert and says so too is no second voice.
bool is_of_author(const StoredAlert& root, const StoredAlert& about) {
  return std::all_of(about.ways.begin(), about.ways.end(),
                     [&](const AlertWay& way) { return root.came_by(way.voice); });
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
  if (request.severity) {
    if (!domain::from_name<domain::Severity>(*request.severity)) {
      return problem(Kind::usage, "--severity is extreme, severe, moderate, minor or unknown.");
    }
    filter.severities = {*request.severity};
  }
  if (request.text) {
    filter.words = searched_words(*request.text);
    if (filter.words.empty()) return problem(Kind::usage, "There is no word to look for.");
  }
  filter.limit = request.limit;
  filter.offset = request.offset;
  std::vector<api::AlertLine> lines;
  for (const StoredAlert& alert : context_.store.alerts().list(filter)) {
    lines.push_back(line_of(alert));
  }
  return lines;
}

// Of what was updated, the newest words.
api::AlertLine Alerts::line_of(const StoredAlert& alert) {
  api::AlertLine line;
  line.id = alert.id.base32();
  line.kind = name_of_kind(alert.kind);
  line.severity = alert.severity;
  line.state = state_text(alert);
  line.codes = alert.codes;
  line.regions = alert.regions;
  line.received = alert.received;
  line.from = from_text(alert);
  line.checked = alert.is_checked();
  const auto said = wire::decode_alert(now_said(alert).bytes);
  if (!said) return line;  // withdrawn
  if (said->body.what) line.summary = beginning_of(said->body.what->summary.value_or(""));
  line.identifiers = identifiers_of(said->body);
  line.status = domain::to_name(said->body.status);
  line.urgency_now = domain::to_name(domain::urgency_now(said->body, context_.now));
  return line;
}

// The version whose words stand now.
StoredAlert Alerts::now_said(const StoredAlert& alert) {
  if (alert.newest.is_zero() || alert.bytes.empty()) return alert;
  return context_.store.alerts().find(alert.newest).value_or(alert);
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
  if (alert->from == StoredAlert::From::me) {
    shown.delivery = deliveries_.text_of(*alert);
    auto arrival = deliveries_.arrival_of(*alert);
    shown.people = arrival.people;
    shown.arrived = arrival.arrived;
    shown.arrived_at = std::move(arrival.names);
  }
  const StoredAlert said = now_said(*alert);
  shown.partial = said.partial;
  if (const auto decoded = wire::decode_alert(said.bytes)) {
    shown.alert = json::write_alert(decoded->body);
    shown.urgency_now = domain::to_name(domain::urgency_now(decoded->body, context_.now));
  } else if (!said.bytes.empty()) {
    return problem(Kind::other, "What is kept of this alert cannot be read any more.");
  }
  for (const AlertWay& way : alert->ways) shown.origins.push_back({way_text(way), way.checked});
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

// What an update replaced, as far as it is here.
std::string Alerts::words_before(const StoredAlert& about) {
  const auto update = is(about, AlertKind::update) ? wire::decode_alert(about.bytes)
                                                   : Result<WireAlert>(fail(Errc::not_found));
  if (!update || !update->refs) return "";
  const auto before = context_.store.alerts().find(update->refs->previous.id);
  const auto words =
      before ? wire::decode_alert(before->bytes) : Result<WireAlert>(fail(Errc::not_found));
  return words ? json::write_alert(words->body) : "";
}

// One count per voice: a member's pseudonym, a contact. Shown among the others, and not counted:
// invitees of the author who joined within the last week, and whoever did not get the alert the way
// that she speaks, who could be somebody with two names.
void Alerts::tell_what_others_said(const StoredAlert& alert, api::AlertShown& shown) {
  std::set<Voice> counted;
  for (const StoredAlert& root : roots_of(alert)) {
    for (const StoredAlert& about : context_.store.alerts().about(root.root)) {
      const bool mine = about.from == StoredAlert::From::me;
      if (mine && about.batch != about.id) continue;  // its first copy is told
      shown.history.push_back({about.id.base32(), name_of_kind(about.kind), reason_of(about),
                               about.received, words_before(about)});
      if (!is(about, AlertKind::corroborate) || about.state == StoredAlert::State::retracted) {
        continue;
      }
      if (mine) shown.corroborations.mine = true;
      if (mine) continue;
      const auto voice = counted_voice(root, about);
      if (voice && counted.insert(*voice).second)
        ++shown.corroborations.first_hand;
      else if (!voice && !is_of_author(root, about))
        ++shown.corroborations.others;
    }
  }
  std::stable_sort(shown.history.begin(), shown.history.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
}

// As whom it counts: a way that the alert came or went too, of somebody who brought neither the
// alert itself nor was brought in by who did.
std::optional<Voice> Alerts::counted_voice(const StoredAlert& root, const StoredAlert& about) {
  if (about.basis != static_cast<std::uint8_t>(domain::Basis::first_hand)) return std::nullopt;
  const auto is_fresh = [&](const AlertWay& way) {
    return std::any_of(root.ways.begin(), root.ways.end(), [&](const AlertWay& brought) {
      return way.from == StoredAlert::From::member && brought.from == StoredAlert::From::member &&
             circles_->is_fresh_invitee_of(CircleId{way.voice.origin}, way.voice.member,
                                           brought.voice.member);
    });
  };
  for (const AlertWay& way : about.ways) {
    if (way.checked && shares_audience(root, way) && !root.came_by(way.voice) && !is_fresh(way)) {
      return way.voice;
    }
  }
  return std::nullopt;
}

std::string Alerts::from_text(const StoredAlert& alert) {
  if (alert.from == StoredAlert::From::me) return "me";
  return alert.ways.empty() ? "" : way_text(alert.ways.front());
}

std::string Alerts::way_text(const AlertWay& way) {
  if (way.from == StoredAlert::From::contact) {
    const auto contact = context_.store.contacts().find(ContactId{way.voice.origin});
    return contact ? contact->name : "a removed contact";
  }
  const CircleId circle{way.voice.origin};
  const auto standing = circles_->standing(circle);
  return (standing ? standing->name : "a circle you left") + ": " +
         circles_->member_name(circle, way.voice.member);
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
