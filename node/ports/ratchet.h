// Ratchet: the Signal protocol, as the engine needs it. e2ee/ is the only implementation.
//
// Promises
//   - Each contact is a party of its own: a fresh identity, one session with one peer. Nothing is
//   shared
//     between parties, so two contacts cannot prove that they know the same person.
//   - Every call changes the RatchetStore only when it succeeds, and then wholly (an overlay is
//     written at the end). The caller commits that together with the plaintext or the ciphertext.
//   - Every guard of LIBRARIES A2.2 stands in front of the library; e2ee/ lists them.
//   - Errors: malformed, too_large, unauthenticated, untrusted, duplicate, too_far, no_session,
//   no_key,
//     conflict, internal. A failed call leaves no trace. `duplicate` is not authenticated: do not
//     act on it.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "domain/ids.h"
#include "domain/invite.h"

namespace ww {

class Ratchet {
 public:
  virtual ~Ratchet() = default;

  // ---- pairwise: one party per contact
  // ------------------------------------------------------------- Makes identity and registration
  // id; fails with `duplicate` if the party is there.
  virtual Result<crypto::PublicKey> create_party(const ContactId& party) = 0;
  virtual Result<crypto::PublicKey> identity(const ContactId& party) = 0;
  // A signed prekey and a one-time prekey for one invite.
  virtual Result<PreKeyOffer> make_offer(const ContactId& party) = 0;
  // Deletes the private halves: the invite was used or is void.
  virtual Result<> drop_offer(const ContactId& party, const PreKeyOffer& offer) = 0;
  // Starts a session as the acceptor: checks the signature, pins the identity.
  virtual Result<> accept_offer(const ContactId& party, const PreKeyOffer& offer) = 0;

  struct Sealed {
    bool prekey;  // PreKeySignalMessage until the peer has answered, then SignalMessage
    Bytes message;
  };
  virtual Result<Sealed> encrypt(const ContactId& party, ByteView plain) = 0;
  // A first message pins the identity it was authenticated under; `peer_identity` then tells it.
  struct Opened {
    SecretBytes plain;
    crypto::PublicKey peer_identity;
  };
  virtual Result<Opened> decrypt(const ContactId& party, bool prekey, ByteView message) = 0;
  virtual Result<> remove_party(const ContactId& party) = 0;
  // XEdDSA by the party's identity. For a renewal alone; `message` begins with its label, so that
  // it is no signed prekey.
  virtual Result<crypto::Signature> sign(const ContactId& party, ByteView message) = 0;
  virtual bool is_signed_by(const crypto::PublicKey& identity, ByteView message,
                            const crypto::Signature& signature) = 0;

  // ---- sender keys: one group per circle and epoch
  // -------------------------------------------------
  struct Group {
    CircleId circle;
    std::uint32_t epoch;
  };
  // Our own sender key for the group, made on first use: a SenderKeyDistributionMessage (78 bytes).
  virtual Result<Bytes> distribution(const Group& group, const MemberId& self) = 0;
  // Forgets our own sender key: the next distribution() makes another. For who cannot know how far
  // the old one was used.
  virtual Result<> forget_own_key(const Group& group, const MemberId& self) = 0;
  // Takes another member's. The same one again is a no-op; a different one under the same key id is
  // a `conflict`, and so is a key that is tied to somebody else; never rewinds a chain. True when
  // it took the place of another key of hers.
  virtual Result<bool> process_distribution(const Group& group, const MemberId& sender,
                                            ByteView skdm) = 0;
  virtual Result<Bytes> group_encrypt(const Group& group, const MemberId& self, ByteView plain) = 0;
  virtual Result<SecretBytes> group_decrypt(const Group& group, const MemberId& sender,
                                            ByteView message) = 0;
  // Ties the key that signed `message` to its sender in this group, for good: to be called when its
  // content has shown that she means this context. Before, a key is nobody's: whoever brings
  // another's key first takes nothing from her. `conflict` when it is tied to somebody else.
  virtual Result<> bind_sender(const Group& group, const MemberId& sender, ByteView message) = 0;
  virtual Result<> remove_group(const Group& group) = 0;
};

// Where the ratchet keeps its records; store/ and tests implement it. Throws StoreFailed when the
// disk fails.
class RatchetStore {
 public:
  // `owner` names the party or the group, `kind` the table, `key` the record within it. Any bytes.
  enum class Kind : std::uint8_t {
    party,
    identity,
    session,
    prekey,
    signed_prekey,
    sender_key,
    seen_first,
    seen_skdm
  };
  virtual ~RatchetStore() = default;
  virtual std::optional<SecretBytes> load(Kind kind, ByteView owner, ByteView key) = 0;
  virtual void save(Kind kind, ByteView owner, ByteView key, ByteView record) = 0;
  virtual void erase(Kind kind, ByteView owner, ByteView key) = 0;
  virtual void erase_owner(ByteView owner) = 0;  // all kinds
};

}  // namespace ww
