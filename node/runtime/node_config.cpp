#include "runtime/node_config.h"

#include <toml++/toml.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace ww::runtime {
namespace {

std::string place(const toml::source_region& source) {
  return "line " + std::to_string(source.begin.line) + ": ";
}

ConfigWrong wrong(const toml::node& node, const std::string& why) {
  return {place(node.source()) + why};
}

// HOST:PORT with a port of 1 to 65535.
bool is_proxy(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || text.size() > 80) return false;
  const std::string port = text.substr(colon + 1);
  if (port.empty() || port.size() > 5) return false;
  if (port.find_first_not_of("0123456789") != std::string::npos) return false;
  const int number = std::stoi(port);
  return number > 0 && number <= 65535;
}

Result<Unit, ConfigWrong> take_tor(const toml::table& tor, NodeConfig& config) {
  for (const auto& [key, value] : tor) {
    if (key == "proxy") {
      config.tor_proxy = value.value_or(std::string());
      if (!is_proxy(config.tor_proxy)) return wrong(value, "tor.proxy needs \"HOST:PORT\"");
    } else if (key == "required") {
      if (!value.is_boolean()) return wrong(value, "tor.required needs true or false");
      config.tor_required = value.value_or(false);
    } else {
      return wrong(value, "there is no setting tor." + std::string(std::string_view(key)));
    }
  }
  return Unit{};
}

Result<NodeConfig, ConfigWrong> take_all(const toml::table& all) {
  NodeConfig config;
  for (const auto& [key, value] : all) {
    const toml::table* table = value.as_table();
    if (key != "tor" || table == nullptr) {
      return wrong(value, "there is no setting " + std::string(std::string_view(key)));
    }
    WW_TRY(take_tor(*table, config));
  }
  return config;
}

}  // namespace

Result<NodeConfig, ConfigWrong> parse_config(const std::string& text) {
  if (text.size() > kConfigBytesMax) return ConfigWrong{"the file is too long"};
  try {
    return take_all(toml::parse(text));
  } catch (const toml::parse_error& error) {
    return ConfigWrong{place(error.source()) + std::string(error.description())};
  }
}

Result<NodeConfig, ConfigWrong> read_config(const std::string& home) {
  const std::string path = home + "/" + kConfigName;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return NodeConfig{};
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return ConfigWrong{"the file cannot be read"};
  return parse_config(text.str());
}

}  // namespace ww::runtime
