// What a relay sees of a circle's post does not tell which member made it.
// Method: the same world under the same seed, once for each author; what the relay was sent is
// written down by connection and compared, up to which connection is which.
#include <algorithm>
#include <set>

#include "sim/relay_trace.h"
#include "sim/sim_alerts.h"
#include "sim/sim_circles.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr const char* kRing = "ring";
constexpr std::size_t kMembers = 3;

// What is done on one connection, in order. Polling again and again is one thing: how often
// depends on when the relay answers, not on who asks.
using Story = std::vector<std::string>;

struct View {
  std::multiset<Story> connections;
  std::size_t board_posts = 0;
  std::vector<std::string> when;  // of the posts, in classes
  std::size_t other_sizes = 0, keys_used_twice = 0;
  std::size_t frames = 0;
  bool same_as(const View& other) const {
    return connections == other.connections && board_posts == other.board_posts &&
           when == other.when;
  }
};

std::string name_of(const relay::Request& request) {
  if (std::holds_alternative<relay::Hello>(request)) return "hello";
  if (std::holds_alternative<relay::Get>(request)) return "read queue";
  if (std::holds_alternative<relay::BoardGet>(request)) return "read board";
  if (std::holds_alternative<relay::Put>(request)) return "put";
  if (std::holds_alternative<relay::BoardPut>(request)) return "post";
  return "other";
}

View view_of_a_post_by(std::size_t author, const std::string& summary = "") {
  WorldOptions options;
  options.nodes = kMembers;
  SimWorld world(111, options);
  for (std::size_t i = 1; i < kMembers; ++i) REQUIRE(world.befriend(0, i));
  REQUIRE(world.node(0).api().circle_new({kRing, {}}));
  for (std::size_t i = 1; i < kMembers; ++i) REQUIRE(add_to_circle(world, 0, kRing, i));
  world.run_for(std::chrono::minutes{5});  // nobody has anything left to do

  RelayTrace trace({});
  std::map<std::uint64_t, Story> stories;
  View view;
  const Instant start = world.now();
  world.on_frame = [&](ByteView frame) { trace.add(frame); };
  world.on_request = [&](std::uint64_t link, const crypto::PublicKey&, ByteView frame) {
    const auto request = wire::decode_request(frame);
    REQUIRE(request);
    const std::string what = name_of(request->request);
    Story& story = stories[link];
    if (story.empty() || story.back() != what || what == "post") story.push_back(what);
    if (what != "post") return;
    ++view.board_posts;
    const Duration after = world.now() - start;
    view.when.emplace_back(after < SimNode::receipt_least()   ? "at once"
                           : after < std::chrono::seconds{30} ? "as a receipt"
                                                              : "later");
  };
  REQUIRE(world.node(author).api().alert_send(
      to_circle(alert_about("07700 900570", start, summary), kRing)));
  world.run_for(std::chrono::minutes{2});
  for (std::size_t i = 0; i < kMembers; ++i) CHECK(alert_count(world.node(i)) == 1);
  for (auto& [link, story] : stories) view.connections.insert(std::move(story));
  view.other_sizes = trace.other_sizes();
  view.keys_used_twice = trace.keys_used_twice();
  view.frames = trace.frames();
  return view;
}

}  // namespace

TEST_CASE("attack: the relay tells by its trace which member posted", "[sim][attack]") {
  const View first = view_of_a_post_by(0);
  CHECK(first.other_sizes == 0);
  CHECK(first.keys_used_twice == 0);
  // The author: a key and a message, at once; each reader: a receipt, later, on the other board.
  // Each has one connection to write on. Three boards are read, and the receipts' boards of the
  // epochs before, by those who were in them.
  CHECK(first.board_posts == 2 + (kMembers - 1));
  CHECK(first.connections.count({"hello", "post", "post"}) == 1);
  CHECK(first.connections.count({"hello", "post"}) == kMembers - 1);
  CHECK(first.connections.count({"read board"}) == kMembers + 3 + 2 + 1);
  CHECK(std::count(first.when.begin(), first.when.end(), "at once") == 2);
  for (std::size_t author = 1; author < kMembers; ++author) {
    CAPTURE(author);
    const View other = view_of_a_post_by(author, author == 1 ? "" : "with more words inside");
    CHECK(first.same_as(other));
    CHECK(other.other_sizes == 0);
  }
  // The comparison is one: the same author gives the same frames, to the last one.
  CHECK(view_of_a_post_by(0).frames == first.frames);
}

TEST_CASE("a planted use of a key for two messages is found", "[sim]") {
  WorldOptions options;
  options.nodes = 2;
  SimWorld world(112, options);
  REQUIRE(world.befriend(0, 1));
  REQUIRE(world.node(0).api().circle_new({kRing, {}}));
  REQUIRE(add_to_circle(world, 0, kRing, 1));
  const auto post = [&](const char* number) {
    REQUIRE(world.node(1).api().alert_send(to_circle(alert_about(number, world.now()), kRing)));
    world.run_for(std::chrono::minutes{10});
  };
  post("07700 900571");
  const auto copy = world.node(1).image(world.now());
  post("07700 900572");
  CHECK(world.key_uses().used_twice() == 0);
  CHECK(alert_count(world.node(0)) == 2);
  // The copy does not know that it is one, and seals under the key that was used since.
  world.node(1).bring_back(copy, world.now(), false);
  post("07700 900573");
  CHECK(world.key_uses().used_twice() > 0);
  CHECK(alert_count(world.node(0)) == 2);
}
