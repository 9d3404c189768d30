#include "runtime/relay_commands.h"

#include <cstdio>

#include "relay/expiry.h"
#include "relay/sql_relay_store.h"
#include "runtime/os_clock.h"
#include "runtime/os_disk.h"
#include "runtime/os_home.h"
#include "runtime/os_log.h"
#include "runtime/os_random.h"
#include "runtime/relay_home.h"
#include "runtime/relay_service.h"
#include "runtime/relay_system.h"
#include "store/database.h"

namespace ww::runtime {
namespace {

enum Exit : int { kDone = 0, kOther = 1, kUsage = 2, kNotFound = 6, kInvalid = 9 };

constexpr const char* kLockName = "relay";
// Descriptors that are not peers': files, libzmq's own, and those of connections being refused.
constexpr std::size_t kFilesAside = 128;

// `kind` and `message` are texts of the program, without quotes and backslashes.
int tell(const RelayCommand& command, Exit code, const char* kind, const char* message) {
  if (command.json) {
    std::fprintf(stderr,
                 "{\"schema\":\"watchword.error/1\",\"error\":\"%s\",\"exit\":%d,"
                 "\"message\":\"%s\"}\n",
                 kind, static_cast<int>(code), message);
  } else {
    std::fprintf(stderr, "watchword-relay: %s\n", message);
  }
  return code;
}

int tell(const RelayCommand& command, Error error) {
  switch (error.code) {
    case Errc::not_found:
      return tell(command, kNotFound, "not_found",
                  "there is no relay in this folder; `init` makes one");
    case Errc::malformed:
      return tell(command, kInvalid, "invalid",
                  "relay.toml or relay.key is not what it should be: `watchword-relay --home DIR "
                  "check-config` says what is wrong");
    case Errc::unauthenticated:
      return tell(command, kOther, "key", "relay.key does not open relay.db");
    case Errc::unsupported:
      return tell(command, kOther, "version",
                  "relay.db was written by another version of Watchword, and was left as it is");
    case Errc::unavailable:
      return tell(command, kOther, "listen",
                  "the address cannot be listened on: in use, or not of this machine");
    case Errc::full:
      return tell(command, kOther, "running", "this relay is being served by another process");
    case Errc::refused:
      return tell(
          command, kOther, "folder",
          "the folder or relay.key belongs to another user, or others may read it: chmod 700 "
          "the folder, chmod 600 relay.key");
    case Errc::duplicate:
      return tell(command, kOther, "exists", "there is a relay in this folder already");
    default:
      return tell(command, kOther, "storage", "a file cannot be read or written");
  }
}

// What every command but init begins with.
struct Opened {
  std::unique_ptr<OsDisk> disk;
  RelayConfig config;
  RelayKeys keys;
};
Result<Opened> open_home(const RelayCommand& command) {
  WW_TRY_SET(auto disk, OsDisk::at(command.home));
  if (!relay_key_is_private(command.home)) return fail(Errc::refused);
  WW_TRY_SET(auto config, read_relay_config(command.home));
  WW_TRY_SET(auto keys, read_relay_keys(*disk));
  if (config.password != keys.access.has_value()) return fail(Errc::malformed);
  return Opened{std::move(disk), std::move(config), std::move(keys)};
}

// ---- init ---------------------------------------------------------------------------------------

Result<crypto::Key> access_key(const RelayCommand& command, const crypto::Key& curve) {
  WW_TRY_SET(const SecretBytes password,
             command.password_fd ? read_password_line(*command.password_fd) : ask_new_password());
  const auto salt = core::access_salt(RelayKey{crypto::x25519_public(curve)});
  auto key = crypto::argon2id(password.view(), salt, crypto::kModerate);
  if (!key) return fail(Errc::storage);
  return std::move(*key);
}

// A port of 0 is made a real one now, and kept: the address must not change at each start.
Result<std::string> with_port(const std::string& listen, const crypto::Key& curve) {
  const net::ZmqContext context;
  WW_TRY_SET(const auto server, net::ZmqServer::listen(context, listen, curve));
  return server->host_port();
}

Result<RelayConfig> new_config(const RelayCommand& command, const crypto::Key& curve) {
  RelayConfig config;
  WW_TRY_SET(config.listen, with_port(command.listen, curve));
  config.address = command.address.empty() ? config.listen : command.address;
  // What listens on loopback may still be led to from elsewhere: by Tor, or by a router.
  const bool near = is_loopback(config.listen) && is_loopback(config.address);
  config.password = command.mode == "password" || (command.mode.empty() && !near);
  return config;
}

void print_status(const RelayCommand& command, const Opened& relay, const relay::Totals& totals,
                  bool running) {
  const std::string address = relay_address(relay.config, relay.keys);
  const char* mode = relay.config.password ? "password" : "open";
  if (command.json) {
    std::printf(
        "{\"schema\":\"watchword.relay-status/1\",\"address\":\"%s\",\"listen\":\"%s\","
        "\"mode\":\"%s\",\"running\":%s,\"queues\":%zu,\"boards\":%zu,\"slots\":%zu}\n",
        address.c_str(), relay.config.listen.c_str(), mode, running ? "true" : "false",
        totals.queues, totals.boards, totals.slots);
    return;
  }
  std::printf("%s\nlistens on %s, mode %s, %s\nqueues %zu, boards %zu, slots %zu\n",
              address.c_str(), relay.config.listen.c_str(), mode,
              running ? "running" : "not running", totals.queues, totals.boards, totals.slots);
}

// ---- the database, while nobody serves it -------------------------------------------------------

struct OpenStore {
  std::unique_ptr<store::Database> database;
  std::unique_ptr<relay::SqlRelayStore> store;
};
Result<OpenStore> open_store(Opened& relay, Random& random) {
  WW_TRY_SET(auto database,
             store::Database::open(*relay.disk, random, "relay.db", relay.keys.database));
  WW_TRY_SET(auto store, relay::SqlRelayStore::open(*database));
  return OpenStore{std::move(database), std::move(store)};
}

Result<relay::Totals> count(OpenStore& open) {
  try {
    return open.store->totals({});
  } catch (const StoreFailed& failed) {
    return failed.error();
  }
}

Result<relay::Totals> expire(OpenStore& open) {
  WW_TRY(open.store->begin());
  try {
    relay::Expiry().run(*open.store, os_now());
    const relay::Totals left = open.store->totals({});
    WW_TRY(open.store->commit());
    return left;
  } catch (const StoreFailed& failed) {
    open.store->rollback();
    return failed.error();
  }
}

// While a process serves, what it last noted; else what the database says.
struct Counted {
  relay::Totals totals;
  bool running = false;
};
Result<Counted> counted(const RelayCommand& command, Opened& relay) {
  const auto lock = HomeLock::take(command.home, kLockName);
  if (!lock && lock.error().code != Errc::full) return lock.error();
  if (!lock) {
    const auto noted = read_relay_count(*relay.disk);
    return Counted{noted ? *noted : relay::Totals{}, true};
  }
  OsRandom random;
  WW_TRY_SET(auto open, open_store(relay, random));
  WW_TRY_SET(const relay::Totals totals, count(open));
  return Counted{totals, false};
}

Result<> serve(const RelayCommand& command, int stop_fd) {
  WW_TRY_SET(auto relay, open_home(command));
  WW_TRY_SET(auto lock, HomeLock::take(command.home, kLockName));
  const std::size_t files = os_files_max();
  const std::size_t for_peers =
      files > 2 * kFilesAside ? (files - kFilesAside) * 3 / 4 : kFilesAside;
  relay.config.peers_max = std::min(relay.config.peers_max, for_peers);
  OsRandom random;
  const auto log = OsLog::to_stderr();
  const net::ZmqContext context;
  WW_TRY_SET(auto service,
             RelayService::start(*relay.disk, random, *log, context, relay.config, relay.keys));
  lock.started();
  os_tell_ready();
  std::printf("%s\n", relay_address(relay.config, relay.keys).c_str());
  std::fflush(stdout);
  return service->run(stop_fd);
}

}  // namespace

int relay_init(const RelayCommand& command) {
  if (!is_host_port(command.listen, true)) {
    return tell(command, kUsage, "usage", "--listen is HOST:PORT, such as 127.0.0.1:0");
  }
  if (!command.address.empty() && !is_told_address(command.address)) {
    return tell(command, kUsage, "usage",
                "--address is HOST:PORT in lower case, such as relay.example.com:7077 or the 56 "
                "characters of an onion service with .onion:7077");
  }
  if (const auto made = make_home(command.home); !made) return tell(command, made.error());
  auto disk = OsDisk::at(command.home);
  if (!disk) return tell(command, disk.error());
  OsRandom random;
  RelayKeys keys{random.key(), random.key(), std::nullopt};
  auto config = new_config(command, keys.curve);
  if (!config) return tell(command, config.error());
  if (!is_told_address(config->address)) {
    return tell(command, kUsage, "usage",
                "nodes cannot be told that name: give them another by --address");
  }
  if (config->password) {
    auto access = access_key(command, keys.curve);
    if (!access) {
      return tell(command, kUsage, "password",
                  "password mode needs a password of 8 to 128 bytes: --password-fd N, or typed "
                  "twice the same on a terminal");
    }
    keys.access = std::move(*access);
  }
  if (const auto written = write_relay_home(**disk, *config, keys); !written) {
    return tell(command, written.error());
  }
  const Opened relay{std::move(*disk), std::move(*config), std::move(keys)};
  if (command.json) {
    print_status(command, relay, {}, false);
  } else {
    std::printf("%s\n", relay_address(relay.config, relay.keys).c_str());
  }
  return kDone;
}

int relay_serve(const RelayCommand& command) {
  const OsFile stop = os_stop_signals();
  const auto served = serve(command, stop.descriptor());
  return served ? static_cast<int>(kDone) : tell(command, served.error());
}

int relay_status(const RelayCommand& command) {
  auto relay = open_home(command);
  if (!relay) return tell(command, relay.error());
  const auto now = counted(command, *relay);
  if (!now) return tell(command, now.error());
  print_status(command, *relay, now->totals, now->running);
  return kDone;
}

int relay_check_config(const RelayCommand& command) {
  const auto problem = relay_config_problem(command.home);
  if (problem && !problem->empty()) {
    return tell(command, kInvalid, "invalid", ("relay.toml: " + *problem).c_str());
  }
  const auto relay = open_home(command);
  if (!relay && relay.error().code == Errc::malformed) {
    return tell(
        command, kInvalid, "invalid",
        "relay.key is damaged, or holds a password where relay.toml says open, or none where "
        "it says password");
  }
  if (!relay) return tell(command, relay.error());
  if (!command.json)
    std::printf("relay.toml and relay.key are good\n");
  else
    std::printf("{\"schema\":\"watchword.relay-config/1\",\"good\":true}\n");
  return kDone;
}

int relay_queues(const RelayCommand& command) {
  auto relay = open_home(command);
  if (!relay) return tell(command, relay.error());
  const auto now = counted(command, *relay);
  if (!now) return tell(command, now.error());
  const relay::Options& most = relay->config.limits;
  if (command.json) {
    std::printf(
        "{\"schema\":\"watchword.relay-queues/1\",\"queues\":%zu,\"queues_max\":%zu,"
        "\"boards\":%zu,\"boards_max\":%zu,\"slots\":%zu,\"slots_max\":%zu}\n",
        now->totals.queues, most.queues_max, now->totals.boards, most.boards_max, now->totals.slots,
        most.slots_max);
  } else {
    std::printf("queues %zu of %zu\nboards %zu of %zu\nslots %zu of %zu\n", now->totals.queues,
                most.queues_max, now->totals.boards, most.boards_max, now->totals.slots,
                most.slots_max);
  }
  return kDone;
}

int relay_expire(const RelayCommand& command) {
  auto relay = open_home(command);
  if (!relay) return tell(command, relay.error());
  const auto lock = HomeLock::take(command.home, kLockName);
  if (!lock) return tell(command, lock.error());
  OsRandom random;
  auto open = open_store(*relay, random);
  if (!open) return tell(command, open.error());
  const auto left = expire(*open);
  if (!left) return tell(command, left.error());
  print_status(command, *relay, *left, false);
  return kDone;
}

// Without the words themselves: they are any bytes, and not worth a way to spell them.
int relay_usage_as_json() {
  RelayCommand command;
  command.json = true;
  return tell(command, kUsage, "usage", "the command line is not understood; see --help");
}

int relay_not_in_this_version(const RelayCommand& command) {
  return tell(command, kUsage, "not_in_this_version", "not in this version");
}

}  // namespace ww::runtime
