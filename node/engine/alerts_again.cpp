// Retractions outlive alerts: who holds one shows it again to who may not have heard of it.
//
// To a circle when it moves to a new epoch, at a random time within hours: the first one who does
// it spares the others, and nobody can tell by the timing who withdrew. To a member who was away
// for long, with the way back. Only retractions that were proven, of alerts of that circle.
#include "engine/alerts.h"

namespace ww::engine {

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
