// Frames between node and relay: anybody who can open a connection sends these. Shorter input is
// filled with zeros to a frame.
#include "domain/limits.h"
#include "fuzz/stable.h"
#include "wire/frame.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ww::Bytes frame(data, data + size);
  if (frame.size() < ww::limits::kFrame) frame.resize(ww::limits::kFrame);
  (void)ww::wire::decode_request({data, size});
  (void)ww::wire::decode_reply({data, size});
  if (const auto read = ww::wire::decode_request(frame)) {
    (void)ww::wire::encode_body(read.value().request);
  }
  ww::fuzz::check_stable(frame, ww::wire::decode_reply, ww::wire::encode_reply);
  return 0;
}
