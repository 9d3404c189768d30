// Key slots: a member's sender key, wrapped to every member of the epoch (proto/PROTOCOL.md, KEY
// SLOT).
//
// Posted before her first message of an epoch, and every 7 days or 100 messages, each time with a
// new kem key of hers. The old kem key lives on until 30 days after the relay has the new one: no
// secret that is wrapped to her meanwhile is lost.
#include "core/circle_keys.h"
#include "core/roster.h"
#include "engine/circles.h"
#include "ports/ratchet.h"
#include "ports/seen_rows.h"
#include "wire/circle.h"

namespace ww::engine {
namespace {

// Longer than any epoch should last: a key slot from before it would only set a kem key back.
constexpr Duration kRememberKeySlots = std::chrono::hours{24 * 400};

bool is_due(const StoredEpoch& epoch, Instant now) {
  return !epoch.key_slot_at || now - *epoch.key_slot_at >= limits::kKeySlotEvery ||
         epoch.key_slot_messages >= limits::kKeySlotMessages;
}

}  // namespace

crypto::PublicKey Circles::make_kem(const CircleId& circle, const MessageId& announced_by) {
  StoredKem kem;
  kem.circle = circle;
  kem.secret = context_.random.key();
  kem.pub = crypto::x25519_public(kem.secret);
  kem.made = context_.now;
  const auto others = rows().kems(circle);
  if (!others.empty() && kem.made <= others.front().made) {
    kem.made = others.front().made + Duration{1};  // the order is by this
  }
  kem.announced_by = announced_by;
  rows().put_kem(kem);
  return kem.pub;
}

Result<> Circles::ensure_key_slot(StoredCircle& circle, StoredEpoch& epoch,
                                  const Snapshot& snapshot) {
  if (!is_due(epoch, context_.now)) return done();
  const auto self = core::index_of(snapshot, sign_pub_of(circle));
  if (!self) return fail(Errc::refused);
  const MemberId self_id = self_of(circle);
  WW_TRY_SET(Bytes distribution, context_.ratchet.distribution({circle.id, epoch.epoch}, self_id));
  const crypto::Key k = context_.random.key(), e = context_.random.key();
  const auto sealed = core::seal_distribution(k, distribution);
  wipe(distribution);
  if (!sealed) return fail(Errc::internal);

  const auto mark = context_.random.id<MessageId>();
  std::vector<ByteArray<48>> wraps;
  const core::WrapBinding binding{
      "skdm", epoch.secret, core::circle_context(circle.id, epoch.epoch, epoch.hash, self_id)};
  for (const Member& member : snapshot.members) {
    const auto wrapped =
        core::wrap(e, newest_kem(circle, member), member_id(member.sign_pub), binding, k);
    wraps.push_back(wrapped ? *wrapped : context_.random.array<48>());
  }
  KeySlot slot;
  slot.circle = circle.id;
  slot.epoch = epoch.epoch;
  slot.snapshot = epoch.hash;
  slot.sender = static_cast<std::uint16_t>(*self);
  slot.e_pub = crypto::x25519_public(e);
  slot.next_kem = make_kem(circle.id, mark);
  slot.sealed_skdm = *sealed;
  slot.wraps = std::move(wraps);
  slot.signature = core::sign_bytes(circle.sign_seed, "key-slot",
                                    wire::signed_part(wire::encode_key_slot(slot)));
  put_on_board(circle, epoch, SlotKind::key_slot, wire::encode_key_slot(slot), mark);
  epoch.key_slot_at = context_.now;
  epoch.key_slot_messages = 0;
  rows().put_epoch(epoch);
  return done();
}

Circles::Outcome Circles::on_key_slot(StoredCircle& circle, const HeldSlot& held) {
  const auto epoch = rows().epoch(held.board);
  const auto slot = wire::decode_key_slot(held.message);
  if (!epoch || !slot || slot->circle != circle.id || slot->epoch != epoch->epoch) {
    context_.log.warning("a key slot cannot be read");
    return Outcome::done;
  }
  const auto snapshot = snapshot_of(*epoch);
  if (!snapshot) return Outcome::hold;
  const bool fits = slot->snapshot == epoch->hash && slot->sender == held.author &&
                    slot->sender < snapshot->members.size() &&
                    slot->wraps.size() == snapshot->members.size() &&
                    core::signature_fits(snapshot->members[slot->sender].sign_pub, "key-slot",
                                         wire::signed_part(held.message), slot->signature);
  const auto self = core::index_of(*snapshot, sign_pub_of(circle));
  if (!fits || !self || *self == slot->sender) {
    ++context_.spent.failures;
    context_.log.warning("a key slot that is not its sender's");
    return Outcome::done;
  }
  // Seen twice: no effect. A member may seal another's old slot anew.
  const Digest32 digest{crypto::hash("key-slot", {held.message})};
  if (!context_.store.seen().add_slot(digest, context_.now + kRememberKeySlots)) {
    return Outcome::done;
  }
  const MemberId sender = member_id(snapshot->members[slot->sender].sign_pub);
  auto person = rows().person(circle.id, sender);
  if (!person) person = StoredPerson{circle.id, sender, {}, {}, context_.now, {}, false};
  person->kem = slot->next_kem;
  rows().put_person(*person);

  const auto context = core::circle_context(circle.id, epoch->epoch, epoch->hash, sender);
  const auto k =
      unwrap_own(circle, slot->e_pub, epoch->secret, "skdm", context, slot->wraps[*self]);
  auto distribution = k ? core::open_distribution(*k, slot->sealed_skdm) : std::nullopt;
  if (!distribution) {
    context_.log.warning("a key slot holds no key for us");
    ask_for_keys(circle, *epoch);
    return Outcome::done;
  }
  const auto taken =
      context_.ratchet.process_distribution({circle.id, epoch->epoch}, sender, *distribution);
  wipe(*distribution);
  if (!taken) {
    context_.log.warning("a sender key is refused", static_cast<std::int64_t>(taken.error().code));
    if (taken.error().code == Errc::conflict) {
      context_.notify(
          "key_of_another",
          {about(circle), Argument::text("member", snapshot->members[slot->sender].name)});
    }
    return Outcome::done;
  }
  // She has lost her old keys, and ours with them (circle_recover.cpp).
  if (*taken) {
    auto now = rows().epoch(held.board);
    now->key_slot_at.reset();
    rows().put_epoch(*now);
  }
  return Outcome::advanced;
}

// Wrapped to the newest kem key that its maker knew of: all that still live are tried.
std::optional<crypto::Key> Circles::unwrap_own(const StoredCircle& circle,
                                               const crypto::PublicKey& e_pub,
                                               const crypto::Key& salt, std::string_view name,
                                               const Digest32& context,
                                               const ByteArray<48>& wrapped) {
  const core::WrapBinding binding{name, salt, context};
  for (const StoredKem& kem : rows().kems(circle.id)) {
    auto secret = core::unwrap(kem.secret, self_of(circle), e_pub, binding, wrapped);
    if (secret) return secret;
  }
  return std::nullopt;
}

}  // namespace ww::engine
