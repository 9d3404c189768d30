#include "e2ee/signal_ratchet.h"

#include "e2ee/party.h"
#include "e2ee/sender_keys.h"

namespace ww::e2ee {
namespace {

// The same for everyone: rows and log lines then hold no name.
const Address kPeer{"peer", 1};
constexpr std::string_view kGroup = "circle";

Bytes rows_of(const Ratchet::Group& group) {
  return ByteWriter{}.raw(group.circle).u32(group.epoch).take();
}

Address address_of(const MemberId& member) { return {to_hex(member), 1}; }

Bundle bundle_of(const PreKeyOffer& offer) {
  return {offer.registration_id,
          kPeer.device,
          OneTimePreKey{offer.one_time_id, offer.one_time},
          {offer.signed_prekey_id, offer.signed_prekey, offer.signature},
          offer.identity};
}

// A failed call is told by its code alone.
template <class T>
Result<T> told(Logger& logger, std::string_view event, Result<T> result) {
  if (!result) logger.debug(event, static_cast<std::int64_t>(result.error().code));
  return result;
}

}  // namespace

SignalRatchet::SignalRatchet(RatchetStore& store, Random& random, Logger& logger)
    : store_(store), logger_(logger), library_(random) {}

Result<crypto::PublicKey> SignalRatchet::create_party(const ContactId& party) {
  return Party(library_, store_, party).create();
}

Result<crypto::PublicKey> SignalRatchet::identity(const ContactId& party) {
  return Party(library_, store_, party).identity();
}

Result<PreKeyOffer> SignalRatchet::make_offer(const ContactId& id) {
  Party party(library_, store_, id);
  PreKeyOffer offer;
  WW_TRY_SET(offer.identity, party.identity());
  WW_TRY_SET(const std::uint32_t registration, party.registration_id());
  offer.registration_id = static_cast<std::uint16_t>(registration);
  WW_TRY_SET(const std::uint32_t signed_id, party.next_prekey_id());
  WW_TRY_SET(const SignedPreKey signed_key, party.signed_prekey(signed_id));
  WW_TRY_SET(const std::uint32_t one_time_id, party.next_prekey_id());
  WW_TRY_SET(const OneTimePreKey one_time, party.make_one_time(one_time_id));
  offer.signed_prekey_id = signed_key.id;
  offer.signed_prekey = signed_key.key;
  offer.signature = signed_key.signature;
  offer.one_time_id = one_time.id;
  offer.one_time = one_time.key;
  return offer;
}

Result<> SignalRatchet::drop_offer(const ContactId& id, const PreKeyOffer& offer) {
  Party party(library_, store_, id);
  WW_TRY(party.drop_one_time(offer.one_time_id));
  return party.drop_signed(offer.signed_prekey_id);
}

Result<> SignalRatchet::accept_offer(const ContactId& party, const PreKeyOffer& offer) {
  return told(logger_, "ratchet: offer refused",
              Party(library_, store_, party).process(kPeer, bundle_of(offer)));
}

Result<Ratchet::Sealed> SignalRatchet::encrypt(const ContactId& party, ByteView plain) {
  return told(logger_, "ratchet: not encrypted",
              Party(library_, store_, party).encrypt(kPeer, plain));
}

Result<Ratchet::Opened> SignalRatchet::decrypt(const ContactId& party, bool prekey,
                                               ByteView message) {
  return told(logger_, "ratchet: message refused",
              Party(library_, store_, party).decrypt(kPeer, prekey, message));
}

Result<> SignalRatchet::remove_party(const ContactId& party) {
  store_.erase_owner(party);
  return done();
}

Result<crypto::Signature> SignalRatchet::sign(const ContactId& party, ByteView message) {
  return Party(library_, store_, party).sign(message);
}

bool SignalRatchet::is_signed_by(const crypto::PublicKey& identity, ByteView message,
                                 const crypto::Signature& signature) {
  return is_signed(library_, store_, identity, message, signature);
}

Result<Bytes> SignalRatchet::distribution(const Group& group, const MemberId& self) {
  return SenderKeys(library_, store_, rows_of(group), std::string(kGroup))
      .distribution(address_of(self));
}

Result<> SignalRatchet::forget_own_key(const Group& group, const MemberId& self) {
  return SenderKeys(library_, store_, rows_of(group), std::string(kGroup))
      .forget_own(address_of(self));
}

Result<bool> SignalRatchet::process_distribution(const Group& group, const MemberId& sender,
                                                 ByteView skdm) {
  WW_TRY_SET(const auto taken,
             told(logger_, "ratchet: sender key refused",
                  SenderKeys(library_, store_, rows_of(group), std::string(kGroup))
                      .process(address_of(sender), skdm)));
  return taken == SenderKeys::Taken::another;
}

Result<Bytes> SignalRatchet::group_encrypt(const Group& group, const MemberId& self,
                                           ByteView plain) {
  return SenderKeys(library_, store_, rows_of(group), std::string(kGroup))
      .encrypt(address_of(self), plain);
}

Result<SecretBytes> SignalRatchet::group_decrypt(const Group& group, const MemberId& sender,
                                                 ByteView message) {
  return told(logger_, "ratchet: group message refused",
              SenderKeys(library_, store_, rows_of(group), std::string(kGroup))
                  .decrypt(address_of(sender), message));
}

Result<> SignalRatchet::bind_sender(const Group& group, const MemberId& sender, ByteView message) {
  return told(logger_, "ratchet: a signing key is another's",
              SenderKeys(library_, store_, rows_of(group), std::string(kGroup))
                  .bind(address_of(sender), message));
}

Result<> SignalRatchet::remove_group(const Group& group) {
  store_.erase_owner(rows_of(group));
  return done();
}

}  // namespace ww::e2ee
