#include "runtime/os_log.h"

#include <fcntl.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include "runtime/os_file.h"

namespace ww::runtime {
namespace {

// To the minute on a terminal; in a file to the day, for the log must not become a diary of when
// its owner was there.
constexpr const char* kPattern = "%Y-%m-%d %H:%M %l %v";
constexpr const char* kFilePattern = "%Y-%m-%d %l %v";

spdlog::level::level_enum to_spdlog(Logger::Level level) {
  switch (level) {
    case Logger::Level::debug:
      return spdlog::level::debug;
    case Logger::Level::info:
      return spdlog::level::info;
    case Logger::Level::warning:
      return spdlog::level::warn;
    case Logger::Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// As spdlog names it: node.log becomes node.1.log.
std::string rotated_name(const std::string& path) {
  const auto dot = path.rfind('.');
  if (dot == std::string::npos) return path + ".1";
  return path.substr(0, dot) + ".1" + path.substr(dot);
}

}  // namespace

class OsLog::Impl {
 public:
  Impl(spdlog::sink_ptr sink, const char* pattern) : logger("watchword", std::move(sink)) {
    logger.set_pattern(pattern, spdlog::pattern_time_type::utc);
    logger.flush_on(spdlog::level::info);
  }
  spdlog::logger logger;
};

OsLog::OsLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OsLog::~OsLog() = default;

std::unique_ptr<OsLog> OsLog::to_stderr() {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  return std::unique_ptr<OsLog>(new OsLog(std::make_unique<Impl>(std::move(sink), kPattern)));
}

std::unique_ptr<OsLog> OsLog::to_file(const std::string& path) {
  // Made here, because spdlog would make it readable for all that the umask lets in. What earlier
  // runs wrote goes.
  constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
  ::unlink(rotated_name(path).c_str());
  if (!OsFile(::open(path.c_str(), kFlags, 0600)).is_open()) return nullptr;
  try {
    auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, kLogBytes, 1);
    return std::unique_ptr<OsLog>(new OsLog(std::make_unique<Impl>(std::move(sink), kFilePattern)));
  } catch (const spdlog::spdlog_ex&) {
    return nullptr;
  }
}

void OsLog::log(Level level, std::string_view event, std::int64_t number) {
  impl_->logger.log(to_spdlog(level), "{} {}", event, number);
}

}  // namespace ww::runtime
