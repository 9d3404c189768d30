// What both ends of the ZeroMQ transport agree on.
#pragma once

#include "domain/limits.h"

namespace ww::net {

// CURVE wraps a part as "\x07MESSAGE" 8 | nonce 8 | MAC 16 | flags 1 | part, and libzmq applies
// MAXMSGSIZE to the wrapped form.
inline constexpr std::int64_t kWrappedFrameMax = static_cast<std::int64_t>(limits::kFrame) + 33;
// Frames that libzmq keeps per peer and direction; an answer to GET has at most 4.
inline constexpr int kHighWater = 64;
inline constexpr int kHandshakeMs = 5000;

}  // namespace ww::net
