// Sending: from a person's JSON to signed copies in the outbox, or to a list of what is wrong with
// it.
#include "base/shell_word.h"
#include "domain/alert_lifecycle.h"
#include "engine/alert_tokens.h"
#include "engine/alerts.h"
#include "engine/clock.h"
#include "engine/journal_own.h"
#include "engine/places.h"
#include "identify/alert_identifiers.h"
#include "identify/redactor_text.h"
#include "json/alert_json.h"

namespace ww::engine {
namespace {

using Kind = api::Problem::Kind;
using domain::AlertKind;

api::Problem unchecked(const std::string& name) {
  return problem(Kind::unchecked_words,
                 "The words of \"" + name +
                     "\" are not checked, so it could be somebody else. Compare them first: "
                     "`watchword contact verify " +
                     as_word(name) + "`.");
}

api::Problem invalid(const std::vector<domain::FieldError>& errors) {
  api::Problem result =
      problem(Kind::invalid, "The alert was not sent: something in it is not as it must be.");
  for (const auto& error : errors)
    result.errors.push_back({error.field, error.code, error.message});
  return result;
}

// All that is wrong, told at once; of one field, the first thing that is wrong with it.
std::vector<domain::FieldError> joined(
    std::initializer_list<std::vector<domain::FieldError>> lists) {
  std::vector<domain::FieldError> all;
  for (const auto& list : lists) {
    for (const auto& error : list) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const domain::FieldError& each) {
        return each.field == error.field;
      });
      if (!known) all.push_back(error);
    }
  }
  return all;
}

// Her word of now is newer than the file's, whatever stands there.
void say_urgent(json::ReadAlert& read) {
  read.alert.urgency = domain::Urgency::immediate;
  std::erase_if(read.errors, [](const auto& error) { return error.field == "urgency"; });
}

void append(std::vector<std::string>& texts, const std::vector<domain::FieldError>& warnings) {
  for (const auto& warning : warnings) texts.push_back(warning.field + ": " + warning.message);
}

}  // namespace

// Nobody but who can open a mark sees that these are none (proto/PROTOCOL.md, 7).
content::Alert Alerts::carried(const StoredAlert& row) {
  return {row.bytes, row.signature, context_.random.array<content::Alert::kMarks>()};
}

Alerts::Author Alerts::author_of(crypto::Key key) {
  return {std::move(key), context_.random.array<16>()};
}

// Everything is judged before anything is made: a refused alert leaves no trace.
api::Answer<api::Sent> Alerts::send(const api::SendRequest& request) {
  auto read = json::read_alert(request.json, domain::Origin::author);
  if (request.urgent) say_urgent(read);
  if (read.ok() && read.alert.kind != AlertKind::alert) {
    return problem(
        Kind::usage,
        "What is about another alert has a command of its own: `watchword alert update`, "
        "`retract` or `corroborate`.");
  }
  if (request.circles.empty() && request.contacts.empty()) {
    return problem(Kind::usage,
                   "Say who gets it: --circle NAME or --to CONTACT, as often as needed.");
  }
  Instant when = context_.now;
  if (!request.dry_run) {
    WW_TRY_SET(when, time_for_sending(context_, request.accept));
  }
  Author author = author_of(context_.random.key());
  WW_TRY_SET(const Prepared prepared,
             prepare(std::move(read), author.id(), {when, domain::Origin::author, {}, {}},
                     {!request.circles.empty(), !request.contacts.empty()}, request.accept));
  WW_TRY_SET(const Audiences to, audiences(request));
  api::Sent sent{prepared.alert.id.base32(), "dry_run", {}, json::write_alert(prepared.alert)};
  if (!request.dry_run) {
    WW_TRY_SET(sent, send_to(prepared.alert, std::move(author), to, std::nullopt));
    const bool judged = context_.may_erase || context_.clock_dispute;
    if (!judged) note_unjudged(context_, prepared.alert.id);
  }
  sent.warnings = prepared.warnings;
  for (const Audience& audience : to) {
    if (audience.circle && audience.people == 0) {
      sent.warnings.push_back("Nobody is in \"" + audience.name +
                              "\" yet, so this reaches nobody. Add people with `watchword circle "
                              "add`, then send it again.");
    }
  }
  return sent;
}

