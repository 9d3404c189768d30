// Party: one identity and its sessions with others, on libsignal, with every guard of guards.h.
//
// SignalRatchet makes one per contact; the interop agent is one party with many sessions. A Party
// keeps nothing in memory: all rows are in the RatchetStore under `owner`. Each call reads and
// writes through an overlay that is written only when the call succeeds.
//
// Identities are trusted on first use and pinned once a message is authenticated under them. A
// message that is authentic under another identity is `untrusted` and changes nothing; trust() is
// what a person may then do.
#pragma once

#include "e2ee/address.h"
#include "ports/ratchet.h"

namespace ww::e2ee {

class Library;

struct SignedPreKey {
  std::uint32_t id = 0;
  crypto::PublicKey key{};
  crypto::Signature signature{};
};
struct OneTimePreKey {
  std::uint32_t id = 0;
  crypto::PublicKey key{};
};
// What X3DH needs of the other side.
struct Bundle {
  std::uint32_t registration_id = 0;
  std::int32_t device = 1;
  std::optional<OneTimePreKey> one_time;
  SignedPreKey signed_key;
  crypto::PublicKey identity{};
};

class Party {
 public:
  // `owner` names the party's rows.
  Party(Library& library, RatchetStore& store, ByteView owner)
      : library_(library), store_(store), owner_(to_bytes(owner)) {}

  // A fresh identity; `duplicate` when there is one.
  Result<crypto::PublicKey> create();
  Result<crypto::PublicKey> identity();
  Result<std::uint32_t> registration_id();

  // An id that this party has not used; the next one is another.
  Result<std::uint32_t> next_prekey_id();
  // Makes the key and stores it. An id that is in use gets a new key; ids out of range are
  // `no_key`.
  Result<OneTimePreKey> make_one_time(std::uint32_t id);
  // Makes the key if it is not there yet.
  Result<SignedPreKey> signed_prekey(std::uint32_t id);
  Result<> drop_one_time(std::uint32_t id);
  // With it goes what was remembered of first messages to it: without the key none can be opened.
  Result<> drop_signed(std::uint32_t id);

  Result<> process(const Address& peer, const Bundle& bundle);
  Result<Ratchet::Sealed> encrypt(const Address& peer, ByteView plain);
  Result<Ratchet::Opened> decrypt(const Address& peer, bool prekey, ByteView message);

  // XEdDSA by the identity. Never for bytes that somebody else chose.
  Result<crypto::Signature> sign(ByteView message);

  // Pins another identity, because a person said so. Old sessions stay unusable.
  Result<> trust(const Address& peer, const crypto::PublicKey& identity);
  Result<std::optional<crypto::PublicKey>> pinned(const Address& peer);
  // How many old states the session with the peer holds.
  Result<std::size_t> archived(const Address& peer);

 private:
  Library& library_;
  RatchetStore& store_;
  Bytes owner_;
};

// A signature of Party::sign(), in its one spelling, by a key that is not weak.
bool is_signed(Library& library, RatchetStore& store, const crypto::PublicKey& identity,
               ByteView message, const crypto::Signature& signature);

}  // namespace ww::e2ee
