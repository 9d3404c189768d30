// Goal: the real watchword-relay loses nothing that it answered Ok, wherever `kill -9` meets it,
// and stops cleanly when it is asked to. Method: the program as a child process, the node's real
// transport as its client; the kill comes while a Put is on its way, after a number of Puts drawn
// from the seed. Nothing waits for a time.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/cap_mac.h"
#include "net/zmq_transport.h"
#include "support/catch.h"
#include "support/temp_folder.h"
#include "support/test_random.h"
#include "wire/frame.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr int kPatienceMs = 30000;

// A child process and what it prints.
class Process {
 public:
  explicit Process(std::vector<std::string> arguments) {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    arguments.insert(arguments.begin(), WATCHWORD_RELAY);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    REQUIRE(::posix_spawn(&id_, WATCHWORD_RELAY, &actions, nullptr, argv.data(), environ) == 0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    out_ = ends[0];
  }
  ~Process() {
    if (id_ > 0) stop(SIGKILL);
    ::close(out_);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  std::string line() {
    std::string text;
    char c = 0;
    pollfd item{out_, POLLIN, 0};
    while (::poll(&item, 1, kPatienceMs) > 0 && ::read(out_, &c, 1) == 1 && c != '\n') text += c;
    return text;
  }
  int stop(int signal) {
    ::kill(id_, signal);
    return wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(id_, &status, 0);
    id_ = -1;
    return status;
  }

 private:
  pid_t id_ = -1;
  int out_ = -1;
};

Route address_from(const std::string& line) {
  const auto route = parse_address(line);
  REQUIRE(route.ok());
  return *route;
}

// A connection of a node to the real relay.
struct Client {
  net::ZmqContext context;
  net::ZmqTransport transport{context, {}};
  core::MacBinding binding;
  std::uint64_t sequence = 0;

  Client(const Route& route, TestRandom& random) {
    crypto::Key secret = random.key();
    binding.client = crypto::x25519_public(secret);
    binding.relay = route.relay;
    transport.open({1, route, std::move(secret), ""});
    transport.send(1,
                   wire::request_frame(wire::encode_body(relay::Hello{}), relay::Cap::none, 0, {}));
    const auto hello = std::get<relay::HelloReply>(reply());
    binding.session = hello.session;
    binding.challenge = hello.challenge;
  }
  void send(const relay::Request& request, relay::Cap cap, const QueueId& id,
            const crypto::Key& secret) {
    auto frame = wire::request_frame(wire::encode_body(request), cap, ++sequence, id.bytes);
    const auto key = core::mac_key(secret, binding);
    REQUIRE(key);
    wire::set_mac(frame, crypto::hmac_sha256(key->view(), wire::mac_input(frame)));
    transport.send(1, frame);
  }
  relay::Reply reply() {
    for (;;) {
      const auto events = transport.drain(1);
      if (!events.empty()) {
        REQUIRE(events[0].kind == TransportEvent::Kind::frame);
        const auto frame = wire::decode_reply(events[0].frame);
        REQUIRE(frame.ok());
        return frame->reply;
      }
      pollfd item{transport.wake_fd(), POLLIN, 0};
      REQUIRE(::poll(&item, 1, kPatienceMs) > 0);
    }
  }
};

relay::Slot slot_for(std::uint64_t number) {
  relay::Slot slot;
  slot.fill(static_cast<std::uint8_t>(number * 7));
  return slot;
}

}  // namespace

TEST_CASE("attack: kill -9 of the relay at any instant loses no slot that it answered Ok") {
  const std::uint64_t seed = 20261124;
  CAPTURE(seed);
  TestRandom random(seed);
  const TempFolder folder;
  const std::string home = folder.file("relay");
  Process init({"init", "--home", home, "--listen", "127.0.0.1:0"});
  const Route route = address_from(init.line());
  REQUIRE(init.wait() == 0);

  const crypto::Key read = random.key(), write = random.key();
  relay::QueueNew queue;
  queue.rid = random.id<QueueId>();
  queue.sid = random.id<QueueId>();
  queue.recv_pub = crypto::x25519_public(read);
  queue.send_pub = crypto::x25519_public(write);
  std::uint64_t confirmed = 0;
  for (int round = 0; round < 8; ++round) {
    CAPTURE(round);
    Process serve({"serve", "--home", home});
    REQUIRE(serve.line() == to_address(route));
    Client client(route, random);
    client.send(queue, relay::Cap::read, queue.rid, read);
    REQUIRE(std::holds_alternative<relay::Ok>(client.reply()));
    // What was on its way at the last kill is sent again: stored or not, the answer is Ok.
    const std::uint64_t until = confirmed + 1 + random.below(20);
    while (confirmed < until) {
      const relay::Put put{queue.sid, confirmed + 1, slot_for(confirmed + 1)};
      client.send(put, relay::Cap::write, queue.sid, write);
      REQUIRE(std::holds_alternative<relay::Ok>(client.reply()));
      ++confirmed;
    }
    const relay::Put last{queue.sid, confirmed + 1, slot_for(confirmed + 1)};
    client.send(last, relay::Cap::write, queue.sid, write);
    serve.stop(SIGKILL);
  }

  Process serve({"serve", "--home", home});
  REQUIRE(serve.line() == to_address(route));
  Client client(route, random);
  for (std::uint64_t after = 0; after < confirmed;) {
    const relay::Place place{after, after == 0 ? 0 : relay::mark_of(slot_for(after))};
    client.send(relay::Get{queue.rid, place, false, 4, false}, relay::Cap::read, queue.rid, read);
    const std::uint64_t before = after;
    for (int i = 0; i < 4; ++i) {
      const auto item = std::get<relay::Item>(client.reply());
      REQUIRE_FALSE(item.refused.has_value());
      if (item.position == 0) continue;
      REQUIRE(item.position == after + 1);
      REQUIRE(item.slot == slot_for(item.position));
      after = item.position;
    }
    REQUIRE(after > before);
  }
  CHECK(serve.stop(SIGTERM) == 0);
}

TEST_CASE("a relay in a folder that is served already is refused, and the first goes on") {
  const TempFolder folder;
  const std::string home = folder.file("relay");
  Process init({"init", "--home", home, "--listen", "127.0.0.1:0"});
  const Route route = address_from(init.line());
  REQUIRE(init.wait() == 0);
  Process serve({"serve", "--home", home});
  REQUIRE(serve.line() == to_address(route));
  Process second({"serve", "--home", home});
  const int status = second.wait();
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 1);
  TestRandom random(1);
  Client client(route, random);
  CHECK(serve.stop(SIGINT) == 0);
}

