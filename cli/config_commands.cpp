// config get, set, list.
#include "cli/groups.h"
#include "cli/parse.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

Answer<int> get(Session& session, const Arguments& arguments) {
  const std::string key = arguments.one("KEY");
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto settings, node->config());
  std::vector<std::string> known;
  for (const auto& [name, value] : settings) {
    known.push_back(name);
    if (name != key) continue;
    if (session.json()) {
      session.object("config-get", {{"key", key}, {"value", value}});
    } else {
      session.line(shown(value));
    }
    return kDone;
  }
  const auto near = nearest(key, known);
  return problem(Problem::Kind::not_found,
                 "There is no setting \"" + key + "\"." +
                     (near.empty() ? "" : " Did you mean \"" + near + "\"?"));
}

Answer<int> set(Session& session, const Arguments& arguments) {
  const std::string key = arguments.one("KEY"), value = arguments.one("VALUE");
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY(node->config_set(key, value));
  if (session.json()) {
    session.object("config-set", {{"key", key}, {"value", value}});
  } else {
    session.say("Set.");
  }
  return kDone;
}

Answer<int> list(Session& session, const Arguments&) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto settings, node->config());
  Json all = Json::object();
  for (const auto& [key, value] : settings) {
    all[key] = value;
    if (!session.json()) session.line(shown(key) + " = " + shown(value));
  }
  if (session.json()) session.object("config-list", {{"settings", all}});
  return kDone;
}

const Positional kKey{"KEY", "the setting's name"};

}  // namespace

std::vector<Command> config_commands() {
  return {
      {"config get", "one setting", {"watchword config get circles"}, {kKey}, {}, "", get},
      {"config set",
       "change a setting",
       {"watchword config set circles ask"},
       {kKey, {"VALUE", "its new value"}},
       {},
       "",
       set},
      {"config list", "all settings", {"watchword config list"}, {}, {}, "", list},
  };
}

}  // namespace ww::cli
