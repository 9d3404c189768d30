// Who comes and goes: offers and cards, welcomes, leaving, and finding back after an absence. All
// of it travels pairwise; only the notice of leaving stands on the board as well.
#include "base/byte_io.h"
#include "base/shell_word.h"
#include "core/circle_keys.h"
#include "core/pseudonym.h"
#include "core/roster.h"
#include "engine/circles.h"
#include "ports/contact_rows.h"
#include "ports/settings_rows.h"
#include "ports/source_rows.h"

namespace ww::engine {
namespace {

using State = StoredCircle::State;

bool printable(const std::string& name) {
  return !name.empty() && std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

crypto::Digest leave_digest(const content::CircleLeave& notice) {
  const Bytes epoch = ByteWriter{}.u32(notice.epoch).take();
  return crypto::hash("leave", {notice.circle, epoch});
}

// Bound to the pair: an offer that was heard cannot be handed on as one's own.
crypto::Digest offer_digest(const CircleId& circle, const Contact& contact,
                            core::Direction direction) {
  return crypto::hash("offer", {circle, core::pair_context(contact.k, direction)});
}

// The id of a circle is made of its founder's key: nobody else can offer it, nor block her offer.
bool is_founders(const content::CircleOffer& offer, const Contact& from) {
  return offer.circle == circle_id(offer.founder, offer.nonce) &&
         crypto::ed25519_verify(offer.founder, "offer",
                                offer_digest(offer.circle, from, incoming(from)), offer.signature);
}

crypto::Digest card_digest(const content::CircleJoin& card) {
  return crypto::hash("join", {card.circle, card.sign_pub, card.kem_pub, as_bytes(card.name)});
}

}  // namespace

void Circles::on_pair_content(const ContactId& from, const Content& content) {
  const auto contact = context_.store.contacts().find(from);
  if (!contact) return;
  due_.reset();
  if (const auto* offer = std::get_if<content::CircleOffer>(&content)) on_offer(*contact, *offer);
  if (const auto* card = std::get_if<content::CircleJoin>(&content)) on_join(*contact, *card);
  if (const auto* no = std::get_if<content::CircleDecline>(&content)) on_decline(*contact, *no);
  if (const auto* welcome = std::get_if<content::CircleWelcome>(&content)) {
    on_welcome(*contact, *welcome);
  }
  if (const auto* state = std::get_if<content::CircleState>(&content)) on_state(*contact, *state);
  if (const auto* notice_of_leave = std::get_if<content::CircleLeave>(&content)) {
    if (auto circle = rows().find(notice_of_leave->circle)) {
      on_leave_notice(*circle, *notice_of_leave);
    }
  }
  if (const auto* epoch = std::get_if<content::CircleEpoch>(&content)) {
    // The slot names its circle, and is signed: it does not matter which contact brings it.
    ByteReader reader(epoch->epoch_slot);
    HeldSlot slot;
    slot.circle = CircleId{reader.array<16>()};
    slot.kind = static_cast<std::uint8_t>(SlotKind::epoch_slot);
    slot.message = epoch->epoch_slot;
    slot.since = context_.now;
    if (rows().find(slot.circle)) take(slot);
  }
}

// ---- at her node --------------------------------------------------------------------------------

// She is told, and may leave; nothing is asked of her unless she set it so.
void Circles::on_offer(const Contact& from, const content::CircleOffer& offer) {
  if (!is_founders(offer, from)) {
    return context_.log.warning("an offer of a circle that is not of who made it");
  }
  auto circle = rows().find(offer.circle);
  const bool known = circle.has_value();
  if (known && is_live(*circle)) {
    // Asked again, or we are in it, and whoever brought us in has lost our card with a newer copy
    // of her node. She may be another contact of ours than before: it is she who made the circle.
    circle->sponsor = from.id;
    rows().put(*circle);
    if (circle->state != State::joining || !circle->asked) send_card(*circle);
    return;
  }
  if (!printable(offer.name) || offer.name.size() > limits::kMemberNameMax ||
      !has_room_for_offer(from.id)) {
    context_.log.warning("an offer of a circle was declined");
    if (!pair_mail_->send(from.id, content::CircleDecline{offer.circle})) {
      context_.log.warning("a contact cannot be written to");
    }
    return;
  }
  StoredCircle fresh;
  fresh.id = offer.circle;
  fresh.name = known ? circle->name : free_name(offer.name);
  fresh.sponsor = from.id;
  fresh.policy = offer.policy;
  fresh.created = fresh.awake = fresh.heard = context_.now;
  fresh.asked = context_.store.settings().get("circles").value_or("auto") == "ask";
  give_new_keys(fresh);
  rows().put(fresh);
  forget_ended();
  tell(fresh, (fresh.asked ? "offered_by: " : "added_by: ") + from.name);
  if (!fresh.asked) send_card(fresh);
}

bool Circles::has_room_for_offer(const ContactId& from) {
  std::size_t live = 0, hers = 0;
  for (const StoredCircle& circle : rows().all()) {
    live += is_live(circle) ? 1 : 0;
    hers += is_live(circle) && circle.sponsor == from ? 1 : 0;
  }
  return live < limits::kCirclesOffered && hers < limits::kCirclesPerContact;
}

// Circles that are over are kept for the names in them, the oldest ones not for ever.
void Circles::forget_ended() {
  std::vector<StoredCircle> ended;
  for (StoredCircle& circle : rows().all()) {
    if (!is_live(circle)) ended.push_back(std::move(circle));
  }
  if (ended.size() <= limits::kCirclesEnded) return;
  const auto oldest = std::min_element(
      ended.begin(), ended.end(),
      [](const StoredCircle& a, const StoredCircle& b) { return a.created < b.created; });
  rows().erase(oldest->id);
}

content::CircleOffer Circles::offer_to(const Contact& contact, const StoredCircle& circle,
                                       const Snapshot& roster) const {
  content::CircleOffer offer;
  offer.circle = circle.id;
  offer.name = circle.name;
  offer.policy = circle.policy;
  offer.founder = roster.founder;
  offer.nonce = roster.nonce;
  offer.signature = crypto::ed25519_sign(circle.sign_seed, "offer",
                                         offer_digest(circle.id, contact, outgoing(contact)));
  return offer;
}

void Circles::give_new_keys(StoredCircle& circle) {
  circle.sign_seed = context_.random.key();
  circle.pseudonym = core::draw_pseudonym(context_.random);
}

void Circles::send_card(const StoredCircle& circle) {
  const auto kems = rows().kems(circle.id);
  const auto kem = kems.empty() ? make_kem(circle.id, MessageId{}) : kems.front().pub;
  content::CircleJoin card{circle.id, sign_pub_of(circle), kem, circle.pseudonym, {}};
  card.signature = crypto::ed25519_sign(circle.sign_seed, "join", card_digest(card));
  if (!pair_mail_->send(circle.sponsor, card)) {
    context_.log.warning("a card could not be sent");
  }
}

// Of the one who brought her in: an epoch's secret, and where its board is. Also the answer to
// CircleState.
void Circles::on_welcome(const Contact& from, const content::CircleWelcome& welcome) {
  auto circle = rows().find(welcome.circle);
  if (!circle || circle->sponsor != from.id || circle->asked) return;
  const bool waits = circle->state == State::joining || circle->state == State::member ||
                     circle->state == State::not_current;
  if (!waits) return;
  const auto current = current_epoch(*circle);
  if (current && welcome.epoch <= current->epoch) {
    // Being in the newest epoch is of no use where its board is gone.
    if (welcome.snapshot == current->hash && circle->state == State::not_current &&
        !lost_.contains(circle->current)) {
      circle->state = State::member;
      circle->heard = context_.now;
      rows().put(*circle);
      tell(*circle, "member");
    }
    return;
  }
  StoredEpoch epoch;
  epoch.circle = circle->id;
  epoch.epoch = welcome.epoch;
  epoch.hash = welcome.snapshot;
  epoch.secret = crypto::Key(welcome.secret);
  const core::EpochKeys keys = core::epoch_keys(epoch.secret);
  epoch.board = keys.board;
  epoch.receipts = keys.receipts;
  epoch.route = welcome.route;
  epoch.by_welcome = true;
  epoch.made = context_.now;
  add_epoch(*circle, epoch);
}

// She is told whether or not anybody can be asked: a founder has nobody, and who brought her in may
// be removed, failed or making new keys.
void Circles::ask_where_they_are(StoredCircle& circle) {
  if (!may_post(circle)) return;
  become_not_current(circle);
  if (circle.sponsor.is_zero()) return;
  if (context_.now - circle.asked_at < limits::kAskAgain) return;
  const auto current = current_epoch(circle);
  const content::CircleState question{circle.id, current ? current->epoch : 0};
  if (!pair_mail_->send(circle.sponsor, question)) return;
  circle.asked_at = context_.now;
  rows().put(circle);
}

void Circles::become_not_current(StoredCircle& circle) {
  if (circle.state != State::member) return;
  circle.state = State::not_current;
  rows().put(circle);
  tell(circle, "not_current");
}

// The relay lost the board, or nobody read it for so long that its time is over.
void Circles::on_board_lost(const Source& source) {
  auto circle = rows().find(CircleId{source.owner});
  if (!circle || circle->current != BoardId{source.target} || !may_post(*circle)) return;
  lost_.insert(circle->current);
  due_.reset();  // who makes epochs makes one with another board
  context_.notify("board_lost", {about(*circle)});
  ask_where_they_are(*circle);
}

// ---- at the admin's -----------------------------------------------------------------------------

void Circles::on_join(const Contact& from, const content::CircleJoin& card) {
  auto circle = rows().find(card.circle);
  const auto roster = circle ? current_snapshot(*circle) : std::nullopt;
  if (!roster || !may_post(*circle) || !core::is_admin(*roster, sign_pub_of(*circle))) return;
  for (StoredOffer& offer : rows().offers(card.circle)) {
    if (offer.contact != from.id || offer.card) continue;
    const bool fits =
        from.trust == Trust::verified && printable(card.name) &&
        card.name.size() <= limits::kMemberNameMax &&
        crypto::x25519(context_.random.key(), card.kem_pub).has_value() &&
        crypto::ed25519_verify(card.sign_pub, "join", card_digest(card), card.signature);
    if (!fits) return context_.log.warning("a card for a circle is refused");
    // One key stands in a roster once: two who bring the same are not two people.
    if (is_anothers(*circle, *roster, from.id, card.sign_pub)) {
      context_.log.warning("a card for a circle is another's");
      return context_.notify("card_of_another",
                             {about(*circle), Argument::text("contact", from.name)});
    }
    Member member;
    member.sign_pub = card.sign_pub;
    member.kem_pub = card.kem_pub;
    member.name = card.name;
    offer.card = member;
    rows().put_offer(offer);
    return admit(*circle);
  }
}

bool Circles::is_anothers(const StoredCircle& circle, const Snapshot& roster, const ContactId& from,
                          const crypto::PublicKey& sign_pub) {
  if (sign_pub == sign_pub_of(circle)) return true;
  for (const StoredOffer& other : rows().offers(circle.id)) {
    if (other.contact != from && other.card && other.card->sign_pub == sign_pub) return true;
  }
  // In the roster, and we know whose it is. A newer copy of this node may have let her in: then we
  // do not know, and learn it now.
  const auto person = rows().person(circle.id, member_id(sign_pub));
  return core::index_of(roster, sign_pub) && person && !person->contact.is_zero() &&
         person->contact != from;
}

void Circles::on_decline(const Contact& from, const content::CircleDecline& decline) {
  auto circle = rows().find(decline.circle);
  const auto roster = circle ? current_snapshot(*circle) : std::nullopt;
  if (!roster || !may_post(*circle)) return;
  rows().erase_offer(circle->id, from.id);
  tell(*circle, "declined: " + from.name);
  // Her no crossed our welcome.
  const auto person = person_of(circle->id, from.id);
  const auto index = person ? core::index_of(*roster, person->member) : std::nullopt;
  if (!index || !core::is_admin(*roster, sign_pub_of(*circle))) return;
  start_next_epoch(*circle, {}, {roster->members[*index].sign_pub});
}

void Circles::send_welcome(const StoredCircle& circle, const StoredEpoch& epoch,
                           const ContactId& to) {
  content::CircleWelcome welcome;
  welcome.circle = circle.id;
  welcome.name = circle.name;
  welcome.epoch = epoch.epoch;
  welcome.secret = to_array<32>(epoch.secret.view());
  welcome.snapshot = epoch.hash;
  welcome.route = epoch.route;
  if (!pair_mail_->send(to, welcome)) context_.log.warning("a welcome could not be sent");
}

// Only to who stands in the roster now: somebody removed learns nothing, not even that.
void Circles::on_state(const Contact& from, const content::CircleState& state) {
  const auto circle = rows().find(state.circle);
  const auto epoch = circle ? current_epoch(*circle) : std::nullopt;
  if (!epoch || !may_post(*circle)) return;
  const auto roster = snapshot_of(*epoch);
  auto person = person_of(circle->id, from.id);
  // After a renewal it could be somebody else with an old copy, until the words are compared.
  if (from.trust != Trust::verified) {
    return context_.log.info("a state request from a contact whose words are not checked");
  }
  if (!roster || !person || !core::index_of(*roster, person->member)) {
    return context_.log.info("a state request from somebody who is no member");
  }
  person->asks = true;
  rows().put_person(*person);
  answer_states(*circle);
}

// What was asked too soon is answered when its time has come: the newest word counts, and nobody
// asks twice for it.
std::optional<Instant> Circles::answer_states(const StoredCircle& circle) {
  const auto epoch = current_epoch(circle);
  const auto roster = epoch ? snapshot_of(*epoch) : std::nullopt;
  if (!roster || !may_post(circle)) return std::nullopt;
  std::optional<Instant> next;
  for (StoredPerson& person : rows().people(circle.id)) {
    if (!person.asks) continue;
    const Instant due = person.answered + limits::kStateEvery;
    if (due > context_.now) {
      next = next ? std::min(*next, due) : due;
      continue;
    }
    person.asks = false;
    person.answered = context_.now;
    rows().put_person(person);
    const auto contact = context_.store.contacts().find(person.contact);
    const bool may = contact && contact->trust == Trust::verified;
    if (!may || !core::index_of(*roster, person.member)) continue;
    send_welcome(circle, *epoch, person.contact);
    receiver_.on_state_asked(circle.id, person.contact);
  }
  return next;
}

void Circles::on_leave_notice(StoredCircle& circle, const content::CircleLeave& notice_of_leave) {
  const auto roster = current_snapshot(circle);
  if (!roster || notice_of_leave.circle != circle.id || !may_post(circle)) return;
  const auto index = core::index_of(*roster, notice_of_leave.sign_pub);
  if (!index || notice_of_leave.sign_pub == sign_pub_of(circle)) return;  // gone already
  if (!crypto::ed25519_verify(notice_of_leave.sign_pub, "leave", leave_digest(notice_of_leave),
                              notice_of_leave.signature)) {
    return context_.log.warning("a notice of leaving that is not signed");
  }
  tell(circle, "left: " + roster->members[*index].name);
  if (!core::is_admin(*roster, sign_pub_of(circle))) return;
  start_next_epoch(circle, {}, {notice_of_leave.sign_pub});
}

api::Answer<> Circles::leave(const std::string& name) {
  auto circle = rows().find_by_name(name);
  if (!circle) {
    return api::Problem{
        api::Problem::Kind::not_found,
        "There is no circle named \"" + name + "\". `watchword circle list` shows the names.",
        {},
        {}};
  }
  due_.reset();
  if (circle->state == State::left || circle->state == State::removed) return Unit{};
  if (others_need_her(*circle)) {
    return api::Problem{api::Problem::Kind::other,
                        "You are the only one who can add and remove people in \"" + name +
                            "\", and this version has no way to hand that over: without you nobody "
                            "could be put out of it again. Remove the others first (`watchword "
                            "circle remove " +
                            as_word(name) + " NAME`), then leave.",
                        {},
                        {}};
  }
  if (circle->state == State::joining) {
    if (!pair_mail_->send(circle->sponsor, content::CircleDecline{circle->id})) {
      context_.log.warning("a contact cannot be written to");
    }
  } else if (const auto epoch = current_epoch(*circle)) {
    content::CircleLeave notice_of_leave;
    notice_of_leave.circle = circle->id;
    notice_of_leave.epoch = epoch->epoch;
    notice_of_leave.sign_pub = sign_pub_of(*circle);
    notice_of_leave.signature =
        crypto::ed25519_sign(circle->sign_seed, "leave", leave_digest(notice_of_leave));
    const bool on_board = post(circle->id, notice_of_leave).ok();
    const bool pairwise =
        !circle->sponsor.is_zero() && pair_mail_->send(circle->sponsor, notice_of_leave).ok();
    if (!on_board && !pairwise) context_.log.warning("nobody could be told of leaving");
  }
  circle->state = State::left;
  drop_circle_insides(*circle);
  tell(*circle, "left");
  return Unit{};
}

// She is its one admin, and somebody else is in it or was asked to be.
bool Circles::others_need_her(const StoredCircle& circle) {
  const auto roster = may_post(circle) ? current_snapshot(circle) : std::nullopt;
  if (!roster || roster->admins.size() > 1 || !core::is_admin(*roster, sign_pub_of(circle))) {
    return false;
  }
  return roster->members.size() > 1 || !rows().offers(circle.id).empty();
}

std::optional<StoredPerson> Circles::person_of(const CircleId& circle, const ContactId& contact) {
  // The newest, should she have been in the circle before under another pseudonym.
  std::optional<StoredPerson> found;
  for (StoredPerson& person : rows().people(circle)) {
    if (person.contact != contact) continue;
    if (!found || found->first_seen <= person.first_seen) found = std::move(person);
  }
  return found;
}

}  // namespace ww::engine
