// ChildProcess: a program that we talk with over one socket, and that ends when we say so.
//
// All waiting has one deadline, for the whole talk. The destructor kills and reaps.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace ww::runtime {

class ChildProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // Without arguments and environment; its input and output are the socket, its complaints go
  // nowhere. Fails with unavailable.
  static Result<ChildProcess> start(const std::string& program, Clock::time_point deadline);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  // expired at the deadline, unavailable when the child no longer listens.
  Result<> send(ByteView bytes);
  // What has come, at most `most` bytes; empty when the child has closed. expired at the deadline.
  Result<Bytes> receive(std::size_t most);
  // Nothing more will be sent.
  void finish_sending();

  pid_t pid() const { return pid_; }
  // Whether it ended because its time of processor was over. Call after receive() gave the end.
  bool ran_out_of_time();

 private:
  ChildProcess(pid_t pid, int socket, Clock::time_point deadline)
      : pid_(pid), socket_(socket), deadline_(deadline) {}
  Result<> wait_for(short events);
  void reap(bool kill);

  pid_t pid_;
  int socket_;
  Clock::time_point deadline_;
  int status_ = 0;
};

}  // namespace ww::runtime
