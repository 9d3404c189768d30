// Goal: only the right user gets in, a broken connection is an answer and not a crash, held calls
// are held, and nothing said inside the node leaks out with an exception.
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

#include "control/bounds.h"
#include "control/client.h"
#include "control/secret_frame.h"
#include "running_server.h"
#include "support/catch.h"
#include "support/fake_node.h"
#include "support/temp_folder.h"

using namespace ww;
using Kind = api::Problem::Kind;

namespace {

std::unique_ptr<control::Client> connect(const std::string& home) {
  auto connected = control::Client::connect(home);
  REQUIRE(connected.ok());
  return std::move(connected).value();
}

SecretBytes secret(std::string_view text) { return SecretBytes::copy_of(as_bytes(text)); }

}  // namespace

TEST_CASE("attack: another user connects to the control socket and gets nothing", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  // Whoever runs the test is the wrong user for this server.
  test::RunningServer server(node, home.path(), ::geteuid() + 1);
  const auto client = control::Client::connect(home.path());
  REQUIRE_FALSE(client.ok());
  CHECK(client.error().kind == Kind::no_node);
  CHECK(node.calls.empty());
}

TEST_CASE("the socket is closed to others from its first moment", "[control]") {
  test::TempFolder home;
  const auto socket = control::listen_in(home.path());
  REQUIRE(socket.ok());
  struct stat info {};
  REQUIRE(::stat(home.file(control::kSocketName).c_str(), &info) == 0);
  CHECK((info.st_mode & 07777) == 0600);
  CHECK(S_ISSOCK(info.st_mode));
}

TEST_CASE("a folder that others may read is refused for the socket", "[control]") {
  test::TempFolder home;
  REQUIRE(::chmod(home.path().c_str(), 0750) == 0);
  const auto socket = control::listen_in(home.path());
  REQUIRE_FALSE(socket.ok());
  CHECK(socket.error().code == Errc::refused);
}

TEST_CASE("a profile deeper than a socket's path can say works all the same", "[control]") {
  test::TempFolder top;
  const std::string home = top.file(std::string(200, 'd'));
  REQUIRE(::mkdir(home.c_str(), 0700) == 0);
  test::FakeNode node;
  test::RunningServer server(node, home, ::geteuid());
  CHECK(connect(home)->status().ok());
}

TEST_CASE("no folder, no socket and a socket nobody listens on are all: no node", "[control]") {
  test::TempFolder home;
  CHECK(control::Client::connect(home.file("absent")).error().kind == Kind::no_node);
  CHECK(control::Client::connect(home.path()).error().kind == Kind::no_node);
  { const auto left_behind = control::listen_in(home.path()); }
  CHECK(control::Client::connect(home.path()).error().kind == Kind::no_node);
}

TEST_CASE("a socket left behind by a killed node is replaced", "[control]") {
  test::TempFolder home;
  { REQUIRE(control::listen_in(home.path()).ok()); }
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  CHECK(connect(home.path())->status().ok());
}

TEST_CASE("when the connection breaks, every answer is: no node", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  const auto client = connect(home.path());
  REQUIRE(client->status().ok());
  server.stop();
  CHECK(client->status().error().kind == Kind::no_node);
  CHECK(client->unlock(secret("open sesame")).error().kind == Kind::no_node);
  client->wait_until_gone();
}

TEST_CASE("what a call throws stays in the node", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  node.before = [](const std::string&) { throw std::runtime_error("CANARY of an alert"); };
  test::RunningServer server(node, home.path(), ::geteuid());
  const auto client = connect(home.path());
  const auto answer = client->contacts();
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().kind == Kind::other);
  CHECK(answer.error().message.find("CANARY") == std::string::npos);
  node.before = nullptr;
  CHECK(client->contacts().ok());
}

