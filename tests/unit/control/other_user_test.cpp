// Goal: another user of the machine, by her real uid, gets nothing from a running node's socket,
// even where the folder and the socket itself would let her in. Method: a child that gave up its
// uid connects and asks for the node's capability, by the bytes that Cap'n Proto sends first. The
// same child with its own uid is answered, so that silence means a refusal. Only root can become
// another user: elsewhere the test says that it could not look.
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "control/bounds.h"
#include "control/socket_file.h"
#include "running_server.h"
#include "support/catch.h"
#include "support/fake_node.h"
#include "support/temp_folder.h"

using namespace ww;

namespace {

constexpr uid_t kOther = 65534;
constexpr int kPatienceMs = 10'000;

// rpc.capnp: Message.bootstrap with question 0, as one segment of five words.
constexpr std::uint8_t kBootstrap[] = {0, 0, 0, 0, 5, 0, 0, 0,  //
                                       0, 0, 0, 0, 1, 0, 1, 0,  // root
                                       8, 0, 0, 0, 0, 0, 0, 0,  // bootstrap
                                       0, 0, 0, 0, 1, 0, 1, 0,  //
                                       0, 0, 0, 0, 0, 0, 0, 0,  // question 0
                                       0, 0, 0, 0, 0, 0, 0, 0};

enum Heard : int { kNothing = 0, kAnAnswer = 1, kNoWayIn = 2, kSilence = 3, kStillRoot = 4 };

// In the child: nothing but system calls, for the parent has threads.
Heard ask(const sockaddr_un& address, uid_t uid) {
  if (uid != 0 && (::setgid(uid) != 0 || ::setuid(uid) != 0 || ::geteuid() != uid)) {
    return kStillRoot;
  }
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  const auto* to = reinterpret_cast<const sockaddr*>(&address);
  if (socket < 0 || ::connect(socket, to, sizeof address) != 0) return kNoWayIn;
  // A server that has hung up already has refused as well.
  if (::send(socket, kBootstrap, sizeof kBootstrap, MSG_NOSIGNAL) < 0) return kNothing;
  pollfd item{socket, POLLIN, 0};
  if (::poll(&item, 1, kPatienceMs) != 1) return kSilence;
  char byte = 0;
  return ::read(socket, &byte, 1) == 1 ? kAnAnswer : kNothing;
}

int heard_by(const std::string& path, uid_t uid) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, path.data(), path.size());
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(ask(address, uid));
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("attack: another user, by her real uid, connects to the control socket and gets nothing",
          "[control][attack]") {
  if (::geteuid() != 0) {
    WARN("not looked at: only root can become another user");
    return;
  }
  test::TempFolder home;
  test::FakeNode node;
  test::RunningServer server(node, home.path(), ::geteuid());
  const std::string path = home.file(control::kSocketName);
  CHECK(heard_by(path, 0) == kAnAnswer);
  CHECK(heard_by(path, kOther) == kNoWayIn);  // the folder is closed
  REQUIRE(::chmod(home.path().c_str(), 0755) == 0);
  CHECK(heard_by(path, kOther) == kNoWayIn);  // and so is the socket
  REQUIRE(::chmod(path.c_str(), 0666) == 0);
  CHECK(heard_by(path, kOther) == kNothing);  // and who gets there is asked who she is
  CHECK(heard_by(path, 0) == kAnAnswer);
  CHECK(node.calls.empty());
}
