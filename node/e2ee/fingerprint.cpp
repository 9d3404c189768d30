#include "e2ee/fingerprint.h"

#include "domain/ratchet_limits.h"
#include "e2ee/party_record.h"
#include "e2ee/signal_ref.h"

namespace ww::e2ee {
namespace {

constexpr std::uint32_t kVersionMax = 255;

Result<SignalRef<ec_public_key>> library_key(Library& library, const crypto::PublicKey& key) {
  const Bytes typed = typed_key(key);
  SignalRef<ec_public_key> result;
  if (curve_decode_point(out(result), typed.data(), typed.size(), library.context()) < 0) {
    return fail(Errc::malformed);
  }
  return result;
}

bool in_range(std::uint32_t iterations, std::uint32_t version, const FingerprintOf& local,
              const FingerprintOf& remote) {
  const auto has_nul = [](const std::string& id) { return id.find('\0') != std::string::npos; };
  return iterations >= 1 && iterations <= limits::kFingerprintIterationsMax &&
         version <= kVersionMax && !has_nul(local.id) && !has_nul(remote.id);
}

// The library makes versions 0 and 1; a later one is 1 under another number.
SignalRef<scannable_fingerprint> scannable_of(const struct fingerprint* made,
                                              std::uint32_t version) {
  scannable_fingerprint* scannable = fingerprint_get_scannable(made);
  if (version <= 1) return share(scannable);
  SignalRef<scannable_fingerprint> later;
  scannable_fingerprint_create(out(later), version, nullptr,
                               scannable_fingerprint_get_local_fingerprint(scannable), nullptr,
                               scannable_fingerprint_get_remote_fingerprint(scannable));
  return later;
}

Result<Fingerprint> as_value(const struct fingerprint* made, std::uint32_t version) {
  const char* digits = displayable_fingerprint_text(fingerprint_get_displayable(made));
  const auto form = scannable_of(made, version);
  if (!form) return fail(Errc::internal);
  BufferRef scannable;
  const int answer = scannable_fingerprint_serialize(out(scannable), form.get());
  if (digits == nullptr || answer < 0) return fail(Errc::internal);
  return Fingerprint{digits, to_bytes(view(scannable.get()))};
}

Result<SignalRef<scannable_fingerprint>> parse(Library& library, ByteView bytes) {
  if (bytes.empty() || bytes.size() > limits::kScannableMax) return fail(Errc::malformed);
  SignalRef<scannable_fingerprint> parsed;
  const int answer =
      scannable_fingerprint_deserialize(out(parsed), bytes.data(), bytes.size(), library.context());
  if (answer < 0) return fail(Errc::malformed);
  return parsed;
}

}  // namespace

Result<Fingerprint> fingerprint(Library& library, std::uint32_t iterations, std::uint32_t version,
                                const FingerprintOf& local, const FingerprintOf& remote) {
  if (!in_range(iterations, version, local, remote)) return fail(Errc::malformed);
  WW_TRY_SET(const auto our_key, library_key(library, local.identity));
  WW_TRY_SET(const auto their_key, library_key(library, remote.identity));
  FingerprintGenerator generator;
  if (fingerprint_generator_create(out(generator), static_cast<int>(iterations),
                                   version == 0 ? 0 : 1, library.context()) < 0) {
    return fail(Errc::internal);
  }
  SignalRef<struct fingerprint> made;
  if (fingerprint_generator_create_for(generator.get(), local.id.c_str(), our_key.get(),
                                       remote.id.c_str(), their_key.get(), out(made)) < 0) {
    return fail(Errc::internal);
  }
  return as_value(made.get(), version);
}

Result<bool> scannable_match(Library& library, ByteView ours, ByteView theirs) {
  WW_TRY_SET(const auto one, parse(library, ours));
  WW_TRY_SET(const auto other, parse(library, theirs));
  return scannable_fingerprint_compare(one.get(), other.get()) == 1;
}

}  // namespace ww::e2ee
