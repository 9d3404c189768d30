#include "runtime/relay_home.h"

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
         "# Each may be left out. Lower them on a small disk; a slot takes 4 KiB.\n"
         "[limits]\n";
}

// A whole number in [1, most]; what is not there stays as it is.
template <class T>
bool read_limit(const toml::table& limits, const char* name, T& value, std::int64_t most) {
  const auto* node = limits.get(name);
  if (node == nullptr) return true;
  const auto number = node->value_exact<std::int64_t>();
  if (!number || *number < 1 || *number > most) return false;
  value = static_cast<T>(*number);
  return true;
}

bool read_span(const toml::table& limits, const char* name, Duration& value, Duration most) {
  std::int64_t ms = value.count();
  if (!read_limit(limits, name, ms, most.count())) return false;
  value = Duration{ms};
  return true;
}

bool only_known(const toml::table& table, std::initializer_list<std::string_view> names) {
  for (const auto& [key, value] : table) {
    if (std::find(names.begin(), names.end(), key.str()) == names.end()) return false;
  }
  return true;
}

bool read_limits(const toml::table& t, RelayConfig& config) {
  relay::Options& to = config.limits;
  constexpr std::int64_t most = 1'000'000'000;
  return only_known(t, {"peers", "queues", "boards", "slots", "queue_slots", "board_slots",
                        "board_anonymous_slots", "puts_per_day", "posts_per_day",
                        "anonymous_per_day", "tick_least_ms", "tick_most_ms"}) &&
         read_limit(t, "peers", config.peers_max, 1'000'000) &&
         read_limit(t, "queues", to.queues_max, most) &&
         read_limit(t, "boards", to.boards_max, most) &&
         read_limit(t, "slots", to.slots_max, most) &&
         read_limit(t, "queue_slots", to.queue_slots_max, limits::kQueueSlotsMax) &&
         read_limit(t, "board_slots", to.board_slots_max, limits::kBoardSlotsMax) &&
         read_limit(t, "board_anonymous_slots", to.board_anonymous_slots_max,
                    limits::kBoardSlotsMax) &&
         read_limit(t, "puts_per_day", to.puts_per_day, most) &&
         read_limit(t, "posts_per_day", to.posts_per_day, most) &&
         read_limit(t, "anonymous_per_day", to.anonymous_per_day, most) &&
         read_span(t, "tick_least_ms", to.tick_least, limits::kPollMost) &&
         read_span(t, "tick_most_ms", to.tick_most, limits::kPollMost) &&
         to.tick_least <= to.tick_most;
}

Result<RelayConfig> parse_config(std::string_view text) {
  try {
    const toml::table table = toml::parse(text);
    RelayConfig config;
    config.listen = table["listen"].value_or(std::string());
    config.address = table["address"].value_or(config.listen);
    const std::string mode = table["mode"].value_or(std::string());
    config.password = mode == "password";
    const toml::table none;
    const toml::table* given = table["limits"].as_table();
    const bool good = only_known(table, {"listen", "address", "mode", "limits"}) &&
                      is_host_port(config.listen, false) && is_told_address(config.address) &&
                      (mode == "open" || mode == "password") &&
                      read_limits(given != nullptr ? *given : none, config);
    if (!good) return fail(Errc::malformed);
    return config;
  } catch (const toml::parse_error&) {
    return fail(Errc::malformed);
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

bool is_onion(const std::string& host_port) { return ww::is_onion({{}, host_port}); }

bool is_told_address(const std::string& text) {
  if (!parse_address(to_address({{}, text}))) return false;
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
  return parse_config(as_text(text));
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
