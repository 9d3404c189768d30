#include "json/incident_json.h"

#include "domain/journal_limits.h"
#include "json/four_w_json.h"
#include "json/strict_text.h"

namespace ww::json {
namespace {

using namespace domain;

// ---- reading

ToldToStop read_told(ObjectReader& in) {
  return {in.instant("at"), in.name<Channel>("channel"), in.text("words")};
}
Demand read_demand(ObjectReader& in) {
  Demand demand;
  demand.made = in.boolean("made");
  demand.what = in.text("what");
  demand.deadline = in.text("deadline");
  demand.pay_to = in.text("pay_to");
  demand.menaces = in.names<Menace>("menaces");
  return demand;
}
PhysicalItem read_physical(ObjectReader& in) {
  return {in.text("item"), in.text("bag"), in.text("place"), in.text("holder")};
}
OnlineItem read_online(ObjectReader& in) {
  OnlineItem item;
  item.url = in.text("url");
  item.host = in.text("host");
  item.host_contact = in.text("host_contact");
  item.ground = in.name<TakedownGround>("ground");
  item.state = in.name<TakedownState>("state");
  return item;
}
ChecklistTick read_tick(ObjectReader& in) {
  ChecklistTick tick;
  if (in.need("list")) tick.list = in.text("list").value_or("");
  if (in.need("item")) tick.item = in.text("item").value_or("");
  tick.state = needed(in, "state", ChecklistState::done);
  tick.at = in.instant("at");
  return tick;
}

std::string read_schema(ObjectReader& in) {
  return in.need("schema") ? in.text("schema").value_or("") : "";
}

void read_what(ObjectReader& in, Incident& incident) {
  incident.channels = in.names<Channel>("channels");
  incident.codes = in.names<Code>("codes");
  incident.tactics = in.names<Tactic>("tactics");
  incident.weapon = in.names<Weapon>("weapon");
  incident.repeat = in.object<Repeat>("repeat", read_repeat);
  incident.urgency = in.name<Urgency>("urgency");
  incident.account = in.text("account");
}
void read_harm(ObjectReader& in, Incident& incident) {
  incident.effect = in.names<Effect>("effect");
  incident.effect_note = in.text("effect_note");
  incident.unwanted = in.boolean("unwanted");
  incident.feared_violence = in.boolean("feared_violence");
  incident.forced_contact = in.boolean("forced_contact");
  incident.injuries = in.text("injuries");
  incident.health = in.text("health");
  incident.route = in.names<AssaultRoute>("route");
}
void read_for_hints(ObjectReader& in, Incident& incident) {
  incident.messages = in.names<MessageTick>("messages");
  incident.demand = in.object<Demand>("demand", read_demand);
  incident.consent_to_film = in.name<FilmConsent>("consent_to_film");
  incident.images = in.names<ImageUse>("images");
  incident.exposed = in.names<Exposed>("exposed");
  incident.told_to_stop = in.object<ToldToStop>("told_to_stop", read_told);
}

Incident read_body(ObjectReader& in) {
  Incident incident;
  incident.schema = read_schema(in);
  incident.lang = in.text("lang").value_or("");
  read_what(in, incident);
  incident.who = in.object<Who>("who", read_who);
  incident.when = in.object<When>("when", read_when);
  incident.where = in.object<Where>("where", read_where);
  incident.place_exact = in.text("place_exact");
  incident.own_place = in.text("own_place");
  read_harm(in, incident);
  read_for_hints(in, incident);
  incident.third_parties = in.texts("third_parties");
  incident.physical = in.objects<PhysicalItem>("physical", read_physical);
  incident.online_items = in.objects<OnlineItem>("online_items", read_online);
  incident.checklist = in.objects<ChecklistTick>("checklist", read_tick);
  incident.basis = in.name<Basis>("basis");
  return incident;
}

void check_schema(ObjectReader& in, std::string_view expected) {
  const std::string schema = read_schema(in);
  if (in.find("schema") && schema != expected) {
    in.refuse("schema", "unsupported",
              "This program writes and reads \"" + std::string(expected) + "\" here.");
  }
}

Subject read_subject_body(ObjectReader& in) {
  check_schema(in, kSubjectSchema);
  Subject subject;
  if (in.need("label")) subject.label = in.text("label").value_or("");
  subject.note = in.text("note");
  subject.ids = in.objects<Identifier>("ids", read_identifier);
  subject.told_to_stop = in.object<ToldToStop>("told_to_stop", read_told);
  return subject;
}

OwnIdentifiers read_own_body(ObjectReader& in) {
  check_schema(in, kOwnSchema);
  const auto list = [&](const char* key) {
    return in.texts(key).value_or(std::vector<std::string>{});
  };
  OwnIdentifiers own;
  own.phones = list("phones");
  own.names = list("names");
  own.emails = list("emails");
  own.handles = list("handles");
  own.ads = list("ads");
  own.addresses = list("addresses");
  own.plates = list("plates");
  own.services = list("services");
  own.other_workers = list("other_workers");
  return own;
}

// The whole of a text: its form first, then read(ObjectReader&) -> T.
template <class T, class Read>
T read_document(std::string_view text, std::vector<FieldError>& errors, Read read) {
  T result;
  errors = check_text(text, {limits::kIncidentJsonBytes, limits::kIncidentJsonDepth});
  if (!errors.empty()) return result;
  const nlohmann_json document = nlohmann_json::parse(text.begin(), text.end());
  Reading reading;
  reading.keeps_raw = true;
  ObjectReader in(document, "", "", reading);
  if (document.is_object()) {
    result = read(in);
    in.finish();
  }
  errors = std::move(reading.errors);
  return result;
}

// ---- writing

nlohmann_json write_told(const ToldToStop& told) {
  return ObjectWriter()
      .with("at", told.at, write_instant)
      .name("channel", told.channel)
      .text("words", told.words)
      .done();
}
nlohmann_json write_demand(const Demand& demand) {
  return ObjectWriter()
      .plain("made", demand.made)
      .text("what", demand.what)
      .text("deadline", demand.deadline)
      .text("pay_to", demand.pay_to)
      .names("menaces", demand.menaces)
      .done();
}
nlohmann_json write_physical(const PhysicalItem& item) {
  return ObjectWriter()
      .text("item", item.item)
      .text("bag", item.bag)
      .text("place", item.place)
      .text("holder", item.holder)
      .done();
}
nlohmann_json write_online(const OnlineItem& item) {
  return ObjectWriter()
      .text("url", item.url)
      .text("host", item.host)
      .text("host_contact", item.host_contact)
      .name("ground", item.ground)
      .name("state", item.state)
      .done();
}
nlohmann_json write_tick(const ChecklistTick& tick) {
  return ObjectWriter()
      .text("list", tick.list)
      .text("item", tick.item)
      .name("state", std::optional(tick.state))
      .with("at", tick.at, write_instant)
      .done();
}
nlohmann_json write_who_of_journal(const Who& who) { return write_who(who, Spelled::both); }
nlohmann_json write_id_of_journal(const Identifier& id) {
  return write_identifier(id, Spelled::both);
}

nlohmann_json write_body(const Incident& incident) {
  return ObjectWriter()
      .text("schema", incident.schema)
      .text("lang", incident.lang.empty() ? std::nullopt : Text(incident.lang))
      .names("channels", incident.channels)
      .names("codes", incident.codes)
      .names("tactics", incident.tactics)
      .names("weapon", incident.weapon)
      .with("repeat", incident.repeat, write_repeat)
      .name("urgency", incident.urgency)
      .text("account", incident.account)
      .with("who", incident.who, write_who_of_journal)
      .with("when", incident.when, write_when)
      .with("where", incident.where, write_where)
      .text("place_exact", incident.place_exact)
      .text("own_place", incident.own_place)
      .names("effect", incident.effect)
      .text("effect_note", incident.effect_note)
      .plain("unwanted", incident.unwanted)
      .plain("feared_violence", incident.feared_violence)
      .plain("forced_contact", incident.forced_contact)
      .text("injuries", incident.injuries)
      .text("health", incident.health)
      .names("route", incident.route)
      .names("messages", incident.messages)
      .with("demand", incident.demand, write_demand)
      .name("consent_to_film", incident.consent_to_film)
      .names("images", incident.images)
      .names("exposed", incident.exposed)
      .with("told_to_stop", incident.told_to_stop, write_told)
      .texts("third_parties", incident.third_parties)
      .each("physical", incident.physical, write_physical)
      .each("online_items", incident.online_items, write_online)
      .each("checklist", incident.checklist, write_tick)
      .name("basis", incident.basis)
      .done();
}

std::string dump(const nlohmann_json& document, int indent) {
  return document.dump(indent, ' ', false, nlohmann_json::error_handler_t::replace);
}

}  // namespace

ReadIncident read_incident(std::string_view text) {
  ReadIncident result;
  result.incident = read_document<Incident>(text, result.errors, read_body);
  return result;
}
ReadSubject read_subject(std::string_view text) {
  ReadSubject result;
  result.subject = read_document<Subject>(text, result.errors, read_subject_body);
  return result;
}
ReadOwn read_own(std::string_view text) {
  ReadOwn result;
  result.own = read_document<OwnIdentifiers>(text, result.errors, read_own_body);
  return result;
}

std::string write_incident(const Incident& incident, int indent) {
  return dump(write_body(incident), indent);
}
std::string write_subject(const Subject& subject, int indent) {
  return dump(ObjectWriter()
                  .text("schema", Text(kSubjectSchema))
                  .text("label", subject.label)
                  .text("note", subject.note)
                  .each("ids", subject.ids, write_id_of_journal)
                  .with("told_to_stop", subject.told_to_stop, write_told)
                  .done(),
              indent);
}
std::string write_own(const OwnIdentifiers& own, int indent) {
  const auto list = [](const std::vector<std::string>& texts) {
    return texts.empty() ? List<std::string>() : List<std::string>(texts);
  };
  return dump(ObjectWriter()
                  .text("schema", Text(kOwnSchema))
                  .texts("phones", list(own.phones))
                  .texts("names", list(own.names))
                  .texts("emails", list(own.emails))
                  .texts("handles", list(own.handles))
                  .texts("ads", list(own.ads))
                  .texts("addresses", list(own.addresses))
                  .texts("plates", list(own.plates))
                  .texts("services", list(own.services))
                  .texts("other_workers", list(own.other_workers))
                  .done(),
              indent);
}

}  // namespace ww::json