TEST_CASE("bytes that are no message end that connection and no other", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  const auto client = connect(home.path());
  const std::string noise = GENERATE(std::string(64, '\xFF'), std::string(8, '\0') + "xyz",
                                     std::string("GET / HTTP/1.1\r\n\r\n"));
  {
    const auto raw = control::connect_in(home.path());
    REQUIRE(raw.ok());
    REQUIRE(::send(raw->number(), noise.data(), noise.size(), MSG_NOSIGNAL) > 0);
  }
  CHECK(client->status().ok());
}

TEST_CASE("connections past the bound are dropped", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  std::vector<control::Fd> held;
  for (std::size_t i = 0; i < control::kConnectionsMax; ++i) {
    auto raw = control::connect_in(home.path());
    REQUIRE(raw.ok());
    held.push_back(std::move(raw).value());
    std::size_t seen = 0;
    while (seen <= i) {  // the loop's own turns admit it
      server.on_loop([&](control::Server& running) { seen = running.connections(); });
    }
  }
  CHECK_FALSE(control::Client::connect(home.path()).ok());
  held.clear();
  std::size_t left = 1;
  while (left > 0) {
    server.on_loop([&](control::Server& running) { left = running.connections(); });
  }
  CHECK(control::Client::connect(home.path()).ok());
}

TEST_CASE("events that are there come at once, after the cursor", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  node.log = {{1, "alert", "id1", "current"}, {2, "delivery", "id2", "handed_over"}};
  test::RunningServer server(node, home.path(), ::geteuid());
  const auto client = connect(home.path());
  const auto events = client->events(1, 10min);
  REQUIRE(events.ok());
  REQUIRE(events->size() == 1);
  CHECK((events->at(0).cursor == 2 && events->at(0).what == "delivery"));
  CHECK((events->at(0).id == "id2" && events->at(0).detail == "handed_over"));
}

TEST_CASE("a call for events is held until something happens", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  const auto client = connect(home.path());
  std::promise<void> asked;
  bool first = true;
  node.before = [&](const std::string&) {
    if (first) asked.set_value();
    first = false;
  };
  std::thread later([&]() {
    asked.get_future().get();
    server.on_loop([&](control::Server& running) {
      running.something_happened();  // nothing for this caller: it goes on waiting
      node.log = {{1, "alert", "id1", "current"}};
      running.something_happened();
    });
  });
  const auto events = client->events(0, 10min);
  later.join();
  REQUIRE(events.ok());
  CHECK(events->size() == 1);
}

TEST_CASE("a held call ends empty when its time is over", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  const auto client = connect(home.path());
  const auto wait = GENERATE(Duration{-1}, Duration{0}, Duration{1});
  const auto events = client->events(0, wait);
  REQUIRE(events.ok());
  CHECK(events->empty());
}

TEST_CASE("a held call hears of a lock", "[control]") {
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  const auto client = connect(home.path());
  std::promise<void> asked;
  bool first = true;
  node.before = [&](const std::string&) {
    if (first) asked.set_value();
    first = false;
  };
  std::thread later([&]() {
    asked.get_future().get();
    server.on_loop([&](control::Server& running) {
      node.refuse = api::Problem{Kind::locked, "locked", {}, {}};
      running.something_happened();
    });
  });
  const auto events = client->events(0, 10min);
  later.join();
  REQUIRE_FALSE(events.ok());
  CHECK(events.error().kind == Kind::locked);
}

TEST_CASE("a secret's frame hides its length and is wiped when it is read", "[control]") {
  SecretBytes frame = control::frame_secret(secret("short"));
  CHECK(frame.size() == 64);
  const auto read = control::take_secret(frame.span());
  REQUIRE(read);
  CHECK(as_text(read->view()) == "short");
  CHECK(std::all_of(frame.view().begin(), frame.view().end(), [](auto byte) { return byte == 0; }));
}

TEST_CASE("a frame that lies about its length is no secret", "[control]") {
  SecretBytes frame = control::frame_secret(secret("short"));
  frame.span()[0] = 63;
  CHECK_FALSE(control::take_secret(frame.span()));
  ByteArray<1> one{};
  CHECK_FALSE(control::take_secret(one));
  CHECK_FALSE(control::take_secret({}));
}
