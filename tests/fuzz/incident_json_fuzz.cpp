// The journal's documents as a person's file: what is read comes back equal from what is written.
#include <cstdlib>
#include <string_view>

#include "domain/incident_rules.h"
#include "fuzz/stable.h"
#include "json/incident_json.h"

namespace {

using namespace ww;

void incident(std::string_view text) {
  const auto read = json::read_incident(text);
  (void)domain::check_incident(read.incident, Instant{}, domain::Stage::complete);
  if (!read.ok()) return;
  const std::string written = json::write_incident(read.incident);
  const auto again = json::read_incident(written);
  if (!again.ok() || !(again.incident == read.incident)) std::abort();
}
void subject(std::string_view text) {
  const auto read = json::read_subject(text);
  (void)domain::check_subject(read.subject, Instant{});
  if (!read.ok()) return;
  const auto again = json::read_subject(json::write_subject(read.subject));
  if (!again.ok() || !(again.subject == read.subject)) std::abort();
}
void own(std::string_view text) {
  const auto read = json::read_own(text);
  (void)domain::check_own(read.own);
  if (!read.ok()) return;
  const auto again = json::read_own(json::write_own(read.own));
  if (!again.ok() || !(again.own == read.own)) std::abort();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  incident(text);
  subject(text);
  own(text);
  return 0;
}
