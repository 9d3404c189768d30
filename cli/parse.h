// Parsing: from words to a command with its arguments. No decisions about what a command does.
//
// A value that is called FILE, DIR or PATH is a name in the file system and stays as its bytes are;
// every other one is text (base/outside_text.h).
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace ww::cli {

struct Parsed {
  Globals globals;
  const Command* command = nullptr;  // null: show the help of `topic`
  std::string topic;                 // a group, or empty for the whole
  Arguments arguments;
  std::vector<std::string> notes;  // for a person: how a word was read
};

// `words`: without the program's name. Options of the whole program may stand anywhere.
api::Answer<Parsed> parse(const std::vector<std::string>& words);
// Whether "--json" is among the words, for errors that happen before they are parsed.
bool wants_json(const std::vector<std::string>& words);

// The options that every command has.
const std::vector<Option>& global_options();
// The nearest of `known` within two changes; empty without one.
std::string nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace ww::cli
