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

AlertWay way_of(const Origin& origin, Instant now) {
  AlertWay way;
  way.received = now;
  if (const auto* member = member_of(origin)) {
    way.from = AlertWay::From::member;
    way.voice = {member->circle.bytes, member->member};
  } else {
    way.voice.origin = contact_of(origin)->contact.bytes;
  }
  return way;
}

}  // namespace

void Alerts::on_content(const Origin& origin, const Content& content) {
  if (const auto* alert = std::get_if<content::Alert>(&content)) return on_alert(origin, *alert);
  if (const auto* have = std::get_if<content::Have>(&content))
    return deliveries_.on_have(origin, *have);
  // The receipt goes to the new place, and shows there that we know it.
  if (std::holds_alternative<content::Move>(content)) return deliveries_.owe_receipt(origin);
}

// The signature is checked over the very bytes that came, with the key inside them. What is refused
// here is not confirmed: its author would think that it is known.
void Alerts::on_alert(const Origin& origin, const content::Alert& content) {
  const auto alert = wire::decode_alert(content.bytes);
  if (!alert) return context_.log.warning("an alert cannot be read");
  if (!wire::verify_alert(alert->author_key, content.bytes, content.signature)) {
    return context_.log.warning("an alert's signature does not fit");
  }
  const auto known = context_.store.alerts().find(alert->id);
  if (known) {
    const Digest32 digest = wire::alert_digest(content.bytes);
    if (known->digest == digest) deliveries_.owe_receipt(origin);
    return came_again(origin, *known, digest);
  }
  const auto findings = domain::check_alert(
      alert->body, {judged_at(alert->body), domain::Origin::peer, std::nullopt, {}});
  if (!findings.ok()) return context_.log.warning("an alert breaks the model's rules");
  if (context_.is_over(alert->expires)) return context_.log.info("an alert came after its time");
  deliveries_.owe_receipt(origin);
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

// The same alert by another way is normal, and one more way that speaks for it. The same id over
// other bytes, which its author alone can make, is told: the first one stands.
void Alerts::came_again(const Origin& origin, const StoredAlert& known, const Digest32& digest) {
  auto& rows = context_.store.alerts();
  if (known.digest != digest) {
    return notify_of_clash(origin, known.id);
  }
  const auto* member = member_of(origin);
  if (member != nullptr) rows.erase_again(member->circle, known.id);  // she has shown it
  if (known.from == StoredAlert::From::me) return;
  const AlertWay way = way_of(origin, context_.now);
  if (!rows.add_way(known.id, way)) return;
  make_room(way.voice);
  const auto now = rows.find(known.id);
  if (!known.is_muted() || !now || now->is_muted()) return;
  if (now->state == StoredAlert::State::retracted) return;
  // Nobody was told while only muted ones had brought it.
  rows.set_received(known.id, context_.now);
  context_.tell("alert", known.id.base32(),
                std::string(domain::to_name(static_cast<AlertKind>(known.kind))));
}

// An alert of tomorrow is refused, but not by a clock that every relay contradicts: where that is
// slow, all that is fresh would be of tomorrow, and each warning lost for good.
Instant Alerts::judged_at(const domain::Alert& alert) const {
  return context_.may_erase ? context_.now : std::max(context_.now, alert.sent);
}

void Alerts::keep(const Origin& origin, const content::Alert& content, const WireAlert& alert) {
  auto& rows = context_.store.alerts();
  const AlertWay way = way_of(origin, context_.now);
  StoredAlert row = stored_alert(alert, content.bytes, content.signature);
  row.received = context_.now;
  row.from = way.from;
  row.origin = way.voice.origin;
  row.member = way.voice.member;
  if (!may_be_kept(row, alert, way.voice)) return;
  const AlertKind kind = alert.body.kind;
  if (kind == AlertKind::retract) row.expires = tombstone_expiry(alert.expires);
  const bool can_match = kind != AlertKind::retract && kind != AlertKind::dispute;
  const bool has_words = kind == AlertKind::alert || kind == AlertKind::update;
  rows.put(row, can_match ? tokens_of(alert.body) : std::vector<AlertToken>{},
           has_words ? words_of(alert.body) : std::string());
  make_room(way.voice);
  settle(row.root);
  const auto kept = rows.find(row.id);
  if (kind == AlertKind::retract || !kept || kept->is_muted()) return;
  context_.tell("alert", row.id.base32(), std::string(domain::to_name(kind)));
}

// One voice counts once: what it says of the same alert again is not even kept.
bool Alerts::may_be_kept(StoredAlert& row, const WireAlert& alert, const Voice& voice) {
  auto& rows = context_.store.alerts();
  if (!alert.refs) return true;
  const bool is_word = is(row, AlertKind::corroborate) || is(row, AlertKind::dispute);
  if (is_word && rows.has_said(row.root, row.kind, voice)) {
    context_.log.info("one voice said the same again");
    return false;
  }
  const auto root = rows.find(row.root);
  if (!root) {
    hold_for_root(row, voice);
    return true;
  }
  if (!may_stand(*root, row, alert.refs->root)) {
    context_.log.warning("a change of an alert by another key");
    return false;
  }
  if (is(row, AlertKind::update) &&
      rows.count_about(row.root, row.kind) >= limits::kUpdatesPerAlert) {
    context_.log.warning("an alert was updated too often");
    return false;
  }
  return true;
}

// What one voice can have stored is bounded: beyond it her own oldest give way, and nobody else's.
void Alerts::make_room(const Voice& voice) {
  auto& rows = context_.store.alerts();
  while (true) {
    const AlertRows::Load load = rows.load_of(voice);
    if (load.rows <= limits::kStoredPerVoice && load.bytes <= limits::kStoredBytesPerVoice) return;
    const auto first = rows.first_to_go(voice);
    if (!first) return;
    rows.drop_way(*first, voice);
  }
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
  deliveries_.begin_again(*sent, alert);
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

// What is over answers no look-up at once, and is not even found by one any more.
void Alerts::purge_expired() {
  if (!context_.may_erase) return;
  auto& rows = context_.store.alerts();
  for (const AlertId& id : rows.expired_tokens(context_.now, kPurgeAtOnce)) rows.erase_tokens(id);
  const Instant before = context_.now - (domain::purge_at(Instant{}) - Instant{});
  for (const AlertId& id : rows.expired(before, kPurgeAtOnce)) rows.erase(id);
}

}  // namespace ww::engine
