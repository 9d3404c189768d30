// The start-up self test: whether libsignal, OpenSSL and libsodium do here what they should.
//
// Run by every program that links ww_e2ee, before anything else. X25519 against RFC 7748, XEdDSA
// against a recorded signature, one session both ways, one sender key. When the program links
// ww_e2ee_curve (curve/curve_switch.h), the first two also say whether libsodium's functions are
// called and right; if they are wrong, the stock ones take over and the test is run again.
#pragma once

#include "base/logger.h"
#include "base/result.h"

namespace ww::e2ee {

// `internal`: do not start. What runs (curve from libsodium or stock) is said to the logger.
Result<> self_test(Logger& logger);

}  // namespace ww::e2ee
