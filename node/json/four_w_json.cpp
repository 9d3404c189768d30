#include "json/four_w_json.h"

namespace ww::json {

using namespace domain;

namespace {

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

// The journal keeps what was written beside its one spelling; an alert has room for one of them.
void check_spellings(ObjectReader& in, bool canon, bool raw) {
  if (!in.find("canon") && !in.find("raw")) {
    in.refuse("canon", "missing", "Give the identifier as canon, or as raw as it was written.");
  } else if (canon && raw && !in.reading().keeps_raw) {
    in.refuse("raw", "both_given", "Give canon or raw, not both.");
  }
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

nlohmann_json write_range(const Range& range) { return nlohmann_json::array({range.lo, range.hi}); }

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

nlohmann_json write_online(const Online& online) {
  return ObjectWriter().text("platform", online.platform).text("host", online.host).done();
}
}  // namespace

// ---- reading

Repeat read_repeat(ObjectReader& in) {
  return {in.integer("count"), in.day("first"), in.day("last")};
}

Identifier read_identifier(ObjectReader& in) {
  Identifier id;
  id.kind = needed(in, "kind", IdentifierKind::phone);
  const auto canon = in.text("canon");
  id.canon = canon.value_or("");
  if (in.reading().origin == Origin::author) {
    id.raw = in.text("raw");
    check_spellings(in, canon.has_value(), id.raw.has_value());
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

// ---- writing

nlohmann_json write_repeat(const Repeat& repeat) {
  return ObjectWriter()
      .plain("count", repeat.count)
      .with("first", repeat.first, write_day)
      .with("last", repeat.last, write_day)
      .done();
}

nlohmann_json write_identifier(const Identifier& id, Spelled spelled) {
  const bool both = spelled == Spelled::both && !id.canon.empty();
  return ObjectWriter()
      .name("kind", std::optional(id.kind))
      .text("canon", id.raw && !both ? std::nullopt : Text(id.canon))
      .text("raw", id.raw)
      .name("conf", id.conf)
      .with("last_seen", id.last_seen, write_month)
      .text("platform", id.platform)
      .text("cc", id.cc)
      .text("shown", id.shown)
      .text("note", id.note)
      .done();
}

nlohmann_json write_who(const Who& who, Spelled spelled) {
  return ObjectWriter()
      .plain("n", who.n)
      .plain("withheld", who.withheld)
      .each("people", who.people, write_person)
      .each("ids", who.ids, [&](const Identifier& id) { return write_identifier(id, spelled); })
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

nlohmann_json write_where(const Where& where) {
  return ObjectWriter()
      .name("mode", where.mode)
      .name("setting", where.setting)
      .texts("regions", where.regions)
      .text("locality", where.locality)
      .with("online", where.online, write_online)
      .done();
}

}  // namespace ww::json
