#include "cli/input.h"

#include <algorithm>

#include "base/outside_text.h"

namespace ww::cli {

using api::Answer;

std::string text_of(Terminal& terminal, std::string_view bytes) {
  auto read = read_outside_text(bytes);
  const auto words = words_about(read.read_as);
  if (!words.empty()) terminal.err("Note: " + std::string(words) + "\n");
  return std::move(read.text);
}

Answer<std::string> text_or_input(Terminal& terminal, const std::string& given, std::size_t most) {
  if (given != "-") return given;  // arguments are text already (parse.cpp)
  WW_TRY_SET(const std::string bytes, terminal.read_input(most));
  return text_of(terminal, bytes);
}

Answer<std::string> text_file_or_input(Terminal& terminal, const std::string& path,
                                       std::size_t most) {
  WW_TRY_SET(const std::string bytes, file_or_input(terminal, path, most));
  return text_of(terminal, bytes);
}

Answer<std::string> file_or_input(Terminal& terminal, const std::string& path, std::size_t most) {
  return path == "-" ? terminal.read_input(most) : terminal.read_file(path, most);
}

std::optional<std::string> ask_line(Terminal& terminal, const std::string& prompt) {
  const auto typed = terminal.ask(prompt);
  if (!typed) return std::nullopt;
  return text_of(terminal, *typed);
}

TypedText ask_text(Terminal& terminal, const std::string& prompt) {
  TypedText typed;
  std::string next_prompt = prompt;
  std::size_t empty = 0;
  const auto add = [&](const std::string& line) {
    typed.text += (typed.text.empty() ? "" : std::string(empty + 1, '\n')) + line;
    empty = 0;
  };
  while (true) {
    const auto line = ask_line(terminal, next_prompt);
    next_prompt = "> ";
    if (!line) {
      if (const auto rest = terminal.cut_short()) {
        typed.cut_short = true;
        if (!rest->empty()) add(text_of(terminal, *rest));
      }
      return typed;
    }
    const bool first = !typed.answered;
    typed.answered = true;
    const std::string word = trimmed(*line);
    if (word == ".") {
      if (first) typed.text = word;
      return typed;
    }
    if (word.empty()) {
      if (first || !terminal.more_is_typed()) return typed;
      ++empty;
      continue;
    }
    add(*line);
    if (first && word == "-") return typed;
  }
}

std::optional<bool> yes_or_no(const std::string& word) {
  std::string small = trimmed(word);
  while (!small.empty() && (small.back() == '.' || small.back() == '!')) small.pop_back();
  std::transform(small.begin(), small.end(), small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (small == "y" || small == "yes") return true;
  if (small == "n" || small == "no") return false;
  return std::nullopt;
}

std::optional<bool> ask_yes_no(Terminal& terminal, const std::string& question) {
  std::string prompt = question + " (yes or no) ";
  while (true) {
    const auto typed = ask_line(terminal, prompt);
    if (!typed) return std::nullopt;
    if (const auto answer = yes_or_no(*typed)) return answer;
    prompt = "Type yes or no: ";
  }
}

std::string trimmed(const std::string& text) {
  constexpr const char* kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace ww::cli