api::Answer<Alerts::Prepared> Alerts::prepare(json::ReadAlert read, const AlertId& id,
                                              const domain::RuleContext& rules, domain::Audience to,
                                              const std::vector<std::string>& accept) {
  if (!read.is_object) return invalid(read.errors);
  domain::Alert& alert = read.alert;
  const auto normalised = identify::normalise_identifiers(alert, home_region(context_));
  domain::set_for_sending(alert, id, rules.now);
  const domain::Findings findings = domain::check_alert(alert, rules);
  const auto errors =
      joined({read.errors, normalised.errors, findings.errors, domain::check_audience(alert, to)});
  if (!errors.empty()) return invalid(errors);
  WW_TRY(redact_texts(alert, accept));
  Prepared prepared{std::move(alert), {}};
  append(prepared.warnings, normalised.warnings);
  append(prepared.warnings, findings.warnings);
  return prepared;
}

// Every text that travels. What she said of herself in somebody's quoted words is masked; all else
// waits until she took it out or expressly kept it.
api::Answer<> Alerts::redact_texts(domain::Alert& alert, const std::vector<std::string>& accept) {
  const auto findings =
      redact(identify::outgoing_texts(alert, home_region(context_)), journal::own_tokens(context_));
  const auto open = in_the_way(findings, accept, alert.share.level);
  if (!open.empty()) {
    return journal::undecided(
        "The alert was not sent: something in it could tell who you are or where. Change the "
        "words, or keep each finding by its id (--accept). Your own number is never sent in a "
        "warning: take it out.",
        open);
  }
  mask_quotes(alert, findings);
  return Unit{};
}

// Named twice, by the same name or another spelling of it, she gets it once.
api::Answer<Alerts::Audiences> Alerts::audiences(const api::SendRequest& request) {
  Audiences list;
  const auto add = [&list](Audience audience) {
    const bool known = std::any_of(list.begin(), list.end(), [&](const Audience& each) {
      return each.circle == audience.circle && each.id == audience.id;
    });
    if (!known) list.push_back(std::move(audience));
  };
  for (const std::string& name : request.circles) {
    const auto id = circles_->find(name);
    const auto standing = id ? circles_->standing(*id) : std::nullopt;
    if (!standing) {
      return problem(Kind::not_found, "There is no circle named \"" + name +
                                          "\". `watchword circle list` shows them.");
    }
    if (!standing->member) {
      return problem(Kind::other, "You cannot write to the circle \"" + name +
                                      "\" now: see `watchword circle show`.");
    }
    add({true, id->bytes, standing->name, static_cast<std::uint32_t>(standing->others)});
  }
  for (const std::string& name : request.contacts) {
    const auto contact = context_.store.contacts().find_by_name(name);
    if (!contact) {
      return problem(Kind::not_found, "There is no contact named \"" + name +
                                          "\". `watchword contact list` shows them.");
    }
    if (contact->trust != Trust::verified) {
      return unchecked(contact->name);
    }
    add({false, contact->id.bytes, contact->name, 1});
  }
  return list;
}

// An alert for several audiences is several alerts: one id or key in two places would tie two
// pseudonyms together. To its author they are one, under the first one's id.
api::Answer<api::Sent> Alerts::send_to(const domain::Alert& alert, Author author,
                                       const Audiences& audiences,
                                       const std::optional<StoredAlert>& about) {
  domain::Alert copy = alert;
  for (const Audience& audience : audiences) {
    if (!send_copy(copy, author, audience, alert.id, about)) {
      return problem(Kind::other, "The alert could not be put into the outbox for \"" +
                                      audience.name + "\". Nothing was sent to anybody.");
    }
    author = author_of(context_.random.key());
    copy.id = author.id();
  }
  context_.tell("alert", alert.id.base32(), std::string(domain::to_name(alert.kind)));
  return api::Sent{alert.id.base32(), "saved", {}, json::write_alert(alert)};
}

Result<> Alerts::send_copy(const domain::Alert& alert, const Author& author,
                           const Audience& audience, const AlertId& batch,
                           const std::optional<StoredAlert>& about) {
  std::optional<AlertChain> chain;
  if (about) chain = AlertChain{{about->id, about->digest}, {about->id, about->digest}};
  const StoredAlert row = keep_own(alert, chain, author, audience, batch);
  context_.store.alerts().put_key(row.id, author.key);
  return hand_out(row, audience);
}

