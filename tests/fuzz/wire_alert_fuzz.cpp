// The alert of a peer, as bytes.
#include "fuzz/stable.h"
#include "wire/alert.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A partial view is never said again, so it owes nothing but to be read.
  const auto read = ww::wire::decode_alert({data, size});
  if (!read || read.value().is_partial()) return 0;
  ww::fuzz::check_stable({data, size}, ww::wire::decode_alert, ww::wire::encode_alert);
  return 0;
}
