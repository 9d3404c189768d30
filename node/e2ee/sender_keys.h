// Sender keys: one signing chain per member and group, on libsignal, with the guards of guards.h.
//
// A distribution message is taken once. The same one again, or a later state of a chain that we
// hold, changes nothing; another signing key or another chain under the same key id is a
// `conflict`; a chain is never set back. A signing key belongs to the sender and the group for
// which a message under it was found to be meant: a member cannot hand on someone's key as her own,
// or into another group, and cannot take it from her by bringing it first. (That binding outlives
// the group, as a hash: 64 bytes per key.)
//
// Distribution messages are not authenticated by themselves: the caller takes them only from a
// pairwise session or from a signed key slot.
#pragma once

#include "e2ee/address.h"
#include "ports/ratchet.h"

namespace ww::e2ee {

class Library;

class SenderKeys {
 public:
  // `owner` names the rows; `group` is a name within it, without NUL.
  SenderKeys(Library& library, RatchetStore& store, ByteView owner, std::string group)
      : library_(library), store_(store), owner_(to_bytes(owner)), group_(std::move(group)) {}

  Result<Bytes> distribution(const Address& self);
  // The next distribution() makes another key. A key of somebody else's stays.
  Result<> forget_own(const Address& self);
  enum class Taken : std::uint8_t {
    fresh,     // a chain we did not have, the first of this sender
    another,   // a chain we did not have, beside those of hers that we hold
    known,     // a state of a chain we hold; nothing changed
    repeated,  // these very bytes were taken before; nothing changed
  };
  Result<Taken> process(const Address& sender, ByteView skdm);
  // The content of `message`, which decrypt() has opened, has shown that it is hers.
  Result<> bind(const Address& sender, ByteView message);
  Result<Bytes> encrypt(const Address& self, ByteView plain);
  Result<SecretBytes> decrypt(const Address& sender, ByteView message);

 private:
  Library& library_;
  RatchetStore& store_;
  Bytes owner_;
  std::string group_;
};

}  // namespace ww::e2ee
