// init, unlock, lock, status, doctor.
#include <algorithm>

#include "cli/groups.h"
#include "cli/notice_view.h"
#include "cli/relay_password.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "cli/tor_view.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

constexpr std::size_t kPassphraseLeast =
    8;  // bytes; the node's own key does not depend on it alone

bool same(const SecretBytes& a, const SecretBytes& b) { return same_bytes(a.view(), b.view()); }

// Enter alone means: give me six words.
Answer<SecretBytes> six_words(Session& session) {
  std::string words = session.world().six_words();
  session.say("Your passphrase: " + words);
  session.say("Write it on paper and keep it safe. Nobody can get it back for you.");
  auto secret = SecretBytes::copy_of(as_bytes(words));
  wipe({reinterpret_cast<std::uint8_t*>(words.data()), words.size()});
  const auto again = session.terminal().ask_secret("Type it once, to be sure: ");
  if (!again || !same(*again, secret)) return usage("That was not the same. Nothing was made.");
  return secret;
}

Answer<SecretBytes> long_enough(SecretBytes secret) {
  if (secret.size() >= kPassphraseLeast) return secret;
  return usage("A passphrase needs at least 8 characters. Six random words are better.");
}

Answer<SecretBytes> new_passphrase(Session& session) {
  if (session.has_passphrase_source() || !session.may_ask()) {
    WW_TRY_SET(SecretBytes given, session.passphrase(""));
    return long_enough(std::move(given));
  }
  const bool has_words = session.world().six_words != nullptr;
  auto first = session.terminal().ask_secret(has_words ? "New passphrase (Enter: get six words): "
                                                       : "New passphrase: ");
  if (!first) return usage("No passphrase was typed.");
  if (first->empty() && has_words) return six_words(session);
  WW_TRY_SET(SecretBytes chosen, long_enough(std::move(*first)));
  const auto again = session.terminal().ask_secret("The same again: ");
  if (!again || !same(*again, chosen)) return usage("The two are not the same. Nothing was made.");
  return chosen;
}

Answer<std::string> name_of(Session& session, const Arguments& arguments) {
  if (arguments.has("--name")) return arguments.one("--name");
  if (!session.may_ask()) return usage("--name is missing: what shall your contacts see?");
  const auto typed = session.terminal().ask("Your name among peers (no legal name): ");
  if (!typed || typed->empty()) return usage("No name was typed.");
  return *typed;
}

Answer<> no_profile_yet(Session& session) {
  WW_TRY_SET(api::NodeApi * node, session.node());
  WW_TRY_SET(const api::Status status, node->status());
  if (!status.exists) return Unit{};
  return problem(Problem::Kind::other,
                 "There is a profile in this folder already. Use --home DIR for another one.");
}

// All is asked before a node is started: who gives up, or forgot an option, leaves no folder. But
// nobody is asked for the passphrase of a new profile where there is one already.
Answer<int> init(Session& session, const Arguments& arguments) {
  const bool fresh = !session.has_home().ok();
  if (!fresh && session.may_ask()) WW_TRY(no_profile_yet(session));
  api::InitRequest request;
  WW_TRY_SET(request.name, name_of(session, arguments));
  request.region = arguments.one("--region", "GB");
  if (arguments.has("--relay")) request.relay = arguments.one("--relay");
  WW_TRY_SET(request.passphrase, new_passphrase(session));
  WW_TRY(no_profile_yet(session));
  WW_TRY_SET(api::NodeApi * node, session.node());
  const auto made = node->init(request);
  if (!made) {
    // No node is left running for a profile that is not there. What it answers does not matter.
    if (fresh) static_cast<void>(node->stop());
    return made.error();
  }
  if (request.relay) {
    // The profile is made whatever the relay says; how to go on is told.
    const auto settled = settle_password(session, *node, *request.relay);
    if (!settled) session.say(settled.error().message);
  }
  if (session.json()) {
    // As it is kept: "Leeds" is GB-LDS.
    WW_TRY_SET(const auto settings, node->config());
    const auto region = std::find_if(settings.begin(), settings.end(),
                                     [](const auto& each) { return each.first == "region"; });
    const bool kept = region != settings.end();
    session.object("init",
                   {{"name", request.name}, {"region", kept ? region->second : request.region}});
  } else {
    session.say(
        "Done. Next: `watchword contact invite --for NAME` makes an invite for one person.");
  }
  return kDone;
}

Answer<int> unlock(Session& session, const Arguments&) {
  WW_TRY(session.has_home());
  WW_TRY_SET(api::NodeApi * node, session.node());
  WW_TRY_SET(const api::Status status, node->status());
  const bool was_locked = status.exists && status.locked;
  if (was_locked && !session.has_passphrase_source() && !session.may_ask()) {
    return usage("--passphrase-fd is missing: the passphrase cannot be asked for here.");
  }
  WW_TRY(session.open_node());
  if (session.json()) {
    session.object("unlock", {{"locked", false}});
  } else {
    session.say(was_locked ? "Unlocked." : "It was unlocked already.");
  }
  return kDone;
}

