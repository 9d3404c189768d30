// Goal: who brings back an older copy of her node gets new keys with everybody, visibly, and uses
// no old ratchet or sender key again. Method: whole nodes; a backup is made, life goes on, the
// backup is brought back; then the same under faults. A failure prints its seed: run with
// WATCHWORD_SIM_SEED=n to repeat it alone.
#include <cstdlib>

#include "sim/sim_alerts.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

WorldOptions calm(std::size_t nodes) {
  WorldOptions options;
  options.nodes = nodes;
  return options;
}

api::ContactInfo seen(SimWorld& world, std::size_t at, std::size_t other) {
  if (!world.node(at).running()) return {};
  const auto contact = world.node(at).api().contact(SimWorld::name_of(other));
  return contact ? *contact : api::ContactInfo{};
}

bool renewed(SimWorld& world, std::size_t a, std::size_t b) {
  const auto ours = seen(world, a, b), theirs = seen(world, b, a);
  return ours.state == "established" && theirs.state == "established" && ours.words &&
         ours.words == theirs.words;
}

bool compare_words(SimWorld& world, std::size_t a, std::size_t b) {
  return confirm_words(world.node(a), SimWorld::name_of(b)).ok() &&
         confirm_words(world.node(b), SimWorld::name_of(a)).ok();
}

std::string send(SimWorld& world, std::size_t from, std::size_t to, const std::string& number) {
  const auto sent = world.node(from).api().alert_send(
      to_contact(alert_about(number, world.now()), SimWorld::name_of(to)));
  return sent ? sent->id : "";
}

bool told(SimNode& node, const std::string& what) {
  return std::any_of(node.events().begin(), node.events().end(), [&](const api::Event& event) {
    return event.what == "notice" && event.detail == what;
  });
}

std::vector<std::uint64_t> seeds(std::uint64_t count) {
  if (const char* asked = std::getenv("WATCHWORD_SIM_SEED")) {
    return {std::strtoull(asked, nullptr, 10)};
  }
  std::vector<std::uint64_t> list;
  for (std::uint64_t seed = 1; seed <= count; ++seed) list.push_back(seed);
  return list;
}

}  // namespace

TEST_CASE("attack: an older copy brought back renews its keys, visibly, and works again", "[sim]") {
  // Whoever invited at first, and whoever restores.
  const std::size_t who = GENERATE(std::size_t{0}, std::size_t{1});
  CAPTURE(who);
  const std::size_t other = 1 - who;
  SimWorld world(41, calm(2));
  REQUIRE(world.befriend(0, 1));
  const std::string first_words = *seen(world, 0, 1).words;
  const auto backup = world.node(who).image(world.now());
  const std::string before = send(world, other, who, "07700 900510");
  const std::string own = send(world, who, other, "07700 900511");
  world.run_for(std::chrono::hours{1});
  REQUIRE(world.node(who).api().alert(before).ok());

  world.node(who).bring_back(backup, world.now());
  REQUIRE_FALSE(world.node(who).api().alert(before).ok());
  CHECK(seen(world, who, other).state == "renewing");
  CHECK(told(world.node(who), "older_copy_brought_back"));
  REQUIRE(world.run_until([&] { return renewed(world, 0, 1); }, std::chrono::hours{1}));
  for (const std::size_t each : {who, other}) {
    CHECK(seen(world, each, 1 - each).trust == "unchecked");
    CHECK(seen(world, each, 1 - each).failure == "renewed");
    CHECK(told(world.node(each), "keys_renewed_compare_words"));
    CHECK(world.node(each)
              .api()
              .alert_send(
                  to_contact(alert_about("07700 900512", world.now()), SimWorld::name_of(1 - each)))
              .error()
              .kind == api::Problem::Kind::unchecked_words);
  }
  CHECK(*seen(world, 0, 1).words != first_words);
  // What the lost copy had read comes again, but to nobody whose words are not compared.
  world.run_for(std::chrono::hours{1});
  CHECK_FALSE(world.node(who).api().alert(before).ok());
  REQUIRE(compare_words(world, 0, 1));
  const std::string after = send(world, who, other, "07700 900513");
  const std::string back = send(world, other, who, "07700 900514");
  REQUIRE_FALSE(after.empty());
  CHECK(world.run_until(
      [&] {
        return world.node(other).api().alert(after).ok() &&
               world.node(who).api().alert(back).ok() && world.node(who).api().alert(before).ok();
      },
      std::chrono::hours{1}));
  CHECK(seen(world, 0, 1).failure.empty());
  CHECK(world.node(other).api().alert(own).ok());
  CHECK(alert_count(world.node(other)) == 4);  // two of hers, two of the other's: none twice
}

