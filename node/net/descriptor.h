// Descriptor: owns one file descriptor of a tunnel.
#pragma once

#include <unistd.h>

#include <utility>

namespace ww::net {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { close(); }

  int fd() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close() {
    const int fd = std::exchange(fd_, -1);
    if (fd >= 0) ::close(fd);
  }

 private:
  int fd_ = -1;
};

}  // namespace ww::net
