// The primitives that libsignal asks its user for: randomness from the node's Random, AES-256-CBC,
// HMAC-SHA256 and SHA-512 from OpenSSL 3.
//
// HMAC is built by hand on SHA256_Init/Update/Final. Why: six HMACs go into every message key, and
// this is twice as fast as EVP_MAC (no allocation, SHA-NI); it also halves what a forged message
// with a counter jump can cost. AES-CTR belongs to message version 2, which the gate refuses.
#pragma once

struct signal_context;

namespace ww {
class Random;
}

namespace ww::e2ee {

// False when the library does not take it. `random` must live as long as the context.
bool set_crypto_provider(signal_context* context, Random& random);

}  // namespace ww::e2ee