StoredAlert Alerts::keep_own(const domain::Alert& alert, const std::optional<AlertChain>& refs,
                             const Author& author, const Audience& audience, const AlertId& batch) {
  WireAlert wired;
  wired.author_key = crypto::ed25519_public(author.key);
  wired.nonce = author.nonce;
  wired.refs = refs;
  wired.expires = alert.expires;
  wired.body = alert;
  wire::set_id(wired);
  const Bytes bytes = wire::encode_alert(wired);
  StoredAlert row = stored_alert(wired, bytes, wire::sign_alert(author.key, bytes));
  row.batch = batch;
  row.from = StoredAlert::From::me;
  row.origin = audience.id;
  row.to_circle = audience.circle;
  row.received = context_.now;
  if (alert.kind == AlertKind::retract) row.expires = tombstone_expiry(alert.expires);
  const bool first = alert.id == batch;
  const bool has_words = first && (is(row, AlertKind::alert) || is(row, AlertKind::update));
  context_.store.alerts().put(row, first ? tokens_of(alert) : std::vector<AlertToken>{},
                              has_words ? words_of(alert) : std::string());
  return row;
}

Result<> Alerts::hand_out(const StoredAlert& row, const Audience& audience) {
  const Content content = carried(row);
  WW_TRY_SET(const MessageId message, audience.circle
                                          ? circles_->post(CircleId{audience.id}, content)
                                          : contacts_->send(ContactId{audience.id}, content));
  deliveries_.begin(message, row);
  return done();
}

// To where the alert came from, and nowhere else.
api::Answer<api::Sent> Alerts::corroborate(const api::CorroborateRequest& request) {
  const auto alert = find(request.id);
  if (!alert) return alert.error();
  if (alert->from == StoredAlert::From::me) {
    return problem(Kind::invalid,
                   "This is your own alert: only others can say that it happened to them too.");
  }
  if (alert->kind != static_cast<std::uint8_t>(AlertKind::alert) || alert->bytes.empty() ||
      alert->expires <= context_.now) {
    return problem(Kind::invalid,
                   "This alert is withdrawn, out of date, or not an alert of its own.");
  }
  for (const StoredAlert& about : context_.store.alerts().about(alert->id)) {
    if (about.from == StoredAlert::From::me) {
      return problem(Kind::invalid, "You have said so already: one voice counts once.");
    }
  }
  const auto reason = domain::from_name<domain::Reason>(request.reason);
  const auto basis = domain::from_name<domain::Basis>(request.basis.value_or("first_hand"));
  if (!reason || !domain::reason_fits(*reason, AlertKind::corroborate) || !basis) {
    return problem(Kind::usage,
                   "--reason is same_identifier_own_experience, same_person_other_identifier or "
                   "saw_it; --basis is "
                   "first_hand, told_by_affected, project or public_source.");
  }
  const auto original = wire::decode_alert(alert->bytes);
  if (!original) return problem(Kind::other, "What is kept of this alert cannot be read any more.");
  domain::Alert mine;
  mine.kind = AlertKind::corroborate;
  mine.status = original->body.status;
  Author author = author_of(context_.random.key());
  mine.id = author.id();
  mine.sent = domain::floor_to(time_never_refused(context_), domain::Precision::hour);
  mine.expires = original->expires;
  mine.refs = {alert->id};
  mine.reason = reason;
  mine.lang = original->body.lang;
  mine.severity = original->body.severity;
  mine.urgency = domain::Urgency::past;
  mine.certainty = domain::Certainty::observed;
  mine.basis = *basis;
  mine.action = original->body.action;

  // Where it came more than one way, to the circle: there it reaches all who have the alert.
  AlertWay way = alert->ways.front();
  for (const AlertWay& each : alert->ways) {
    if (each.from == StoredAlert::From::member) way = each;
  }
  Audience audience{way.from == StoredAlert::From::member, way.voice.origin, "", 1};
  if (audience.circle) {
    const auto standing = circles_->standing(CircleId{audience.id});
    if (!standing || !standing->member)
      return problem(Kind::other, "You are no longer in the circle that it came from.");
    audience.name = standing->name;
    audience.people = static_cast<std::uint32_t>(standing->others);
  } else {
    const auto contact = context_.store.contacts().find(ContactId{audience.id});
    if (!contact) {
      return problem(Kind::other,
                     "You removed the contact that this alert came from, so there is nobody to "
                     "say it to. Nothing was sent.");
    }
    if (contact->trust != Trust::verified) return unchecked(contact->name);
    audience.name = contact->name;
  }
  mine.share.level = audience.circle ? domain::Level::circle : domain::Level::named;
  return send_to(mine, std::move(author), {audience}, *alert);
}

}  // namespace ww::engine
