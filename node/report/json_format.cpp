#include "evidence/canonical.h"
#include "report/formats.h"

namespace ww::report {
namespace {

using domain::Block;
using evidence::json_quoted;

template <class List, class Put>
std::string listed(const List& all, Put put, std::string_view between = ",") {
  std::string out = "[";
  bool first = true;
  for (const auto& one : all) {
    out += (first ? "" : std::string(between)) + put(one);
    first = false;
  }
  return out + "]";
}

std::string pair_json(const std::pair<std::string, std::string>& row) {
  return "[" + json_quoted(row.first) + "," + json_quoted(row.second) + "]";
}

std::string block_json(const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      return R"({"kind":"heading","level":)" + std::to_string(block.level) +
             ",\"text\":" + json_quoted(block.text) + "}";
    case Block::Kind::paragraph:
      return R"({"kind":"paragraph","text":)" + json_quoted(block.text) + "}";
    case Block::Kind::rows:
      return R"({"kind":"rows","rows":)" + listed(block.rows, pair_json) + "}";
    case Block::Kind::list:
      return R"({"kind":"list","items":)" +
             listed(block.items, [](const auto& item) { return json_quoted(item); }) + "}";
    case Block::Kind::rule:
      break;
  }
  return R"({"kind":"rule"})";
}

std::string field_json(const OutgoingText& field) {
  return "{\"field\":" + json_quoted(field.field) + ",\"text\":" + json_quoted(field.text) + "}";
}

}  // namespace

std::string to_json(const Packet& packet) {
  const auto& document = packet.document;
  const auto name = [](const std::string& gap) { return json_quoted(gap); };
  return "{\"schema\":\"watchword.packet/1\",\n\"kind\":" + json_quoted(to_name(packet.kind)) +
         ",\n\"title\":" + json_quoted(document.title) +
         ",\n\"lang\":" + json_quoted(document.lang) + ",\n\"date\":" + json_quoted(document.date) +
         ",\n\"blocks\":" + listed(document.blocks, block_json, ",\n") +
         ",\n\"fields\":" + listed(packet.fields, field_json, ",\n") +
         ",\n\"gaps\":" + listed(packet.gaps, name) + "}\n";
}

}  // namespace ww::report
