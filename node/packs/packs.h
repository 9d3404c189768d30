// The dated data that comes with the program, as the bytes of its files.
//
// Help packs are composed and signed while the program is built (node/packtool.cpp), by the key
// that the build was given; the program holds the public half. What is built in goes through
// accept_pack() like what is imported.
#pragma once

#include <span>
#include <string_view>

#include "base/crypto.h"

namespace ww::packs {

// core/never_match.h reads it.
std::string_view never_match_list();

struct BuiltInPack {
  std::string_view id;  // "gb-eng"
  std::string_view text;
  crypto::Signature signature;
};
// One for each of domain::kPackNations.
std::span<const BuiltInPack> built_in_packs();
const crypto::PublicKey& pack_public_key();

}  // namespace ww::packs
