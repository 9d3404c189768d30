#include "engine/settings.h"

#include <algorithm>

#include "domain/alert_text_rules.h"
#include "domain/limits.h"
#include "engine/places.h"

namespace ww::engine {
namespace {

using api::Answer;
using Kind = api::Problem::Kind;

std::string listed(const std::vector<std::string>& names, const char* between) {
  std::string list;
  for (const auto& each : names) list += (list.empty() ? "" : between) + each;
  return list;
}

Answer<std::string> name_value(const std::string& name) {
  if (name.empty() || name.size() > limits::kNameMax) {
    return problem(Kind::invalid, "A name has 1 to 40 bytes.");
  }
  if (!domain::is_utf8(name) || domain::has_control_characters(name, false)) {
    return problem(Kind::invalid, "This name has characters that cannot be shown.");
  }
  return name;
}

// Where no number could be read without its country, nothing would be found in silence.
Answer<std::string> region_value(const domain::RegionTable& regions, const std::string& region) {
  auto code = place_named(regions, region, "GB");
  if (!code) return problem(Kind::invalid, std::move(code).error().message);
  return code;
}

}  // namespace

const std::vector<Setting>& settings_known() {
  static const std::vector<Setting> kSettings{
      {"name", {}},                  // what new contacts see
      {"region", {}},                // of numbers typed without a country
      {"circles", {"auto", "ask"}},  // whether an invitation to a circle waits
  };
  return kSettings;
}

Answer<std::string> setting_value(const domain::RegionTable& regions, const std::string& key,
                                  const std::string& value) {
  std::vector<std::string> keys;
  for (const Setting& setting : settings_known()) {
    keys.push_back(setting.key);
    if (setting.key != key) continue;
    if (key == "name") return name_value(value);
    if (key == "region") return region_value(regions, value);
    const auto& values = setting.values;
    if (std::find(values.begin(), values.end(), value) != values.end()) return value;
    return problem(Kind::invalid, "\"" + key + "\" is " + listed(values, " or ") + ".");
  }
  return problem(Kind::not_found,
                 "There is no setting \"" + key + "\". There are: " + listed(keys, ", ") + ".");
}

}  // namespace ww::engine
