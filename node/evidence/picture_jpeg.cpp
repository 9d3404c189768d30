// JPEG: SOI, then segments FF xx length body; after each SOS compressed data, in which FF 00 is a
// byte and FF D0-D7 a restart; then EOI.
#include "base/text_codec.h"
#include "evidence/picture_parts.h"

namespace ww::evidence {
namespace {

constexpr std::uint8_t kSoi = 0xD8, kEoi = 0xD9, kSos = 0xDA;

// How much of the compressed data comes before the next marker.
std::size_t data_size(ByteView rest) {
  for (std::size_t i = 0; i + 1 < rest.size(); ++i) {
    if (rest[i] != 0xFF) continue;
    const std::uint8_t next = rest[i + 1];
    if (next != 0x00 && (next < 0xD0 || next > 0xD7)) return i;
  }
  return rest.size();
}

std::string name_of(std::uint8_t marker) {
  if (marker >= 0xE0 && marker <= 0xEF) return "APP" + std::to_string(marker - 0xE0);
  switch (marker) {
    case 0xC4:
      return "DHT";
    case 0xDB:
      return "DQT";
    case 0xDD:
      return "DRI";
    case kSos:
      return "SOS";
    case 0xFE:
      return "COM";
    default:
      return marker >= 0xC0 && marker <= 0xCF ? "SOF" + std::to_string(marker - 0xC0)
                                              : "segment " + to_hex(ByteArray<1>{marker});
  }
}

bool is_needed(std::uint8_t marker) {
  return (marker >= 0xC0 && marker <= 0xC2) || marker == 0xC4 || marker == 0xDB || marker == 0xDD;
}

// Frames that no decoder of ours draws: lossless, differential, arithmetic (not C4, DHT; nor C8).
bool is_other_frame(std::uint8_t marker) {
  return marker >= 0xC3 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8;
}

}  // namespace

Result<std::vector<Part>> jpeg_parts(ByteView picture) {
  PartList list(picture);
  list.take("SOI", 2, 0, 0, true);
  while (!list.full()) {
    const ByteView rest = list.rest();
    if (rest.size() < 2 || rest[0] != 0xFF) return fail(Errc::malformed);
    const std::uint8_t marker = rest[1];
    if (marker == 0xFF) {  // a filler; it could be used to count something
      list.take("filler", 1, 0, 0, false);
      continue;
    }
    if (marker == kEoi) {
      list.take("EOI", 2, 0, 0, true);
      return list.finish();
    }
    if (is_other_frame(marker)) return fail(Errc::unsupported);
    if (rest.size() < 4 || marker < 0xC0 || marker == kSoi) return fail(Errc::malformed);
    const std::size_t length = static_cast<std::size_t>(rest[2]) << 8 | rest[3];
    if (length < 2 || length + 2 > rest.size()) return fail(Errc::malformed);
    list.take(name_of(marker), 4, length - 2, 0, is_needed(marker) || marker == kSos);
    if (marker == kSos) list.take("data", 0, data_size(list.rest()), 0, true);
  }
  return fail(Errc::too_large);
}

}  // namespace ww::evidence
