// ChildInspector: FileInspector by a child process, watchword-inspect, one for each file.
//
// Rules
//   - The child gets one socket as its input and output, an empty environment and no other
//     descriptor. It is told of the file only after it has said that it is in its sandbox.
//   - Bytes are read as they are sent: the file never stands whole in this process.
//   - After kWait the child is killed, whatever it does (Errc::expired). It is always reaped, by
//   its
//     own id: no signal handler is touched.
//   - Its answer is bounded, and taken as a stranger's (evidence/inspection.h).
// Fails with unavailable when the program is not there or cannot enter its sandbox: then the file
// is not looked at at all.
//
// Blocks its caller for as long as the child works. One thread only.
#pragma once

#include <chrono>
#include <string>

#include "evidence/inspection.h"
#include "ports/file_inspector.h"

namespace ww::runtime {

class ChildInspector final : public FileInspector {
 public:
  static constexpr std::chrono::milliseconds kWait{10'000};

  explicit ChildInspector(std::string program, std::chrono::milliseconds wait = kWait)
      : program_(std::move(program)), wait_(wait) {}

  // Beside this process's own program, else where installing puts it, as seen from there: the whole
  // may be installed under any folder.
  static std::string find_program();

  Result<Inspected> inspect(std::uint64_t size, const Read& read) override;
  Result<Rewritten> rewrite(std::uint64_t size, const Read& read) override;

 private:
  Result<Bytes> ask(const evidence::Request& request, const Read& read, std::size_t answer_most);

  std::string program_;
  std::chrono::milliseconds wait_;
};

}  // namespace ww::runtime
