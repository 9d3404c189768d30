// Command: what one command is called, takes and does. Each group of commands is a file with a
// table of these; parsing, help and completions all read the tables.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/node_api.h"

namespace ww::cli {

class Session;

// What was given, by name: "--to", "NAME". Flags that were given have an empty list.
class Arguments {
 public:
  void add(const std::string& name, std::vector<std::string> values) {
    values_[name] = std::move(values);
  }
  bool has(const std::string& name) const { return values_.count(name) != 0; }
  std::string one(const std::string& name, const std::string& otherwise = "") const {
    const auto found = values_.find(name);
    return found == values_.end() || found->second.empty() ? otherwise : found->second.front();
  }
  std::vector<std::string> all(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

struct Option {
  std::string name;   // "--to"
  std::string value;  // "CONTACT"; empty for a flag
  std::string help;
  bool repeat = false;
  bool required = false;
};
struct Positional {
  std::string name;  // "NAME"
  std::string help;
  bool required = true;
  bool rest = false;  // takes all that is left, joined by blanks
};

struct Command {
  std::string path;  // "alert send"
  std::string summary;
  std::vector<std::string> examples;
  std::vector<Positional> positionals;
  std::vector<Option> options;
  std::string details;  // a paragraph or two; may be empty
  api::Answer<int> (*run)(Session&, const Arguments&) = nullptr;
};

struct Globals {
  std::string home;
  std::optional<int> passphrase_fd;
  bool json = false, no_input = false, plain = false, help = false, version = false;
};

// Every command of this version, in the order of the help.
const std::vector<Command>& commands();
// Commands that a later version will have: they are known, and answer so.
const std::vector<std::string>& later_commands();

inline api::Problem usage(std::string message) {
  return problem(api::Problem::Kind::usage, std::move(message));
}

}  // namespace ww::cli
