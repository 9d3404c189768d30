// Known answers for the self test. X25519: RFC 7748 section 5.2, first vector. XEdDSA: made with
// libsignal-protocol-c 2.3.3 of Debian 12, stock curve functions, with random bytes 0, 1, 2 .. 63.
#pragma once

#include <string_view>

namespace ww::e2ee::vectors {

inline constexpr std::string_view kSecret =
    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4";
inline constexpr std::string_view kPoint =
    "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c";
inline constexpr std::string_view kShared =
    "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552";

inline constexpr std::string_view kSignMessage = "Watchword self test";
// Of kSecret, clamped.
inline constexpr std::string_view kSignKey =
    "1c9fd88f45606d932a80c71824ae151d15d73e77de38e8e000852e614fae7019";
inline constexpr std::string_view kSignature =
    "4bfc9cf0586fda12694ef74e90ae2297f1b5a9dd9934aa3c183099dc791a0b03"
    "7dda54c61763563f579dba4d374bb6e793b0fb2b06e08be4db2381bf1fa3c80d";

}  // namespace ww::e2ee::vectors
