#include "cli/choices.h"

#include <algorithm>

#include "cli/input.h"
#include "cli/json_view.h"
#include "cli/parse.h"

namespace ww::cli {
namespace {

// "Threat_of-violence" and "threat of violence" are one.
std::string folded(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    if (c == '_' || c == '-') return ' ';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

bool is_end(char c) { return c == ',' || c == ';' || c == '\n'; }

// How much of `rest` is `spelling`, up to a comma or the end; 0: it is something else.
std::size_t length_of(const std::string& rest, const std::string& spelling) {
  if (spelling.empty() || rest.rfind(spelling, 0) != 0) return 0;
  const auto next = rest.find_first_not_of(" \t\r", spelling.size());
  return next == std::string::npos || is_end(rest[next]) ? spelling.size() : 0;
}

struct Whole {
  const Choice* choice = nullptr;
  std::size_t length = 0;
};
Whole longest(const Choices& choices, const std::string& rest) {
  Whole best;
  for (const auto& choice : choices) {
    const auto length =
        std::max(length_of(rest, folded(choice.words)), length_of(rest, folded(choice.code)));
    if (length > best.length) best = {&choice, length};
  }
  return best;
}

const Choice* by_number(const Choices& choices, const std::string& word) {
  if (word.size() > 3 || word.find_first_not_of("0123456789") != std::string::npos) return nullptr;
  const auto number = static_cast<std::size_t>(std::stoi(word));
  return number >= 1 && number <= choices.size() ? &choices[number - 1] : nullptr;
}

// Those that have a word which begins so; else those that are one slip away.
std::vector<const Choice*> near_to(const Choices& choices, const std::string& word) {
  std::vector<const Choice*> found;
  for (const auto& choice : choices) {
    const auto words = " " + folded(choice.words), code = " " + folded(choice.code);
    const bool begins =
        words.find(" " + word) != std::string::npos || code.find(" " + word) != std::string::npos;
    if (begins) found.push_back(&choice);
  }
  if (!found.empty()) return found;
  for (const auto& choice : choices) {
    if (word.size() > 3 && (!nearest(word, {folded(choice.words)}).empty() ||
                            !nearest(word, {folded(choice.code)}).empty())) {
      found.push_back(&choice);
    }
  }
  return found;
}

}  // namespace

Picked pick(const Choices& choices, const std::string& answer) {
  Picked picked;
  const auto add = [&](const Choice& choice) {
    const auto& all = picked.codes;
    if (std::find(all.begin(), all.end(), choice.code) == all.end())
      picked.codes.push_back(choice.code);
  };
  std::string rest = folded(answer);
  while (true) {
    const auto first = rest.find_first_not_of(" \t\r\n,;");
    if (first == std::string::npos) return picked;
    rest = rest.substr(first);
    if (const auto whole = longest(choices, rest); whole.choice != nullptr) {
      add(*whole.choice);
      rest = rest.substr(whole.length);
      continue;
    }
    const auto end = std::min(rest.find_first_of(",;\n"), rest.size());
    const auto word = trimmed(rest.substr(0, end));
    const auto* choice = by_number(choices, word);
    const auto near = choice == nullptr ? near_to(choices, word) : std::vector{choice};
    if (near.size() != 1) {
      picked.unread = word;
      for (const auto* each : near) picked.near.push_back(each->words);
      return picked;
    }
    add(*near.front());
    rest = rest.substr(end);
  }
}

std::string words_in(const Choices& choices, const std::string& code) {
  for (const auto& choice : choices) {
    if (choice.code == code) return choice.words;
  }
  return spaced(code);
}

std::string numbered(const Choices& choices) {
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const auto number = std::to_string(i + 1);
    out += (i == 0 ? "" : "\n") + std::string(number.size() < 2 ? "   " : "  ") + number + "  " +
           choices[i].words;
  }
  return out;
}

std::string as_comment(const Choices& choices) {
  constexpr std::size_t kWidth = 96;
  std::string out, line = "# of:";
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::string next = " " + choices[i].words + (i + 1 < choices.size() ? ";" : "");
    if (line.size() + next.size() > kWidth) {
      out += line + "\n";
      line = "#";
    }
    line += next;
  }
  return out + line;
}

}  // namespace ww::cli
