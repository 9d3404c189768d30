// Correcting and withdrawing an own alert: by its own key, to everybody whom it went to.
#include "engine/alerts.h"
#include "engine/clock.h"
#include "json/alert_json.h"
#include "ports/contact_rows.h"

namespace ww::engine {
namespace {

using Kind = api::Problem::Kind;
using domain::AlertKind;

// A retraction must be alive to be believed; one of an alert that is just over lives this long.
constexpr Duration kLeastLife = std::chrono::hours{24};

// Says that it is withdrawn and why, and nothing else: no word of the alert travels again.
// It lives as long as the newest words may: who hears of those must hear of it.
domain::Alert withdrawal_of(const domain::Alert& original, Instant expires, domain::Reason reason,
                            Instant now) {
  domain::Alert message;
  message.kind = AlertKind::retract;
  message.status = original.status;
  message.sent = domain::floor_to(now, domain::Precision::hour);
  message.expires = std::max({original.expires, expires, message.sent + kLeastLife});
  message.reason = reason;
  message.lang = original.lang;
  message.share.level = original.share.level;
  message.action = domain::Action::assess;
  return message;
}

api::Problem unreadable() {
  return problem(Kind::other, "What is kept of this alert cannot be read any more.");
}

}  // namespace

// The alert that `id` is or belongs to, as its first audience got it, if it is this person's.
api::Answer<StoredAlert> Alerts::own(const std::string& id) {
  auto alert = find(id);
  if (!alert) return alert.error();
  auto& rows = context_.store.alerts();
  if (is(*alert, AlertKind::update) || is(*alert, AlertKind::retract)) {
    auto root = rows.find(alert->root);
    if (root) *alert = std::move(*root);
  }
  if (alert->from != StoredAlert::From::me) {
    return problem(Kind::invalid, "Only who wrote an alert can correct or withdraw it.");
  }
  if (alert->batch == alert->id) return alert;
  auto first = rows.find(alert->batch);
  if (!first) return unreadable();
  return std::move(*first);
}

api::Answer<api::Sent> Alerts::retract(const api::RetractRequest& request) {
  const auto reason = domain::from_name<domain::Reason>(request.reason);
  if (!reason || !domain::reason_fits(*reason, AlertKind::retract)) {
    return problem(
        Kind::usage,
        "--reason is wrong_person, unsafe_for_author, consent_withdrawn, not_true, legal "
        "or duplicate.");
  }
  WW_TRY_SET(const StoredAlert alert, own(request.id));
  if (alert.state == StoredAlert::State::retracted) return withdrawn_before(alert);
  const auto original = wire::decode_alert(alert.bytes);
  if (!original) return unreadable();
  domain::Alert message =
      withdrawal_of(original->body, alert.expires, *reason, time_never_refused(context_));
  return send_change(message, alert);
}

api::Sent Alerts::withdrawn_before(const StoredAlert& alert) {
  api::Sent sent;
  sent.id = alert.id.base32();
  sent.state = deliveries_.text_of(alert);
  for (const StoredAlert& about : context_.store.alerts().about(alert.id)) {
    if (!is(about, AlertKind::retract)) continue;
    sent.id = about.id.base32();
    sent.state = deliveries_.text_of(about);
  }
  sent.warnings = {"It was withdrawn before."};
  return sent;
}

// Judged like a new alert; but its life counts from the first one.
api::Answer<api::Sent> Alerts::update(const api::UpdateRequest& request) {
  WW_TRY_SET(const StoredAlert alert, own(request.id));
  if (!is(alert, AlertKind::alert) || alert.bytes.empty()) {
    return problem(Kind::invalid, "This is withdrawn, or no alert of its own. Send a new one.");
  }
  const auto original = wire::decode_alert(alert.bytes);
  if (!original) return unreadable();
  if (context_.store.alerts().count_about(alert.id, static_cast<std::uint8_t>(AlertKind::update)) >=
      limits::kUpdatesPerAlert) {
    return problem(Kind::invalid,
                   "This alert was changed so often that no further change would be read. Withdraw "
                   "it and send a new one.");
  }
  auto read = json::read_alert(request.json, domain::Origin::author);
  if (read.ok() && read.alert.kind != AlertKind::alert && read.alert.kind != AlertKind::update) {
    return problem(Kind::usage, "An update is the whole alert, as it shall read from now on.");
  }
  read.alert.kind = AlertKind::update;
  read.alert.refs = {alert.id};
  if (request.reason) {
    read.alert.reason = domain::from_name<domain::Reason>(*request.reason);
    if (!read.alert.reason) return problem(Kind::usage, "There is no such reason.");
  }
  Instant when = context_.now;
  if (!request.dry_run) {
    WW_TRY_SET(when, time_for_sending(context_, request.accept));
  }
  domain::RuleContext rules{when, domain::Origin::author, original->body.sent, {}};
  domain::Audience to;
  for (const StoredAlert& copy : context_.store.alerts().copies(alert.batch)) {
    (copy.to_circle ? to.circles : to.contacts) = true;
  }
  const auto key = context_.store.alerts().key(alert.id);
  if (!key) return problem(Kind::other, "The key of this alert is not here any more.");
  WW_TRY_SET(const Prepared prepared,
             prepare(std::move(read), author_of(key->clone()).id(), rules, to, request.accept));
  api::Sent sent{prepared.alert.id.base32(), "dry_run", {}, json::write_alert(prepared.alert)};
  if (!request.dry_run) {
    WW_TRY_SET(sent, send_change(prepared.alert, alert));
  }
  sent.warnings.insert(sent.warnings.end(), prepared.warnings.begin(), prepared.warnings.end());
  return sent;
}

// Each audience hears of its own copy, by that copy's key. Who cannot be reached any more is named;
// the others still hear of it, and here it holds at once. A withdrawal is never refused for want of
// room: it is the author's will, and what cannot leave yet is owed. An update may be asked for
// again.
api::Answer<api::Sent> Alerts::send_change(domain::Alert change, const StoredAlert& first) {
  auto& rows = context_.store.alerts();
  AlertId batch;  // the first copy's
  std::vector<std::string> warnings;
  std::string shown;
  for (const StoredAlert& copy : rows.copies(first.batch)) {
    auto key = rows.key(copy.id);
    if (!key) return problem(Kind::other, "The key of this alert is not here any more.");
    const Author author = author_of(std::move(*key));
    change.id = author.id();
    if (batch.is_zero()) batch = change.id;
    const AlertChain chain = chain_of(copy);
    change.refs = {chain.root.id};
    if (chain.previous != chain.root) change.refs->push_back(chain.previous.id);
    if (shown.empty()) shown = json::write_alert(change);
    const Audience audience = audience_of(copy);
    const StoredAlert row = keep_own(change, chain, author, audience, batch);
    const auto handed = hand_out_change(row, audience);
    const bool full = !handed && handed.error().code == Errc::full;
    if (full && is(row, AlertKind::retract)) {
      owe(row.id);
      warnings.push_back("Too much waits for \"" + audience.name +
                         "\" already. The withdrawal is kept, and leaves by itself when there is "
                         "room.");
    } else if (full) {
      return problem(Kind::other, "Too much waits for \"" + audience.name +
                                      "\" already. Nothing was changed. Try again later.");
    }
    if (!handed && !full) {
      warnings.push_back("\"" + audience.name +
                         "\" cannot be reached from here any more and does not hear of this.");
    }
    if (is(row, AlertKind::retract)) unsay(copy, row);
    settle(copy.id);
  }
  return api::Sent{batch.base32(), "saved", std::move(warnings), std::move(shown)};
}

// About the copy, after the newest of its updates.
AlertChain Alerts::chain_of(const StoredAlert& copy) {
  const AlertRef root{copy.id, copy.digest};
  AlertChain chain{root, root};
  for (const StoredAlert& about : context_.store.alerts().about(copy.id)) {
    if (is(about, AlertKind::update)) chain.previous = {about.id, about.digest};
  }
  return chain;
}

Alerts::Audience Alerts::audience_of(const StoredAlert& copy) {
  if (!copy.to_circle) {
    const auto contact = context_.store.contacts().find(ContactId{copy.origin});
    return {false, copy.origin, contact ? contact->name : "a removed contact", 1};
  }
  const auto standing = circles_->standing(CircleId{copy.origin});
  if (!standing) return {true, copy.origin, "a circle you left", 1};
  return {true, copy.origin, standing->name, static_cast<std::uint32_t>(standing->others)};
}

// New words go only to who would be written to today; a withdrawal goes to whoever can be reached.
Result<> Alerts::hand_out_change(const StoredAlert& row, const Audience& audience) {
  if (!audience.circle && is(row, AlertKind::update)) {
    const auto contact = context_.store.contacts().find(ContactId{audience.id});
    if (!contact || contact->trust != Trust::verified) return fail(Errc::refused);
  }
  return hand_out(row, audience);
}

// What is kept to be posted again in a newer epoch would bring the words back: in its place the
// withdrawal is posted.
void Alerts::unsay(const StoredAlert& copy, const StoredAlert& retraction) {
  if (!copy.to_circle) return;
  auto& rows = context_.store.alerts();
  std::vector<StoredAlert> said = rows.about(copy.id);
  said.push_back(copy);
  for (const StoredAlert& each : said) {
    if (each.from != StoredAlert::From::me || is(each, AlertKind::retract)) continue;
    for (const Delivery& delivery : rows.deliveries(each.id)) {
      circles_->post_instead(CircleId{copy.origin}, delivery.message, carried(retraction));
    }
  }
}

}  // namespace ww::engine
