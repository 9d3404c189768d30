#include "fields.h"

#include <charconv>

#include "base/text_codec.h"

namespace ww::interop {
namespace {

constexpr std::size_t kNameMax = 256;

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '+' || c == '-';
}

template <class Number>
Result<Number> read(std::string_view field) {
  Number value{};
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size()) return fail(Errc::malformed);
  return value;
}

}  // namespace

Fields split(std::string_view line) {
  Fields fields;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find(' ', start), line.size());
    fields.push_back(line.substr(start, end - start));
    start = end + 1;
  }
  return fields;
}

Result<std::string> name(std::string_view field) {
  const bool fits = !field.empty() && field.size() <= kNameMax;
  if (!fits || !std::all_of(field.begin(), field.end(), is_name_character)) {
    return fail(Errc::malformed);
  }
  return std::string(field);
}

Result<std::int32_t> device(std::string_view field) {
  WW_TRY_SET(const auto value, read<std::int32_t>(field));
  if (value < 0) return fail(Errc::malformed);
  return value;
}

Result<std::uint32_t> number(std::string_view field) { return read<std::uint32_t>(field); }

Result<Bytes> binary(std::string_view field) {
  if (field == "-") return Bytes{};
  const auto bytes = from_hex(field);
  if (!bytes || bytes->empty()) return fail(Errc::malformed);
  return *bytes;
}

Result<crypto::PublicKey> public_key(std::string_view field) {
  WW_TRY_SET(const Bytes bytes, binary(field));
  if (bytes.size() != 33 || bytes[0] != 5) return fail(Errc::malformed);
  return to_array<32>(ByteView(bytes).subspan(1));
}

std::string hex_field(ByteView bytes) { return bytes.empty() ? "-" : to_hex(bytes); }

std::string key_field(const crypto::PublicKey& key) { return "05" + to_hex(key); }

}  // namespace ww::interop
