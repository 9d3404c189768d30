// Builds a packet's document block by block, and notes each free text with the path it came from.
#pragma once

#include "report/packet.h"

namespace ww::report {

class Writer {
 public:
  explicit Writer(Packet& packet) : packet_(packet) {}

  // Fixed words of ours.
  void heading(int level, std::string text);
  void paragraph(std::string text);
  void row(std::string label, std::string value);
  void items(std::vector<std::string> items);
  void rule();

  // Texts that a person wrote: shown, and listed in Packet::fields.
  void free_paragraph(std::string field, std::string text);
  void free_row(std::string label, std::string field, std::string text);
  void free_row(std::string label, std::string field, const domain::Text& text);
  // One row, the entries joined by "; ". An empty list says "none".
  void free_rows(std::string label, const std::string& field, const domain::List<std::string>& all);
  // Notes a text that the caller shows as part of a row of its own.
  void note(std::string field, const domain::Text& text);

  void gap(const std::string& name);
  const domain::Document& document() const { return packet_.document; }

 private:
  domain::Block& rows();
  Packet& packet_;
};

}  // namespace ww::report
