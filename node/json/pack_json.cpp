#include "json/pack_json.h"

#include <map>

#include "domain/pack_limits.h"
#include "json/object_reader.h"
#include "json/strict_text.h"

namespace ww::json {
namespace {

using namespace domain;
using Sources = std::map<std::string, Source>;

// ---- reading

std::string needed_text(ObjectReader& in, const char* key) {
  if (!in.find(key)) in.refuse(key, "missing", "This must be given.");
  return in.text(key).value_or("");
}

template <class E>
E needed_name(ObjectReader& in, const char* key) {
  if (!in.find(key)) in.refuse(key, "missing", "This must be given.");
  return in.name<E>(key).value_or(E{});
}

std::string optional_text(ObjectReader& in, const char* key) { return in.text(key).value_or(""); }

std::vector<std::string> texts(ObjectReader& in, const char* key) {
  return in.texts(key).value_or(std::vector<std::string>{});
}

Source read_source(ObjectReader& in) {
  Source source{needed_text(in, "name"), needed_text(in, "url"), std::nullopt};
  const auto* checked = in.find("checked");
  if (!checked) {
    in.refuse("checked", "missing", "Give the day it was looked at, or null.");
  } else if (!checked->is_null()) {
    source.checked = in.text("checked");
  }
  return source;
}

Sources read_sources(ObjectReader& in) {
  Sources sources;
  const auto* object = in.find("sources");
  if (!object || !object->is_object()) {
    in.refuse("sources", "missing", "The sources of a pack are an object: { ... }.");
    return sources;
  }
  if (object->size() > limits::kPackEntries) {
    in.refuse("sources", "too_many", "A pack does not hold so many sources.");
    return sources;
  }
  for (const auto& [key, value] : object->items()) {
    ObjectReader inner(value, in.path_of("sources." + key), "", in.reading());
    sources.emplace(key, read_source(inner));
    inner.finish();
  }
  return sources;
}

std::vector<Source> named_sources(ObjectReader& in, const Sources& all) {
  std::vector<Source> sources;
  for (const auto& key : texts(in, "sources")) {
    const auto found = all.find(key);
    if (found == all.end()) {
      in.refuse("sources", "unknown_source", "The sources of the pack do not hold: " + key);
    } else {
      sources.push_back(found->second);
    }
  }
  return sources;
}

Card read_card(ObjectReader& in, const Sources& all) {
  Card card;
  card.id = needed_text(in, "id");
  card.kind = needed_name<CardKind>(in, "kind");
  card.title = needed_text(in, "title");
  card.body = texts(in, "body");
  card.items = in.objects<ChecklistItem>("items", [](ObjectReader& item) {
                   return ChecklistItem{needed_text(item, "id"), needed_text(item, "text")};
                 }).value_or(std::vector<ChecklistItem>{});
  card.sources = named_sources(in, all);
  return card;
}

CareWindow read_window(ObjectReader& in, const Sources& all) {
  CareWindow window;
  window.id = needed_text(in, "id");
  window.purpose = needed_name<WindowPurpose>(in, "purpose");
  window.title = needed_text(in, "title");
  window.route = in.name<AssaultRoute>("route");
  window.best_hours = in.integer("best_hours");
  window.last_hours = in.integer("last_hours");
  window.body = texts(in, "body");
  window.sources = named_sources(in, all);
  return window;
}

HelpContact read_contact(ObjectReader& in, const Sources& all) {
  HelpContact contact;
  contact.id = needed_text(in, "id");
  contact.name = needed_text(in, "name");
  contact.purposes = in.names<HelpPurpose>("purposes").value_or(std::vector<HelpPurpose>{});
  contact.regions = texts(in, "regions");
  contact.phone = optional_text(in, "phone");
  contact.web = optional_text(in, "web");
  contact.email = optional_text(in, "email");
  contact.hours = optional_text(in, "hours");
  contact.liaison = optional_text(in, "liaison");
  contact.note = optional_text(in, "note");
  contact.languages = texts(in, "languages");
  contact.sources = named_sources(in, all);
  return contact;
}

LetterTemplate read_letter(ObjectReader& in, const Sources& all) {
  LetterTemplate letter;
  letter.id = needed_text(in, "id");
  letter.lang = needed_text(in, "lang");
  letter.title = needed_text(in, "title");
  letter.body = texts(in, "body");
  letter.sources = named_sources(in, all);
  return letter;
}

// A rule of the program's kind, no statement about the world: it names no source.
UrgentRule read_urgent(ObjectReader& in, const Sources&) {
  UrgentRule rule;
  rule.id = needed_text(in, "id");
  rule.codes = in.names<Code>("codes").value_or(std::vector<Code>{});
  rule.weapons = in.names<Weapon>("weapons").value_or(std::vector<Weapon>{});
  rule.words = texts(in, "words");
  rule.cards = texts(in, "cards");
  rule.purposes = in.names<HelpPurpose>("purposes").value_or(std::vector<HelpPurpose>{});
  return rule;
}

// One of the five lists. An empty one may be left out.
template <class T>
std::vector<T> entries(ObjectReader& in, const char* key, const Sources& all,
                       T (*read)(ObjectReader&, const Sources&)) {
  return in.objects<T>(key, [&](ObjectReader& entry) { return read(entry, all); })
      .value_or(std::vector<T>{});
}

Pack read_fields(ObjectReader& in) {
  Pack pack;
  if (needed_text(in, "schema") != kPackSchema) {
    in.refuse("schema", "not_allowed", "This program reads watchword.pack/1.");
  }
  pack.id = needed_text(in, "id");
  pack.nation = needed_text(in, "nation");
  pack.edition = needed_text(in, "edition");
  pack.lang = needed_text(in, "lang");
  const auto retention = in.object<RetentionDefaults>("retention", [](ObjectReader& inner) {
    RetentionDefaults defaults;
    defaults.review_months = inner.integer("review_months").value_or(defaults.review_months);
    return defaults;
  });
  pack.retention = retention.value_or(RetentionDefaults{});
  const Sources all = read_sources(in);
  pack.cards = entries<Card>(in, "cards", all, read_card);
  pack.windows = entries<CareWindow>(in, "windows", all, read_window);
  pack.contacts = entries<HelpContact>(in, "contacts", all, read_contact);
  pack.letters = entries<LetterTemplate>(in, "letters", all, read_letter);
  pack.urgent = entries<UrgentRule>(in, "urgent", all, read_urgent);
  in.finish();
  return pack;
}

// ---- writing

// Gives every source a key, in the order in which they are first named.
class SourceTable {
 public:
  nlohmann_json keys_of(const std::vector<Source>& sources) {
    auto keys = nlohmann_json::array();
    for (const auto& source : sources) keys.push_back(key_of(source));
    return keys;
  }
  nlohmann_json take() { return std::move(object_); }

