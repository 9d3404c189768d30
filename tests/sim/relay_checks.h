// What must hold whatever a relay does: checkers over the nodes' events and what they show.
#pragma once

#include "sim/sim_alerts.h"
#include "sim/sim_world.h"
#include "support/catch.h"

namespace ww::test {

// Alerts, by whom they were sent and for whom.
struct Warned {
  std::string id;
  std::size_t from = 0;
  std::vector<std::size_t> to;
};

// Nothing is shown twice.
inline void check_shown_once(SimWorld& world, const std::vector<Warned>& all) {
  for (const auto& [id, from, to] : all) {
    for (std::size_t who = 0; who < world.size(); ++who) {
      std::size_t times = 0;
      for (const auto& event : world.node(who).events()) {
        times += event.what == "alert" && event.id == id;
      }
      CAPTURE(who, id);
      CHECK(times <= 1);
    }
  }
}

// It is never said to have arrived where it is not.
inline void check_confirmed_is_true(SimWorld& world, const std::vector<Warned>& all) {
  for (const auto& [id, from, to] : all) {
    if (world.node(from).api().alert(id)->delivery != "confirmed") continue;
    for (const std::size_t who : to) {
      CAPTURE(from, who, id);
      CHECK(world.node(who).api().alert(id).ok());
    }
  }
}

// Nothing is lost: everybody has what was sent to her.
inline bool all_arrived(SimWorld& world, const std::vector<Warned>& all) {
  for (const auto& [id, from, to] : all) {
    for (const std::size_t who : to) {
      if (!world.node(who).api().alert(id).ok()) return false;
    }
  }
  return true;
}

}  // namespace ww::test
