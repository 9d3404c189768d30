#include "typed/several.h"

namespace ww::typed {
namespace {

using domain::IdentifierKind;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// How long a separator is that begins at `at`; 0: none does.
std::size_t separator(std::string_view text, std::size_t at, IdentifierKind kind) {
  if (text[at] == '\n') return 1;
  const bool ends = at + 1 == text.size() || is_blank(text[at + 1]) || text[at + 1] == '\n';
  // Within the address of a page both may stand.
  if (text[at] == ',' || text[at] == ';') return kind != IdentifierKind::url || ends ? 1 : 0;
  if (!is_blank(text[at])) return 0;
  const auto word = [&](std::string_view name) {
    const std::string_view next = text.substr(at + 1, name.size());
    const std::size_t end = at + 1 + name.size();
    if (end >= text.size() || !is_blank(text[end])) return std::size_t{0};
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (next[i] != name[i] && next[i] != name[i] - ('a' - 'A')) return std::size_t{0};
    }
    return name.size() + 2;
  };
  if (const auto size = word("or")) return size;
  // "Tom and Jerry" is what somebody called himself.
  if (kind == IdentifierKind::name || kind == IdentifierKind::alias) return 0;
  if (const auto size = word("and")) return size;
  for (const char sign : {'&', '/', '|'}) {
    if (at + 2 < text.size() && text[at + 1] == sign && is_blank(text[at + 2])) return 3;
  }
  return 0;
}

}  // namespace

std::vector<std::string> several(std::string_view text, IdentifierKind kind) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view part) {
    auto one = trimmed(part);
    if (!one.empty()) parts.push_back(std::move(one));
  };
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto size = separator(text, at, kind);
    if (size == 0) {
      ++at;
      continue;
    }
    add(text.substr(from, at - from));
    at += size;
    from = at;
  }
  add(text.substr(from));
  return parts;
}

}  // namespace ww::typed
