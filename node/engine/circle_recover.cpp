// An older copy of this node was brought back (contact_renew.cpp): what it means for its circles.
//
// Rules
//   - Our sender keys may have been used further than this copy knows: each is forgotten, and a key
//     slot with a new one goes out at once. Members who see a second key of ours in one epoch post
//     theirs again before their next message, wrapped to our new kem key.
//   - A secret that cannot be opened may be wrapped to a kem key that was lost. So it is no sign of
//     being removed: we ask where the others are, and do not believe it.
//   - Who makes epochs makes none before the board has been read to its end. Why: what was lost may
//     have made one, and two children of one roster stop the whole circle.
#include "core/roster.h"
#include "engine/circles.h"
#include "ports/contact_rows.h"
#include "ports/ratchet.h"

namespace ww::engine {

using State = StoredCircle::State;
using Recovery = StoredCircle::Recovery;

void Circles::begin_anew() {
  due_.reset();
  for (StoredCircle& circle : rows().all()) {
    if (!may_post(circle) && circle.state != State::joining) continue;
    for (StoredEpoch& epoch : rows().epochs(circle.id)) {
      if (!context_.ratchet.forget_own_key({circle.id, epoch.epoch}, self_of(circle))) {
        context_.log.warning("an old sender key could not be forgotten");
      }
      epoch.key_slot_at.reset();
      rows().put_epoch(epoch);
    }
    circle.recovery = Recovery::reading;
    circle.asked_at = Instant{};
    if (circle.state == State::member) circle.state = State::not_current;
    rows().put(circle);
    post_new_key(circle);
    tell(circle, "not_current");
  }
}

void Circles::post_new_key(StoredCircle& circle) {
  auto epoch = current_epoch(circle);
  const auto snapshot = epoch ? snapshot_of(*epoch) : std::nullopt;
  if (!snapshot || !may_post(circle)) return;
  if (!ensure_key_slot(circle, *epoch, *snapshot)) {
    context_.log.warning("a new sender key could not be posted");
  }
}

// A key slot that is wrapped to a kem key that we lost: its sender had not seen our new one. A
// second sender key of ours makes her, and all, post theirs again. Once for each such slot, and
// only after a loss: nobody can make us post at will.
void Circles::ask_for_keys(StoredCircle& circle, const StoredEpoch& epoch) {
  if (circle.recovery == Recovery::none || circle.current != epoch.board) return;
  if (!context_.ratchet.forget_own_key({circle.id, epoch.epoch}, self_of(circle))) return;
  StoredEpoch again = *rows().epoch(epoch.board);
  again.key_slot_at.reset();
  rows().put_epoch(again);
  post_new_key(circle);
}

// All that stands on the board is known here now.
void Circles::on_board_read(const Source& source) {
  auto circle = rows().find(CircleId{source.owner});
  if (!circle || circle->recovery != Recovery::reading) return;
  if (circle->current != BoardId{source.target} || coming_epoch(*circle)) return;
  circle->recovery = Recovery::unsure;
  if (circle->state == State::not_current) circle->state = State::member;
  rows().put(*circle);
  tell(*circle, "member");
  admit(*circle);
}

// The pair with the one who brought us in has new keys: she may know of an epoch that we do not.
void Circles::on_renewed(const ContactId& contact) {
  for (StoredCircle& circle : rows().all()) {
    const bool waits = may_post(circle) || circle.state == State::joining;
    if (circle.sponsor != contact || circle.asked || !waits) continue;
    if (circle.recovery == Recovery::none) continue;
    const auto current = current_epoch(circle);
    const content::CircleState question{circle.id, current ? current->epoch : 0};
    if (!pair_mail_->send(contact, question)) context_.log.warning("a sponsor cannot be asked");
  }
}

// Her question was not answered while it could have been somebody else's.
void Circles::on_checked(const ContactId& contact) {
  for (const StoredCircle& circle : rows().all()) {
    const auto epoch = current_epoch(circle);
    const auto roster = epoch ? snapshot_of(*epoch) : std::nullopt;
    if (!roster || !may_post(circle) || !core::is_admin(*roster, sign_pub_of(circle))) continue;
    const auto person = person_of(circle.id, contact);
    if (person && core::index_of(*roster, person->member)) send_welcome(circle, *epoch, contact);
    for (const StoredOffer& offer : rows().offers(circle.id)) {
      if (offer.contact != contact || offer.card) continue;
      const auto to = context_.store.contacts().find(contact);
      if (!to || !pair_mail_->send(contact, offer_to(*to, circle, *roster))) {
        context_.log.warning("an offer could not be sent");
      }
    }
  }
}

}  // namespace ww::engine
