#include "json/region_json.h"

#include <nlohmann/json.hpp>

namespace ww::json {
namespace {

std::string text_of(const nlohmann::json& entry, const char* key) {
  const auto found = entry.find(key);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Result<std::vector<domain::RegionEntry>> read_regions(std::string_view text) {
  const auto document = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (!document.is_object()) return fail(Errc::malformed);
  const auto list = document.find("3166-2");
  if (list == document.end() || !list->is_array()) return fail(Errc::malformed);
  std::vector<domain::RegionEntry> entries;
  for (const auto& item : *list) {
    if (!item.is_object()) continue;
    domain::RegionEntry entry{text_of(item, "code"), text_of(item, "name"), text_of(item, "parent"),
                              text_of(item, "type")};
    if (entry.code.size() > 3) entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace ww::json
