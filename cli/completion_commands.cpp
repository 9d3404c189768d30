// completions SHELL: made from the same tables as the help, so that they cannot disagree.
#include "cli/groups.h"
#include "cli/parse.h"
#include "cli/session.h"

namespace ww::cli {
namespace {

using api::Answer;

std::string shell_quoted(const std::string& text) {  // within single quotes of any shell
  std::string out;
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return "'" + out + "'";
}

std::string options_of(const Command& command) {
  std::string all;
  for (const auto& option : command.options) all += option.name + " ";
  for (const auto& option : global_options()) all += option.name + " ";
  return all;
}

std::string first_words() {
  std::string all = "help ", last;
  for (const auto& command : commands()) {
    const auto word = command.path.substr(0, command.path.find(' '));
    if (word != last) all += word + " ";
    last = word;
  }
  return all;
}

// "group) words" lines of a case, for bash.
std::string bash_groups() {
  std::string out;
  for (const auto& command : commands()) {
    const auto blank = command.path.find(' ');
    if (blank == std::string::npos) continue;
    const auto group = command.path.substr(0, blank);
    if (out.find("    " + group + ")") != std::string::npos) continue;
    std::string words;
    for (const auto& other : commands()) {
      if (other.path.rfind(group + " ", 0) == 0) words += other.path.substr(blank + 1) + " ";
    }
    out += "    " + group + ") words=" + shell_quoted(words) + " ;;\n";
  }
  return out;
}

std::string bash_options() {
  std::string out;
  for (const auto& command : commands()) {
    out += "    " + shell_quoted(command.path) + ") words=" + shell_quoted(options_of(command)) +
           " ;;\n";
  }
  return out;
}

std::string bash() {
  return "_watchword() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} words=''\n"
         "  case \"${COMP_WORDS[1]}\" in\n" +
         bash_groups() +
         "  esac\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then words=" +
         shell_quoted(first_words()) +
         "; fi\n"
         "  case \"${COMP_WORDS[*]:1:2}\" in\n" +
         bash_options() +
         "    *) case \"${COMP_WORDS[1]}\" in check|init|status|doctor) words='--help --json' ;; "
         "esac ;;\n"
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "}\n"
         "complete -o default -F _watchword watchword\n";
}

std::string zsh() {
  return "#compdef watchword\nautoload -U +X bashcompinit && bashcompinit\n" + bash();
}

std::string fish_condition(const std::string& path) {
  const auto blank = path.find(' ');
  if (blank == std::string::npos) return "__fish_seen_subcommand_from " + path;
  return "__fish_seen_subcommand_from " + path.substr(0, blank) +
         "; and __fish_seen_subcommand_from " + path.substr(blank + 1);
}

std::string fish() {
  std::string out = "complete -c watchword -f\n";
  out += "complete -c watchword -n __fish_use_subcommand -a " + shell_quoted(first_words()) + "\n";
  for (const auto& command : commands()) {
    const auto blank = command.path.find(' ');
    if (blank != std::string::npos) {
      out += "complete -c watchword -n " +
             shell_quoted("__fish_seen_subcommand_from " + command.path.substr(0, blank)) + " -a " +
             shell_quoted(command.path.substr(blank + 1)) + " -d " + shell_quoted(command.summary) +
             "\n";
    }
    for (const auto& option : command.options) {
      out += "complete -c watchword -n " + shell_quoted(fish_condition(command.path)) + " -l " +
             option.name.substr(2) + (option.value.empty() ? "" : " -r") + " -d " +
             shell_quoted(option.help) + "\n";
    }
  }
  for (const auto& option : global_options()) {
    out += "complete -c watchword -l " + option.name.substr(2) +
           (option.value.empty() ? "" : " -r") + " -d " + shell_quoted(option.help) + "\n";
  }
  return out;
}

Answer<int> completions(Session& session, const Arguments& arguments) {
  const std::string shell = arguments.one("SHELL");
  if (shell != "bash" && shell != "zsh" && shell != "fish") {
    return usage("There are completions for bash, zsh and fish.");
  }
  session.terminal().out(shell == "bash" ? bash() : shell == "zsh" ? zsh() : fish());
  return kDone;
}

}  // namespace

std::vector<Command> completion_commands() {
  return {{"completions",
           "print completions for a shell",
           {"watchword completions bash > ~/.local/share/bash-completion/completions/watchword"},
           {{"SHELL", "bash, zsh or fish"}},
           {},
           "",
           completions}};
}

}  // namespace ww::cli
