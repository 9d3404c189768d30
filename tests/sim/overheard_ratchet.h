// A ratchet that lets a test hear what is sealed for a contact, in clear, and notes under which
// keys what is opened was sealed; all else is as it was.
#pragma once

#include <functional>

#include "ports/ratchet.h"
#include "sim/key_uses.h"

namespace ww::test {

class OverheardRatchet final : public Ratchet {
 public:
  OverheardRatchet(Ratchet& under, const std::function<void(ByteView)>& on_plain, KeyUses& key_uses)
      : under_(under), on_plain_(on_plain), key_uses_(key_uses) {}

  Result<Sealed> encrypt(const ContactId& party, ByteView plain) override {
    if (on_plain_) on_plain_(plain);
    return under_.encrypt(party, plain);
  }
  Result<crypto::PublicKey> create_party(const ContactId& party) override {
    return under_.create_party(party);
  }
  Result<crypto::PublicKey> identity(const ContactId& party) override {
    return under_.identity(party);
  }
  Result<PreKeyOffer> make_offer(const ContactId& party) override {
    return under_.make_offer(party);
  }
  Result<> drop_offer(const ContactId& party, const PreKeyOffer& offer) override {
    return under_.drop_offer(party, offer);
  }
  Result<> accept_offer(const ContactId& party, const PreKeyOffer& offer) override {
    return under_.accept_offer(party, offer);
  }
  Result<Opened> decrypt(const ContactId& party, bool prekey, ByteView message) override {
    key_uses_.add_pair(prekey, message);
    return under_.decrypt(party, prekey, message);
  }
  Result<> remove_party(const ContactId& party) override { return under_.remove_party(party); }
  Result<crypto::Signature> sign(const ContactId& party, ByteView message) override {
    return under_.sign(party, message);
  }
  bool is_signed_by(const crypto::PublicKey& identity, ByteView message,
                    const crypto::Signature& signature) override {
    return under_.is_signed_by(identity, message, signature);
  }
  Result<Bytes> distribution(const Group& group, const MemberId& self) override {
    return under_.distribution(group, self);
  }
  Result<> forget_own_key(const Group& group, const MemberId& self) override {
    return under_.forget_own_key(group, self);
  }
  Result<bool> process_distribution(const Group& group, const MemberId& sender,
                                    ByteView skdm) override {
    return under_.process_distribution(group, sender, skdm);
  }
  Result<> bind_sender(const Group& group, const MemberId& sender, ByteView message) override {
    return under_.bind_sender(group, sender, message);
  }
  Result<Bytes> group_encrypt(const Group& group, const MemberId& self, ByteView plain) override {
    return under_.group_encrypt(group, self, plain);
  }
  Result<SecretBytes> group_decrypt(const Group& group, const MemberId& sender,
                                    ByteView message) override {
    key_uses_.add_group(group, sender, message);
    return under_.group_decrypt(group, sender, message);
  }
  Result<> remove_group(const Group& group) override { return under_.remove_group(group); }

 private:
  Ratchet& under_;
  const std::function<void(ByteView)>& on_plain_;
  KeyUses& key_uses_;
};

}  // namespace ww::test
