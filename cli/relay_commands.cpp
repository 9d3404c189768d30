// relay add, list, test, remove.
#include <algorithm>

#include "cli/groups.h"
#include "cli/relay_password.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "cli/tor_view.h"
#include "cli/wait.h"
#include "domain/pasted_address.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

constexpr int kTestSeconds = 10;
constexpr int kTestSecondsTor = 90;  // a circuit is built first
constexpr int kNoProxySeconds = 20;  // as Tor may need to start

Answer<std::optional<SecretBytes>> password_of(Session& session, const Arguments& arguments) {
  if (arguments.has("--password-fd")) {
    WW_TRY_SET(const int descriptor, descriptor_of(arguments, "--password-fd"));
    WW_TRY_SET(SecretBytes given, session.terminal().read_secret(descriptor));
    return std::optional<SecretBytes>(std::move(given));
  }
  if (!arguments.has("--password")) return std::optional<SecretBytes>();
  if (!session.may_ask()) return usage("--password-fd is missing: there is no terminal to ask on.");
  auto typed = session.terminal().ask_secret("Password of the relay: ");
  if (!typed || typed->empty()) return usage("No password was typed.");
  return typed;
}

int say_done(Session& session, const std::string& schema, const std::string& address,
             const char* words) {
  if (session.json()) {
    session.object(schema, {{"address", address}});
  } else {
    session.say(words);
  }
  return kDone;
}

Answer<int> add(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto password, password_of(session, arguments));
  WW_TRY(node->relay_add(arguments.one("ADDRESS"), password));
  WW_TRY(settle_password(session, *node, arguments.one("ADDRESS")));
  WW_TRY_SET(const api::Status status, node->status());
  if (!status.tor && arguments.one("ADDRESS").find(".onion:") != std::string::npos) {
    session.say("This relay is an onion service: it is reached only with `watchword tor on`.");
  }
  return say_done(session, "relay-add", arguments.one("ADDRESS"), "Added.");
}

std::string state_words(const api::RelayInfo& relay) {
  if (relay.state != "refused") return shown(relay.state);
  return "refused: its password is missing or wrong, `watchword relay add ADDRESS --password` says "
         "it";
}

Json to_json(const api::RelayInfo& relay) {
  return {{"address", relay.address},
          {"state", relay.state},
          {"password", relay.password},
          {"leaving", relay.leaving}};
}

Answer<int> list(Session& session, const Arguments&) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto relays, node->relays());
  if (session.json()) {
    Json all = Json::array();
    for (const auto& relay : relays) all.push_back(to_json(relay));
    session.object("relay-list", {{"relays", all}});
    return kDone;
  }
  for (const auto& relay : relays) {
    session.line(shown(relay.address) + " " + state_words(relay) +
                 (relay.password ? " (password)" : "") + (relay.leaving ? " (leaving)" : ""));
  }
  if (relays.empty()) session.say("No relay yet. `watchword relay add ADDRESS` adds one.");
  return kDone;
}

Answer<std::vector<api::RelayInfo>> of_interest(api::NodeApi& node, const std::string& address) {
  WW_TRY_SET(auto relays, node.relays());
  if (address.empty()) return relays;
  const auto named = address_in(address);
  const std::string wanted = named ? to_address(*named) : address;
  relays.erase(std::remove_if(relays.begin(), relays.end(),
                              [&](const auto& relay) { return relay.address != wanted; }),
               relays.end());
  if (relays.empty()) {
    return problem(Problem::Kind::not_found, "That relay is not one of yours.");
  }
  return relays;
}

bool all_connected(const std::vector<api::RelayInfo>& relays) {
  return std::all_of(relays.begin(), relays.end(),
                     [](const auto& relay) { return relay.state == "connected"; });
}

bool proxy_fails(const api::Status& status) {
  return status.tor_state == "absent" || status.tor_state == "refuses";
}

