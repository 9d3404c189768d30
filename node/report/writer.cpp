#include "report/writer.h"

#include <algorithm>

namespace ww::report {

using Kind = domain::Block::Kind;

void Writer::heading(int level, std::string text) {
  domain::Block block;
  block.kind = Kind::heading;
  block.level = level;
  block.text = std::move(text);
  packet_.document.blocks.push_back(std::move(block));
}

void Writer::paragraph(std::string text) {
  domain::Block block;
  block.text = std::move(text);
  packet_.document.blocks.push_back(std::move(block));
}

void Writer::row(std::string label, std::string value) {
  rows().rows.emplace_back(std::move(label), std::move(value));
}

void Writer::items(std::vector<std::string> items) {
  if (items.empty()) return;
  domain::Block block;
  block.kind = Kind::list;
  block.items = std::move(items);
  packet_.document.blocks.push_back(std::move(block));
}

void Writer::rule() {
  domain::Block block;
  block.kind = Kind::rule;
  packet_.document.blocks.push_back(std::move(block));
}

void Writer::free_paragraph(std::string field, std::string text) {
  note(std::move(field), text);
  paragraph(std::move(text));
}

void Writer::free_row(std::string label, std::string field, std::string text) {
  note(std::move(field), text);
  row(std::move(label), std::move(text));
}

void Writer::free_row(std::string label, std::string field, const domain::Text& text) {
  if (text && !text->empty()) free_row(std::move(label), std::move(field), *text);
}

void Writer::free_rows(std::string label, const std::string& field,
                       const domain::List<std::string>& all) {
  if (!all) return;
  std::string joined;
  for (std::size_t i = 0; i < all->size(); ++i) {
    note(field + "[" + std::to_string(i) + "]", (*all)[i]);
    joined += (i == 0 ? "" : "; ") + (*all)[i];
  }
  row(std::move(label), all->empty() ? "none" : joined);
}

void Writer::note(std::string field, const domain::Text& text) {
  if (text && !text->empty()) packet_.fields.push_back({std::move(field), *text});
}

void Writer::gap(const std::string& name) {
  auto& gaps = packet_.gaps;
  if (std::find(gaps.begin(), gaps.end(), name) == gaps.end()) gaps.push_back(name);
}

domain::Block& Writer::rows() {
  auto& blocks = packet_.document.blocks;
  if (blocks.empty() || blocks.back().kind != Kind::rows) {
    domain::Block block;
    block.kind = Kind::rows;
    blocks.push_back(std::move(block));
  }
  return blocks.back();
}

}  // namespace ww::report
