#include "runtime/relay_home.h"

#include <arpa/inet.h>
#include <sys/stat.h>
#include <toml++/toml.h>

#include <charconv>
#include <cstdlib>

#include "base/byte_io.h"
#include "domain/route.h"
#include "runtime/os_disk.h"

namespace ww::runtime {
namespace {

constexpr const char* kKeyFile = "relay.key";
constexpr const char* kConfigFile = "relay.toml";
constexpr const char* kCountFile = "relay.count";
constexpr std::string_view kKeyMagic = "watchword-relay-key-1\n";
constexpr std::size_t kKeyFileMax = kKeyMagic.size() + 97;
constexpr std::size_t kConfigMax = 64 * 1024;

Result<Bytes> read_all(Disk& disk, const std::string& name, std::size_t most) {
  WW_TRY_SET(auto file, disk.open(name, false));
  WW_TRY_SET(const std::uint64_t size, file->size());
  if (size > most) return fail(Errc::malformed);
  Bytes bytes(static_cast<std::size_t>(size));
  WW_TRY_SET(const std::size_t got, file->read(0, bytes));
  if (got != bytes.size()) return fail(Errc::storage);
  return bytes;
}

// Whole or not at all: written beside it, synced, then renamed.
Result<> write_all(Disk& disk, const std::string& name, ByteView bytes) {
  const std::string beside = name + ".new";
  WW_TRY(disk.remove(beside));
  {
    WW_TRY_SET(auto file, disk.open(beside, true));
    WW_TRY(file->write(0, bytes));
    WW_TRY(file->sync());
  }
  return disk.rename(beside, name);
}

Result<RelayKeys> parse_keys(ByteView bytes) {
  ByteReader in(bytes);
  if (as_text(in.raw(kKeyMagic.size())) != kKeyMagic) return fail(Errc::malformed);
  const ByteView curve = in.raw(32);
  const ByteView database = in.raw(32);
  const std::uint8_t has_access = in.u8();
  const ByteView access = has_access == 1 ? in.raw(32) : ByteView{};
  if (!in.finished() || has_access > 1) return fail(Errc::malformed);
  RelayKeys keys{crypto::Key(curve), crypto::Key(database), std::nullopt};
  if (has_access == 1) keys.access = crypto::Key(access);
  return keys;
}

std::string config_text(const RelayConfig& config) {
  return "# A Watchword relay. Restart it after a change; `watchword-relay check-config` looks "
         "first.\n"
         "listen = \"" +
         config.listen +
         "\"\n"
         "# What nodes are told, when it is another name or port than the one above: "
         "NAME.onion:7077\n"
         "# where Tor leads to it.\n"
         "address = \"" +
         config.address +
         "\"\n"
         "# open: anyone may make queues. password: only who knows the password.\n"
         "mode = \"" +
         std::string(config.password ? "password" : "open") +
         "\"\n"
         "\n"
         "# Each may be left out; the value shown holds then. What is full is refused, never "
         "queued.\n"
         "[limits]\n"
         "# disk_mib = 0              # the most that relay.db may take; lowers `slots`. 0: slots "
         "say it\n"
         "# slots = 2000000           # slots in all; one takes about 4.5 KB of disk\n"
         "# queues = 100000           # each is sure of 16 slots: a new one is refused if it would "
         "not be\n"
         "# boards = 10000            # each is sure of 200 slots\n"
         "# queue_slots = 2000        # in one queue\n"
         "# board_slots = 20000       # on one board\n"
         "# board_anonymous_slots = 5000\n"
         "# puts_per_day = 2000       # into one queue\n"
         "# posts_per_day = 2000      # by one capability of a board\n"
         "# anonymous_per_day = 100   # the same, on the anonymous lane\n"
         "# peers = 4096              # connections at once\n"
         "# tick_least_ms = 500       # what is waited for is answered together, after this\n"
         "# tick_most_ms = 1000       # or at the latest after this\n";
}

constexpr std::int64_t kMost = 1'000'000'000;

// Reads the settings, and keeps the first thing that is wrong as a sentence. No text of the file is
// repeated but for names of plain letters.
class ConfigReader {
 public:
  explicit ConfigReader(const toml::table& table) : table_(table) {}

