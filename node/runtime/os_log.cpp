#include "runtime/os_log.h"

#include <fcntl.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "runtime/os_file.h"

namespace ww::runtime {
namespace {

// To the minute: the log must not become a diary.
constexpr const char* kPattern = "%Y-%m-%d %H:%M %l %v";

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

}  // namespace

class OsLog::Impl {
 public:
  explicit Impl(spdlog::sink_ptr sink) : logger("watchword", std::move(sink)) {
    logger.set_pattern(kPattern, spdlog::pattern_time_type::utc);
    logger.flush_on(spdlog::level::info);
  }
  spdlog::logger logger;
};

OsLog::OsLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OsLog::~OsLog() = default;

std::unique_ptr<OsLog> OsLog::to_stderr() {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  return std::unique_ptr<OsLog>(new OsLog(std::make_unique<Impl>(std::move(sink))));
}

std::unique_ptr<OsLog> OsLog::to_file(const std::string& path) {
  // Made here, because spdlog would make it readable for all that the umask lets in.
  constexpr int kFlags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
  if (!OsFile(::open(path.c_str(), kFlags, 0600)).is_open()) return nullptr;
  try {
    auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, kLogBytes, 1);
    return std::unique_ptr<OsLog>(new OsLog(std::make_unique<Impl>(std::move(sink))));
  } catch (const spdlog::spdlog_ex&) {
    return nullptr;
  }
}

void OsLog::log(Level level, std::string_view event, std::int64_t number) {
  impl_->logger.log(to_spdlog(level), "{} {}", event, number);
}

}  // namespace ww::runtime
