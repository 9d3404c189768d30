// Fills the gaps "{{name}}" of a letter or a boundary message.
//
// A gap without a value is never silently empty: it stays visible as "[name]" and its name is
// returned. A value is put in as it is and never read again for gaps, so that what a person wrote
// cannot pull in another value.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/pack.h"

namespace ww::report {

using Fill = std::vector<std::pair<std::string, std::string>>;

struct FilledText {
  std::vector<std::string> paragraphs;
  std::vector<std::string> gaps;  // still open, each once, in the order of the text
  std::vector<std::string> used;  // names whose value went in, the same
};
// An empty value counts as none. Of two values for a name the first counts.
FilledText fill_letter(const domain::LetterTemplate& letter, const Fill& fill);

// A boundary message as one text to copy: the paragraphs alone, without title or date. How to say
// it stands in the pack; this only fills it.
struct BoundaryMessage {
  std::string text;
  std::vector<std::string> gaps;
};
BoundaryMessage boundary_message(const domain::LetterTemplate& letter, const Fill& fill);

}  // namespace ww::report