  RelayConfig read() {
    only_known(table_, "", {"listen", "address", "mode", "limits"});
    config_.listen = table_["listen"].value_or(std::string());
    config_.address = table_["address"].value_or(config_.listen);
    const std::string mode = table_["mode"].value_or(std::string());
    config_.password = mode == "password";
    need(is_host_port(config_.listen, false), "listen is not HOST:PORT with a port of 1 to 65535");
    need(is_told_address(config_.address),
         "address is nothing that nodes can be told: HOST:PORT in lower case, not 0.0.0.0, or a "
         "whole "
         "onion name");
    need(mode == "open" || mode == "password", "mode is neither open nor password");
    const toml::table none;
    const toml::table* given = table_["limits"].as_table();
    need(given != nullptr || table_.get("limits") == nullptr, "limits is not a table: [limits]");
    read_limits(given != nullptr ? *given : none);
    return std::move(config_);
  }
  const std::string& problem() const { return problem_; }

 private:
  void need(bool good, const std::string& otherwise) {
    if (!good && problem_.empty()) problem_ = otherwise;
  }
  void only_known(const toml::table& table, const std::string& of,
                  std::initializer_list<std::string_view> names) {
    for (const auto& [key, value] : table) {
      if (std::find(names.begin(), names.end(), key.str()) != names.end()) continue;
      const std::string name(key.str());
      const bool plain = name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
                           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
                         });
      need(false, of + (plain ? name : "a name in it") + " is no setting that this version knows");
    }
  }
  // A whole number in [least, most]; what is not there stays as it is.
  template <class T>
  void read_limit(const toml::table& limits, const char* name, T& value, std::int64_t most,
                  std::int64_t least = 1) {
    const auto* node = limits.get(name);
    if (node == nullptr) return;
    const auto number = node->value_exact<std::int64_t>();
    const bool good = number && *number >= least && *number <= most;
    need(good, std::string("limits.") + name + " is not a whole number from " +
                   std::to_string(least) + " to " + std::to_string(most));
    if (good) value = static_cast<T>(*number);
  }
  void read_span(const toml::table& limits, const char* name, Duration& value, Duration most) {
    std::int64_t ms = value.count();
    read_limit(limits, name, ms, most.count());
    value = Duration{ms};
  }
  void read_limits(const toml::table& t) {
    relay::Options& to = config_.limits;
    only_known(t, "limits.",
               {"peers", "queues", "boards", "slots", "disk_mib", "queue_slots", "board_slots",
                "board_anonymous_slots", "puts_per_day", "posts_per_day", "anonymous_per_day",
                "tick_least_ms", "tick_most_ms"});
    read_limit(t, "peers", config_.peers_max, 1'000'000);
    read_limit(t, "queues", to.queues_max, kMost);
    read_limit(t, "boards", to.boards_max, kMost);
    read_limit(t, "slots", to.slots_max, kMost);
    std::uint64_t mib = 0;
    read_limit(t, "disk_mib", mib, kMost, 0);
    const std::uint64_t fit = mib * 1024 * 1024 / relay::kBytesOnDisk;
    if (mib > 0) to.slots_max = std::min<std::size_t>(to.slots_max, static_cast<std::size_t>(fit));
    read_limit(t, "queue_slots", to.queue_slots_max, limits::kQueueSlotsMax);
    read_limit(t, "board_slots", to.board_slots_max, limits::kBoardSlotsMax);
    read_limit(t, "board_anonymous_slots", to.board_anonymous_slots_max, limits::kBoardSlotsMax);
    read_limit(t, "puts_per_day", to.puts_per_day, kMost);
    read_limit(t, "posts_per_day", to.posts_per_day, kMost);
    read_limit(t, "anonymous_per_day", to.anonymous_per_day, kMost);
    read_span(t, "tick_least_ms", to.tick_least, limits::kPollMost);
    read_span(t, "tick_most_ms", to.tick_most, limits::kPollMost);
    need(to.tick_least <= to.tick_most, "limits.tick_least_ms is above tick_most_ms");
  }

  const toml::table& table_;
  RelayConfig config_;
  std::string problem_;
};

struct Parsed {
  RelayConfig config;
  std::string problem;
};
Parsed parse_config(std::string_view text) {
  try {
    const toml::table table = toml::parse(text);
    ConfigReader reader(table);
    RelayConfig config = reader.read();
    return {std::move(config), reader.problem()};
  } catch (const toml::parse_error& error) {
    return {{},
            "line " + std::to_string(error.source().begin.line) + " is not written as TOML asks"};
  }
}

std::unique_ptr<Disk> credentials() {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) return nullptr;
  auto disk = OsDisk::at(folder);
  if (!disk) return nullptr;
  const auto there = (*disk)->exists(kKeyFile);
  if (!there || !*there) return nullptr;
  return std::move(*disk);
}

}  // namespace

