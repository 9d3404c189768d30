#include "runtime/node_data.h"

#include <fstream>
#include <sstream>

#include "json/region_json.h"
#include "packs/packs.h"

namespace ww::runtime {
namespace {

constexpr const char* kRegions = "/usr/share/iso-codes/json/iso_3166-2.json";

}  // namespace

domain::RegionTable load_regions(Logger& log) {
  std::ostringstream text;
  text << std::ifstream(kRegions).rdbuf();
  auto entries = json::read_regions(text.str());
  if (!entries) {
    log.warning("the table of regions is not there: install iso-codes");
    return {};
  }
  return domain::RegionTable(std::move(*entries));
}

NeverMatch load_never_match() { return NeverMatch::parse(packs::never_match_list()); }

}  // namespace ww::runtime
