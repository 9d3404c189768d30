// A pack file: reading takes any bytes, and what is read is written and read as the same. A file
// composed of the bytes and of itself as its part is refused or is a pack.
#include <cstdlib>
#include <string>

#include "domain/pack_rules.h"
#include "fuzz/stable.h"
#include "json/pack_compose.h"
#include "json/pack_json.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text{reinterpret_cast<const char*>(data), size};
  const auto read = ww::json::read_pack(text);
  if (read.ok()) {
    ww::domain::check_pack(read.pack);
    const auto again = ww::json::read_pack(ww::json::write_pack(read.pack));
    if (!again.ok() || !(again.pack == read.pack)) std::abort();
  }
  const auto composed = ww::json::compose_pack(
      text, [&](const std::string&) { return std::optional<std::string>(text); });
  if (composed.ok() && !ww::json::read_pack(composed.text).ok()) std::abort();
  return 0;
}
