#include "base/plain_text.h"

#include <algorithm>

#include "base/shown_text.h"

namespace ww {
namespace {

std::string joined(std::string_view text, char between) {
  std::string out;
  for (const auto& line : plain_lines(text)) {
    out += line;
    out += between;
  }
  out.pop_back();
  return out;
}

}  // namespace

std::vector<std::string> plain_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const auto end = text.find('\n');
    std::string line(text.substr(0, end));
    if (end != std::string_view::npos && !line.empty() && line.back() == '\r') line.pop_back();
    std::replace(line.begin(), line.end(), '\t', ' ');
    lines.push_back(escaped(line));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string plain(std::string_view text) { return joined(text, '\n'); }
std::string plain_line(std::string_view text) { return joined(text, ' '); }

}  // namespace ww
