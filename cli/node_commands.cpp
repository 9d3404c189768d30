// node start, stop, log.
#include "cli/groups.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

constexpr std::size_t kLogMost = 4 * 1024 * 1024;  // the node keeps far less
constexpr const char* kLogName = "/node.log";

int say_done(Session& session, const char* schema, bool running, const char* words) {
  if (session.json()) {
    session.object(schema, {{"running", running}});
  } else {
    session.say(words);
  }
  return kDone;
}

Answer<int> start(Session& session, const Arguments&) {
  WW_TRY(session.node());
  return say_done(session, "node-start", true, "The node runs.");
}

Answer<int> stop(Session& session, const Arguments&) {
  auto node = session.world().connect(session.globals().home, false);
  // A node that is there and cannot be reached has a code of its own (node_start.cpp).
  if (!node.ok() && node.error().kind == Problem::Kind::no_node && node.error().code.empty()) {
    return say_done(session, "node-stop", false, "No node was running.");
  }
  WW_TRY(node);
  WW_TRY((*node)->stop());
  *node = nullptr;  // hangs up: the node waits for that
  session.world().wait_until_ended(session.globals().home);
  return say_done(session, "node-stop", false, "Stopped.");
}

Answer<int> log(Session& session, const Arguments&) {
  WW_TRY_SET(const std::string text,
             session.terminal().read_file(session.globals().home + kLogName, kLogMost));
  if (session.json()) {
    session.object("node-log", {{"log", text}});
  } else {
    session.line(shown_lines(text, ""));
  }
  return kDone;
}

}  // namespace

std::vector<Command> node_commands() {
  return {
      {"node start",
       "start the node; other commands do so by themselves",
       {"watchword node start"},
       {},
       {},
       "",
       start},
      {"node stop", "end the node", {"watchword node stop"}, {}, {}, "", stop},
      {"node log",
       "what the node wrote down: counts and codes, never contents",
       {"watchword node log"},
       {},
       {},
       "",
       log},
  };
}

}  // namespace ww::cli
