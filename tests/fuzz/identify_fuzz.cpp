// Goal: no text does more than give candidates, and one spelling stays one spelling.
#include <cstdlib>

#include "domain/alert_text_rules.h"
#include "fuzz/stable.h"
#include "identify/extract.h"

using namespace ww;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& candidate : identify::extract(text, "GB")) {
    if (!domain::has_form_of(candidate.kind, candidate.canon)) std::abort();
    const identify::Hints hints{"GB", candidate.platform, ""};
    const auto again = identify::normalise(candidate.kind, candidate.canon, hints);
    // A plate that is a guess among several stays ambiguous until a person chooses.
    if (again.ok() && again->canon != candidate.canon) std::abort();
  }
  return 0;
}
