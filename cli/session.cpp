#include "cli/session.h"

#include "cli/dates.h"
#include "cli/parse.h"
#include "cli/text_width.h"

namespace ww::cli {

using api::Answer;
using api::Problem;

Answer<api::NodeApi*> Session::node() {
  if (!node_) {
    WW_TRY_SET(node_, world_.connect(globals_.home, true));
  }
  return node_.get();
}

Answer<> Session::has_home() const {
  if (!world_.home_exists || world_.home_exists(globals_.home)) return Unit{};
  return problem(Problem::Kind::not_found,
                 "There is no profile here yet. Make one with `watchword init --name NAME`.");
}

Answer<api::NodeApi*> Session::open_node() {
  WW_TRY(has_home());
  WW_TRY_SET(api::NodeApi * running, node());
  WW_TRY_SET(const api::Status status, running->status());
  if (!status.exists) {
    return problem(Problem::Kind::not_found,
                   "There is no profile here yet. Make one with `watchword init --name NAME`.");
  }
  if (!status.locked) return running;
  if (!has_passphrase_source() && !may_ask()) {
    return problem(
        Problem::Kind::locked,
        "The node is locked. Unlock it with `watchword unlock`, or give --passphrase-fd.");
  }
  WW_TRY(unlock(*running));
  return running;
}

// A slip of the finger is asked again; what a script gives is taken as it is.
Answer<> Session::unlock(api::NodeApi& running) {
  constexpr int kMore = 2;
  WW_TRY_SET(const SecretBytes first, passphrase("Passphrase: "));
  auto unlocked = running.unlock(first);
  for (int tries = 0; tries < kMore && !has_passphrase_source(); ++tries) {
    if (unlocked.ok() || unlocked.error().kind != Problem::Kind::wrong_passphrase) break;
    const auto typed = terminal_.ask_secret("That was not it. Passphrase: ");
    if (!typed) break;
    unlocked = running.unlock(*typed);
  }
  return unlocked;
}

Answer<api::JournalApi*> Session::open_journal() {
  WW_TRY_SET(api::NodeApi * running, open_node());
  return &running->journal();
}

Answer<api::JournalApi*> Session::help_journal() {
  if (has_passphrase_source()) return open_journal();
  WW_TRY(has_home());
  WW_TRY_SET(api::NodeApi * running, node());
  return &running->journal();
}

const std::string& Session::home_region() {
  if (home_region_) return *home_region_;
  home_region_ = "GB";
  const auto running = open_node();
  if (!running.ok()) return *home_region_;
  const auto settings = (*running)->config();
  if (!settings.ok()) return *home_region_;
  for (const auto& [key, value] : *settings) {
    if (key == "region") home_region_ = value;
  }
  return *home_region_;
}

Clocks Session::clocks() {
  return {world_.local_to_instant, world_.local_text, world_.now(), home_region(), nullptr};
}

Answer<ToldTime> Session::read_time(const std::string& option, const std::string& text,
                                    bool future) {
  const Clocks here = clocks();
  auto told = read_told_time(text, home_zone(here), here, future);
  if (!told.ok()) return usage(option + ": " + told.error().message);
  if (!told->words.empty() && !json()) say("Note: " + option + " is " + told->words);
  return told;
}

std::string Session::day_text(Instant at) {
  return world_.local_text(at, home_zone(clocks())).value_or(for_people(at)).substr(0, 10);
}

std::string Session::time_text(Instant at) {
  return world_.local_text(at, home_zone(clocks())).value_or(for_people(at));
}

bool Session::has_passphrase_source() const {
  return globals_.passphrase_fd.has_value() || world_.credential.has_value();
}

Answer<SecretBytes> Session::passphrase(const std::string& prompt) {
  if (globals_.passphrase_fd) return terminal_.read_secret(*globals_.passphrase_fd);
  if (world_.credential) {
    WW_TRY_SET(std::string text, terminal_.read_file(*world_.credential, 4096));
    auto secret = SecretBytes::copy_of(as_bytes(std::string_view(text).substr(0, text.find('\n'))));
    wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    return secret;
  }
  if (!may_ask()) {
    return usage("A passphrase is needed: give --passphrase-fd, or run this on a terminal.");
  }
  auto typed = terminal_.ask_secret(prompt);
  if (!typed) return usage("No passphrase was typed.");
  return std::move(*typed);
}

bool Session::line(const std::string& text) {
  return terminal_.out(wrapped(text, terminal_.columns()) + "\n");
}

bool Session::page(const std::string& text) {
  const auto broken = wrapped(text, terminal_.columns());
  return globals_.plain ? terminal_.out(broken) : terminal_.page(broken);
}

void Session::say(const std::string& text) {
  terminal_.err(wrapped(text, terminal_.message_columns()) + "\n");
}

bool Session::object(const std::string& schema, const Json& fields) {
  Json whole;
  whole["schema"] = "watchword." + schema + "/1";
  whole.update(fields);
  return line(to_text(whole, terminal_.out_is_terminal()));
}

}  // namespace ww::cli
