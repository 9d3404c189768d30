// The only file that includes CLI11. Each command gets a flat parser of its own: nested ones would
// take a contact called "relay" for the command of that name.
#include "cli/parse.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <CLI/CLI.hpp>

#include "base/edit_distance.h"
#include "base/outside_text.h"

namespace ww::cli {
namespace {

using api::Answer;

struct Path {
  std::vector<std::string> words;          // of the command
  std::vector<std::size_t> used;           // where they stood
  std::optional<std::string> unknown;      // a word that is no command
  std::vector<std::string> known_instead;  // what could have stood there
};

bool starts_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

std::vector<std::string> first_words() {
  std::vector<std::string> words;
  for (const auto& command : commands())
    words.push_back(command.path.substr(0, command.path.find(' ')));
  for (const auto& later : later_commands()) words.push_back(later.substr(0, later.find(' ')));
  words.push_back("help");
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<std::string> second_words(const std::string& group) {
  std::vector<std::string> words;
  const auto take = [&](const std::string& path) {
    if (starts_with(path, group + " ")) words.push_back(path.substr(group.size() + 1));
  };
  for (const auto& command : commands()) take(command.path);
  for (const auto& later : later_commands()) take(later);
  return words;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool takes_value(const std::string& word) {
  const auto& globals = global_options();
  return std::any_of(globals.begin(), globals.end(), [&](const Option& option) {
    return option.name == word && !option.value.empty();
  });
}

const Command* find_command(const std::string& path) {
  for (const auto& command : commands()) {
    if (command.path == path) return &command;
  }
  return nullptr;
}

Path find_path(const std::vector<std::string>& words) {
  Path path;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") break;
    if (takes_value(words[i])) {
      ++i;
      continue;
    }
    if (starts_with(words[i], "-")) continue;
    const auto known = path.words.empty() ? first_words() : second_words(path.words[0]);
    if (!contains(known, words[i])) {
      // "packet" is a command, and "packet verify" another: what follows may be an argument.
      if (!path.words.empty() && find_command(path.words[0]) != nullptr) return path;
      path.unknown = words[i];
      path.known_instead = known;
      return path;
    }
    path.words.push_back(words[i]);
    path.used.push_back(i);
    if (path.words.size() == 2 || second_words(words[i]).empty()) return path;
  }
  return path;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  return near.empty() ? "" : " Did you mean \"" + near + "\"?";
}

// One option as CLI11 sees it. Values are taken one by one: it would cut "[a,b]" in pieces.
struct Bound {
  const Option* option;
  CLI::Option* parser;
  std::vector<std::string> values;
};

class Parser {
 public:
  explicit Parser(const Command* command) : app_("watchword") {
    app_.set_help_flag();
    app_.allow_extras();
    for (const auto& option : global_options()) bind(option);
    if (command == nullptr) return;
    for (const auto& option : command->options) bind(option);
  }

  // Words after "--" are never options.
  Answer<> run(std::vector<std::string> words) {
    const auto end = std::find(words.begin(), words.end(), "--");
    std::vector<std::string> plain(end == words.end() ? end : end + 1, words.end());
    words.erase(end, words.end());
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    try {
      app_.parse(words);
    } catch (const CLI::ParseError& error) {
      return usage(std::string(error.what()) + ".");
    }
    left_ = app_.remaining();
    WW_TRY(no_unknown_options());
    left_.insert(left_.end(), plain.begin(), plain.end());
    return no_repeats();
  }

  const std::vector<std::string>& left() const { return left_; }
  template <class Each>
  void for_each(Each each) const {
    for (const auto& bound : bound_) {
      if (bound->parser->count() > 0 || !bound->values.empty()) each(*bound->option, bound->values);
    }
  }

 private:
  void bind(const Option& option) {
    bound_.push_back(std::make_unique<Bound>(Bound{&option, nullptr, {}}));
    Bound& bound = *bound_.back();
    const std::string name = option.name == "--help" ? "-h,--help" : option.name;
    if (option.value.empty()) {
      bound.parser = app_.add_flag(name);
      return;
    }
    bound.parser = app_.add_option_function<std::string>(
        name, [&bound](const std::string& value) { bound.values.push_back(value); });
    bound.parser->expected(1)->allow_extra_args(false)->trigger_on_parse();
    bound.parser->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }

  Answer<> no_unknown_options() const {
    std::vector<std::string> known;
    for (const auto& bound : bound_) known.push_back(bound->option->name);
    for (const auto& word : left_) {
      if (word.size() < 2 || word[0] != '-') continue;
      const auto name = word.substr(0, word.find('='));
      return usage("There is no option " + name + " here." + did_you_mean(name, known));
    }
    return Unit{};
  }

  Answer<> no_repeats() const {
    for (const auto& bound : bound_) {
      if (bound->values.size() > 1 && !bound->option->repeat) {
        return usage(bound->option->name + " may be given once only.");
      }
    }
    return Unit{};
  }

  CLI::App app_;
  std::vector<std::unique_ptr<Bound>> bound_;
  std::vector<std::string> left_;
};

Answer<int> parse_descriptor(const std::string& text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) {
    return usage("--passphrase-fd needs the number of an open descriptor, such as 3.");
  }
  if (number <= 2) {
    return usage(
        "--passphrase-fd takes 3 or more: a passphrase never comes by the standard streams.");
  }
  return number;
}

Answer<Globals> take_globals(const Parser& parser) {
  Globals globals;
  std::optional<std::string> descriptor;
  parser.for_each([&](const Option& option, const std::vector<std::string>& values) {
    if (option.name == "--home") globals.home = values.back();
    if (option.name == "--passphrase-fd") descriptor = values.back();
    if (option.name == "--json") globals.json = true;
    if (option.name == "--no-input") globals.no_input = true;
    if (option.name == "--plain") globals.plain = true;
    if (option.name == "--help") globals.help = true;
    if (option.name == "--version") globals.version = true;
  });
  if (descriptor) {
    WW_TRY_SET(globals.passphrase_fd, parse_descriptor(*descriptor));
  }
  return globals;
}

bool names_a_file(const std::string& value) {
  return value == "FILE" || value == "DIR" || value == "PATH";
}

// The words of a command line as text.
std::vector<std::string> texts_of(const std::string& name, const std::vector<std::string>& words,
                                  std::vector<std::string>& notes) {
  std::vector<std::string> texts;
  for (const auto& word : words) {
    auto read = read_outside_text(word);
    const auto about = words_about(read.read_as);
    if (!about.empty()) notes.push_back(name + ": " + std::string(about));
    texts.push_back(std::move(read.text));
  }
  return texts;
}

Answer<> take_positionals(const Command& command, const std::vector<std::string>& left,
                          Arguments& arguments, std::vector<std::string>& notes) {
  std::size_t next = 0;
  for (const auto& positional : command.positionals) {
    if (next == left.size()) {
      if (!positional.required) continue;
      return usage(positional.name + " is missing. See `watchword " + command.path + " --help`.");
    }
    const std::size_t end = positional.rest ? left.size() : next + 1;
    const std::string word = joined({left.begin() + static_cast<std::ptrdiff_t>(next),
                                     left.begin() + static_cast<std::ptrdiff_t>(end)});
    const bool file = names_a_file(positional.name);
    arguments.add(positional.name,
                  file ? std::vector{word} : texts_of(positional.name, {word}, notes));
    next = end;
  }
  if (next < left.size()) {
    return usage("That is one word too many: \"" + left[next] +
                 "\". Put quotes around a name with blanks.");
  }
  return Unit{};
}

Answer<> check_required(const Command& command, const Arguments& arguments) {
  for (const auto& option : command.options) {
    if (option.required && !arguments.has(option.name)) {
      return usage(option.name + " is missing. See `watchword " + command.path + " --help`.");
    }
  }
  return Unit{};
}

Answer<Parsed> parse_help_topic(Parsed parsed, const std::vector<std::string>& left) {
  const std::string topic = joined(left);
  parsed.command = nullptr;
  parsed.globals.help = true;
  if (topic.empty() || find_command(topic) != nullptr || contains(first_words(), topic)) {
    parsed.topic = topic;
    return parsed;
  }
  auto known = first_words();
  for (const auto& command : commands()) known.push_back(command.path);
  return usage("There is no help on \"" + topic + "\"." + did_you_mean(topic, known));
}

Answer<> known_path(const Path& path) {
  if (!path.unknown) return Unit{};
  const std::string after = path.words.empty() ? "" : " after \"" + path.words[0] + "\"";
  return usage("There is no command \"" + *path.unknown + "\"" + after + "." +
               did_you_mean(*path.unknown, path.known_instead) +
               " `watchword help` lists all of them.");
}

// A command of a later version, or any word after a group of which nothing is here yet.
bool is_later(const Path& path) {
  if (path.words.empty()) return false;
  if (contains(later_commands(), joined(path.words))) return true;
  return std::none_of(commands().begin(), commands().end(), [&](const Command& command) {
    return command.path == path.words[0] || starts_with(command.path, path.words[0] + " ");
  });
}

}  // namespace

const std::vector<Option>& global_options() {
  static const std::vector<Option> options = {
      {"--home", "DIR", "the profile's folder (default: ~/.local/share/watchword)"},
      {"--passphrase-fd", "N", "read the passphrase from descriptor N, one line"},
      {"--json", "", "print JSON, errors too"},
      {"--no-input", "", "never ask; fail instead"},
      {"--plain", "", "plain lines: no colour, nothing redrawn"},
      {"--help", "", "show help"},
      {"--version", "", "print the version"},
  };
  return options;
}

bool wants_json(const std::vector<std::string>& words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return std::find(words.begin(), end, "--json") != end;
}

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = 3;
  for (const auto& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance && distance < word.size()) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

Answer<Parsed> parse(const std::vector<std::string>& words) {
  const Path path = find_path(words);
  const std::string name = joined(path.words);
  const bool is_help = name == "help";
  const Command* command = find_command(name);
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::find(path.used.begin(), path.used.end(), i) == path.used.end())
      rest.push_back(words[i]);
  }
  Parser parser(command);
  if (command == nullptr && !is_help && is_later(path)) {
    return problem(api::Problem::Kind::not_in_this_version,
                   "`watchword " + name + "` is not in this version.");
  }
  if (!is_help) WW_TRY(known_path(path));
  WW_TRY(parser.run(rest));
  Parsed parsed;
  WW_TRY_SET(parsed.globals, take_globals(parser));
  if (is_help) return parse_help_topic(std::move(parsed), parser.left());
  parsed.command = command;
  parsed.topic = name;
  if (command == nullptr || parsed.globals.help) return parsed;
  parser.for_each([&](const Option& option, const std::vector<std::string>& values) {
    parsed.arguments.add(option.name, names_a_file(option.value)
                                          ? values
                                          : texts_of(option.name, values, parsed.notes));
  });
  WW_TRY(take_positionals(*command, parser.left(), parsed.arguments, parsed.notes));
  WW_TRY(check_required(*command, parsed.arguments));
  return parsed;
}

}  // namespace ww::cli
