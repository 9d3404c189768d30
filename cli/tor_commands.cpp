// tor status, on, off, require.
//
// What they set holds at once and is kept in the profile's folder. They need no passphrase: Tor can
// be set before there is a profile, so that nothing of it ever leaves in another way.
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "cli/tor_view.h"

namespace ww::cli {
namespace {

using api::Answer;

Json to_json(const api::Status& status) {
  Json proxy;
  if (!status.tor_proxy.empty()) proxy = status.tor_proxy;
  return {{"mode", tor_mode(status)}, {"proxy", proxy}, {"state", status.tor_state}};
}

// Without a profile's folder nothing was set, and no node is started only to say so.
Answer<api::Status> how_it_is(Session& session) {
  api::Status none;
  none.tor_state = "off";
  if (!session.has_home().ok()) return none;
  WW_TRY_SET(api::NodeApi * node, session.node());
  return node->status();
}

Answer<int> status(Session& session, const Arguments&) {
  WW_TRY_SET(const api::Status now, how_it_is(session));
  if (session.json())
    session.object("tor-status", to_json(now));
  else
    session.line(tor_line(now));
  return kDone;
}

int tell_set(Session& session, const std::string& mode, const api::Status& now) {
  if (session.json())
    session.object("tor-" + mode, to_json(now));
  else
    session.say(tor_line(now));
  return kDone;
}

Answer<int> set(Session& session, const Arguments& arguments, const std::string& mode) {
  WW_TRY_SET(api::NodeApi * node, session.node());
  api::TorSetting setting{mode, std::nullopt};
  if (arguments.has("--proxy")) setting.proxy = arguments.one("--proxy");
  WW_TRY(node->tor_set(setting));
  WW_TRY_SET(const api::Status now, node->status());
  return tell_set(session, mode, now);
}

Answer<int> on(Session& session, const Arguments& arguments) {
  return set(session, arguments, "on");
}

Answer<int> require(Session& session, const Arguments& arguments) {
  return set(session, arguments, "require");
}

// Who required Tor is asked: from then on the relay and the provider see her address.
Answer<int> off(Session& session, const Arguments& arguments) {
  WW_TRY_SET(const api::Status now, how_it_is(session));
  if (now.tor_required && !arguments.has("--yes")) {
    if (!session.may_ask()) {
      return usage("--yes is missing: Tor is required, and without it your address can be seen.");
    }
    const auto sure = ask_yes_no(
        session.terminal(),
        "Tor is required. Without it the relay and your provider see your address and whom you "
        "connect to. Leave Tor?");
    if (!sure.value_or(false)) return usage("Nothing was changed.");
  }
  if (!session.has_home().ok()) return tell_set(session, "off", now);
  return set(session, arguments, "off");
}

const Option kProxy{"--proxy", "HOST:PORT", "where Tor's SOCKS5 proxy listens (127.0.0.1:9050)"};

}  // namespace

std::string tor_mode(const api::Status& status) {
  if (status.tor_required) return "require";
  return status.tor ? "on" : "off";
}

std::string tor_line(const api::Status& status) {
  std::string line = "Tor: ";
  if (!status.tor) {
    return line + (status.tor_required
                       ? "required, but no proxy is named. Nothing leaves. `watchword tor require`."
                       : "off. The relay and your provider can see your network address.");
  }
  line += status.tor_required ? "required" : "on";
  line += ", through " + shown(status.tor_proxy) + ". ";
  if (status.tor_state == "works") return line + "The proxy answers.";
  if (status.tor_state == "absent") {
    return line + "NOBODY ANSWERS THERE: does Tor run? Nothing leaves meanwhile.";
  }
  if (status.tor_state == "refuses") {
    return line + "WHAT ANSWERS THERE IS NOT TOR'S PROXY. Nothing leaves meanwhile.";
  }
  return line + "Nothing was connected yet.";
}

std::vector<Command> tor_commands() {
  return {
      {"tor status",
       "whether connections go through Tor, and how its proxy is",
       {"watchword tor status", "watchword tor status --json"},
       {},
       {},
       "",
       status},
      {"tor on",
       "connect through Tor alone",
       {"watchword tor on", "watchword tor on --proxy 127.0.0.1:9150"},
       {},
       {kProxy},
       "While the proxy is away nothing is sent in another way; it waits.\n"
       "Tor hides your network address from relays, and from your provider whom you connect to.",
       on},
      {"tor require",
       "the same, and nothing may be connected without it",
       {"watchword tor require", "watchword tor require --proxy 127.0.0.1:9150"},
       {},
       {kProxy},
       "As on; and also when the proxy's line is lost from the configuration nothing is\n"
       "connected, and `tor off` asks first.",
       require},
      {"tor off",
       "connect directly",
       {"watchword tor off"},
       {},
       {{"--yes", "", "do not ask, although Tor is required"}},
       "",
       off},
  };
}

}  // namespace ww::cli