TEST_CASE("renewals that cross find one set of keys", "[sim]") {
  const auto seed = GENERATE(range(1u, 6u));
  CAPTURE(seed);
  SimWorld world(seed, calm(2));
  REQUIRE(world.befriend(0, 1));
  const auto a = world.node(0).image(world.now());
  const auto b = world.node(1).image(world.now());
  REQUIRE_FALSE(send(world, 0, 1, "07700 900515").empty());
  world.run_for(std::chrono::hours{1});
  world.node(0).bring_back(a, world.now());
  world.node(1).bring_back(b, world.now());
  REQUIRE(world.run_until([&] { return renewed(world, 0, 1); }, std::chrono::hours{2}));
  world.run_for(std::chrono::hours{1});
  CHECK(renewed(world, 0, 1));
  REQUIRE(compare_words(world, 0, 1));
  const std::string id = send(world, 1, 0, "07700 900516");
  CHECK(world.run_until([&] { return world.node(0).api().alert(id).ok(); }, std::chrono::hours{1}));
}

TEST_CASE("a renewal finds its end wherever either side is set back once more", "[sim][faults]") {
  for (const std::uint64_t seed : seeds(12)) {
    CAPTURE(seed);
    SimWorld world(seed, calm(2));
    REQUIRE(world.befriend(0, 1));
    const std::size_t first = seed % 2;
    const std::size_t second = seed / 2 % 2;
    std::vector<SimNode::Image> backups;
    backups.push_back(world.node(0).image(world.now()));
    backups.push_back(world.node(1).image(world.now()));
    REQUIRE_FALSE(send(world, 0, 1, "07700 900517").empty());
    REQUIRE_FALSE(send(world, 1, 0, "07700 900518").empty());
    world.run_for(std::chrono::hours{1});
    world.node(first).bring_back(backups[first], world.now());
    // In the middle of the handshake, at another step with each seed.
    world.run_for(Duration{50 + 150 * static_cast<int>(seed)});
    world.node(second).bring_back(backups[second], world.now());
    REQUIRE(world.run_until([&] { return renewed(world, 0, 1); }, std::chrono::hours{2}));
    world.run_for(std::chrono::hours{1});
    REQUIRE(renewed(world, 0, 1));
    REQUIRE(compare_words(world, 0, 1));
    const std::string id = send(world, 1, 0, "07700 900519");
    CHECK(
        world.run_until([&] { return world.node(0).api().alert(id).ok(); }, std::chrono::hours{1}));
  }
}

TEST_CASE("a renewal under every fault of network, disk and power comes to its end",
          "[sim][faults]") {
  for (const std::uint64_t seed : seeds(12)) {
    CAPTURE(seed);
    WorldOptions options = calm(2);
    options.relays = 2;
    options.faults = rough_network();
    options.crash_node_one_in = 60;
    options.fail_commit_one_in = 60;
    options.crash_relay_one_in = 300;
    options.skew_most = std::chrono::minutes{10};
    SimWorld world(seed, options);
    REQUIRE(world.befriend(0, 1, std::chrono::hours{12}));
    const std::size_t who = seed % 2;
    const auto backup = world.node(who).image(world.now());
    world.run_for(std::chrono::minutes{10});
    world.node(who).bring_back(backup, world.now());
    world.run_for(std::chrono::minutes{10});
    world.heal();
    REQUIRE(world.run_until([&] { return renewed(world, 0, 1); }, std::chrono::hours{12}));
    REQUIRE(compare_words(world, 0, 1));
    const std::string id = send(world, who, 1 - who, "07700 900520");
    CHECK(world.run_until([&] { return world.node(1 - who).api().alert(id).ok(); },
                          std::chrono::hours{1}));
  }
}
