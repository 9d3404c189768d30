#include "cli/relay_password.h"

namespace ww::cli {
namespace {

using api::Problem;

constexpr int kPolls = 20;  // of half a second: a relay's state is no event
constexpr int kAsked = 3;

// connected, refused or unreachable; empty when it says nothing in time.
api::Answer<std::string> state_of(api::NodeApi& node, const std::string& address) {
  for (int poll = 0; poll < kPolls; ++poll) {
    WW_TRY_SET(const auto relays, node.relays());
    std::string state;
    for (const auto& relay : relays) {
      if (relay.address == address) state = relay.state;
    }
    if (state != "unused" && state != "connecting") return state;
    WW_TRY(node.events(UINT64_MAX, Duration{500}));
  }
  return std::string();
}

}  // namespace

api::Answer<> settle_password(Session& session, api::NodeApi& node, const std::string& address) {
  for (int asked = 0;; ++asked) {
    WW_TRY_SET(const std::string state, state_of(node, address));
    if (state != "refused") return Unit{};
    if (!session.may_ask() || asked == kAsked) break;
    session.say("This relay asks for a password, and yours is missing or wrong.");
    const auto typed = session.terminal().ask_secret("Password of the relay: ");
    if (!typed || typed->empty()) break;
    WW_TRY(node.relay_add(address, typed));
  }
  return problem(Problem::Kind::other,
                 "The relay is added, but it asks for a password, and yours is missing or wrong: "
                 "nothing of yours is made there. Ask who runs it, then: watchword relay add " +
                     address + " --password");
}

}  // namespace ww::cli
