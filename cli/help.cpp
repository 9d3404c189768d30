#include "cli/help.h"

#include <fmt/format.h>

#include "cli/parse.h"

namespace ww::cli {
namespace {

std::string row(const std::string& left, const std::string& right) {
  if (left.size() > 28) return fmt::format("  {}\n{:32}{}\n", left, "", right);
  return fmt::format("  {:<28}  {}\n", left, right);
}

std::string named(const Option& option) {
  return option.value.empty() ? option.name : option.name + " " + option.value;
}

std::string options_text(const std::vector<Option>& options) {
  std::string text;
  for (const auto& option : options) {
    text += row(named(option), option.help + (option.repeat ? " (may be repeated)" : ""));
  }
  return text;
}

std::string examples_text(const std::vector<std::string>& examples) {
  std::string text;
  for (const auto& example : examples) text += "  " + example + "\n";
  return text;
}

std::string command_text(const Command& command) {
  std::string text = "watchword " + command.path + ": " + command.summary + "\n";
  text += "\nExamples\n" + examples_text(command.examples);
  text += "\nUsage\n  " + usage_line(command) + "\n";
  if (!command.positionals.empty() || !command.options.empty()) text += "\nTakes\n";
  for (const auto& positional : command.positionals) text += row(positional.name, positional.help);
  text += options_text(command.options);
  if (!command.details.empty()) text += "\n" + command.details + "\n";
  return text + "\nOptions of every command\n" + options_text(global_options());
}

std::string group_text(const std::string& group) {
  std::string text = "watchword " + group + "\n\nCommands\n";
  for (const auto& command : commands()) {
    if (command.path.rfind(group + " ", 0) == 0) text += row(command.path, command.summary);
  }
  return text + "\n`watchword help " + group + " COMMAND` tells more.\n";
}

}  // namespace

std::string usage_line(const Command& command) {
  std::string text = "watchword " + command.path;
  for (const auto& positional : command.positionals) {
    const std::string name = positional.name + (positional.rest ? "..." : "");
    text += positional.required ? " " + name : " [" + name + "]";
  }
  for (const auto& option : command.options) {
    const std::string whole = named(option);
    text += option.required ? " " + whole : " [" + whole + "]";
    if (option.repeat) text += "...";
  }
  return text;
}

std::string help_text() {
  std::string text =
      "watchword: warn each other, among people you trust\n"
      "\nExamples\n"
      "  watchword init --name Robin\n"
      "  watchword contact invite --for Kim\n"
      "  watchword alert send --file alert.json --circle Hull\n"
      "  watchword check -\n"
      "\nCommands\n";
  for (const auto& command : commands()) text += row(command.path, command.summary);
  text += row("help TOPIC", "more about a command");
  text += "\nOptions of every command\n" + options_text(global_options());
  text +=
      "\nExit codes\n"
      "  0 done, 1 other, 2 usage, 3 locked, 4 no node, 5 wrong passphrase, 6 not found,\n"
      "  7 words changed or unchecked, 8 queued but not delivered yet (with --wait),\n"
      "  9 invalid input, 10 partly done, 130 interrupted\n";
  return text;
}

std::string help_text(const std::string& topic) {
  if (topic.empty()) return help_text();
  for (const auto& command : commands()) {
    if (command.path == topic) return command_text(command);
  }
  return group_text(topic);
}

}  // namespace ww::cli
