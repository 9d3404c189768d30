// Session: one run of the program. Reaches the node, unlocks it on the way, and prints.
#pragma once

#include <functional>
#include <memory>

#include "api/journal_api.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/incident_form.h"
#include "cli/json_view.h"
#include "cli/terminal.h"

namespace ww::cli {

// What a session needs of the world besides the terminal.
struct World {
  // Reaches the node of a profile; starts one when asked to and none runs.
  std::function<api::Answer<std::shared_ptr<api::NodeApi>>(const std::string& home, bool start)>
      connect;
  // Returns when the process of a node that was told to stop has ended.
  std::function<void(const std::string& home)> wait_until_ended;
  std::function<Instant()> now;
  LocalToInstant local_to_instant;
  // By the clocks of a place; nullopt when the zone is not known.
  InstantToLocal local_text;
  std::function<std::string()> six_words;  // a passphrase from the system's randomness
  std::optional<std::string> credential;   // a file that systemd handed over
  // Whether the profile's folder is there. Without it no node is started only to say so.
  std::function<bool(const std::string& home)> home_exists = [](const std::string&) {
    return true;
  };
};

class Session {
 public:
  Session(Globals globals, Terminal& terminal, const World& world)
      : globals_(std::move(globals)), terminal_(terminal), world_(world) {}

  const Globals& globals() const { return globals_; }
  Terminal& terminal() { return terminal_; }
  const World& world() const { return world_; }
  bool json() const { return globals_.json; }
  bool may_ask() const { return !globals_.no_input && terminal_.can_ask(); }

  // Fails when there is no profile's folder; starts nothing and leaves no folder behind.
  api::Answer<> has_home() const;
  // A running node, whatever its state.
  api::Answer<api::NodeApi*> node();
  // A running node with a profile that is unlocked, by --passphrase-fd or a prompt if need be.
  api::Answer<api::NodeApi*> open_node();
  // The journal of that node.
  api::Answer<api::JournalApi*> open_journal();
  // The journal of a running node for what needs no passphrase: help. Unlocked if one is given.
  api::Answer<api::JournalApi*> help_journal();
  // Asks the journal with what the person has written. A node that was locked, or ended, while she
  // wrote is opened once more: her words are not lost to it.
  template <class Ask>
  auto in_journal(Ask ask) -> decltype(ask(std::declval<api::JournalApi&>())) {
    WW_TRY_SET(api::JournalApi * journal, open_journal());
    auto answer = ask(*journal);
    if (answer.ok() || !is_away(answer.error())) return answer;
    node_.reset();
    WW_TRY_SET(api::JournalApi * again, open_journal());
    return ask(*again);
  }
  // The clocks at home: of the home region's country, UTC where they are not known.
  std::string day_text(Instant at);   // "2026-11-24"
  std::string time_text(Instant at);  // "2026-11-24 02:21"
  Clocks clocks();
  // A date that an option gives, in any form that people use; how it was read is said.
  api::Answer<ToldTime> read_time(const std::string& option, const std::string& text,
                                  bool future = false);
  // By descriptor, credential or prompt, in this order.
  api::Answer<SecretBytes> passphrase(const std::string& prompt);
  bool has_passphrase_source() const;

  // Data. False when nobody reads any more.
  bool line(const std::string& text);
  // A longer text; on a terminal a page at a time.
  bool page(const std::string& text);
  // One object on one line; `schema` becomes its first field.
  bool object(const std::string& schema, const Json& fields);
  // For a person.
  void say(const std::string& text);

 private:
  static bool is_away(const api::Problem& problem) {
    return problem.kind == api::Problem::Kind::locked ||
           problem.kind == api::Problem::Kind::no_node;
  }
  api::Answer<> unlock(api::NodeApi& running);
  const std::string& home_region();

  Globals globals_;
  Terminal& terminal_;
  const World& world_;
  std::shared_ptr<api::NodeApi> node_;
  std::optional<std::string> home_region_;
};

}  // namespace ww::cli
