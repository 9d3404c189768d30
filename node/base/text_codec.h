// Bytes as text: hex, RFC 4648 base32 in lower case without padding (ids, keys, invites), and
// base64 with padding (signatures that public tools read).
#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"

namespace ww {

std::string to_hex(ByteView bytes);
// nullopt for an odd length or a character that is not hex.
std::optional<Bytes> from_hex(std::string_view text);

std::string to_base32(ByteView bytes);
// Either case. nullopt for a foreign character, an impossible length, or leftover bits that are not
// zero (so that every value has exactly one spelling but for its case).
std::optional<Bytes> from_base32(std::string_view text);

std::string to_base64(ByteView bytes);
// nullopt for anything but the one spelling that to_base64 gives: no spaces, no missing padding.
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace ww
