// A picture as anybody may have made it. Each byte is in one part, what is kept is only a picture,
// and keeping it again changes nothing.
#include "evidence/picture.h"
#include "fuzz/stable.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ww::evidence;
  const ww::ByteView picture{data, size};
  const auto parts = parts_of(picture);
  if (!parts) return 0;
  std::size_t at = 0;
  for (const Part& part : parts.value()) {
    if (part.at != at || part.body.size() > part.size) std::abort();
    at += part.size;
  }
  if (at != size) std::abort();
  const auto alone = picture_alone(picture);
  if (!alone || alone.value().size() > size || !only_picture(alone.value())) std::abort();
  return 0;
}
