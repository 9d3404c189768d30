#include "e2ee/self_test.h"

#include "base/text_codec.h"
#include "e2ee/curve/curve_switch.h"
#include "e2ee/gate.h"
#include "e2ee/party_record.h"
#include "e2ee/self_test_talk.h"
#include "e2ee/session_view.h"
#include "e2ee/vectors.h"
#include "ports/random.h"

namespace ww::e2ee {
namespace {

template <std::size_t N>
ByteArray<N> hex(std::string_view text) {
  return to_array<N>(*from_hex(text));
}

// Says 0, 1, 2 ..: the recorded signature was made with it.
class CountingRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

SignalRef<ec_public_key> public_key(Library& library, std::string_view text) {
  const Bytes typed = typed_key(hex<32>(text));
  SignalRef<ec_public_key> key;
  curve_decode_point(out(key), typed.data(), typed.size(), library.context());
  return key;
}

SignalRef<ec_private_key> secret_key(Library& library) {
  auto bytes = hex<32>(vectors::kSecret);
  bytes[0] &= 248;
  bytes[31] = static_cast<std::uint8_t>((bytes[31] & 127) | 64);
  SignalRef<ec_private_key> key;
  curve_decode_private_point(out(key), bytes.data(), bytes.size(), library.context());
  return key;
}

bool x25519_fits(Library& library) {
  const auto secret = secret_key(library);
  const auto point = public_key(library, vectors::kPoint);
  std::uint8_t* shared = nullptr;
  const int size = curve_calculate_agreement(&shared, point.get(), secret.get());
  const std::unique_ptr<std::uint8_t, SignalFree<free>> owner(shared);
  if (size != 32 || !same_bytes({shared, 32}, hex<32>(vectors::kShared))) return false;
  SignalRef<ec_public_key> made;
  if (curve_generate_public_key(out(made), secret.get()) < 0) return false;
  return ec_public_key_compare(made.get(), public_key(library, vectors::kSignKey).get()) == 0;
}

bool verifies(Library& library, ByteView message, const ByteArray<64>& signature) {
  const auto key = public_key(library, vectors::kSignKey);
  return curve_verify_signature(key.get(), message.data(), message.size(), signature.data(),
                                signature.size()) == 1;
}

bool xeddsa_fits(Library& library) {
  const ByteView message = as_bytes(vectors::kSignMessage);
  auto signature = hex<64>(vectors::kSignature);
  BufferRef made;
  const auto secret = secret_key(library);
  if (curve_calculate_signature(library.context(), out(made), secret.get(), message.data(),
                                message.size()) < 0) {
    return false;
  }
  if (!same_bytes(view(made.get()), signature) || !verifies(library, message, signature)) {
    return false;
  }
  signature[7] ^= 1;
  return !verifies(library, message, signature);
}

bool curve_fits() {
  CountingRandom random;
  Library library(random);
  return xeddsa_fits(library) && x25519_fits(library);
}

bool is_linked() { return ww_curve_calls != nullptr && ww_curve_use_stock != nullptr; }

// Known answers on what runs; when libsodium's do not fit, on the stock functions.
Result<> settle_curve(Logger& logger) {
  const std::uint64_t before = is_linked() ? ww_curve_calls() : 0;
  const bool fits = curve_fits();
  const bool called = is_linked() && ww_curve_calls() > before;
  if (fits) {
    logger.info("curve functions by libsodium", called ? 1 : 0);
    return done();
  }
  if (!called || !ww_curve_use_stock() || !curve_fits()) return fail(Errc::internal);
  logger.warning("curve functions by libsodium failed: stock ones are used");
  return done();
}

}  // namespace

Result<> self_test(Logger& logger) {
  init_secret_memory();
  WW_TRY(settle_curve(logger));
  return talk_to_ourselves();
}

}  // namespace ww::e2ee
