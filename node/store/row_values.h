// Reading stored bytes back into fixed sizes. What has another size was not written by us: a broken
// file.
#pragma once

#include "base/crypto.h"
#include "domain/route.h"
#include "ports/store.h"
#include "store/database.h"

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

// `sql` binds two names and a number. '{' follows 'z': the range holds every name that begins with
// these characters.
template <class I>
std::vector<I> ids_with_prefix(Database& db, const char* sql, std::string_view base32,
                               std::size_t most) {
  std::vector<I> ids;
  for (const auto& [id] : db.all<Bytes>(sql, base32, std::string(base32) + "{", most)) {
    ids.push_back(I{fixed<sizeof(I::bytes)>(id)});
  }
  return ids;
}

}  // namespace ww::store
