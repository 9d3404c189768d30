#include "control/socket_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "control/bounds.h"

namespace ww::control {
namespace {

constexpr int kBacklog = 16;

Result<Fd> open_folder(const std::string& folder) {
  Fd fd(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!fd.open()) return fail(Errc::not_found);
  return fd;
}

// Short whatever the folder's own path is.
sockaddr_un name_in(const Fd& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(folder.number()) + "/" + kSocketName;
  WW_CHECK(path.size() < sizeof(address.sun_path));
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

Result<Fd> new_socket() {
  Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd.open()) return fail(Errc::unavailable);
  return fd;
}

bool is_ours_alone(const Fd& folder) {
  struct stat info {};
  if (::fstat(folder.number(), &info) != 0) return false;
  return info.st_uid == ::geteuid() && (info.st_mode & 077) == 0;
}

const sockaddr* as_sockaddr(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

}  // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
  if (this != &other) {
    close();
    number_ = other.release();
  }
  return *this;
}

int Fd::release() { return std::exchange(number_, -1); }

void Fd::close() {
  if (number_ >= 0) ::close(release());
}

Result<Fd> listen_in(const std::string& folder) {
  WW_TRY_SET(const Fd at, open_folder(folder));
  if (!is_ours_alone(at)) return fail(Errc::refused);
  ::unlinkat(at.number(), kSocketName, 0);
  WW_TRY_SET(Fd fd, new_socket());
  // On Linux the socket's own mode becomes the file's, so no instant is open to others.
  if (::fchmod(fd.number(), 0600) != 0) return fail(Errc::unavailable);
  const sockaddr_un address = name_in(at);
  if (::bind(fd.number(), as_sockaddr(address), sizeof(address)) != 0) {
    return fail(Errc::unavailable);
  }
  if (::fchmodat(at.number(), kSocketName, 0600, 0) != 0 || ::listen(fd.number(), kBacklog) != 0) {
    return fail(Errc::unavailable);
  }
  return fd;
}

void remove_socket(const std::string& folder) {
  const auto at = open_folder(folder);
  if (at.ok()) ::unlinkat(at->number(), kSocketName, 0);
}

Result<Fd> connect_in(const std::string& folder) {
  WW_TRY_SET(const Fd at, open_folder(folder));
  WW_TRY_SET(Fd fd, new_socket());
  const sockaddr_un address = name_in(at);
  if (::connect(fd.number(), as_sockaddr(address), sizeof(address)) == 0) return fd;
  const bool nobody = errno == ENOENT || errno == ECONNREFUSED;
  return fail(nobody ? Errc::not_found : Errc::unavailable);
}

Result<uid_t> peer_user(int socket) {
  ucred who{};
  socklen_t size = sizeof(who);
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) {
    return fail(Errc::unavailable);
  }
  return who.uid;
}

}  // namespace ww::control
