#include "engine/places.h"

#include "domain/alert_text_rules.h"
#include "identify/region_name.h"
#include "ports/settings_rows.h"

namespace ww::engine {

using Kind = api::Problem::Kind;

std::string home_region(Context& context) {
  return context.store.settings().get("region").value_or("GB");
}

api::Answer<std::string> place_named(const domain::RegionTable& regions, const std::string& text,
                                     const std::string& home_region) {
  const auto reading = identify::read_region(regions, text, home_region);
  if (reading.code) return *reading.code;
  const bool coded = domain::is_region_code(text) || domain::is_country_code(text);
  if (coded && regions.size() == 0) return text;
  std::string near;
  for (const auto& each : reading.near) near += (near.empty() ? "" : ", ") + each;
  return problem(Kind::not_found, "The region \"" + text + "\" is not known here." +
                                      (near.empty() ? "" : " Near it: " + near + "."));
}

}  // namespace ww::engine
