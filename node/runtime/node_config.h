// config.toml in the profile's folder: what the node must know before its journal is open.
//
//   [tor]
//   proxy = "127.0.0.1:9050"   # a SOCKS5 proxy; without it connections are direct
//   required = true            # nothing leaves without it
//
// A key that is not known is an error: a mistyped "required" must not be read as "no".
#pragma once

#include <string>

#include "base/result.h"

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
// Defaults when there is no such file.
Result<NodeConfig, ConfigWrong> read_config(const std::string& home);

}  // namespace ww::runtime
