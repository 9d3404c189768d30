// SignalRatchet: ports/ratchet.h on libsignal. The engine sees nothing else of this folder.
//
// A party is a contact's own identity with one session, to "peer"; a group is a circle in one
// epoch. party.h and sender_keys.h do the work and hold the guards; this file only names the rows.
#pragma once

#include "base/logger.h"
#include "e2ee/library.h"
#include "ports/ratchet.h"

namespace ww::e2ee {

class SignalRatchet final : public Ratchet {
 public:
  // All three must outlive it. One thread.
  SignalRatchet(RatchetStore& store, Random& random, Logger& logger);

  Result<crypto::PublicKey> create_party(const ContactId& party) override;
  Result<crypto::PublicKey> identity(const ContactId& party) override;
  Result<PreKeyOffer> make_offer(const ContactId& party) override;
  Result<> drop_offer(const ContactId& party, const PreKeyOffer& offer) override;
  Result<> accept_offer(const ContactId& party, const PreKeyOffer& offer) override;
  Result<Sealed> encrypt(const ContactId& party, ByteView plain) override;
  Result<Opened> decrypt(const ContactId& party, bool prekey, ByteView message) override;
  Result<> remove_party(const ContactId& party) override;
  Result<crypto::Signature> sign(const ContactId& party, ByteView message) override;
  bool is_signed_by(const crypto::PublicKey& identity, ByteView message,
                    const crypto::Signature& signature) override;

  Result<Bytes> distribution(const Group& group, const MemberId& self) override;
  Result<> forget_own_key(const Group& group, const MemberId& self) override;
  Result<bool> process_distribution(const Group& group, const MemberId& sender,
                                    ByteView skdm) override;
  Result<Bytes> group_encrypt(const Group& group, const MemberId& self, ByteView plain) override;
  Result<SecretBytes> group_decrypt(const Group& group, const MemberId& sender,
                                    ByteView message) override;
  Result<> bind_sender(const Group& group, const MemberId& sender, ByteView message) override;
  Result<> remove_group(const Group& group) override;

 private:
  RatchetStore& store_;
  Logger& logger_;
  Library library_;
};

}  // namespace ww::e2ee
