#include "cli/input.h"

namespace ww::cli {

api::Answer<std::string> text_or_input(Terminal& terminal, const std::string& given,
                                       std::size_t most) {
  if (given != "-") return given;
  return terminal.read_input(most);
}

api::Answer<std::string> file_or_input(Terminal& terminal, const std::string& path,
                                       std::size_t most) {
  return path == "-" ? terminal.read_input(most) : terminal.read_file(path, most);
}

std::string trimmed(const std::string& text) {
  constexpr const char* kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace ww::cli