// The node connects of its own accord; this waits for the word. Without a proxy that works there is
// little to wait for: Tor may be starting, but not for long.
Answer<int> test(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  const std::string address = arguments.one("ADDRESS");
  WW_TRY_SET(api::Status status, node->status());
  const Instant begin = session.world().now();
  const Instant until = begin + std::chrono::seconds{status.tor ? kTestSecondsTor : kTestSeconds};
  Instant proxy_worked = begin;
  WW_TRY_SET(auto relays, of_interest(*node, address));
  const auto one_refuses = [&] {
    return std::any_of(relays.begin(), relays.end(),
                       [](const auto& relay) { return relay.state == "refused"; });
  };
  while (!all_connected(relays) && !one_refuses() && session.world().now() < until) {
    if (!proxy_fails(status)) proxy_worked = session.world().now();
    const Duration without = session.world().now() - proxy_worked;
    if (status.tor_state == "missing" || without >= std::chrono::seconds{kNoProxySeconds}) break;
    // A relay's state is no event: ask again twice a second.
    WW_TRY(node->events(UINT64_MAX, Duration{500}));
    WW_TRY_SET(relays, of_interest(*node, address));
    WW_TRY_SET(status, node->status());
  }
  Json all = Json::array();
  for (const auto& relay : relays) {
    all.push_back(to_json(relay));
    if (!session.json()) session.line(shown(relay.address) + " " + state_words(relay));
  }
  if (session.json()) session.object("relay-test", {{"relays", all}});
  if (!all_connected(relays) && (proxy_fails(status) || status.tor_state == "missing")) {
    session.say(tor_line(status));
  }
  return !relays.empty() && all_connected(relays) ? kDone : kOther;
}

std::string counted(std::uint32_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

// What she has to know: who is told, for how long the old place is read, and what stays.
void say_leaving(Session& session, const api::RelayRemoved& removed) {
  session.say("This relay is used for nothing new, and goes by itself when nothing is left there.");
  if (removed.people > 0) {
    session.say(counted(removed.people, "person is", "people are") +
                " being told of the new place, " + shown(removed.place) +
                "; the old one is read for 30 days. Each of them has to add that relay, too: ask "
                "them to.");
  }
  if (removed.unsettled > 0) {
    session.say(
        counted(removed.unsettled, "invite or handshake ends", "invites or handshakes end") +
        " there first.");
  }
  if (!removed.circles_moved.empty()) {
    session.say("Circles that go to the new place: " + shown_list(removed.circles_moved) + ".");
  }
  if (!removed.circles_staying.empty()) {
    session.say("Circles that stay there, until who made them moves them: " +
                shown_list(removed.circles_staying) + ".");
  }
  if (removed.written > 0) {
    session.say(counted(removed.written, "person has her", "people have their") +
                " own place there. You still write to it, for otherwise your warnings would not "
                "arrive.");
  }
}

Answer<int> remove(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  const std::string address = arguments.one("ADDRESS");
  WW_TRY_SET(const api::RelayRemoved removed, node->relay_remove(address));
  if (session.json()) {
    session.object("relay-remove", {{"address", address},
                                    {"gone", removed.gone},
                                    {"people", removed.people},
                                    {"unsettled", removed.unsettled},
                                    {"written", removed.written},
                                    {"circles_moved", removed.circles_moved},
                                    {"circles_staying", removed.circles_staying},
                                    {"place", removed.place}});
  } else if (removed.gone) {
    session.say("Removed.");
  } else {
    say_leaving(session, removed);
  }
  return kDone;
}

const Positional kAddress{"ADDRESS", "watchword-relay://HOST:PORT/KEY"};

}  // namespace

std::vector<Command> relay_commands() {
  return {
      {"relay add",
       "use a relay; the first one added holds your new queues",
       {"watchword relay add watchword-relay://relay.example.com:7077/KEY",
        "watchword relay add ADDRESS --password-fd 4 4<password-file"},
       {kAddress},
       {{"--password", "", "ask for the relay's password"},
        {"--password-fd", "N", "read the relay's password from descriptor N, one line"}},
       "",
       add},
      {"relay list", "your relays and how they are", {"watchword relay list"}, {}, {}, "", list},
      {"relay test",
       "see whether your relays answer",
       {"watchword relay test"},
       {{"ADDRESS", "only this one", false}},
       {},
       "Waits ten seconds at most, through Tor ninety. A relay is connected to once something\n"
       "is kept there: with the first invite. Exit code 1 when one\ndoes not answer, or refuses "
       "your password.",
       test},
      {"relay remove",
       "do not use a relay any more",
       {"watchword relay remove ADDRESS"},
       {kAddress},
       {},
       "When messages for you are left there, your contacts are told of another relay of yours, "
       "and\n"
       "the old place is read for 30 days. Add the other relay first.",
       remove},
  };
}

}  // namespace ww::cli