Answer<int> lock(Session& session, const Arguments&) {
  WW_TRY(session.has_home());
  WW_TRY_SET(api::NodeApi * node, session.node());
  WW_TRY(node->lock());
  if (session.json()) {
    session.object("lock", {{"locked", true}});
  } else {
    session.say("Locked.");
  }
  return kDone;
}

Json to_json(const api::Status& status) {
  Json relays = Json::array();
  for (const auto& relay : status.relays) {
    relays.push_back(
        {{"address", relay.address}, {"state", relay.state}, {"password", relay.password}});
  }
  return {{"exists", status.exists},
          {"locked", status.locked},
          {"name", status.name},
          {"contacts", status.contacts},
          {"circles", status.circles},
          {"alerts", status.alerts},
          {"relays", relays},
          {"outbox",
           {{"saved", status.outbox.saved},
            {"handed_over", status.outbox.handed_over},
            {"confirmed", status.outbox.confirmed}}},
          {"journal_bytes", status.journal_bytes},
          {"tor", status.tor},
          {"tor_required", status.tor_required},
          {"tor_proxy", status.tor_proxy},
          {"tor_state", status.tor_state},
          {"notices", cli::to_json(status.notices)}};
}

void print(Session& session, const api::Status& status) {
  if (!status.exists) {
    session.line("There is no profile here yet. Make one with `watchword init --name NAME`.");
    return;
  }
  if (status.locked) {
    session.line("Locked. Nothing is shown and nothing is read until `watchword unlock`.");
    return;
  }
  session.line("Unlocked, as " + shown(status.name));
  session.line("People: " + std::to_string(status.contacts) + "  Circles: " +
               std::to_string(status.circles) + "  Alerts: " + std::to_string(status.alerts));
  session.line("Own alerts: " + std::to_string(status.outbox.saved) + " waiting, " +
               std::to_string(status.outbox.handed_over) + " at a relay, " +
               std::to_string(status.outbox.confirmed) + " confirmed");
  for (const auto& relay : status.relays) {
    session.line("Relay: " + shown(relay.address) + " (" + shown(relay.state) + ")");
  }
  if (status.relays.empty())
    session.line("Relay: none. Add one with `watchword relay add ADDRESS`.");
  session.line(tor_line(status));
  for (const auto& notice : status.notices) session.line("NOTICE: " + shown(notice.text));
  if (!status.notices.empty()) session.line("`watchword notices` tells since when.");
}

int tell_status(Session& session, const api::Status& now) {
  if (session.json()) {
    session.object("status", to_json(now));
  } else {
    print(session, now);
  }
  return kDone;
}

Answer<int> status(Session& session, const Arguments&) {
  if (!session.has_home().ok()) {
    api::Status none;
    none.tor_state = "off";
    return tell_status(session, none);
  }
  // With a passphrase at hand a locked node is unlocked; without one its being locked is the news.
  WW_TRY_SET(api::NodeApi * node, session.node());
  WW_TRY_SET(api::Status now, node->status());
  if (now.exists && now.locked && session.has_passphrase_source()) {
    WW_TRY(session.open_node());
    WW_TRY_SET(now, node->status());
  }
  return tell_status(session, now);
}

// Without a node the reason is the finding: a read-only disk must not leave the doctor silent.
Answer<std::vector<api::Check>> findings(Session& session) {
  const auto node = session.node();
  if (node.ok()) return (*node)->doctor();
  return std::vector<api::Check>{{"node", false, node.error().message}};
}

Answer<int> doctor(Session& session, const Arguments&) {
  WW_TRY(session.has_home());
  WW_TRY_SET(const auto checks, findings(session));
  Json list = Json::array();
  bool all_well = true;
  for (const auto& check : checks) {
    all_well = all_well && check.ok;
    list.push_back({{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
    if (!session.json()) {
      session.line((check.ok ? "ok      " : "PROBLEM ") + shown(check.name) + ": " +
                   shown(check.detail));
    }
  }
  if (session.json()) session.object("doctor", {{"ok", all_well}, {"checks", list}});
  return all_well ? kDone : kOther;
}

}  // namespace

std::vector<Command> profile_commands() {
  return {
      {"init",
       "make a profile",
       {"watchword init --name Robin",
        "watchword init --name Robin --relay watchword-relay://relay.example.com:7077/KEY"},
       {},
       {{"--name", "NAME", "what your contacts will see; no legal name"},
        {"--region", "PLACE",
         "home: of numbers typed without a country, and of help nearby (default: GB)"},
        {"--relay", "ADDRESS", "a relay that you trust to carry sealed messages"}},
       "The passphrase is asked twice on a terminal; Enter offers six random words.",
       init},
      {"unlock",
       "open the profile with its passphrase",
       {"watchword unlock", "watchword unlock --passphrase-fd 3 3<passphrase-file"},
       {},
       {},
       "",
       unlock},
      {"lock", "close the profile; keys leave the memory", {"watchword lock"}, {}, {}, "", lock},
      {"status",
       "how the node is",
       {"watchword status", "watchword status --json"},
       {},
       {},
       "",
       status},
      {"doctor",
       "look for what is wrong with this set-up",
       {"watchword doctor"},
       {},
       {},
       "Exit code 1 when something needs your attention.",
       doctor},
  };
}

}  // namespace ww::cli
