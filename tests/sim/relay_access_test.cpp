// Goal: whoever gives a relay a wrong password, or none, hears of it within seconds.
#include "core/cap_mac.h"
#include "sim/sim_alerts.h"
#include "sim/sim_raw.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

crypto::Key stretched(const SimRelay& relay, const std::string& password) {
  auto key = crypto::argon2id(as_bytes(password), core::access_salt(relay.route().relay),
                              crypto::kModerate);
  REQUIRE(key);
  return std::move(*key);
}

}  // namespace

TEST_CASE("a relay's password that is missing or wrong is told at once, and a right one ends it",
          "[sim][relay-access]") {
  WorldOptions options;
  options.nodes = 1;
  SimWorld world(601, options);
  world.run_for(std::chrono::minutes{1});
  const auto state = [&] { return world.node(0).api().relays()->front().state; };
  CHECK(state() != "refused");
  world.relay(0).set_access(stretched(world.relay(0), "the right one"));
  world.relay(0).crash(world.now());
  world.relay(0).start(world.now());
  const std::string address = to_address(world.relay(0).route());
  const auto add = [&](const std::optional<std::string>& password) {
    const auto secret =
        password ? std::optional(SecretBytes::copy_of(as_bytes(*password))) : std::nullopt;
    REQUIRE(world.node(0).api().relay_add(address, secret));
  };
  const auto settles_as = [&](const std::string& wanted) {
    return world.run_until([&] { return state() == wanted; }, std::chrono::seconds{20});
  };
  add(std::nullopt);
  CHECK(settles_as("refused"));
  CHECK(times_noticed(world.node(0), "relay_password") == 1);
  add("a wrong one");
  CHECK(state() != "refused");  // it is being tried
  CHECK(settles_as("refused"));
  add("the right one");
  CHECK(settles_as("connected"));
  world.run_for(std::chrono::minutes{1});
  CHECK(state() == "connected");
  CHECK(world.node(0).engine().context().store.outbox().size() == 0);
}
