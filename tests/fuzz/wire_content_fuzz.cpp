// What one message says, between contacts or in a circle.
#include "fuzz/stable.h"
#include "wire/content.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ww::fuzz::check_stable({data, size}, ww::wire::decode_content, ww::wire::encode_content);
  return 0;
}
