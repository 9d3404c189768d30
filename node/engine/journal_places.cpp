#include "engine/journal_places.h"

#include <algorithm>

#include "domain/alert_text_rules.h"
#include "domain/incident.h"
#include "domain/pack.h"
#include "engine/places.h"

namespace ww::engine::journal {

Answer<std::string> helped_place(const domain::RegionTable& regions, const std::string& text,
                                 const std::string& home_region) {
  auto code = place_named(regions, text, home_region);
  if (!code) return code;
  const bool helped = std::any_of(
      domain::kPackNations.begin(), domain::kPackNations.end(),
      [&](std::string_view nation) { return nation.substr(0, 2) == code->substr(0, 2); });
  if (helped) return code;
  return problem(Kind::not_found, "No help is known here for " + *code + ".");
}

std::vector<domain::FieldError> read_places(Context& context, domain::Incident& incident,
                                            const std::string& home_region,
                                            std::vector<std::string>& warnings) {
  std::vector<domain::FieldError> errors;
  if (!incident.where || !incident.where->regions) return errors;
  auto& regions = *incident.where->regions;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const auto code = place_named(context.options.regions, regions[i], home_region);
    if (code && *code == regions[i]) continue;
    if (code) {
      warnings.push_back("\"" + regions[i] + "\" is kept as " + *code + ".");
      regions[i] = *code;
    } else if (domain::is_region_code(regions[i])) {
      // Of a newer table, perhaps: kept as it was written.
      warnings.push_back(code.error().message);
    } else {
      errors.push_back({"where.regions[" + std::to_string(i) + "]", "unknown",
                        code.error().message +
                            " A nation does as well: England, Scotland, Wales, Northern Ireland "
                            "or Ireland."});
    }
  }
  return errors;
}

}  // namespace ww::engine::journal
