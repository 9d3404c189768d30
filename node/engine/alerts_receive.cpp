// What arrives: alerts with their signatures; what is sent again; and what time does to them.
#include "domain/alert_lifecycle.h"
#include "domain/alert_rules.h"
#include "engine/alert_tokens.h"
#include "engine/alerts.h"

namespace ww::engine {
namespace {

using domain::AlertKind;

constexpr std::size_t kPurgeAtOnce = 64;

const FromContact* contact_of(const Origin& origin) {
  return std::get_if<FromContact>(&origin.who);
}
const FromMember* member_of(const Origin& origin) { return std::get_if<FromMember>(&origin.who); }

}  // namespace

void Alerts::on_content(const Origin& origin, const Content& content) {
  if (const auto* alert = std::get_if<content::Alert>(&content)) return on_alert(origin, *alert);
  if (const auto* have = std::get_if<content::Have>(&content))
    return deliveries_.on_have(origin, *have);
  // The receipt goes to the new place, and shows there that we know it.
  if (std::holds_alternative<content::Move>(content)) return deliveries_.owe_receipt(origin);
}

// The signature is checked over the very bytes that came, with the key inside them.
void Alerts::on_alert(const Origin& origin, const content::Alert& content) {
  deliveries_.owe_receipt(origin);
  const auto alert = wire::decode_alert(content.bytes);
  if (!alert) return context_.log.warning("an alert cannot be read");
  if (!wire::verify_alert(alert->author_key, content.bytes, content.signature)) {
    return context_.log.warning("an alert's signature does not fit");
  }
  const auto known = context_.store.alerts().find(alert->id);
  if (known) {
    // The same alert by another way is normal. The same id over other bytes is somebody's attempt
    // to put words into another's mouth: the first one stands, and the person is told.
    if (known->digest != wire::alert_digest(content.bytes)) {
      notify_of_clash(origin, alert->id);
    } else if (const auto* member = member_of(origin)) {
      context_.store.alerts().erase_again(member->circle, alert->id);  // she has shown it
    }
    return;
  }
  const auto findings = domain::check_alert(
      alert->body, {judged_at(alert->body), domain::Origin::peer, std::nullopt, {}});
  if (!findings.ok()) return context_.log.warning("an alert breaks the model's rules");
  keep(origin, content, *alert);
}

// Counted by the voice that it came from: an id costs nothing.
void Alerts::notify_of_clash(const Origin& origin, const AlertId& id) {
  ArgumentList args;
  if (const auto* from = contact_of(origin)) {
    if (const auto contact = context_.store.contacts().find(from->contact)) {
      args.push_back(about(*contact));
    }
  } else if (const auto* member = member_of(origin)) {
    if (const auto circle = context_.store.circles().find(member->circle)) {
      args.push_back(about(*circle));
    }
  }
  args.push_back(Argument::alert(id));
  context_.notify("alert_id_clash", args);
}

// An alert of tomorrow is refused, but not by a clock that every relay contradicts: where that is
// slow, all that is fresh would be of tomorrow, and each warning lost for good.
Instant Alerts::judged_at(const domain::Alert& alert) const {
  return context_.may_erase ? context_.now : std::max(context_.now, alert.sent);
}

void Alerts::keep(const Origin& origin, const content::Alert& content, const WireAlert& alert) {
  StoredAlert row = stored_alert(alert, content.bytes, content.signature);
  row.received = context_.now;
  if (const auto* contact = contact_of(origin)) {
    row.from = StoredAlert::From::contact;
    row.origin = contact->contact.bytes;
  } else if (const auto* member = member_of(origin)) {
    row.from = StoredAlert::From::member;
    row.origin = member->circle.bytes;
    row.member = member->member;
  }
  if (said_before(row)) return context_.log.info("one voice said the same again");
  const AlertKind kind = alert.body.kind;
  hold_for_root(row);
  if (kind == AlertKind::retract) row.expires = tombstone_expiry(alert.expires);
  const bool can_match = kind != AlertKind::retract && kind != AlertKind::dispute;
  context_.store.alerts().put(row, can_match ? tokens_of(alert.body) : std::vector<AlertToken>{});
  settle(row.root);
  if (kind == AlertKind::retract || !context_.store.alerts().find(row.id)) return;
  if (!is_muted(row)) context_.tell("alert", row.id.base32(), std::string(domain::to_name(kind)));
}

// What a muted contact sends is kept, because a look-up must know of it, but not told.
bool Alerts::is_muted(const StoredAlert& row) {
  if (row.from != StoredAlert::From::contact) return false;
  const auto contact = context_.store.contacts().find(ContactId{row.origin});
  return contact && contact->muted;
}

// One voice counts once: what it says of the same alert again is not even kept.
bool Alerts::said_before(const StoredAlert& row) {
  if (!is(row, AlertKind::corroborate) && !is(row, AlertKind::dispute)) return false;
  const auto about = context_.store.alerts().about(row.root);
  return std::any_of(about.begin(), about.end(), [&](const StoredAlert& other) {
    return other.kind == row.kind && other.from == row.from && other.origin == row.origin &&
           other.member == row.member;
  });
}

// The other may have lost everything since her copy was made, so she gets every warning of ours
// that still counts. Whoever has it already knows it by its id.
void Alerts::on_renewed(const ContactId& contact) {
  auto& rows = context_.store.alerts();
  for (const AlertId& id : rows.sent_to(contact, context_.now, limits::kSentAgainMost)) {
    if (const auto alert = rows.find(id)) send_again(contact, *alert);
  }
}

// What she has not confirmed may be lost with what lay at the relay. What had not left yet is on
// its way.
void Alerts::on_queue_found(const ContactId& contact) {
  auto& rows = context_.store.alerts();
  for (const AlertId& id : rows.sent_to(contact, context_.now, limits::kSentAgainMost)) {
    const auto alert = deliveries_.is_unsure(id) ? rows.find(id) : std::nullopt;
    if (alert) send_again(contact, *alert);
  }
}

void Alerts::send_again(const ContactId& contact, const StoredAlert& alert) {
  const auto sent = contacts_->send(contact, carried(alert));
  if (!sent) return context_.log.warning("a warning could not be sent again");
  deliveries_.begin_again(*sent, alert.id);
}

void Alerts::on_ended(const ContactId& contact) {
  auto& rows = context_.store.alerts();
  for (const AlertId& id : rows.sent_to(contact, context_.now, limits::kSentAgainMost)) {
    deliveries_.on_ended(id);
  }
}

// ---- time
// --------------------------------------------------------------------------------------------

std::optional<Instant> Alerts::on_time() {
  const auto next_receipt = deliveries_.on_time();
  show_again();
  send_owed();
  purge_expired();
  auto& rows = context_.store.alerts();
  std::optional<Instant> next;
  for (const auto& due : {next_receipt, rows.next_again(), rows.next_owed()}) {
    if (due && (!next || *due < *next)) next = due;
  }
  return next;
}

void Alerts::purge_expired() {
  if (!context_.may_erase) return;
  auto& rows = context_.store.alerts();
  const Instant before = context_.now - (domain::purge_at(Instant{}) - Instant{});
  for (const AlertId& id : rows.expired(before, kPurgeAtOnce)) rows.erase(id);
}

}  // namespace ww::engine
