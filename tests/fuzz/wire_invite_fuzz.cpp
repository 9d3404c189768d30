// An invite: the first input a stranger can give. The four bytes of check are computed here, or no
// input would ever pass them; the text form is tried as it is.
#include <string_view>

#include "base/crypto.h"
#include "fuzz/stable.h"
#include "wire/invite.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ww::ByteView input{data, size};
  ww::Bytes invite(input.begin(), input.end());
  const auto check = ww::crypto::sha256(input);
  invite.insert(invite.end(), check.begin(), check.begin() + 4);
  ww::fuzz::check_stable(invite, ww::wire::decode_invite, ww::wire::encode_invite);
  (void)ww::wire::invite_bytes({reinterpret_cast<const char*>(data), size});
  return 0;
}
