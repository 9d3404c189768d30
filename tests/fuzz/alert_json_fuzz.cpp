// The alert as a person's file, and as a peer's text.
#include <cstdlib>
#include <string_view>

#include "fuzz/stable.h"
#include "json/alert_json.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  for (const auto origin : {ww::domain::Origin::author, ww::domain::Origin::peer}) {
    const auto read = ww::json::read_alert(text, origin);
    if (!read.ok()) continue;
    const auto again = ww::json::read_alert(ww::json::write_alert(read.alert), origin);
    if (!again.ok() || !(again.alert == read.alert)) std::abort();
  }
  return 0;
}
