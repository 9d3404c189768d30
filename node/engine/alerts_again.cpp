// Retractions outlive alerts: who holds one shows it again to who may not have heard of it, and the
// author's own that found no room in the outbox is tried until it has left.
//
// To a circle when it moves to a new epoch, at a random time within hours: the first one who does
// it spares the others, and nobody can tell by the timing who withdrew. To a member who was away
// for long, with the way back. Only retractions that were proven, of alerts of that circle.
#include "engine/alerts.h"

namespace ww::engine {
namespace {

// A lane is full because its relay or contact is away: asking more often would find nothing new.
constexpr Duration kOwedWait = std::chrono::minutes{1};

}  // namespace

void Alerts::on_new_epoch(const CircleId& circle) {
  auto& rows = context_.store.alerts();
  for (const StoredAlert& retraction : rows.retractions(circle, limits::kRetractionsAgain)) {
    const Duration wait =
        context_.random.between(context_.options.again_least, context_.options.again_most);
    rows.put_again({circle, retraction.id, context_.now + wait});
  }
}

void Alerts::on_state_asked(const CircleId& circle, const ContactId& by) {
  for (const StoredAlert& retraction :
       context_.store.alerts().retractions(circle, limits::kRetractionsAgain)) {
    if (!contacts_->send(by, carried(retraction))) {
      return context_.log.warning("retractions could not be shown again");
    }
  }
}

bool Alerts::owes_withdrawal(const AlertId& alert) {
  auto& rows = context_.store.alerts();
  const auto first = rows.find(alert);
  if (!first) return false;
  for (const StoredAlert& copy : rows.copies(first->batch)) {
    for (const StoredAlert& about : rows.about(copy.id)) {
      if (is(about, domain::AlertKind::retract) && rows.is_owed(about.id)) return true;
    }
  }
  return false;
}

void Alerts::owe(const AlertId& retraction) {
  context_.store.alerts().put_owed({retraction, context_.now + kOwedWait});
}

// What finds no room again waits for its next time; who cannot be reached any more never hears of
// it, like any who left before the withdrawal.
void Alerts::send_owed() {
  auto& rows = context_.store.alerts();
  for (const AlertId& id : rows.owed_due(context_.now, limits::kRetractionsAgain)) {
    const auto retraction = rows.find(id);
    const auto handed = retraction ? hand_out_change(*retraction, audience_of(*retraction))
                                   : Result<>(fail(Errc::not_found));
    if (!handed && handed.error().code == Errc::full) {
      owe(id);
      continue;
    }
    rows.erase_owed(id);
    if (!handed) context_.log.info("a retraction that was owed has nobody to go to any more");
  }
}

// One post each: what fails, because we are out of the circle or too much waits, is left to others.
void Alerts::show_again() {
  auto& rows = context_.store.alerts();
  for (const Again& again : rows.again_due(context_.now, limits::kRetractionsAgain)) {
    rows.erase_again(again.circle, again.retraction);
    const auto retraction = rows.find(again.retraction);
    if (!retraction || !circles_->post(again.circle, carried(*retraction))) {
      context_.log.info("a retraction could not be shown again");
    }
  }
}

}  // namespace ww::engine