bool is_host_port(const std::string& text, bool any_port) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || text.size() > limits::kRouteHostMax) return false;
  const auto is_host = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view(".-_:[]").find(c) != std::string_view::npos;
  };
  if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), is_host)) {
    return false;
  }
  unsigned port = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + colon + 1, end, port);
  return read.ec == std::errc{} && read.ptr == end && port <= 65535 && (port > 0 || any_port);
}

bool is_loopback(const std::string& host_port) {
  return host_port.starts_with("127.") || host_port.starts_with("[::1]:");
}

bool is_unspecified(const std::string& host_port) {
  std::string host = host_port.substr(0, host_port.rfind(':'));
  while (host.ends_with('.')) host.pop_back();
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  in_addr v4{};
  in6_addr v6{};
  if (::inet_aton(host.c_str(), &v4) == 1) return v4.s_addr == 0;
  if (::inet_pton(AF_INET6, host.c_str(), &v6) != 1) return false;
  // ::, and :: that stands for 0.0.0.0
  return IN6_IS_ADDR_UNSPECIFIED(&v6) ||
         (IN6_IS_ADDR_V4MAPPED(&v6) &&
          std::all_of(v6.s6_addr + 12, v6.s6_addr + 16, [](auto byte) { return byte == 0; }));
}

bool is_onion(const std::string& host_port) { return ww::is_onion({{}, host_port}); }

bool is_told_address(const std::string& text) {
  if (!parse_address(to_address({{}, text})) || is_unspecified(text)) return false;
  if (!is_onion(text)) return true;
  constexpr std::size_t kNameSize = 56;
  const std::string name = text.substr(0, text.rfind(".onion:"));
  return name.size() == kNameSize && name.back() == 'd' &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") == std::string::npos;
}

std::string relay_address(const RelayConfig& config, const RelayKeys& keys) {
  return to_address({RelayKey{crypto::x25519_public(keys.curve)}, config.address});
}

Result<RelayConfig> read_relay_config(const std::string& home) {
  WW_TRY_SET(auto disk, OsDisk::at(home));
  WW_TRY_SET(const Bytes text, read_all(*disk, kConfigFile, kConfigMax));
  Parsed parsed = parse_config(as_text(text));
  if (!parsed.problem.empty()) return fail(Errc::malformed);
  return std::move(parsed.config);
}

Result<std::string> relay_config_problem(const std::string& home) {
  WW_TRY_SET(auto disk, OsDisk::at(home));
  WW_TRY_SET(const Bytes text, read_all(*disk, kConfigFile, kConfigMax));
  return parse_config(as_text(text)).problem;
}

bool relay_key_is_private(const std::string& home) {
  if (credentials() != nullptr) return true;
  struct stat found {};
  const std::string path = home + "/" + kKeyFile;
  if (::stat(path.c_str(), &found) != 0) return true;  // not there: for others to say
  return (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

Result<RelayKeys> read_relay_keys(Disk& disk) {
  const auto given = credentials();
  WW_TRY_SET(Bytes bytes, read_all(given ? *given : disk, kKeyFile, kKeyFileMax));
  auto keys = parse_keys(bytes);
  wipe(bytes);
  return keys;
}

Result<> write_relay_home(Disk& disk, const RelayConfig& config, const RelayKeys& keys) {
  for (const char* name : {kKeyFile, kConfigFile}) {
    WW_TRY_SET(const bool there, disk.exists(name));
    if (there) return fail(Errc::duplicate);
  }
  ByteWriter out;
  out.raw(as_bytes(kKeyMagic)).raw(keys.curve.view()).raw(keys.database.view());
  out.u8(keys.access ? 1 : 0);
  if (keys.access) out.raw(keys.access->view());
  Bytes bytes = out.take();
  const auto written = write_all(disk, kKeyFile, bytes);
  wipe(bytes);
  WW_TRY(written);
  return write_all(disk, kConfigFile, as_bytes(config_text(config)));
}

Result<> write_relay_count(Disk& disk, const relay::Totals& totals) {
  ByteWriter out;
  out.u64(totals.queues).u64(totals.boards).u64(totals.slots);
  return write_all(disk, kCountFile, out.bytes());
}

Result<relay::Totals> read_relay_count(Disk& disk) {
  WW_TRY_SET(const Bytes bytes, read_all(disk, kCountFile, 24));
  ByteReader in(bytes);
  relay::Totals totals;
  totals.queues = static_cast<std::size_t>(in.u64());
  totals.boards = static_cast<std::size_t>(in.u64());
  totals.slots = static_cast<std::size_t>(in.u64());
  if (!in.finished()) return fail(Errc::malformed);
  return totals;
}

}  // namespace ww::runtime
