// What lies inside the seal: the slot's inside and the payload, both of one size. Shorter input is
// filled with zeros, as the padding is, so that the fuzzer need not find the size first.
#include "domain/limits.h"
#include "fuzz/stable.h"
#include "wire/payload.h"

namespace {
ww::Bytes filled(ww::ByteView input, std::size_t size) {
  ww::Bytes bytes(input.begin(), input.end());
  if (bytes.size() < size) bytes.resize(size);
  return bytes;
}
}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ww::ByteView input{data, size};
  ww::fuzz::check_stable(filled(input, ww::limits::kPayload), ww::wire::decode_payload,
                         ww::wire::encode_payload);
  ww::fuzz::check_stable(filled(input, ww::limits::kSlotInner), ww::wire::decode_slot_inner,
                         ww::wire::encode_slot_inner);
  return 0;
}
