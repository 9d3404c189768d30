// The curve functions of libsignal, taken over by libsodium's (ELF symbol interposition).
//
// libsignal's own X25519 and XEdDSA are 2.4 to 4.4 times slower than libsodium's and take keys of
// low order and S + L for S. They cannot be replaced by its API, but they are exported and called
// through the PLT: a program that defines `curve25519_donna`, `curve25519_sign`,
// `curve25519_verify` and `curve25519_keygen` itself is called instead. So the definitions are an
// object library, ww_e2ee_curve, which a program links beside ww_e2ee (they must be in the
// executable, not in a library). This file is all that ww_e2ee knows of it: weak symbols, absent in
// a program that does not link it, which then runs on the stock functions.
//
// Whether it works depends on how Debian built libsignal, so self_test() proves it at every start:
// known answers, and that our functions were called at all. When an answer is wrong, the switch
// goes back to the stock functions (found by dlsym); when they are not called, the stock ones run
// anyway. The gate closes the two holes on its own too, so stock is slower and not weaker.
#pragma once

#include <cstdint>

extern "C" {
// How many calls of libsignal's came here.
[[gnu::weak]] std::uint64_t ww_curve_calls();
// From now on the stock functions answer. False when they cannot be found.
[[gnu::weak]] bool ww_curve_use_stock();
}
