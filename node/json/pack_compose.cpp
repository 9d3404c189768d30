#include "json/pack_compose.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "domain/pack_limits.h"
#include "json/pack_json.h"
#include "json/strict_text.h"

namespace ww::json {
namespace {

using Json = nlohmann::json;

constexpr const char* kLists[] = {"cards", "windows", "contacts", "letters", "urgent"};

class Composer {
 public:
  explicit Composer(const FindPart& find_part) : find_part_(find_part) {}

  ComposedPack run(std::string_view own) {
    Json pack = parsed("", own);
    if (failed()) return std::move(result_);
    const Json parts = pack.value("parts", Json::array());
    pack.erase("parts");
    for (const auto& name : parts) lay_over_part(name);
    lay_over("", pack);
    if (failed()) return std::move(result_);
    for (const char* list : kLists) pack[list] = lists_[list];
    pack["sources"] = used_sources(pack);
    result_.text = pack.dump(1) + "\n";
    result_.errors = read_pack(result_.text).errors;
    return std::move(result_);
  }

 private:
  bool failed() const { return !result_.errors.empty(); }
  void refuse(const std::string& field, const char* code, const char* message) {
    result_.errors.push_back({field, code, message});
  }

  Json parsed(const std::string& name, std::string_view text) {
    for (auto& error : check_text(text, {limits::kPackBytes, limits::kPackDepth})) {
      error.field = name + ": " + error.field;
      result_.errors.push_back(std::move(error));
    }
    if (failed()) return Json::object();
    auto document = Json::parse(text.begin(), text.end(), nullptr, false);
    if (!document.is_object()) refuse(name, "wrong_type", "This must be an object: { ... }.");
    return document.is_object() ? document : Json::object();
  }

  void lay_over_part(const Json& name) {
    const auto text = name.is_string() ? find_part_(name.get<std::string>()) : std::nullopt;
    if (!text) return refuse("parts", "unknown_part", "There is no such part.");
    const auto label = name.get<std::string>();
    Json part = parsed(label, *text);
    if (part.value("schema", Json()) != "watchword.pack-part/1") {
      refuse(label, "not_allowed", "A part is a watchword.pack-part/1.");
    }
    part.erase("schema");
    lay_over(label, part);
    part.erase("sources");
    for (const char* list : kLists) part.erase(list);
    if (!part.empty()) refuse(label, "unknown_key", "A part has no such key.");
  }

  void lay_over(const std::string& name, const Json& part) {
    const Json sources = part.value("sources", Json::object());
    if (!sources.is_object())
      return refuse(name + ": sources", "wrong_type", "No object: { ... }.");
    sources_.update(sources);
    for (const char* list : kLists) {
      const Json entries = part.value(list, Json::array());
      std::set<std::string> in_this_file;
      for (const auto& entry : entries) {
        const std::string key = key_of(entry);
        if (!in_this_file.insert(key).second) {
          refuse(name + ": " + list + "." + key, "duplicate", "This id stands twice in a file.");
        }
        put(lists_[list], key, entry);
      }
    }
  }

  static std::string key_of(const Json& entry) {
    if (!entry.is_object()) return "";
    return entry.value("id", Json()).dump() + " " + entry.value("lang", Json()).dump();
  }

  static void put(Json& list, const std::string& key, const Json& entry) {
    for (auto& known : list) {
      if (key_of(known) != key) continue;
      known = entry;
      return;
    }
    list.push_back(entry);
  }

  Json used_sources(const Json& pack) const {
    Json used = Json::object();
    for (const char* list : kLists) {
      for (const auto& entry : pack.at(list)) {
        if (!entry.is_object()) continue;
        for (const auto& key : entry.value("sources", Json::array())) {
          if (key.is_string() && sources_.contains(key)) used[key] = sources_.at(key);
        }
      }
    }
    return used;
  }

  const FindPart& find_part_;
  ComposedPack result_;
  Json sources_ = Json::object();
  std::map<std::string, Json> lists_{{"cards", Json::array()},
                                     {"windows", Json::array()},
                                     {"contacts", Json::array()},
                                     {"letters", Json::array()},
                                     {"urgent", Json::array()}};
};

}  // namespace

ComposedPack compose_pack(std::string_view own, const FindPart& find_part) {
  return Composer(find_part).run(own);
}

}  // namespace ww::json
