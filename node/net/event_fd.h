// EventFd: wakes a loop of another thread. Readable from raise() until lower().
//
// Made for edge-triggered loops too: every raise() is a new edge.
#pragma once

namespace ww::net {

class EventFd {
 public:
  EventFd();
  ~EventFd();
  EventFd(const EventFd&) = delete;
  EventFd& operator=(const EventFd&) = delete;
  int fd() const { return fd_; }
  void raise() const;
  void lower() const;

 private:
  int fd_;
};

}  // namespace ww::net
