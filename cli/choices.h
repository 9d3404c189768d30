// A closed list of the model as a person reads it and answers from it: in plain words, by the
// number in the list that `?` shows, by the beginning of the words, or by the code that scripts
// use.
//
// No answer has to be the name of an offence: the words say what was done (report/codes_text.h).
#pragma once

#include <string>
#include <vector>

#include "report/codes_text.h"

namespace ww::cli {

struct Choice {
  std::string code, words;
};
using Choices = std::vector<Choice>;

// In the order of the model.
template <class E>
const Choices& choices_of() {
  static const Choices all = [] {
    Choices list;
    const auto names = domain::names_of<E>();
    for (std::size_t i = 0; i < names.size(); ++i) {
      list.push_back({std::string(names[i]), std::string(report::words_of(static_cast<E>(i)))});
    }
    return list;
  }();
  return all;
}

struct Picked {
  std::vector<std::string> codes;  // each once, in the order of the answer
  std::string unread;              // the first that is none of them
  std::vector<std::string> near;   // words that it may mean
};
// Several with commas or semicolons. Words that hold a comma themselves are read whole.
Picked pick(const Choices& choices, const std::string& answer);

// The words of a code; without underscores where it is none of them.
std::string words_in(const Choices& choices, const std::string& code);
// "   1  robbery", a line each.
std::string numbered(const Choices& choices);
// "robbery; theft" in comment lines of a form.
std::string as_comment(const Choices& choices);

}  // namespace ww::cli
