#include "json/alert_json.h"

#include "domain/alert_limits.h"
#include "json/object_reader.h"
#include "json/strict_text.h"

namespace ww::json {
namespace {

using namespace domain;

// ---- reading

// A name that every alert must give. A wrong one is told; `fallback` then keeps the value usable
// for finding what else is wrong.
template <class E>
E needed(ObjectReader& in, const char* key, E fallback) {
  return in.need(key) ? in.name<E>(key).value_or(fallback) : fallback;
}

std::optional<AlertId> read_id(const nlohmann_json& value, const std::string& path,
                               Reading& reading) {
  const auto id = value.is_string() ? AlertId::from_base32(value.get<std::string>()) : std::nullopt;
  if (!id) {
    reading.refuse(path, "malformed", "An alert's id is 26 letters and digits of base32.");
  }
  return id;
}

Share read_share(ObjectReader& in) {
  Share share;
  // A level that does not exist, such as "clear", is refused; the other rules then judge what it
  // would have meant: everybody.
  share.level = needed(in, "level", Level::network);
  share.hops = in.integer("hops");
  share.support = in.boolean("support");
  share.police = in.name<Police>("police");
  share.stats = in.boolean("stats");
  return share;
}

What read_what(ObjectReader& in) {
  What what;
  what.codes = in.names<Code>("codes");
  what.tactics = in.names<Tactic>("tactics");
  what.repeat = in.object<Repeat>("repeat", [](ObjectReader& repeat) {
    return Repeat{repeat.integer("count"), repeat.day("first"), repeat.day("last")};
  });
  what.weapon = in.names<Weapon>("weapon");
  what.summary = in.text("summary");
  return what;
}

Person read_person(ObjectReader& in) {
  Person person;
  person.role = in.name<Role>("role");
  person.gender = in.name<Gender>("gender");
  person.age = in.range("age");
  person.height_cm = in.range("height_cm");
  person.build = in.text("build");
  person.complexion = in.text("complexion");
  person.hair = in.object<Hair>("hair", [](ObjectReader& hair) {
    return Hair{hair.text("colour"), hair.text("style")};
  });
  person.facial_hair = in.text("facial_hair");
  person.eyes = in.text("eyes");
  person.glasses = in.boolean("glasses");
  person.teeth = in.text("teeth");
  person.voice = in.object<Voice>("voice", [](ObjectReader& voice) {
    return Voice{voice.text("accent"), voice.text("lang"), voice.text("note")};
  });
  person.marks = in.objects<Mark>("marks", [](ObjectReader& mark) {
    return Mark{mark.name<MarkType>("type"), mark.text("part"), mark.text("desc")};
  });
  person.smell = in.texts("smell");
  person.clothing = in.texts("clothing");
  person.words = in.texts("words");
  person.distinctive = in.texts("distinctive");
  person.names = in.texts("names");
  return person;
}

Identifier read_identifier(ObjectReader& in) {
  Identifier id;
  id.kind = needed(in, "kind", IdentifierKind::phone);
  const auto canon = in.text("canon");
  id.canon = canon.value_or("");
  if (in.reading().origin == Origin::author) {
    id.raw = in.text("raw");
    if (canon && id.raw) {
      in.refuse("raw", "both_given", "Give canon or raw, not both.");
    } else if (!in.find("canon") && !in.find("raw")) {
      in.refuse("canon", "missing", "Give the identifier as canon, or as raw as it was written.");
    }
  } else {
    in.need("canon");
  }
  id.conf = in.name<Confidence>("conf");
  id.last_seen = in.month("last_seen");
  id.platform = in.text("platform");
  id.cc = in.text("cc");
  id.shown = in.text("shown");
  id.note = in.text("note");
  return id;
}

Vehicle read_vehicle(ObjectReader& in) {
  Vehicle vehicle;
  vehicle.plate = in.text("plate");
  vehicle.cc = in.text("cc");
  vehicle.make = in.text("make");
  vehicle.model = in.text("model");
  vehicle.colour = in.text("colour");
  vehicle.note = in.text("note");
  vehicle.conf = in.name<Confidence>("conf");
  return vehicle;
}

Who read_who(ObjectReader& in) {
  Who who;
  who.n = in.integer("n");
  who.withheld = in.boolean("withheld");
  who.people = in.objects<Person>("people", read_person);
  who.ids = in.objects<Identifier>("ids", read_identifier);
  who.vehicles = in.objects<Vehicle>("vehicles", read_vehicle);
  return who;
}

When read_when(ObjectReader& in) {
  When when;
  when.start = in.instant("start");
  when.end = in.instant("end");
  when.precision = in.name<Precision>("precision");
  when.tz = in.text("tz");
  return when;
}

Where read_where(ObjectReader& in) {
  Where where;
  where.mode = in.name<Mode>("mode");
  where.setting = in.name<Setting>("setting");
  where.regions = in.texts("regions");
  where.locality = in.text("locality");
  where.online = in.object<Online>("online", [](ObjectReader& online) {
    return Online{online.text("platform"), online.text("host")};
  });
  return where;
}

void read_head(ObjectReader& in, Alert& alert) {
  if (in.need("schema")) alert.schema = in.text("schema").value_or("");
  const auto* id = in.reading().origin == Origin::author ? in.find("id") : in.need("id");
  if (id) alert.id = read_id(*id, in.path_of("id"), in.reading()).value_or(AlertId{});
  alert.kind = needed(in, "kind", AlertKind::alert);
  alert.status = needed(in, "status", Status::actual);
  if (in.need("sent")) alert.sent = in.instant("sent").value_or(Instant{});
  if (in.need("expires")) alert.expires = in.instant("expires").value_or(Instant{});
  alert.refs = in.list<AlertId>(
      "refs", [&](const nlohmann_json& value, const std::string& path, const std::string&) {
        return read_id(value, path, in.reading());
      });
  alert.reason = in.name<Reason>("reason");
  if (in.need("lang")) alert.lang = in.text("lang").value_or("");
}

Alert read_body(ObjectReader& in) {
  Alert alert;
  read_head(in, alert);
  in.need("share");
  if (const auto share = in.object<Share>("share", read_share)) alert.share = *share;
  alert.severity = needed(in, "severity", Severity::unknown);
  alert.urgency = needed(in, "urgency", Urgency::unknown);
  alert.certainty = needed(in, "certainty", Certainty::unknown);
  alert.basis = needed(in, "basis", Basis::first_hand);
  alert.action = needed(in, "action", Action::assess);
  alert.advice = in.names<Advice>("advice");
  alert.what = in.object<What>("what", read_what);
  alert.who = in.object<Who>("who", read_who);
  alert.when = in.object<When>("when", read_when);
  alert.where = in.object<Where>("where", read_where);
  alert.must_understand = in.texts("must_understand");
  return alert;
}

// ---- writing

class ObjectWriter {
 public:
  ObjectWriter& text(const char* key, const Text& value) {
    if (value) json_[key] = *value;
    return *this;
  }
  template <class T>
  ObjectWriter& plain(const char* key, const std::optional<T>& value) {
    if (value) json_[key] = *value;
    return *this;
  }
  template <class E>
  ObjectWriter& name(const char* key, const std::optional<E>& value) {
    if (value) json_[key] = to_name(*value);
    return *this;
  }
  template <class E>
  ObjectWriter& names(const char* key, const List<E>& list) {
    return each(key, list, [](E value) { return nlohmann_json(to_name(value)); });
  }
  ObjectWriter& texts(const char* key, const List<std::string>& list) {
    return each(key, list, [](const std::string& value) { return nlohmann_json(value); });
  }
  // write(T) -> json
  template <class T, class Write>
  ObjectWriter& each(const char* key, const List<T>& list, Write write) {
    if (!list) return *this;
    json_[key] = nlohmann_json::array();
    for (const T& item : *list) json_[key].push_back(write(item));
    return *this;
  }
  template <class T, class Write>
  ObjectWriter& with(const char* key, const std::optional<T>& value, Write write) {
    if (value) json_[key] = write(*value);
    return *this;
  }
  nlohmann_json done() { return std::move(json_); }

