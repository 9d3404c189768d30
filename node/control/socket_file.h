// The socket as a file: making it, reaching it, and asking the kernel who is at the other end.
//
// A Unix socket's path holds 107 bytes and a profile may lie deeper, so it is always named through
// an open folder: /proc/self/fd/N/node.sock. File descriptors are owned by Fd.
#pragma once

#include <string>

#include <sys/types.h>

#include "base/result.h"

namespace ww::control {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int number) : number_(number) {}
  Fd(Fd&& other) noexcept : number_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept;
  ~Fd() { close(); }

  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  int release();
  void close();

 private:
  int number_ = -1;
};

// Makes the socket in `folder`, of mode 0600 from its first moment, and listens. A socket file that
// is there is replaced: call this only while holding the profile's lock. The folder must belong to
// this user and be closed to all others, else `refused`.
Result<Fd> listen_in(const std::string& folder);
void remove_socket(const std::string& folder);

// Fails with `not_found` (no folder, no socket, nobody listens) or `unavailable`.
Result<Fd> connect_in(const std::string& folder);

// The user at the other end of a connected Unix socket, as the kernel knows it.
Result<uid_t> peer_user(int socket);

}  // namespace ww::control
