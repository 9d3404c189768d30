#include "report/letter.h"

#include <algorithm>
#include <optional>

namespace ww::report {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::optional<std::string> value_of(const Fill& fill, std::string_view name) {
  const auto found = std::find_if(fill.begin(), fill.end(), [&](const auto& entry) {
    return entry.first == name && !entry.second.empty();
  });
  if (found == fill.end()) return std::nullopt;
  return found->second;
}

std::string_view trimmed(std::string_view name) {
  while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
  while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
  return name;
}

std::string fill_paragraph(std::string_view text, const Fill& fill, FilledText& filled) {
  std::string out;
  while (true) {
    const auto open = text.find("{{");
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out + std::string(text);
    const std::string name(trimmed(text.substr(open + 2, close - open - 2)));
    const auto value = value_of(fill, name);
    add_once(value ? filled.used : filled.gaps, name);
    out += std::string(text.substr(0, open)) + value.value_or("[" + name + "]");
    text.remove_prefix(close + 2);
  }
}

}  // namespace

FilledText fill_letter(const domain::LetterTemplate& letter, const Fill& fill) {
  FilledText filled;
  for (const auto& paragraph : letter.body) {
    filled.paragraphs.push_back(fill_paragraph(paragraph, fill, filled));
  }
  return filled;
}

BoundaryMessage boundary_message(const domain::LetterTemplate& letter, const Fill& fill) {
  BoundaryMessage message;
  auto filled = fill_letter(letter, fill);
  for (const auto& paragraph : filled.paragraphs) {
    message.text += (message.text.empty() ? "" : "\n\n") + paragraph;
  }
  message.gaps = std::move(filled.gaps);
  return message;
}

}  // namespace ww::report
