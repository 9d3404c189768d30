// Circles for the simulator.
#pragma once

#include "sim/sim_world.h"
#include "support/catch.h"

namespace ww::test {

// Whether `who` is in the circle within ten minutes.
inline bool add_to_circle(SimWorld& world, std::size_t admin, const std::string& circle,
                          std::size_t who) {
  const auto added = world.node(admin).api().circle_add(circle, SimWorld::name_of(who));
  if (!added) {
    UNSCOPED_INFO(added.error().message);
    return false;
  }
  return world.run_until(
      [&] {
        const auto seen = world.node(who).api().circle(circle);
        return seen && seen->state == "member";
      },
      std::chrono::minutes{10});
}

}  // namespace ww::test
