// The proof of a packet as a stranger's file: what is taken is what would be written, and only
// under a signature that fits.
#include <cstdlib>
#include <string_view>

#include "fuzz/stable.h"
#include "report/proof.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto proof = ww::report::read_proof(text);
  if (!proof.ok()) return 0;
  if (ww::report::is_anonymous(proof->kind)) std::abort();
  // Another packet never passes under it, not even an empty one.
  const auto verdict = ww::report::verify_packet({data, size}, text, std::nullopt);
  if (verdict.ok()) std::abort();
  return 0;
}
