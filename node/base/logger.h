// Logger: what happened, in words that are ours. Never contents, names, numbers or keys:
// the only values that go in are counts and codes, and the type says so.
#pragma once

#include <cstdint>
#include <string_view>

namespace ww {

class Logger {
 public:
  enum class Level : std::uint8_t { debug, info, warning, error };
  virtual ~Logger() = default;
  // `event` is a fixed text of the program, never one that was received or typed.
  virtual void log(Level level, std::string_view event, std::int64_t number) = 0;

  void debug(std::string_view event, std::int64_t number = 0) { log(Level::debug, event, number); }
  void info(std::string_view event, std::int64_t number = 0) { log(Level::info, event, number); }
  void warning(std::string_view event, std::int64_t number = 0) {
    log(Level::warning, event, number);
  }
  void error(std::string_view event, std::int64_t number = 0) { log(Level::error, event, number); }
};

// Says nothing: for tests and for code that has no one to tell.
class NullLogger final : public Logger {
 public:
  void log(Level, std::string_view, std::int64_t) override {}
};

}  // namespace ww
