#include "cli/session.h"

#include "cli/parse.h"

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
  WW_TRY_SET(const SecretBytes given, passphrase("Passphrase: "));
  WW_TRY(running->unlock(given));
  return running;
}

Answer<api::JournalApi*> Session::open_journal() {
  WW_TRY_SET(api::NodeApi * running, open_node());
  return &running->journal();
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

bool Session::object(const std::string& schema, const Json& fields) {
  Json whole;
  whole["schema"] = "watchword." + schema + "/1";
  whole.update(fields);
  return line(to_text(whole, terminal_.out_is_terminal()));
}

std::string to_text(const Json& json, bool for_screen) {
  return json.dump(-1, ' ', for_screen, Json::error_handler_t::replace);
}

}  // namespace ww::cli
