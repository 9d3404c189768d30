// OsLog: the log as a bounded file, or on stderr for --foreground.
//
// Lines are "2026-11-24 info the way of connecting was changed 3": a fixed text of the program and
// one number (base/logger.h). A file holds what this run wrote, with days and no hours, and nothing
// of when the journal was opened: who takes the device must not read in it when its owner was
// there. Two files of kLogBytes each at most, of mode 0600.
#pragma once

#include <memory>
#include <string>

#include "base/logger.h"

namespace ww::runtime {

class OsLog final : public Logger {
 public:
  static constexpr std::size_t kLogBytes = 256 * 1024;

  static std::unique_ptr<OsLog> to_stderr();
  // Null when the file cannot be written.
  static std::unique_ptr<OsLog> to_file(const std::string& path);
  ~OsLog() override;

  void log(Level level, std::string_view event, std::int64_t number) override;

 private:
  class Impl;
  explicit OsLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ww::runtime
