#include "runtime/node_config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
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

constexpr const char* kUsualProxy = "127.0.0.1:9050";  // of Debian's tor

// HOST:PORT with a port of 1 to 65535. Of the characters that a host has, so that it needs no
// quoting.
bool is_proxy(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || text.size() > 80) return false;
  const auto is_host = [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view(".-_:[]").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!std::all_of(text.begin(), text.end(), is_host)) return false;
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

Result<NodeConfig, ConfigWrong> with_tor(NodeConfig config, const api::TorSetting& setting) {
  const bool off = setting.mode == "off";
  if (!off && setting.mode != "on" && setting.mode != "require") {
    return ConfigWrong{"Tor can be off, on or require."};
  }
  if (off && setting.proxy) return ConfigWrong{"Without Tor there is no proxy."};
  config.tor_required = setting.mode == "require";
  if (off)
    config.tor_proxy.clear();
  else if (setting.proxy)
    config.tor_proxy = *setting.proxy;
  else if (config.tor_proxy.empty())
    config.tor_proxy = kUsualProxy;
  if (!off && !is_proxy(config.tor_proxy)) {
    return ConfigWrong{"A proxy is HOST:PORT, such as 127.0.0.1:9050."};
  }
  return config;
}

Result<> write_config(Disk& home, const NodeConfig& config) {
  std::string text =
      "# Written by `watchword tor`, which does not keep what else is written here.\n[tor]\n";
  if (!config.tor_proxy.empty()) text += "proxy = \"" + config.tor_proxy + "\"\n";
  text += std::string("required = ") + (config.tor_required ? "true" : "false") + "\n";
  const std::string beside = std::string(kConfigName) + ".new";
  WW_TRY(home.remove(beside));
  {
    WW_TRY_SET(auto file, home.open(beside, true));
    WW_TRY(file->write(0, as_bytes(text)));
    WW_TRY(file->sync());
  }
  return home.rename(beside, kConfigName);
}

}  // namespace ww::runtime
