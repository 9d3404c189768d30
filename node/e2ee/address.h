// Whom a session is with: a name and a device, and how rows are keyed by them.
#pragma once

#include <string>

#include "base/byte_io.h"

namespace ww::e2ee {

struct Address {
  std::string name;  // without NUL: the library's log lines end there
  std::int32_t device = 1;
};

inline Bytes row_key(std::string_view name, std::int32_t device) {
  return ByteWriter{}.raw(as_bytes(name)).u8(0).u32(static_cast<std::uint32_t>(device)).take();
}
inline Bytes row_key(const Address& address) { return row_key(address.name, address.device); }
inline Bytes row_key(std::uint32_t id) { return ByteWriter{}.u32(id).take(); }

}  // namespace ww::e2ee
