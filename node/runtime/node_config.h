// config.toml in the profile's folder: what the node must know before its journal is open.
//
//   [tor]
//   proxy = "127.0.0.1:9050"   # a SOCKS5 proxy; without it connections are direct
//   required = true            # nothing leaves without it
//
// `watchword tor` writes it; comments that a person added are not kept then.
// A key that is not known is an error: a mistyped "required" must not be read as "no".
#pragma once

#include <string>

#include "api/node_api.h"
#include "ports/disk.h"

namespace ww::runtime {

struct NodeConfig {
  std::string tor_proxy;  // empty: none
  bool tor_required = false;
};

struct ConfigWrong {
  std::string message;  // for a person: line and reason
};

inline constexpr const char* kConfigName = "config.toml";
inline constexpr std::size_t kConfigBytesMax = 64 * 1024;

Result<NodeConfig, ConfigWrong> parse_config(const std::string& text);
// What the configuration becomes by this setting. Off names no proxy, so it forgets the one set.
Result<NodeConfig, ConfigWrong> with_tor(NodeConfig config, const api::TorSetting& setting);
// Whole or not at all.
Result<> write_config(Disk& home, const NodeConfig& config);
// Defaults when there is no such file.
Result<NodeConfig, ConfigWrong> read_config(const std::string& home);

}  // namespace ww::runtime
