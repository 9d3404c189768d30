#include "json/undo_json.h"

#include <nlohmann/json.hpp>

namespace ww::json {
namespace {

using nlohmann::json;

constexpr const char* kSchema = "undo/1";

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::optional<std::vector<std::string>> texts_of(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& each : *found) {
    if (!each.is_string()) return std::nullopt;
    texts.push_back(each.get<std::string>());
  }
  return texts;
}

}  // namespace

std::string write_undo(const UndoFacts& undo) {
  json incidents = json::array();
  for (const auto& id : undo.incidents) incidents.push_back(id.base32());
  return json{{"schema", kSchema},
              {"what", undo.what == UndoFacts::What::merge ? "merge" : "split"},
              {"kept", undo.kept.base32()},
              {"other", undo.other.base32()},
              {"kept_label", undo.kept_label},
              {"other_label", undo.other_label},
              {"incidents", std::move(incidents)},
              {"added", undo.added}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<UndoFacts> read_undo(std::string_view text) {
  const json object = json::parse(text.begin(), text.end(), nullptr, false);
  if (!object.is_object() || text_of(object, "schema") != kSchema) return std::nullopt;
  UndoFacts undo;
  const std::string what = text_of(object, "what");
  if (what != "merge" && what != "split") return std::nullopt;
  undo.what = what == "merge" ? UndoFacts::What::merge : UndoFacts::What::split;
  const auto kept = SubjectId::from_base32(text_of(object, "kept"));
  const auto other = SubjectId::from_base32(text_of(object, "other"));
  const auto incidents = texts_of(object, "incidents");
  const auto added = texts_of(object, "added");
  if (!kept || !other || !incidents || !added) return std::nullopt;
  undo.kept = *kept;
  undo.other = *other;
  undo.kept_label = text_of(object, "kept_label");
  undo.other_label = text_of(object, "other_label");
  undo.added = *added;
  for (const auto& each : *incidents) {
    const auto id = IncidentId::from_base32(each);
    if (!id) return std::nullopt;
    undo.incidents.push_back(*id);
  }
  return undo;
}

}  // namespace ww::json