TEST_CASE("a relay behind Tor tells its onion address, and listens on loopback alone") {
  const TempFolder folder;
  const std::string home = folder.file("relay"), name = std::string(55, 'a') + "d.onion:7077";
  Process init(
      {"init", "--home", home, "--listen", "127.0.0.1:0", "--address", name, "--mode", "open"});
  const std::string address = init.line();
  CHECK(address_from(address).host_port == name);
  REQUIRE(init.wait() == 0);
  Process status({"status", "--home", home});
  CHECK(status.line() == address);
  CHECK(status.line().rfind("listens on 127.0.0.1:", 0) == 0);
  status.wait();
  Process serve({"serve", "--home", home});
  CHECK(serve.line() == address);
  CHECK(serve.stop(SIGTERM) == 0);
}

TEST_CASE("an address that no node would take is refused before anything is made") {
  const TempFolder folder;
  for (const std::string& wrong :
       {std::string(16, 'a') + ".onion:7077", std::string(56, 'a') + ".onion:7077",
        std::string(54, 'a') + "1d.onion:7077", "www." + std::string(55, 'a') + "d.onion:7077",
        std::string("Relay.example.com:7077"), std::string("relay.example.com"),
        std::string("relay.example.com:0"), std::string("0.0.0.0:7077"), std::string("[::]:7077"),
        std::string("0:7077"), std::string("[::ffff:0.0.0.0]:7077")}) {
    CAPTURE(wrong);
    Process init({"init", "--home", folder.file("relay"), "--listen", "127.0.0.1:0", "--address",
                  wrong, "--mode", "open"});
    CHECK(WEXITSTATUS(init.wait()) == 2);
  }
  Process made({"init", "--home", folder.file("relay"), "--listen", "127.0.0.1:0"});
  CHECK(made.wait() == 0);
}

