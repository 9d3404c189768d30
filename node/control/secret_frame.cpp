#include "control/secret_frame.h"

#include "control/bounds.h"

namespace ww::control {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kLengthBytes = 2;

std::optional<SecretBytes> read(ByteView frame) {
  if (frame.size() < kLengthBytes) return std::nullopt;
  const std::size_t length = frame[0] | std::size_t{frame[1]} << 8;
  if (length > kSecretMax || length > frame.size() - kLengthBytes) return std::nullopt;
  return SecretBytes::copy_of(frame.subspan(kLengthBytes, length));
}

}  // namespace

SecretBytes frame_secret(const SecretBytes& secret) {
  WW_CHECK(secret.size() <= kSecretMax);
  SecretBytes frame((kLengthBytes + secret.size() + kBlock - 1) / kBlock * kBlock);
  frame.span()[0] = static_cast<std::uint8_t>(secret.size() & 0xFF);
  frame.span()[1] = static_cast<std::uint8_t>(secret.size() >> 8);
  std::copy(secret.view().begin(), secret.view().end(), frame.span().begin() + kLengthBytes);
  return frame;
}

std::optional<SecretBytes> take_secret(std::span<std::uint8_t> frame) {
  auto secret = read(frame);
  wipe(frame);
  return secret;
}

}  // namespace ww::control
