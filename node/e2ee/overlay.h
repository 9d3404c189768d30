// Overlay: what one call of the ratchet would change, kept back until the call has succeeded.
//
// libsignal stores an identity before the message that carries it is authenticated, and a session
// in the middle of its work. It reads and writes here; commit() writes the changes to the
// RatchetStore at the end, and a call that fails leaves without one. Rows are read from the store
// once.
#pragma once

#include <map>
#include <optional>

#include "ports/ratchet.h"

namespace ww::e2ee {

class Overlay {
 public:
  using Kind = RatchetStore::Kind;
  explicit Overlay(RatchetStore& store) : store_(store) {}

  // Lent until the row is next saved or erased; null when there is none. Throws StoreFailed.
  const SecretBytes* load(Kind kind, ByteView owner, ByteView key);
  void save(Kind kind, ByteView owner, ByteView key, ByteView record);
  void erase(Kind kind, ByteView owner, ByteView key);
  // Throws StoreFailed; the caller's transaction is then void as a whole.
  void commit();

 private:
  struct Name {
    Kind kind;
    Bytes owner;
    Bytes key;
    auto operator<=>(const Name&) const = default;
  };
  struct Row {
    std::optional<SecretBytes> record;
    bool changed = false;
  };
  void put(Kind kind, ByteView owner, ByteView key, std::optional<SecretBytes> record);
  void write(const Name& name, const Row& row);

  RatchetStore& store_;
  std::map<Name, Row> rows_;
};

}  // namespace ww::e2ee