TEST_CASE("a relay that others are led to asks for a password, wherever it listens") {
  const TempFolder folder;
  Process init({"init", "--home", folder.file("relay"), "--listen", "127.0.0.1:0", "--address",
                std::string(55, 'a') + "d.onion:7077"});
  CHECK(WEXITSTATUS(init.wait()) == 2);  // nobody is there to type one
}

TEST_CASE("a relay that listens on all addresses must be told which one nodes are told") {
  const TempFolder folder;
  for (const std::string listen : {"0.0.0.0:0", "[::]:0"}) {
    CAPTURE(listen);
    Process init({"init", "--home", folder.file("relay"), "--listen", listen, "--mode", "open"});
    CHECK(WEXITSTATUS(init.wait()) == 2);
  }
  Process init({"init", "--home", folder.file("relay"), "--listen", "0.0.0.0:0", "--address",
                "relay.example.com:7077", "--mode", "open"});
  CHECK(WEXITSTATUS(init.wait()) == 0);
}

TEST_CASE("a password of fewer than 8 bytes is refused, and one of 8 is taken") {
  const TempFolder folder;
  const auto init_with = [&](const std::string& home, const std::string& password) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const std::string line = password + "\n";
    REQUIRE(::write(ends[1], line.data(), line.size()) == static_cast<ssize_t>(line.size()));
    ::close(ends[1]);
    Process init({"init", "--home", folder.file(home), "--listen", "127.0.0.1:0", "--mode",
                  "password", "--password-fd", std::to_string(ends[0])});
    const int status = init.wait();
    ::close(ends[0]);
    return WEXITSTATUS(status);
  };
  CHECK(init_with("one", "x") == 2);
  CHECK(init_with("seven", "sevenby") == 2);
  CHECK(init_with("eight", "eightby!") == 0);
}

TEST_CASE("attack: a relay's key that others may read is refused") {
  const TempFolder folder;
  const std::string home = folder.file("relay");
  Process init({"init", "--home", home, "--listen", "127.0.0.1:0"});
  REQUIRE(init.wait() == 0);
  const std::string key = home + "/relay.key";
  for (const mode_t mode : {0640, 0604, 0660}) {
    CAPTURE(mode);
    REQUIRE(::chmod(key.c_str(), mode) == 0);
    for (const char* command : {"status", "serve", "check-config"}) {
      Process process({command, "--home", home});
      CHECK(WEXITSTATUS(process.wait()) == 1);
    }
  }
  REQUIRE(::chmod(key.c_str(), 0600) == 0);
  Process process({"status", "--home", home});
  CHECK(WEXITSTATUS(process.wait()) == 0);
}

TEST_CASE("commands of the relay answer with the exit codes that are promised") {
  const TempFolder folder;
  const auto code = [&](std::vector<std::string> arguments) {
    Process process(std::move(arguments));
    const int status = process.wait();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  const std::string home = folder.file("relay");
  CHECK(code({"status", "--home", home}) == 6);
  CHECK(code({"init", "--home", home, "--listen", "nowhere"}) == 2);
  CHECK(code({"init", "--home", home}) == 2);
  CHECK(code({"init", "--home", home, "--listen", "127.0.0.1:0"}) == 0);
  CHECK(code({"init", "--home", home, "--listen", "127.0.0.1:0"}) == 1);
  for (const char* command : {"status", "check-config", "queues", "expire"}) {
    CAPTURE(command);
    CHECK(code({command, "--home", home}) == 0);
  }
  for (const char* command : {"tickets", "backup", "restore", "migrate"}) {
    CAPTURE(command);
    CHECK(code({command, "--home", home}) == 2);
  }
  folder.write("relay/relay.toml", "listen = \"127.0.0.1:1\"\nmode = \"anything\"\n");
  CHECK(code({"check-config", "--home", home}) == 9);
}
