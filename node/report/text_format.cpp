#include <algorithm>

#include "base/plain_text.h"
#include "base/shown_text.h"
#include "report/formats.h"
#include "report/text_width.h"

namespace ww::report {
namespace {

using domain::Block;

// Each line on its own: a text with foreign letters cannot reorder what stands beside it, and an
// isolate that is not closed before the break would count to its end.
std::string kept_apart(const std::string& line) {
  return may_reorder(line) ? isolated(line) : line;
}

void put_lines(std::string& out, const std::string& text, std::size_t indent) {
  for (const auto& line : wrapped(text, kTextColumns - indent)) {
    if (!line.empty()) out += std::string(indent, ' ') + kept_apart(line);
    out += '\n';
  }
}

void put_heading(std::string& out, const Block& block) {
  const std::string text = plain_line(block.text);
  put_lines(out, text, 0);
  if (block.level > 2) return;
  const std::size_t width = std::min(columns_of(text), kTextColumns);
  out += std::string(width, block.level == 1 ? '=' : '-') + "\n";
}

// "Label: value", the value's further lines set in; a long label has its value below it.
void put_row(std::string& out, const std::string& label, const std::string& value) {
  constexpr std::size_t kIndent = 4;
  const std::string start = label + ": ";
  const std::size_t taken = columns_of(start);
  if (value.find('\n') != std::string::npos || taken > kTextColumns / 2) {
    put_lines(out, label + ":", 0);
    put_lines(out, value, kIndent);
    return;
  }
  const auto lines = wrapped(value, kTextColumns - kIndent, taken - std::min(taken, kIndent));
  out += kept_apart(label) + ": ";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += (i == 0 ? "" : std::string(kIndent, ' ')) + kept_apart(lines[i]) + "\n";
  }
}

void put_list(std::string& out, const Block& block) {
  for (const auto& item : block.items) {
    auto lines = wrapped(plain(item), kTextColumns - 2);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      out += (i == 0 ? "- " : "  ") + kept_apart(lines[i]) + "\n";
    }
  }
}

void put_block(std::string& out, const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      return put_heading(out, block);
    case Block::Kind::paragraph:
      return put_lines(out, plain(block.text), 0);
    case Block::Kind::rows:
      for (const auto& [label, value] : block.rows) put_row(out, plain_line(label), plain(value));
      return;
    case Block::Kind::list:
      return put_list(out, block);
    case Block::Kind::rule:
      out += std::string(kTextColumns, '-') + "\n";
  }
}

}  // namespace

std::string to_text(const domain::Document& document) {
  Block title;
  title.kind = Block::Kind::heading;
  title.level = 1;
  title.text = document.title;
  std::string out;
  put_heading(out, title);
  if (!document.date.empty()) out += plain_line(document.date) + "\n";
  bool below_heading = false;  // of level 3: it stands close above what it names
  for (const auto& block : document.blocks) {
    if (!below_heading) out += "\n";
    put_block(out, block);
    below_heading = block.kind == Block::Kind::heading && block.level > 2;
  }
  return out;
}

}  // namespace ww::report
