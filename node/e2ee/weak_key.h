// Public keys that must never be used: those of low order, with which every agreement gives zero or
// one of a handful of values (RFC 7748 section 6.1). libsignal takes them all.
#pragma once

#include "base/crypto.h"

namespace ww::e2ee {

bool is_weak_key(const crypto::PublicKey& key);

}  // namespace ww::e2ee
