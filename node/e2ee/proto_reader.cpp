#include "e2ee/proto_reader.h"

namespace ww::e2ee {
namespace {

// Takes a number off the front; nullopt when it is cut off, too long or not the shortest spelling.
std::optional<std::uint32_t> take_number(ByteView& rest) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 5 && i < rest.size(); ++i) {
    value |= std::uint64_t{rest[i] & 0x7fU} << (7 * i);
    if ((rest[i] & 0x80U) != 0) continue;
    if ((i > 0 && rest[i] == 0) || value > 0xFFFFFFFFU) return std::nullopt;
    rest = rest.subspan(i + 1);
    return static_cast<std::uint32_t>(value);
  }
  return std::nullopt;
}

bool has(unsigned set, std::uint32_t field) { return (set >> field & 1U) != 0; }

}  // namespace

Result<ProtoFields> ProtoFields::read(ByteView rest, Allowed allowed) {
  ProtoFields fields;
  while (!rest.empty()) {
    const auto tag = take_number(rest);
    if (!tag) return fail(Errc::malformed);
    const std::uint32_t field = *tag >> 3U, type = *tag & 7U;
    const auto value = take_number(rest);
    if (field == 0 || field >= kFieldsMax || !value) return fail(Errc::malformed);
    if (type == 0 && has(allowed.numbers, field) && !fields.numbers_[field]) {
      fields.numbers_[field] = *value;
    } else if (type == 2 && has(allowed.bytes, field) && !fields.bytes_[field] &&
               *value <= rest.size()) {
      fields.bytes_[field] = rest.first(*value);
      rest = rest.subspan(*value);
    } else {
      return fail(Errc::malformed);
    }
  }
  return fields;
}

}  // namespace ww::e2ee
