#include "runtime/relay_system.h"

#include <bsd/readpassphrase.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/crypto.h"
#include "domain/limits.h"

namespace ww::runtime {
namespace {

constexpr std::size_t kPasswordLeast = 8;  // bytes

Result<SecretBytes> ask(const char* prompt) {
  SecretBytes buffer(limits::kPasswordMax + 2);
  auto* text = reinterpret_cast<char*>(buffer.span().data());
  if (::readpassphrase(prompt, text, buffer.size(), RPP_REQUIRE_TTY) == nullptr) {
    return fail(Errc::unavailable);
  }
  const std::size_t length = std::strlen(text);
  if (length < kPasswordLeast || length > limits::kPasswordMax) return fail(Errc::malformed);
  return SecretBytes::copy_of(buffer.view().first(length));
}

}  // namespace

OsFile os_stop_signals() {
  ::signal(SIGPIPE, SIG_IGN);
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  ::sigprocmask(SIG_BLOCK, &stops, nullptr);
  OsFile file(::signalfd(-1, &stops, SFD_CLOEXEC | SFD_NONBLOCK));
  WW_CHECK(file.is_open());
  return file;
}

std::size_t os_files_max() {
  rlimit files{};
  WW_CHECK(::getrlimit(RLIMIT_NOFILE, &files) == 0);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  WW_CHECK(::getrlimit(RLIMIT_NOFILE, &files) == 0);
  return static_cast<std::size_t>(files.rlim_cur);
}

Result<SecretBytes> read_password_line(int fd) {
  SecretBytes line(limits::kPasswordMax + 1);
  std::size_t length = 0;
  for (;;) {
    std::uint8_t byte = 0;
    const ssize_t got = ::read(fd, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(Errc::storage);
    if (got == 0 || byte == '\n') break;
    if (length == limits::kPasswordMax) return fail(Errc::malformed);
    line.span()[length++] = byte;
  }
  if (length < kPasswordLeast) return fail(Errc::malformed);
  return SecretBytes::copy_of(line.view().first(length));
}

Result<SecretBytes> ask_new_password() {
  WW_TRY_SET(SecretBytes first, ask("Password for new queues at this relay: "));
  WW_TRY_SET(SecretBytes second, ask("Once more: "));
  if (!crypto::equal(first.view(), second.view())) return fail(Errc::refused);
  return first;
}

void os_tell_ready() {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path == nullptr || path[0] == '\0' || std::strlen(path) >= sizeof address.sun_path) return;
  const std::size_t length = std::strlen(path);
  std::memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = '\0';  // an abstract name
  const OsFile socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket.is_open()) return;
  constexpr std::string_view ready = "READY=1";
  ::sendto(socket.descriptor(), ready.data(), ready.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&address),
           static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
}

}  // namespace ww::runtime
