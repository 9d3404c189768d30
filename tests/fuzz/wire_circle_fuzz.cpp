// What lies on a circle's board: snapshots, key slots, epoch slots, routes.
#include "fuzz/stable.h"
#include "wire/circle.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ww::ByteView input{data + 1, size - 1};
  using namespace ww::wire;
  switch (data[0] % 4) {
    case 0:
      ww::fuzz::check_stable(input, decode_snapshot, encode_snapshot);
      break;
    case 1:
      ww::fuzz::check_stable(input, decode_key_slot, encode_key_slot);
      break;
    case 2:
      ww::fuzz::check_stable(input, decode_epoch_slot, encode_epoch_slot);
      break;
    default:
      ww::fuzz::check_stable(input, decode_route, encode_route);
  }
  return 0;
}
