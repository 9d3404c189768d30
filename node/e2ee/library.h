// Library: one libsignal context with its store callbacks, for one thread.
//
// The library keeps no state of its own between calls: all records are in the RatchetStore. A Call
// is one operation on it: it holds the overlay that the callbacks read and write, and what a
// callback caught. Nothing is ever thrown through the library's C frames: StoreFailed is remembered
// and rethrown by settle(), once the library has returned. Log lines of libsignal are dropped,
// because they hold names: no log function is set.
#pragma once

#include <exception>
#include <memory>

#include "e2ee/address.h"
#include "e2ee/overlay.h"

struct signal_context;
struct signal_protocol_store_context;

namespace ww {
class Random;
}

namespace ww::e2ee {

class Call;

class Library {
 public:
  explicit Library(Random& random);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  signal_context* context() const { return context_; }
  signal_protocol_store_context* stores() const { return stores_; }
  Random& random() const { return random_; }

 private:
  friend class Call;
  Random& random_;
  signal_context* context_ = nullptr;
  signal_protocol_store_context* stores_ = nullptr;
  Call* current_ = nullptr;
};

class Call {
 public:
  Call(Library& library, RatchetStore& store, ByteView owner);
  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  Library& library;
  Overlay rows;
  const Bytes owner;
  bool opening = false;  // a message is being opened: it names an identity, unauthenticated

  const SecretBytes* load(Overlay::Kind kind, ByteView key) { return rows.load(kind, owner, key); }
  void save(Overlay::Kind kind, ByteView key, ByteView record) {
    rows.save(kind, owner, key, record);
  }
  void erase(Overlay::Kind kind, ByteView key) { rows.erase(kind, owner, key); }

  // What the library answered, as ours: >= 0 is success. Rethrows what a callback caught.
  Result<> settle(int answer);
  // All that the call changed goes to the store. Throws StoreFailed.
  void commit();

 private:
  friend struct Callbacks;
  std::exception_ptr caught_;
};

// Sets the callbacks of store_callbacks.cpp, which reach `current` through `library`.
bool set_store_callbacks(signal_protocol_store_context* stores, Call** current);

}  // namespace ww::e2ee
