// The fields of a request line: words with single spaces between them.
//
// Binary is lower-case hex, empty is "-"; an absent optional is "-"; names and groups are
// [A-Za-z0-9._+-]+. Every reader answers `malformed` for anything else.
#pragma once

#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/result.h"

namespace ww::interop {

using Fields = std::vector<std::string_view>;

Fields split(std::string_view line);
Result<std::string> name(std::string_view field);
Result<std::int32_t> device(std::string_view field);
Result<std::uint32_t> number(std::string_view field);
Result<Bytes> binary(std::string_view field);
// 33 bytes: type 5 and the key.
Result<crypto::PublicKey> public_key(std::string_view field);

std::string hex_field(ByteView bytes);
std::string key_field(const crypto::PublicKey& key);

}  // namespace ww::interop
