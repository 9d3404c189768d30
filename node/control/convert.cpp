#include "control/convert.h"

#include "control/convert_lists.h"

namespace ww::control {
namespace {

using WireKind = schema::Problem::Kind;
using Kind = api::Problem::Kind;

constexpr std::pair<Kind, WireKind> kKinds[] = {
    {Kind::other, WireKind::OTHER},
    {Kind::usage, WireKind::USAGE},
    {Kind::locked, WireKind::LOCKED},
    {Kind::no_node, WireKind::NO_NODE},
    {Kind::wrong_passphrase, WireKind::WRONG_PASSPHRASE},
    {Kind::not_found, WireKind::NOT_FOUND},
    {Kind::unchecked_words, WireKind::UNCHECKED_WORDS},
    {Kind::invalid, WireKind::INVALID},
    {Kind::not_in_this_version, WireKind::NOT_IN_THIS_VERSION},
};

WireKind to_wire(Kind kind) {
  for (const auto& [ours, wire] : kKinds) {
    if (ours == kind) return wire;
  }
  return WireKind::OTHER;
}

// A newer node may name a kind that we do not know; it is `other` then.
Kind from_wire(WireKind kind) {
  for (const auto& [ours, wire] : kKinds) {
    if (wire == kind) return ours;
  }
  return Kind::other;
}

}  // namespace

void write(schema::Problem::FieldError::Builder to, const api::Problem::FieldError& from) {
  to.setField(text(from.field));
  to.setCode(text(from.code));
  to.setMessage(text(from.message));
}
api::Problem::FieldError read(schema::Problem::FieldError::Reader from) {
  return {text(from.getField()), text(from.getCode()), text(from.getMessage())};
}

void write(schema::Problem::Finding::Builder to, const api::Problem::Finding& from) {
  to.setId(text(from.id));
  to.setField(text(from.field));
  to.setKind(text(from.kind));
  to.setText(text(from.text));
}
api::Problem::Finding read(schema::Problem::Finding::Reader from) {
  return {text(from.getId()), text(from.getField()), text(from.getKind()), text(from.getText())};
}

void write(schema::Circle::Member::Builder to, const api::CircleInfo::MemberInfo& from) {
  to.setPseudonym(text(from.pseudonym));
  to.setContact(text(from.contact));
  to.setState(text(from.state));
  to.setSelf(from.self);
  to.setAdmin(from.admin);
}
api::CircleInfo::MemberInfo read(schema::Circle::Member::Reader from) {
  return {text(from.getPseudonym()), text(from.getContact()), text(from.getState()), from.getSelf(),
          from.getAdmin()};
}

void write(schema::AlertShown::Step::Builder to, const api::AlertShown::Event& from) {
  to.setId(text(from.id));
  to.setKind(text(from.kind));
  to.setReason(text(from.reason));
  to.setAt(to_ms(from.at));
  to.setBefore(text(from.before));
}
api::AlertShown::Event read(schema::AlertShown::Step::Reader from) {
  return {text(from.getId()), text(from.getKind()), text(from.getReason()), from_ms(from.getAt()),
          text(from.getBefore())};
}

void write(schema::AlertShown::Way::Builder to, const api::AlertShown::Way& from) {
  to.setFrom(text(from.from));
  to.setChecked(from.checked);
}
api::AlertShown::Way read(schema::AlertShown::Way::Reader from) {
  return {text(from.getFrom()), from.getChecked()};
}

void write(schema::Checked::Extracted::Builder to, const api::Extracted& from) {
  to.setKind(text(from.kind));
  to.setRaw(text(from.raw));
  to.setCanon(text(from.canon));
  write_texts(to.initWarnings(count(from.warnings)), from.warnings);
}
api::Extracted read(schema::Checked::Extracted::Reader from) {
  return {text(from.getKind()), text(from.getRaw()), text(from.getCanon()),
          read_texts(from.getWarnings())};
}

void write(schema::Checked::Match::Builder to, const api::Match& from) {
  to.setAlert(text(from.alert));
  to.setIdentifier(text(from.identifier));
  to.setStrength(text(from.strength));
  to.setWhy(text(from.why));
  write_texts(to.initMarks(count(from.marks)), from.marks);
  to.setStatus(text(from.status));
  to.setUrgencyNow(text(from.urgency_now));
}
api::Match read(schema::Checked::Match::Reader from) {
  return {text(from.getAlert()),     text(from.getIdentifier()),  text(from.getStrength()),
          text(from.getWhy()),       read_texts(from.getMarks()), text(from.getStatus()),
          text(from.getUrgencyNow())};
}

void write(schema::Checked::JournalMatch::Builder to, const api::JournalMatch& from) {
  to.setIncident(text(from.incident));
  to.setSubject(text(from.subject));
  to.setSubjectLabel(text(from.subject_label));
  to.setIdentifier(text(from.identifier));
  to.setStrength(text(from.strength));
}
api::JournalMatch read(schema::Checked::JournalMatch::Reader from) {
  return {text(from.getIncident()), text(from.getSubject()), text(from.getSubjectLabel()),
          text(from.getIdentifier()), text(from.getStrength())};
}

void write(schema::Checked::Unread::Builder to, const api::Unread& from) {
  to.setWhat(text(from.what));
  to.setWhy(text(from.why));
}
api::Unread read(schema::Checked::Unread::Reader from) {
  return {text(from.getWhat()), text(from.getWhy())};
}

void write_texts(capnp::List<capnp::Text>::Builder to, const std::vector<std::string>& from) {
  for (unsigned i = 0; i < from.size(); ++i) to.set(i, text(from[i]));
}
std::vector<std::string> read_texts(capnp::List<capnp::Text>::Reader from) {
  std::vector<std::string> values;
  for (const auto item : from) values.push_back(text(item));
  return values;
}

void write(schema::Problem::Builder to, const api::Problem& from) {
  to.setKind(to_wire(from.kind));
  to.setMessage(text(from.message));
  write_all(to.initErrors(count(from.errors)), from.errors);
  write_all(to.initFindings(count(from.findings)), from.findings);
  to.setCode(text(from.code));
  write_all(to.initArgs(count(from.args)), from.args);
}
api::Problem read(schema::Problem::Reader from) {
  return {from_wire(from.getKind()),    text(from.getMessage()), read_all(from.getErrors()),
          read_all(from.getFindings()), text(from.getCode()),    read_all(from.getArgs())};
}

void write(schema::MaybeInstant::Builder to, const std::optional<Instant>& from) {
  if (from) {
    to.setAt(to_ms(*from));
  } else {
    to.setNone();
  }
}
std::optional<Instant> read(schema::MaybeInstant::Reader from) {
  if (!from.isAt()) return std::nullopt;
  return from_ms(from.getAt());
}

void write(schema::Relay::Builder to, const api::RelayInfo& from) {
  to.setAddress(text(from.address));
  to.setState(text(from.state));
  to.setPassword(from.password);
  to.setLeaving(from.leaving);
}
api::RelayInfo read(schema::Relay::Reader from) {
  return {text(from.getAddress()), text(from.getState()), from.getPassword(), from.getLeaving()};
}

void write(schema::RelayRemoved::Builder to, const api::RelayRemoved& from) {
  to.setGone(from.gone);
  to.setPeople(from.people);
  to.setUnsettled(from.unsettled);
  to.setWritten(from.written);
  write_texts(to.initCirclesMoved(count(from.circles_moved)), from.circles_moved);
  write_texts(to.initCirclesStaying(count(from.circles_staying)), from.circles_staying);
  to.setPlace(text(from.place));
}
api::RelayRemoved read(schema::RelayRemoved::Reader from) {
  return {from.getGone(),
          from.getPeople(),
          from.getUnsettled(),
          from.getWritten(),
          read_texts(from.getCirclesMoved()),
          read_texts(from.getCirclesStaying()),
          text(from.getPlace())};
}

void write(schema::Argument::Builder to, const Argument& from) {
  to.setKind(static_cast<std::uint8_t>(from.kind));
  to.setName(text(from.name));
  to.setValue(text(from.value));
  to.setShown(text(from.shown));
}
// A kind of a newer node is a text here.
Argument read(schema::Argument::Reader from) {
  const bool known = from.getKind() >= static_cast<std::uint8_t>(Argument::Kind::contact) &&
                     from.getKind() <= static_cast<std::uint8_t>(Argument::Kind::time);
  return {known ? static_cast<Argument::Kind>(from.getKind()) : Argument::Kind::text,
          text(from.getName()), text(from.getValue()), text(from.getShown())};
}

void write(schema::Notice::Builder to, const api::Notice& from) {
  to.setId(text(from.id));
  to.setCode(text(from.code));
  write_all(to.initArgs(count(from.args)), from.args);
  to.setSince(to_ms(from.since));
  to.setLast(to_ms(from.last));
  to.setTimes(from.times);
  write(to.initEnded(), from.ended);
  to.setText(text(from.text));
}
api::Notice read(schema::Notice::Reader from) {
  return {text(from.getId()),       text(from.getCode()),    read_all(from.getArgs()),
          from_ms(from.getSince()), from_ms(from.getLast()), from.getTimes(),
          read(from.getEnded()),    text(from.getText())};
}

void write(schema::Status::Builder to, const api::Status& from) {
  to.setExists(from.exists);
  to.setLocked(from.locked);
  to.setName(text(from.name));
  to.setContacts(from.contacts);
  to.setCircles(from.circles);
  to.setAlerts(from.alerts);
  write_all(to.initRelays(count(from.relays)), from.relays);
  to.setSaved(from.outbox.saved);
  to.setHandedOver(from.outbox.handed_over);
  to.setConfirmed(from.outbox.confirmed);
  to.setJournalBytes(from.journal_bytes);
  to.setTor(from.tor);
  to.setTorRequired(from.tor_required);
  to.setTorProxy(text(from.tor_proxy));
  to.setTorState(text(from.tor_state));
  write_all(to.initNotices(count(from.notices)), from.notices);
}
api::Status read(schema::Status::Reader from) {
  api::Status to;
  to.exists = from.getExists();
  to.locked = from.getLocked();
  to.name = text(from.getName());
  to.contacts = from.getContacts();
  to.circles = from.getCircles();
  to.alerts = from.getAlerts();
  to.relays = read_all(from.getRelays());
  to.outbox = {from.getSaved(), from.getHandedOver(), from.getConfirmed()};
  to.journal_bytes = from.getJournalBytes();
  to.tor = from.getTor();
  to.tor_required = from.getTorRequired();
  to.tor_proxy = text(from.getTorProxy());
  to.tor_state = text(from.getTorState());
  to.notices = read_all(from.getNotices());
  return to;
}

void write(schema::Check::Builder to, const api::Check& from) {
  to.setName(text(from.name));
  to.setOk(from.ok);
  to.setDetail(text(from.detail));
}
api::Check read(schema::Check::Reader from) {
  return {text(from.getName()), from.getOk(), text(from.getDetail())};
}

void write(schema::Setting::Builder to, const std::pair<std::string, std::string>& from) {
  to.setKey(text(from.first));
  to.setValue(text(from.second));
}
std::pair<std::string, std::string> read(schema::Setting::Reader from) {
  return {text(from.getKey()), text(from.getValue())};
}

void write(schema::Invite::Builder to, const api::InviteMade& from) {
  to.setName(text(from.name));
  to.setText(text(from.text));
  to.setUntil(to_ms(from.until));
}
api::InviteMade read(schema::Invite::Reader from) {
  return {text(from.getName()), text(from.getText()), from_ms(from.getUntil())};
}

void write(schema::Contact::Builder to, const api::ContactInfo& from) {
  to.setName(text(from.name));
  to.setTheirName(text(from.their_name));
  to.setState(text(from.state));
  to.setFailure(text(from.failure));
  to.setTrust(text(from.trust));
  write(to.initVerifiedAt(), from.verified_at);
  if (from.words) to.setWords(text(*from.words));
  to.setDigits(text(from.digits));
  to.setMuted(from.muted);
  to.setCreated(to_ms(from.created));
  write(to.initInviteUntil(), from.invite_until);
  to.setLost(from.lost);
}
api::ContactInfo read(schema::Contact::Reader from) {
  api::ContactInfo to;
  to.name = text(from.getName());
  to.their_name = text(from.getTheirName());
  to.state = text(from.getState());
  to.failure = text(from.getFailure());
  to.trust = text(from.getTrust());
  to.verified_at = read(from.getVerifiedAt());
  if (from.hasWords()) to.words = text(from.getWords());
  to.digits = text(from.getDigits());
  to.muted = from.getMuted();
  to.created = from_ms(from.getCreated());
  to.invite_until = read(from.getInviteUntil());
  to.lost = from.getLost();
  return to;
}

void write(schema::Circle::Builder to, const api::CircleInfo& from) {
  to.setName(text(from.name));
  to.setState(text(from.state));
  to.setAdmin(from.admin);
  to.setEpoch(from.epoch);
  write_texts(to.initRegions(count(from.regions)), from.regions);
  write_all(to.initMembers(count(from.members)), from.members);
  to.setLost(from.lost);
}
api::CircleInfo read(schema::Circle::Reader from) {
  return {text(from.getName()), text(from.getState()),         from.getAdmin(),
          from.getEpoch(),      read_texts(from.getRegions()), read_all(from.getMembers()),
          from.getLost()};
}

void write(schema::SendRequest::Builder to, const api::SendRequest& from) {
  to.setJson(text(from.json));
  write_texts(to.initCircles(count(from.circles)), from.circles);
  write_texts(to.initContacts(count(from.contacts)), from.contacts);
  to.setUrgent(from.urgent);
  to.setDryRun(from.dry_run);
  write_texts(to.initAccept(count(from.accept)), from.accept);
}
api::SendRequest read(schema::SendRequest::Reader from) {
  return {as_it_came(from.getJson()),
          read_texts(from.getCircles()),
          read_texts(from.getContacts()),
          from.getUrgent(),
          from.getDryRun(),
          read_texts(from.getAccept())};
}

void write(schema::UpdateRequest::Builder to, const api::UpdateRequest& from) {
  to.setId(text(from.id));
  to.setJson(text(from.json));
  if (from.reason) to.setReason(text(*from.reason));
  to.setDryRun(from.dry_run);
  write_texts(to.initAccept(count(from.accept)), from.accept);
}
api::UpdateRequest read(schema::UpdateRequest::Reader from) {
  api::UpdateRequest request{text(from.getId()), as_it_came(from.getJson()), std::nullopt,
                             from.getDryRun(), read_texts(from.getAccept())};
  if (from.hasReason()) request.reason = text(from.getReason());
  return request;
}

void write(schema::Sent::Builder to, const api::Sent& from) {
  to.setId(text(from.id));
  to.setState(text(from.state));
  write_texts(to.initWarnings(count(from.warnings)), from.warnings);
  to.setAlert(text(from.alert));
}
api::Sent read(schema::Sent::Reader from) {
  return {text(from.getId()), text(from.getState()), read_texts(from.getWarnings()),
          text(from.getAlert())};
}

void write(schema::AlertLine::Builder to, const api::AlertLine& from) {
  to.setId(text(from.id));
  to.setKind(text(from.kind));
  to.setSeverity(text(from.severity));
  to.setState(text(from.state));
  write_texts(to.initCodes(count(from.codes)), from.codes);
  write_texts(to.initRegions(count(from.regions)), from.regions);
  to.setReceived(to_ms(from.received));
  to.setFrom(text(from.from));
  to.setUnchecked(!from.checked);
  to.setSummary(text(from.summary));
  write_texts(to.initIdentifiers(count(from.identifiers)), from.identifiers);
  to.setStatus(text(from.status));
  to.setUrgencyNow(text(from.urgency_now));
}
api::AlertLine read(schema::AlertLine::Reader from) {
  return {text(from.getId()),
          text(from.getKind()),
          text(from.getSeverity()),
          text(from.getState()),
          read_texts(from.getCodes()),
          read_texts(from.getRegions()),
          from_ms(from.getReceived()),
          text(from.getFrom()),
          !from.getUnchecked(),
          text(from.getSummary()),
          read_texts(from.getIdentifiers()),
          text(from.getStatus()),
          text(from.getUrgencyNow())};
}

void write(schema::AlertShown::Builder to, const api::AlertShown& from) {
  to.setAlert(text(from.alert));
  to.setReceived(to_ms(from.received));
  to.setFrom(text(from.from));
  to.setState(text(from.state));
  to.setUrgencyNow(text(from.urgency_now));
  to.setFirstHand(from.corroborations.first_hand);
  to.setOthers(from.corroborations.others);
  to.setMine(from.corroborations.mine);
  write_all(to.initHistory(count(from.history)), from.history);
  to.setDelivery(text(from.delivery));
  to.setPeople(from.people);
  to.setArrived(from.arrived);
  write_texts(to.initArrivedAt(count(from.arrived_at)), from.arrived_at);
  to.setPartial(from.partial);
  write_all(to.initOrigins(count(from.origins)), from.origins);
}
api::AlertShown read(schema::AlertShown::Reader from) {
  api::AlertShown to;
  to.alert = text(from.getAlert());
  to.received = from_ms(from.getReceived());
  to.from = text(from.getFrom());
  to.state = text(from.getState());
  to.urgency_now = text(from.getUrgencyNow());
  to.corroborations = {from.getFirstHand(), from.getOthers(), from.getMine()};
  to.history = read_all(from.getHistory());
  to.delivery = text(from.getDelivery());
  to.people = from.getPeople();
  to.arrived = from.getArrived();
  to.arrived_at = read_texts(from.getArrivedAt());
  to.partial = from.getPartial();
  to.origins = read_all(from.getOrigins());
  return to;
}

void write(schema::Checked::Builder to, const api::Checked& from) {
  write_all(to.initExtracted(count(from.extracted)), from.extracted);
  write_all(to.initMatches(count(from.matches)), from.matches);
  write_all(to.initJournal(count(from.journal)), from.journal);
  write_all(to.initUnread(count(from.unread)), from.unread);
}
api::Checked read(schema::Checked::Reader from) {
  return {read_all(from.getExtracted()), read_all(from.getMatches()), read_all(from.getJournal()),
          read_all(from.getUnread())};
}

void write(schema::Event::Builder to, const api::Event& from) {
  to.setCursor(from.cursor);
  to.setWhat(text(from.what));
  to.setId(text(from.id));
  to.setDetail(text(from.detail));
}
api::Event read(schema::Event::Reader from) {
  return {from.getCursor(), text(from.getWhat()), text(from.getId()), text(from.getDetail())};
}

}  // namespace ww::control
