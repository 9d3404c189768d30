// From an alert to its canonical bytes. The counterpart is alert_decode.cpp, field for field.
#include <capnp/message.h>
#include <capnp/serialize.h>

#include "base/check.h"
#include "domain/alert_limits.h"
#include "proto/alert.capnp.h"
#include "wire/alert.h"

namespace ww::wire {
namespace {

namespace schema = ww::schema::alert;
using namespace domain;

capnp::Text::Reader text_of(const std::string& text) { return {text.data(), text.size()}; }
capnp::Data::Reader data_of(ByteView bytes) { return {bytes.data(), bytes.size()}; }

// The number of an enumerator on the wire is its value + 1 (domain/alert_codes.h).
template <class S, class E>
S name_of(E value) {
  return static_cast<S>(static_cast<std::uint16_t>(value) + 1);
}
template <class S, class E>
S name_of(const std::optional<E>& value) {
  return value ? name_of<S>(*value) : S{};
}
schema::Truth truth_of(std::optional<bool> value) {
  if (!value) return schema::Truth::NOT_TOLD;
  return *value ? schema::Truth::YES : schema::Truth::NO;
}

void fill(schema::Time::Builder out, Instant instant) { out.setSeconds(to_unix_seconds(instant)); }
void fill(schema::Day::Builder out, Day day) {
  out.setDays(static_cast<std::int32_t>(day.time_since_epoch().count()));
}
void fill(schema::Month::Builder out, Month month) {
  out.setMonths(static_cast<std::uint32_t>(static_cast<int>(month.year())) * 12 +
                static_cast<unsigned>(month.month()) - 1);
}
void fill(schema::Number::Builder out, std::int32_t value) { out.setValue(value); }
void fill(schema::Range::Builder out, const Range& range) {
  out.setLo(range.lo);
  out.setHi(range.hi);
}

template <class Init>
void texts(const List<std::string>& list, Init init) {
  if (!list) return;
  auto out = init(static_cast<unsigned>(list->size()));
  for (unsigned i = 0; i < out.size(); ++i) out.set(i, text_of((*list)[i]));
}
template <class S, class E, class Init>
void names(const List<E>& list, Init init) {
  if (!list) return;
  auto out = init(static_cast<unsigned>(list->size()));
  for (unsigned i = 0; i < out.size(); ++i) out.set(i, name_of<S>((*list)[i]));
}

// Sets a text where it is told.
#define WW_TEXT(out, Name, value)                  \
  do {                                             \
    if (value) (out).set##Name(text_of(*(value))); \
  } while (false)
// Fills a struct where it is told.
#define WW_FILL(out, Name, value)                  \
  do {                                             \
    if (value) fill((out).init##Name(), *(value)); \
  } while (false)
#define WW_LIST(out, Name) [&](unsigned count) { return (out).init##Name(count); }

// Fills a list of structs where it is told.
template <class T, class Init>
void each(const List<T>& list, Init init);

void fill(schema::Share::Builder out, const Share& share) {
  out.setLevel(name_of<schema::Level>(share.level));
  WW_FILL(out, Hops, share.hops);
  out.setSupport(truth_of(share.support));
  out.setPolice(name_of<schema::Police>(share.police));
  out.setStats(truth_of(share.stats));
}

void fill(schema::Repeat::Builder out, const Repeat& repeat) {
  WW_FILL(out, Count, repeat.count);
  WW_FILL(out, First, repeat.first);
  WW_FILL(out, Last, repeat.last);
}
void fill(schema::What::Builder out, const What& what) {
  names<schema::Code>(what.codes, WW_LIST(out, Codes));
  names<schema::Tactic>(what.tactics, WW_LIST(out, Tactics));
  WW_FILL(out, Repeat, what.repeat);
  names<schema::Weapon>(what.weapon, WW_LIST(out, Weapon));
  WW_TEXT(out, Summary, what.summary);
}

void fill(schema::Hair::Builder out, const Hair& hair) {
  WW_TEXT(out, Colour, hair.colour);
  WW_TEXT(out, Style, hair.style);
}
void fill(schema::Voice::Builder out, const Voice& voice) {
  WW_TEXT(out, Accent, voice.accent);
  WW_TEXT(out, Lang, voice.lang);
  WW_TEXT(out, Note, voice.note);
}
void fill(schema::Mark::Builder out, const Mark& mark) {
  out.setType(name_of<schema::MarkType>(mark.type));
  WW_TEXT(out, Part, mark.part);
  WW_TEXT(out, Desc, mark.desc);
}
void fill(schema::Person::Builder out, const Person& person) {
  out.setRole(name_of<schema::Role>(person.role));
  out.setGender(name_of<schema::Gender>(person.gender));
  WW_FILL(out, Age, person.age);
  WW_FILL(out, HeightCm, person.height_cm);
  WW_TEXT(out, Build, person.build);
  WW_TEXT(out, Complexion, person.complexion);
  WW_FILL(out, Hair, person.hair);
  WW_TEXT(out, FacialHair, person.facial_hair);
  WW_TEXT(out, Eyes, person.eyes);
  out.setGlasses(truth_of(person.glasses));
  WW_TEXT(out, Teeth, person.teeth);
  WW_FILL(out, Voice, person.voice);
  each(person.marks, WW_LIST(out, Marks));
  texts(person.smell, WW_LIST(out, Smell));
  texts(person.clothing, WW_LIST(out, Clothing));
  texts(person.words, WW_LIST(out, Words));
  texts(person.distinctive, WW_LIST(out, Distinctive));
  texts(person.names, WW_LIST(out, Names));
}

// `raw` is an author's spelling and never leaves.
void fill(schema::Identifier::Builder out, const Identifier& id) {
  out.setKind(name_of<schema::IdentifierKind>(id.kind));
  out.setCanon(text_of(id.canon));
  out.setConf(name_of<schema::Confidence>(id.conf));
  WW_FILL(out, LastSeen, id.last_seen);
  WW_TEXT(out, Platform, id.platform);
  WW_TEXT(out, Cc, id.cc);
  WW_TEXT(out, Shown, id.shown);
  WW_TEXT(out, Note, id.note);
}
void fill(schema::Vehicle::Builder out, const Vehicle& vehicle) {
  WW_TEXT(out, Plate, vehicle.plate);
  WW_TEXT(out, Cc, vehicle.cc);
  WW_TEXT(out, Make, vehicle.make);
  WW_TEXT(out, Model, vehicle.model);
  WW_TEXT(out, Colour, vehicle.colour);
  WW_TEXT(out, Note, vehicle.note);
  out.setConf(name_of<schema::Confidence>(vehicle.conf));
}
void fill(schema::Who::Builder out, const Who& who) {
  WW_FILL(out, N, who.n);
  out.setWithheld(truth_of(who.withheld));
  each(who.people, WW_LIST(out, People));
  each(who.ids, WW_LIST(out, Ids));
  each(who.vehicles, WW_LIST(out, Vehicles));
}

void fill(schema::When::Builder out, const When& when) {
  WW_FILL(out, Start, when.start);
  WW_FILL(out, End, when.end);
  out.setPrecision(name_of<schema::Precision>(when.precision));
  WW_TEXT(out, Tz, when.tz);
}

void fill(schema::Online::Builder out, const Online& online) {
  WW_TEXT(out, Platform, online.platform);
  WW_TEXT(out, Host, online.host);
}
void fill(schema::Where::Builder out, const Where& where) {
  out.setMode(name_of<schema::Mode>(where.mode));
  out.setSetting(name_of<schema::Setting>(where.setting));
  texts(where.regions, WW_LIST(out, Regions));
  WW_TEXT(out, Locality, where.locality);
  WW_FILL(out, Online, where.online);
}

void fill(schema::Extra::Builder out, const Extra& extra) {
  out.setPath(text_of(extra.path));
  out.setJson(text_of(extra.json));
}

template <class T, class Init>
void each(const List<T>& list, Init init) {
  if (!list) return;
  auto out = init(static_cast<unsigned>(list->size()));
  for (unsigned i = 0; i < out.size(); ++i) fill(out[i], (*list)[i]);
}

void fill(schema::Body::Builder out, const Alert& alert) {
  out.setSchema(text_of(alert.schema));
  out.setKind(name_of<schema::Kind>(alert.kind));
  out.setStatus(name_of<schema::Status>(alert.status));
  fill(out.initSent(), alert.sent);
  out.setReason(name_of<schema::Reason>(alert.reason));
  out.setLang(text_of(alert.lang));
  fill(out.initShare(), alert.share);
  out.setSeverity(name_of<schema::Severity>(alert.severity));
  out.setUrgency(name_of<schema::Urgency>(alert.urgency));
  out.setCertainty(name_of<schema::Certainty>(alert.certainty));
  out.setBasis(name_of<schema::Basis>(alert.basis));
  out.setAction(name_of<schema::Action>(alert.action));
  names<schema::Advice>(alert.advice, WW_LIST(out, Advice));
  WW_FILL(out, What, alert.what);
  WW_FILL(out, Who, alert.who);
  WW_FILL(out, When, alert.when);
  WW_FILL(out, Where, alert.where);
  texts(alert.must_understand, WW_LIST(out, MustUnderstand));
  if (!alert.extra.empty()) each(List<Extra>(alert.extra), WW_LIST(out, Extra));
}

#undef WW_TEXT
#undef WW_FILL
#undef WW_LIST

void fill(schema::Ref::Builder out, const AlertRef& ref) {
  out.setId(data_of(ref.id));
  out.setDigest(data_of(ref.digest));
}

void fill_refs(schema::Alert::Builder out, const WireAlert& alert) {
  const bool refers = alert.body.refs && !alert.body.refs->empty();
  WW_CHECK(refers == alert.refs.has_value());  // a chain of ids needs the digests beside it
  if (!alert.body.refs) return;
  auto refs = out.initRefs();
  if (!refers) return;
  fill(refs.initRoot(), alert.refs->root);
  fill(refs.initPrevious(), alert.refs->previous);
}

void fill(schema::Alert::Builder out, const WireAlert& alert) {
  out.setNonce(data_of(alert.nonce));
  out.setAuthorKey(data_of(alert.author_key));
  if (!alert.withdraw_keys.empty()) {
    auto keys = out.initWithdrawKeys(static_cast<unsigned>(alert.withdraw_keys.size()));
    for (unsigned i = 0; i < keys.size(); ++i) keys.set(i, data_of(alert.withdraw_keys[i]));
  }
  if (alert.derived_from) fill(out.initDerivedFrom(), *alert.derived_from);
  fill_refs(out, alert);
  fill(out.initExpires(), alert.expires);
  fill(out.initBody(), alert.body);
}

}  // namespace

Bytes encode_alert(const WireAlert& alert) {
  WW_CHECK(alert.withdraw_keys.size() <= limits::kAlertWithdrawKeys);
  capnp::MallocMessageBuilder message;
  fill(message.initRoot<schema::Alert>(), alert);
  const auto words = capnp::canonicalize(message.getRoot<schema::Alert>().asReader());
  const auto bytes = words.asBytes();
  return {bytes.begin(), bytes.end()};
}

}  // namespace ww::wire
