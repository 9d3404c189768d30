#include "e2ee/proto_reader.h"

#include "e2ee/guards.h"

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

bool has(unsigned set, std::size_t field) { return (set >> field & 1U) != 0; }

// One field off the front. `value` of bytes is their length.
struct Field {
  std::uint32_t number;
  std::uint32_t type;
  std::uint32_t value;
  ByteView bytes;
};
constexpr std::uint32_t kNumber = 0;
constexpr std::uint32_t kBytes = 2;

std::optional<Field> take_field(ByteView& rest) {
  const auto tag = take_number(rest);
  const auto value = take_number(rest);
  if (!tag || !value) return std::nullopt;
  Field field{*tag >> 3U, *tag & 7U, *value, {}};
  if (field.type != kNumber && field.type != kBytes) return std::nullopt;
  if (field.type == kNumber) return field;
  if (*value > rest.size()) return std::nullopt;
  field.bytes = rest.first(*value);
  rest = rest.subspan(*value);
  return field;
}

}  // namespace

Result<ProtoFields> ProtoFields::read(ByteView rest, Allowed allowed) {
  ProtoFields fields;
  while (!rest.empty()) {
    const auto field = take_field(rest);
    if (!field || field->number == 0) return fail(Errc::malformed);
    const std::size_t i = field->number;
    const bool known =
        i < kFieldsMax && has(field->type == kNumber ? allowed.numbers : allowed.bytes, i);
    if (on(Guard::strict_header) && (!known || fields.numbers_[i] || fields.bytes_[i])) {
      return fail(Errc::malformed);
    }
    if (known && field->type == kNumber) fields.numbers_[i] = field->value;
    if (known && field->type == kBytes) fields.bytes_[i] = field->bytes;
  }
  return fields;
}

}  // namespace ww::e2ee