 private:
  std::string key_of(const Source& source) {
    auto value = nlohmann_json{{"name", source.name}, {"url", source.url}, {"checked", nullptr}};
    if (source.checked) value["checked"] = *source.checked;
    for (const auto& [key, known] : object_.items()) {
      if (known == value) return key;
    }
    std::string key = "s" + std::to_string(object_.size() + 1);
    object_[key] = std::move(value);
    return key;
  }
  nlohmann_json object_ = nlohmann_json::object();
};

void put(nlohmann_json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}
void put(nlohmann_json& object, const char* key, const std::vector<std::string>& list) {
  if (!list.empty()) object[key] = list;
}

nlohmann_json written(const Card& card, SourceTable& table) {
  nlohmann_json object{{"id", card.id}, {"kind", to_name(card.kind)}, {"title", card.title}};
  put(object, "body", card.body);
  for (const auto& item : card.items) {
    object["items"].push_back({{"id", item.id}, {"text", item.text}});
  }
  object["sources"] = table.keys_of(card.sources);
  return object;
}

nlohmann_json written(const CareWindow& window, SourceTable& table) {
  nlohmann_json object{
      {"id", window.id}, {"purpose", to_name(window.purpose)}, {"title", window.title}};
  if (window.route) object["route"] = to_name(*window.route);
  if (window.best_hours) object["best_hours"] = *window.best_hours;
  if (window.last_hours) object["last_hours"] = *window.last_hours;
  put(object, "body", window.body);
  object["sources"] = table.keys_of(window.sources);
  return object;
}

nlohmann_json written(const HelpContact& contact, SourceTable& table) {
  nlohmann_json object{{"id", contact.id}, {"name", contact.name}};
  object["purposes"] = nlohmann_json::array();
  for (const auto purpose : contact.purposes) object["purposes"].push_back(to_name(purpose));
  put(object, "regions", contact.regions);
  put(object, "phone", contact.phone);
  put(object, "web", contact.web);
  put(object, "email", contact.email);
  put(object, "hours", contact.hours);
  put(object, "liaison", contact.liaison);
  put(object, "note", contact.note);
  put(object, "languages", contact.languages);
  object["sources"] = table.keys_of(contact.sources);
  return object;
}

nlohmann_json written(const LetterTemplate& letter, SourceTable& table) {
  nlohmann_json object{{"id", letter.id}, {"lang", letter.lang}, {"title", letter.title}};
  put(object, "body", letter.body);
  object["sources"] = table.keys_of(letter.sources);
  return object;
}

template <class E>
void put_names(nlohmann_json& object, const char* key, const std::vector<E>& values) {
  for (const E value : values) object[key].push_back(to_name(value));
}

nlohmann_json written(const UrgentRule& rule, SourceTable&) {
  nlohmann_json object{{"id", rule.id}};
  put_names(object, "codes", rule.codes);
  put_names(object, "weapons", rule.weapons);
  put(object, "words", rule.words);
  put(object, "cards", rule.cards);
  put_names(object, "purposes", rule.purposes);
  return object;
}

template <class T>
nlohmann_json written(const std::vector<T>& entries, SourceTable& table) {
  auto array = nlohmann_json::array();
  for (const auto& entry : entries) array.push_back(written(entry, table));
  return array;
}

}  // namespace

ReadPack read_pack(std::string_view text) {
  ReadPack result;
  result.errors = check_text(text, {limits::kPackBytes, limits::kPackDepth});
  if (!result.errors.empty()) return result;
  const auto document = nlohmann_json::parse(text.begin(), text.end(), nullptr, false);
  Reading reading;
  ObjectReader root(document, "", "", reading);
  result.pack = read_fields(root);
  result.errors = std::move(reading.errors);
  return result;
}

std::string write_pack(const Pack& pack) {
  SourceTable table;
  nlohmann_json object{{"schema", kPackSchema},
                       {"id", pack.id},
                       {"nation", pack.nation},
                       {"edition", pack.edition},
                       {"lang", pack.lang}};
  object["retention"] = {{"review_months", pack.retention.review_months}};
  object["cards"] = written(pack.cards, table);
  object["windows"] = written(pack.windows, table);
  object["contacts"] = written(pack.contacts, table);
  object["letters"] = written(pack.letters, table);
  object["urgent"] = written(pack.urgent, table);
  object["sources"] = table.take();
  return object.dump(1) + "\n";
}

}  // namespace ww::json
