#include "report/four_ws.h"

#include <algorithm>

#include "domain/alert_rules.h"
#include "report/codes_text.h"
#include "report/times.h"

namespace ww::report {
namespace {

using namespace domain;

std::string nth(const std::string& path, std::size_t i) {
  return path + "[" + std::to_string(i) + "]";
}

// Adds ", more" when there is more.
void append(std::string& out, std::string_view more, std::string_view between = ", ") {
  if (more.empty()) return;
  if (!out.empty()) out += between;
  out += more;
}

std::string joined(const Text& first, const Text& second) {
  std::string out = first.value_or("");
  append(out, second.value_or(""));
  return out;
}

template <class E>
void coded_row(Writer& out, const char* label, const List<E>& values) {
  if (values) out.row(label, values->empty() ? "none" : words_of_all(*values));
}
template <class E>
void coded_row(Writer& out, const char* label, const std::optional<E>& value) {
  if (value) out.row(label, std::string(words_of(*value)));
}

std::string yes_no(bool value) { return value ? "yes" : "no"; }

void marks_row(Writer& out, const Person& person, const std::string& path) {
  if (!person.marks) return;
  std::string all;
  for (std::size_t i = 0; i < person.marks->size(); ++i) {
    const Mark& mark = (*person.marks)[i];
    std::string one(mark.type ? words_of(*mark.type) : "mark");
    append(one, mark.part.value_or(""));
    append(one, mark.desc.value_or(""), ": ");
    append(all, one, "; ");
    out.note(nth(path + "marks", i) + ".part", mark.part);
    out.note(nth(path + "marks", i) + ".desc", mark.desc);
  }
  out.row("Marks", person.marks->empty() ? "none" : all);
}

void voice_rows(Writer& out, const Person& person, const std::string& path) {
  if (!person.voice) return;
  out.free_row("Accent", path + "voice.accent", person.voice->accent);
  out.free_row("Language spoken", path + "voice.lang", person.voice->lang);
  out.free_row("Voice", path + "voice.note", person.voice->note);
}

void hair_row(Writer& out, const Person& person, const std::string& path) {
  if (!person.hair) return;
  const std::string hair = joined(person.hair->colour, person.hair->style);
  if (hair.empty()) return;
  out.note(path + "hair.colour", person.hair->colour);
  out.note(path + "hair.style", person.hair->style);
  out.row("Hair", hair);
}

void write_person(Writer& out, const Person& person, const std::string& path) {
  coded_row(out, "Role", person.role);
  coded_row(out, "Gender", person.gender);
  if (person.age) out.row("Age, about", range_text(*person.age));
  if (person.height_cm) out.row("Height, about", range_text(*person.height_cm) + " cm");
  out.free_row("Build", path + "build", person.build);
  out.free_row("Complexion", path + "complexion", person.complexion);
  hair_row(out, person, path);
  out.free_row("Facial hair", path + "facial_hair", person.facial_hair);
  out.free_row("Eyes", path + "eyes", person.eyes);
  if (person.glasses) out.row("Glasses", yes_no(*person.glasses));
  out.free_row("Teeth", path + "teeth", person.teeth);
  voice_rows(out, person, path);
  marks_row(out, person, path);
  out.free_rows("Smell", path + "smell", person.smell);
  out.free_rows("Clothing", path + "clothing", person.clothing);
  out.free_rows("Words used", path + "words", person.words);
  out.free_rows("Distinctive", path + "distinctive", person.distinctive);
  out.free_rows("Names", path + "names", person.names);
}

std::string sentence_case(std::string_view words) {
  std::string out(words);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

// Whether a handle was typed as it is known, but for capitals and the sign before it.
bool is_same_handle(std::string_view raw, std::string_view canon) {
  if (!raw.empty() && raw.front() == '@') raw.remove_prefix(1);
  return std::equal(raw.begin(), raw.end(), canon.begin(), canon.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
  });
}

// The one spelling is made for comparing: of a name and an address it leaves ruins ("ly mhmd").
bool is_shown_as_typed(const Identifier& id) {
  if (id.canon.empty()) return true;
  if (!id.raw) return false;
  if (id.kind == IdentifierKind::handle) return is_same_handle(*id.raw, id.canon);
  return id.kind == IdentifierKind::name || id.kind == IdentifierKind::address;
}

void write_identifier(Writer& out, const Identifier& id, const std::string& path) {
  const bool as_typed = is_shown_as_typed(id);
  const Text text = as_typed ? id.raw : Text(id.canon);
  if (!text) return;
  out.note(path + (as_typed ? ".raw" : ".canon"), text);
  out.note(path + ".platform", id.platform);
  out.note(path + ".note", id.note);
  std::string value = *text;
  if (id.platform) append(value, "on " + *id.platform, " ");
  if (id.cc) append(value, "(" + *id.cc + ")", " ");
  if (id.conf && *id.conf != Confidence::certain) append(value, words_of(*id.conf));
  if (id.last_seen) append(value, "last known in use " + month_text(*id.last_seen));
  append(value, id.note.value_or(""), "; ");
  out.row(sentence_case(words_of(id.kind)), value);
}

void write_vehicle(Writer& out, const Vehicle& vehicle, const std::string& path) {
  std::string value;
  const auto add = [&](const char* field, const Text& text, const char* between = ", ") {
    out.note(path + field, text);
    append(value, text.value_or(""), between);
  };
  add(".colour", vehicle.colour);
  add(".make", vehicle.make, " ");
  add(".model", vehicle.model, " ");
  if (vehicle.plate) append(value, "plate");
  add(".plate", vehicle.plate, " ");
  if (vehicle.cc) append(value, "(" + *vehicle.cc + ")", " ");
  if (vehicle.conf && *vehicle.conf != Confidence::certain) append(value, words_of(*vehicle.conf));
  add(".note", vehicle.note, "; ");
  if (!value.empty()) out.row("Vehicle", value);
}

// At an incall the place is her own: a town, and nothing with a number or two parts in it.
bool is_no_finer_than_town(const std::string& locality) {
  return locality.find_first_of("0123456789,;/") == std::string::npos;
}

bool may_show_locality(const WView& view) {
  const auto& where = *view.incident.where;
  if (!where.locality) return false;
  const bool own_place = !where.setting || *where.setting == Setting::incall;
  return view.sight != Sight::anonymous || !own_place || is_no_finer_than_town(*where.locality);
}

void regions_row(Writer& out, const WView& view) {
  const auto& regions = view.incident.where->regions;
  if (!regions || regions->empty()) return;
  std::string all;
  for (const auto& code : *regions) {
    const std::string name = view.facts.region_name ? view.facts.region_name(code) : "";
    append(all, name.empty() ? code : name + " (" + code + ")", "; ");
  }
  out.row("Region", all);
}

std::string repeat_text(const Repeat& repeat, Precision finest) {
  const auto day = [&](Day at) {
    return finest <= Precision::day
               ? day_text(at)
               : when_text({Instant{at}, std::nullopt, Precision::day, std::nullopt}, finest, {});
  };
  std::string out;
  if (repeat.count) {
    out = *repeat.count == 1 ? "once" : std::to_string(*repeat.count) + " times";
  }
  if (repeat.first) append(out, "first " + day(*repeat.first));
  if (repeat.last) append(out, "last " + day(*repeat.last));
  return out;
}

void write_demand(Writer& out, const WView& view) {
  const auto& demand = view.incident.demand;
  if (!demand) return;
  const std::string path = view.path + "demand.";
  if (demand->made) out.row("Demand made", yes_no(*demand->made));
  coded_row(out, "Threatened with", demand->menaces);
  if (view.sight != Sight::anonymous) {
    out.free_row("What was demanded", path + "what", demand->what);
    out.free_row("By when", path + "deadline", demand->deadline);
  }
  out.free_row("To be paid to", path + "pay_to", demand->pay_to);
}

}  // namespace

Precision finest_of(const WView& view) {
  if (view.sight != Sight::anonymous) return Precision::minute;
  const auto& where = view.incident.where;
  const bool incall = !where || !where->setting || *where->setting == Setting::incall;
  return incall ? std::max(view.facts.finest, Precision::hour) : view.facts.finest;
}

std::string headline(const Incident& incident) {
  if (!incident.codes || incident.codes->empty()) return "Something that happened";
  return sentence_case(words_of_all(*incident.codes));
}

void write_identifiers(Writer& out, const std::vector<Identifier>& ids, const std::string& path) {
  for (std::size_t i = 0; i < ids.size(); ++i) write_identifier(out, ids[i], nth(path, i));
}

void write_who(Writer& out, const WView& view, int level) {
  const auto& who = view.incident.who;
  if (!who || *who == Who{}) return;
  const std::string path = view.path + "who.";
  out.heading(level, "Who");
  if (who->n) out.row("How many", std::to_string(*who->n));
  if (who->withheld) out.row("Number withheld", yes_no(*who->withheld));
  const std::size_t people = who->people ? who->people->size() : 0;
  for (std::size_t i = 0; i < people; ++i) {
    if (people > 1) out.heading(level + 1, "Person " + std::to_string(i + 1));
    write_person(out, (*who->people)[i], nth(path + "people", i) + ".");
  }
  const bool known_by =
      (who->ids && !who->ids->empty()) || (who->vehicles && !who->vehicles->empty());
  if (people > 1 && known_by) out.heading(level + 1, "Known by");
  if (who->ids) write_identifiers(out, *who->ids, path + "ids");
  for (std::size_t i = 0; who->vehicles && i < who->vehicles->size(); ++i) {
    write_vehicle(out, (*who->vehicles)[i], nth(path + "vehicles", i));
  }
}

void write_when(Writer& out, const WView& view, int level) {
  if (!view.incident.when) return;
  const auto text = when_text(*view.incident.when, finest_of(view), view.facts.utc_offset);
  if (text.empty()) return;
  out.heading(level, "When");
  out.row("Date and time", text);
}

void write_where(Writer& out, const WView& view, int level) {
  const auto& where = view.incident.where;
  const bool exact = view.sight == Sight::full && view.incident.place_exact;
  if ((!where || *where == Where{}) && !exact) return;
  out.heading(level, "Where");
  if (where) {
    coded_row(out, "How they met", where->mode);
    coded_row(out, "Setting", where->setting);
    regions_row(out, view);
    if (may_show_locality(view)) {
      out.free_row("Town or area", view.path + "where.locality", where->locality);
    }
    if (where->online) {
      out.free_row("Platform", view.path + "where.online.platform", where->online->platform);
      out.free_row("Site", view.path + "where.online.host", where->online->host);
    }
  }
  if (exact) out.free_row("Exact place", view.path + "place_exact", view.incident.place_exact);
}

void write_what(Writer& out, const WView& view, int level) {
  const Incident& incident = view.incident;
  out.heading(level, "What");
  out.row("What happened", headline(incident));
  coded_row(out, "By what means", incident.channels);
  coded_row(out, "Methods", incident.tactics);
  coded_row(out, "Weapon", incident.weapon);
  if (incident.repeat) {
    const auto repeat = repeat_text(*incident.repeat, finest_of(view));
    if (!repeat.empty()) out.row("How often", repeat);
  }
  if (incident.urgency == Urgency::immediate) out.row("Going on now", "yes");
  coded_row(out, "Messages were", incident.messages);
  write_demand(out, view);
  coded_row(out, "Images were", incident.images);
  coded_row(out, "Published or passed on", incident.exposed);
  if (view.sight == Sight::full) coded_row(out, "Filming was", incident.consent_to_film);
}

}  // namespace ww::report