 private:
  nlohmann_json json_ = nlohmann_json::object();
};

nlohmann_json write_range(const Range& range) { return nlohmann_json::array({range.lo, range.hi}); }

nlohmann_json write_share(const Share& share) {
  return ObjectWriter()
      .name("level", std::optional(share.level))
      .plain("hops", share.hops)
      .plain("support", share.support)
      .name("police", share.police)
      .plain("stats", share.stats)
      .done();
}

nlohmann_json write_repeat(const Repeat& repeat) {
  return ObjectWriter()
      .plain("count", repeat.count)
      .with("first", repeat.first, write_day)
      .with("last", repeat.last, write_day)
      .done();
}

nlohmann_json write_what(const What& what) {
  return ObjectWriter()
      .names("codes", what.codes)
      .names("tactics", what.tactics)
      .with("repeat", what.repeat, write_repeat)
      .names("weapon", what.weapon)
      .text("summary", what.summary)
      .done();
}

nlohmann_json write_hair(const Hair& hair) {
  return ObjectWriter().text("colour", hair.colour).text("style", hair.style).done();
}
nlohmann_json write_voice(const Voice& voice) {
  return ObjectWriter()
      .text("accent", voice.accent)
      .text("lang", voice.lang)
      .text("note", voice.note)
      .done();
}
nlohmann_json write_mark(const Mark& mark) {
  return ObjectWriter()
      .name("type", mark.type)
      .text("part", mark.part)
      .text("desc", mark.desc)
      .done();
}

nlohmann_json write_person(const Person& person) {
  return ObjectWriter()
      .name("role", person.role)
      .name("gender", person.gender)
      .with("age", person.age, write_range)
      .with("height_cm", person.height_cm, write_range)
      .text("build", person.build)
      .text("complexion", person.complexion)
      .with("hair", person.hair, write_hair)
      .text("facial_hair", person.facial_hair)
      .text("eyes", person.eyes)
      .plain("glasses", person.glasses)
      .text("teeth", person.teeth)
      .with("voice", person.voice, write_voice)
      .each("marks", person.marks, write_mark)
      .texts("smell", person.smell)
      .texts("clothing", person.clothing)
      .texts("words", person.words)
      .texts("distinctive", person.distinctive)
      .texts("names", person.names)
      .done();
}

nlohmann_json write_identifier(const Identifier& id) {
  return ObjectWriter()
      .name("kind", std::optional(id.kind))
      .text("canon", id.raw ? std::nullopt : Text(id.canon))
      .text("raw", id.raw)
      .name("conf", id.conf)
      .with("last_seen", id.last_seen, write_month)
      .text("platform", id.platform)
      .text("cc", id.cc)
      .text("shown", id.shown)
      .text("note", id.note)
      .done();
}

nlohmann_json write_vehicle(const Vehicle& vehicle) {
  return ObjectWriter()
      .text("plate", vehicle.plate)
      .text("cc", vehicle.cc)
      .text("make", vehicle.make)
      .text("model", vehicle.model)
      .text("colour", vehicle.colour)
      .text("note", vehicle.note)
      .name("conf", vehicle.conf)
      .done();
}

nlohmann_json write_who(const Who& who) {
  return ObjectWriter()
      .plain("n", who.n)
      .plain("withheld", who.withheld)
      .each("people", who.people, write_person)
      .each("ids", who.ids, write_identifier)
      .each("vehicles", who.vehicles, write_vehicle)
      .done();
}

nlohmann_json write_when(const When& when) {
  return ObjectWriter()
      .with("start", when.start, write_instant)
      .with("end", when.end, write_instant)
      .name("precision", when.precision)
      .text("tz", when.tz)
      .done();
}

nlohmann_json write_online(const Online& online) {
  return ObjectWriter().text("platform", online.platform).text("host", online.host).done();
}
nlohmann_json write_where(const Where& where) {
  return ObjectWriter()
      .name("mode", where.mode)
      .name("setting", where.setting)
      .texts("regions", where.regions)
      .text("locality", where.locality)
      .with("online", where.online, write_online)
      .done();
}

nlohmann_json write_body(const Alert& alert) {
  return ObjectWriter()
      .text("schema", alert.schema)
      .text("id", alert.id.base32())
      .name("kind", std::optional(alert.kind))
      .name("status", std::optional(alert.status))
      .text("sent", write_instant(alert.sent))
      .text("expires", write_instant(alert.expires))
      .each("refs", alert.refs, [](const AlertId& id) { return nlohmann_json(id.base32()); })
      .name("reason", alert.reason)
      .text("lang", alert.lang)
      .with("share", std::optional(alert.share), write_share)
      .name("severity", std::optional(alert.severity))
      .name("urgency", std::optional(alert.urgency))
      .name("certainty", std::optional(alert.certainty))
      .name("basis", std::optional(alert.basis))
      .name("action", std::optional(alert.action))
      .names("advice", alert.advice)
      .with("what", alert.what, write_what)
      .with("who", alert.who, write_who)
      .with("when", alert.when, write_when)
      .with("where", alert.where, write_where)
      .texts("must_understand", alert.must_understand)
      .done();
}

// A peer wrote path and value: both are checked before they touch the document, and neither may
// replace or cut into what this version understands.
void put_extra(nlohmann_json& document, const Extra& extra) {
  const TextBounds bounds{limits::kAlertJsonBytes, limits::kAlertJsonDepth};
  if (!check_text(extra.json, bounds).empty()) return;
  const auto slash = extra.path.rfind('/');
  if (slash == std::string::npos || extra.path.size() > limits::kAlertExtraPath) return;
  try {
    const nlohmann_json::json_pointer parent(extra.path.substr(0, slash));
    const nlohmann_json::json_pointer place(extra.path);
    if (!document.contains(parent) || !document[parent].is_object()) return;
    if (document.contains(place)) return;
    document[place] = nlohmann_json::parse(extra.json);
  } catch (const nlohmann_json::exception&) {
    return;  // no pointer: there is no place to show it at
  }
}

}  // namespace

ReadAlert read_alert(std::string_view text, Origin origin) {
  ReadAlert result;
  result.errors = check_text(text, {limits::kAlertJsonBytes, limits::kAlertJsonDepth});
  if (!result.errors.empty()) return result;
  const nlohmann_json document = nlohmann_json::parse(text.begin(), text.end());
  Reading reading{origin, {}, {}};
  ObjectReader in(document, "", "", reading);
  if (document.is_object()) {
    result.alert = read_body(in);
    in.finish();
  }
  result.alert.extra = std::move(reading.extra);
  result.errors = std::move(reading.errors);
  return result;
}

std::string write_alert(const Alert& alert, int indent) {
  nlohmann_json document = write_body(alert);
  for (const Extra& extra : alert.extra) put_extra(document, extra);
  return document.dump(indent, ' ', false, nlohmann_json::error_handler_t::replace);
}

}  // namespace ww::json
