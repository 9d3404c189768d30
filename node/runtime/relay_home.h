// RelayHome: what lies in a relay's folder, and what an operator may set.
//
//   relay.key   its CURVE key, its database's key and, in password mode, the stretched password.
//               Mode 0600; or the systemd credential "relay.key" instead. Never printed.
//   relay.toml  where it listens, the address nodes are told, the mode, limits
//   relay.db    queues, boards and slots, encrypted
//   relay.count how many there are, written while it serves, for `status`
#pragma once

#include <memory>
#include <string>

#include "ports/disk.h"
#include "ports/random.h"
#include "relay/relay_options.h"
#include "relay/relay_store.h"

namespace ww::runtime {

struct RelayConfig {
  std::string listen;   // HOST:PORT to bind
  std::string address;  // HOST:PORT that nodes are told
  bool password = false;
  std::size_t peers_max = 4096;
  relay::Options limits;  // key and access_key are not set here
};

struct RelayKeys {
  crypto::Key curve;
  crypto::Key database;
  std::optional<crypto::Key> access;
};

// A host of letters, digits and . - _ : [ ], and a port (0 only where `any_port`).
bool is_host_port(const std::string& text, bool any_port);
bool is_loopback(const std::string& host_port);
// HOST:PORT as nodes accept it: lower case. What ends in .onion must be a v3 onion address, whole:
// 56 characters of base32 of which the last says version 3. (Whether its checksum is right, Tor
// tells.)
bool is_told_address(const std::string& text);
bool is_onion(const std::string& host_port);
// 0.0.0.0 and [::], in any spelling: to listen on all addresses, and nobody's to be told.
bool is_unspecified(const std::string& host_port);
std::string relay_address(const RelayConfig& config, const RelayKeys& keys);

// Fail with not_found (no relay in this folder), malformed or storage.
Result<RelayConfig> read_relay_config(const std::string& home);
// What is wrong with relay.toml, as one sentence for its operator; empty: nothing.
Result<std::string> relay_config_problem(const std::string& home);
// Whether relay.key is its owner's alone; true of a credential, which systemd sees to.
bool relay_key_is_private(const std::string& home);
Result<RelayKeys> read_relay_keys(Disk& disk);
// Fails with duplicate when there is a relay already.
Result<> write_relay_home(Disk& disk, const RelayConfig& config, const RelayKeys& keys);

Result<> write_relay_count(Disk& disk, const relay::Totals& totals);
Result<relay::Totals> read_relay_count(Disk& disk);

}  // namespace ww::runtime
