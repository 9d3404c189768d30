// The next epoch, made by an admin (proto/PROTOCOL.md, CHANGE): 1 new board, 2 snapshot there,
// 3 epoch slot on the old board and pairwise, 4 the old board is closed.
//
// Steps 1 and 2 lie in the new board's lane, 3 and 4 in the old one's, so that no connection is
// seen to write to both. 3 is made in the same transaction that learns of 2's answer: nobody is
// sent to a board that is not there. The maker herself stands in the new epoch from the first
// moment, so a removal takes effect at once.
#include "core/circle_keys.h"
#include "core/roster.h"
#include "engine/circles.h"
#include "engine/own_relays.h"
#include "ports/outbox_rows.h"
#include "ports/source_rows.h"
#include "wire/circle.h"
#include "wire/frame.h"

namespace ww::engine {
namespace {

Bytes signed_snapshot(Snapshot& snapshot, const crypto::Key& seed) {
  const Bytes bytes = wire::encode_snapshot(snapshot);
  snapshot.signature = core::sign_bytes(seed, "snapshot", wire::signed_part(bytes));
  return wire::encode_snapshot(snapshot);
}

}  // namespace

void Circles::start_first_epoch(StoredCircle& circle, const Route& route) {
  Snapshot snapshot;
  snapshot.founder = sign_pub_of(circle);
  snapshot.nonce = context_.random.array<16>();
  snapshot.circle = circle.id = circle_id(snapshot.founder, snapshot.nonce);
  rows().put(circle);  // all the other rows hang on it
  snapshot.admins = {snapshot.founder};
  snapshot.policy = circle.policy;
  Member self;
  self.sign_pub = snapshot.founder;
  self.kem_pub = make_kem(circle.id, MessageId{});
  self.name = circle.pseudonym;
  snapshot.members = {self};
  start_epoch(circle, std::move(snapshot), route, nullptr);
}

void Circles::start_next_epoch(StoredCircle& circle, const std::vector<Member>& added,
                               const std::vector<crypto::PublicKey>& removed) {
  if (circle.recovery == StoredCircle::Recovery::reading) {
    return context_.log.warning("no epoch is made before the board is read");
  }
  const auto parent = current_epoch(circle);
  const auto roster = parent ? snapshot_of(*parent) : std::nullopt;
  if (!roster) return context_.notify("epoch_not_made", {about(circle)});
  Snapshot snapshot = *roster;
  const Snapshot before = snapshot;
  snapshot.members = core::next_members(before, added, removed, sign_pub_of(circle));
  for (Member& member : snapshot.members) member.kem_pub = newest_kem(circle, member);
  std::erase_if(snapshot.admins,
                [&](const auto& admin) { return !core::index_of(snapshot, admin); });
  snapshot.epoch = parent->epoch + 1;
  snapshot.previous = parent->hash;
  // Whoever goes on from a board at a relay that is being left need not move twice.
  const bool leaving = relay_is_leaving(context_, parent->route.relay);
  const Route route = leaving ? relay_for_new(context_).value_or(parent->route) : parent->route;
  start_epoch(circle, std::move(snapshot), route, &*parent);
}

void Circles::start_epoch(StoredCircle& circle, Snapshot snapshot, const Route& route,
                          const StoredEpoch* parent) {
  snapshot.signer = sign_pub_of(circle);
  StoredEpoch epoch;
  epoch.snapshot = signed_snapshot(snapshot, circle.sign_seed);
  // What others brought stands in it. What nobody would take is not sent, and not stood on.
  if (!core::check_snapshot(snapshot, epoch.snapshot))
    return context_.notify("epoch_not_made", {about(circle)});
  epoch.circle = circle.id;
  epoch.epoch = snapshot.epoch;
  epoch.hash = core::snapshot_hash(epoch.snapshot);
  epoch.secret = context_.random.key();
  const core::EpochKeys keys = core::epoch_keys(epoch.secret);
  epoch.board = keys.board;
  epoch.receipts = keys.receipts;
  epoch.route = route;
  epoch.made_here = true;
  epoch.admin_cap = context_.random.key();
  epoch.made = context_.now;
  epoch.announced = parent == nullptr;
  if (parent != nullptr) {
    epoch.parent = parent->board;
    epoch.epoch_slot = make_epoch_slot(circle, *parent, epoch);
  }
  rows().put_epoch(epoch);
  make_board(circle, epoch);
  circle.current = epoch.board;
  rows().put(circle);
  remember_people(circle, snapshot);
  if (parent == nullptr) return;
  end_epoch(parent->board);
  receiver_.on_new_epoch(circle.id);
}

// Two boards: a small one for receipts, so that no number of them takes a warning's place.
void Circles::make_board(const StoredCircle& circle, const StoredEpoch& epoch) {
  const core::EpochKeys keys = core::epoch_keys(epoch.secret);
  const auto cap = [](const crypto::Key& secret, relay::Right right, std::uint16_t per_day = 0) {
    return relay::BoardCap{crypto::x25519_public(secret), static_cast<std::uint8_t>(right),
                           per_day};
  };
  relay::BoardNew request;
  request.board = epoch.board;
  request.caps = {cap(epoch.admin_cap, relay::Right::admin), cap(keys.read_cap, relay::Right::read),
                  cap(keys.write_cap, relay::Right::write),
                  cap(keys.anon_cap, relay::Right::anonymous)};
  add_board(epoch, request, board_source(epoch, epoch.board, keys.read_cap), epoch.admin_cap);

  const crypto::Key admin = core::receipts_admin(epoch.admin_cap);
  relay::BoardNew receipts;
  receipts.board = epoch.receipts;
  receipts.ttl = relay::Ttl::fortnight;
  receipts.caps = {cap(admin, relay::Right::admin), cap(keys.receipts_read, relay::Right::read),
                   cap(keys.receipts_write, relay::Right::write, limits::kReceiptsPerDay)};
  add_board(epoch, receipts, board_source(epoch, epoch.receipts, keys.receipts_read), admin);
  post_snapshot(circle, epoch);
}

void Circles::post_snapshot(const StoredCircle& circle, const StoredEpoch& epoch) {
  const auto parts = wire::split_snapshot(epoch.snapshot);
  if (!parts) return context_.log.warning("a roster does not fit on a board");
  for (const Bytes& part : *parts) {
    put_on_board(circle, epoch, SlotKind::snapshot, part, mark_of(epoch.snapshot));
  }
}

void Circles::add_board(const StoredEpoch& epoch, const relay::BoardNew& request, Source source,
                        const crypto::Key& admin) {
  OutboxOp op = board_op(epoch, OutboxOp::Purpose::board_new);
  op.lane = op.target = request.board.bytes;
  op.source = context_.store.sources().put(std::move(source));
  op.cap = relay::Cap::admin;
  op.cap_secret = admin.clone();
  op.body = wire::encode_body(request);
  context_.store.outbox().add(op);
}

Source board_source(const StoredEpoch& epoch, const BoardId& board, const crypto::Key& read_cap) {
  Source source;
  source.kind = Source::Kind::board;
  source.target = board.bytes;
  source.owner = epoch.circle.bytes;
  source.generation = epoch.epoch;
  source.route = epoch.route;
  source.read_cap = read_cap.clone();
  return source;
}

Bytes Circles::make_epoch_slot(const StoredCircle& circle, const StoredEpoch& old_epoch,
                               const StoredEpoch& new_epoch) {
  const Snapshot before = *snapshot_of(old_epoch), after = *snapshot_of(new_epoch);
  const crypto::Key e = context_.random.key();
  EpochSlot slot;
  slot.circle = circle.id;
  slot.epoch = new_epoch.epoch;
  slot.old_snapshot = old_epoch.hash;
  slot.new_snapshot = new_epoch.hash;
  slot.signer = static_cast<std::uint16_t>(core::index_of(before, sign_pub_of(circle)).value());
  slot.e_pub = crypto::x25519_public(e);
  const core::WrapBinding binding{
      "epoch", old_epoch.secret,
      core::epoch_context(circle.id, slot.epoch, slot.old_snapshot, slot.new_snapshot)};
  for (const Member& member : before.members) {
    std::optional<core::Wrapped> wrapped;
    if (core::index_of(after, member.sign_pub)) {
      wrapped = core::wrap(e, newest_kem(circle, member), member_id(member.sign_pub), binding,
                           new_epoch.secret);
    }
    // Who is out gets noise: from outside nobody can count the removed.
    slot.wraps.push_back(wrapped ? *wrapped : context_.random.array<48>());
  }
  slot.sealed_route =
      crypto::aead_seal(core::route_key(new_epoch.secret), wire::encode_route(new_epoch.route));
  slot.signature = core::sign_bytes(circle.sign_seed, "epoch-slot",
                                    wire::signed_part(wire::encode_epoch_slot(slot)));
  return wire::encode_epoch_slot(slot);
}

// The new board stands, with its snapshot: the others are told the way. What goes on the old board
// goes pairwise too, against a relay that withholds it.
void Circles::announce(StoredCircle& circle, StoredEpoch& epoch) {
  epoch.announced = true;
  rows().put_epoch(epoch);
  const auto parent = rows().epoch(epoch.parent);
  if (!parent) return;
  announce_on_board(circle, *parent, epoch);

  const auto from = snapshot_of(*parent), to = snapshot_of(epoch);
  if (!from || !to) return;
  const Snapshot &before = *from, &after = *to;
  for (const StoredPerson& person : rows().people(circle.id)) {
    if (person.contact.is_zero() || !core::index_of(after, person.member)) continue;
    if (!core::index_of(before, person.member)) {
      send_welcome(circle, epoch, person.contact);
    } else if (!pair_mail_->send(person.contact, content::CircleEpoch{epoch.epoch_slot})) {
      context_.log.warning("an epoch slot could not go pairwise");
    }
  }
  admit(circle);
}

void Circles::announce_on_board(const StoredCircle& circle, const StoredEpoch& parent,
                                const StoredEpoch& epoch) {
  put_on_board(circle, parent, SlotKind::epoch_slot, epoch.epoch_slot, mark_of(epoch.epoch_slot));
  OutboxOp close = board_op(parent, OutboxOp::Purpose::board_close);
  close.cap = relay::Cap::admin;
  close.cap_secret = parent.admin_cap.clone();
  close.body = wire::encode_body(relay::BoardClose{parent.board});
  context_.store.outbox().add(close);
}

// All who have answered by now come in together. One epoch at a time is on its way.
void Circles::admit(StoredCircle& circle) {
  const auto current = current_epoch(circle);
  if (!current || !current->announced || !may_post(circle)) return;
  if (circle.recovery == StoredCircle::Recovery::reading)
    return;  // on_board_read() comes back here
  const auto roster = snapshot_of(*current);
  std::vector<Member> added;
  std::optional<Instant> since;
  for (const StoredOffer& offer : rows().offers(circle.id)) {
    if (!offer.card) continue;
    // A newer copy of this node, which was lost, had let her in: what is missing is who she is.
    const bool is_in = core::index_of(*roster, offer.card->sign_pub).has_value();
    if (!is_in && roster->members.size() + added.size() >= roster->policy.members_max) break;
    rows().erase_offer(circle.id, offer.contact);
    const bool twice = std::any_of(added.begin(), added.end(), [&](const Member& each) {
      return each.sign_pub == offer.card->sign_pub;
    });
    if (twice) continue;  // on_join() has told of it
    const MemberId member = member_id(offer.card->sign_pub);
    StoredPerson person = rows().person(circle.id, member).value_or(StoredPerson{});
    if (!is_in) person.first_seen = context_.now;
    person.circle = circle.id;
    person.member = member;
    person.contact = offer.contact;
    rows().put_person(person);
    if (is_in) continue;
    added.push_back(*offer.card);
    if (!since || offer.made < *since) since = offer.made;
    tell(circle, "came: " + offer.card->name);
  }
  if (added.empty()) return;
  start_next_epoch(circle, added, {});
  post_again(circle, since);
}

// The board stands at a relay that we leave, or was lost there: the next epoch, with the same
// people, has another one. Once a day at most for a relay that says so: it may say what it likes.
void Circles::move_board(StoredCircle& circle) {
  const auto current = current_epoch(circle);
  if (!current || !current->announced || !makes_epochs(circle) || coming_epoch(circle)) return;
  if (circle.recovery == StoredCircle::Recovery::reading) return;
  const bool leaving = relay_is_leaving(context_, current->route.relay) && relay_for_new(context_);
  const bool lost = lost_.contains(current->board);
  const bool again = lost && context_.now - current->made >= limits::kMoveRetry;
  if (!leaving && !again) return;
  start_next_epoch(circle, {}, {});
  if (circle.state == StoredCircle::State::not_current) {
    circle.state = StoredCircle::State::member;
    rows().put(circle);
  }
  post_again(circle, lost ? std::optional(Instant{}) : std::nullopt);
  tell(circle, "moved");
}

bool Circles::makes_epochs(const StoredCircle& circle) {
  const auto roster = current_snapshot(circle);
  return roster && may_post(circle) && core::is_admin(*roster, sign_pub_of(circle));
}

Circles::AtRelay Circles::at_relay(const RelayKey& relay) {
  AtRelay there;
  for (const StoredCircle& circle : rows().all()) {
    const auto current = current_epoch(circle);
    if (!current || current->route.relay != relay || !may_post(circle)) continue;
    (makes_epochs(circle) ? there.ours : there.of_others).push_back(circle.name);
  }
  return there;
}

void Circles::move_boards() {
  for (StoredCircle& circle : rows().all()) move_board(circle);
  due_.reset();
}

void Circles::remember_people(const StoredCircle& circle, const Snapshot& snapshot) {
  for (const Member& member : snapshot.members) {
    const MemberId id = member_id(member.sign_pub);
    if (rows().person(circle.id, id)) continue;
    StoredPerson person;
    person.circle = circle.id;
    person.member = id;
    person.first_seen = context_.now;
    rows().put_person(person);
  }
}

crypto::PublicKey Circles::newest_kem(const StoredCircle& circle, const Member& member) {
  const MemberId id = member_id(member.sign_pub);
  if (id == self_of(circle)) {
    const auto kems = rows().kems(circle.id);
    return kems.empty() ? member.kem_pub : kems.front().pub;
  }
  const auto person = rows().person(circle.id, id);
  return person && person->kem ? *person->kem : member.kem_pub;
}

}  // namespace ww::engine
