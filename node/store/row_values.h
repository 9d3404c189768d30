// Reading stored bytes back into fixed sizes. What has another size was not written by us: a broken
// file.
#pragma once

#include "base/crypto.h"
#include "domain/route.h"
#include "ports/store.h"

namespace ww::store {

template <std::size_t N>
ByteArray<N> fixed(ByteView bytes) {
  if (bytes.size() != N) throw StoreFailed(fail(Errc::storage));
  return to_array<N>(bytes);
}

inline crypto::Key key_of(const SecretBytes& bytes) {
  if (bytes.size() != 32) throw StoreFailed(fail(Errc::storage));
  return crypto::Key(bytes.view());
}

inline Route route_of(ByteView relay, std::string host_port) {
  return {RelayKey{fixed<32>(relay)}, std::move(host_port)};
}

}  // namespace ww::store
