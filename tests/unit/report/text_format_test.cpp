#include <sstream>

#include "report/formats.h"
#include "report/text_width.h"
#include "support/catch.h"
#include "support/packet_samples.h"

namespace ww::report {
namespace {

domain::Document with(domain::Block block) {
  domain::Document document;
  document.title = "Title";
  document.date = "2025-04-02";
  document.blocks = {std::move(block)};
  return document;
}
domain::Document paragraph(std::string text) {
  domain::Block block;
  block.text = std::move(text);
  return with(block);
}
domain::Document row(std::string label, std::string value) {
  domain::Block block;
  block.kind = domain::Block::Kind::rows;
  block.rows = {{std::move(label), std::move(value)}};
  return with(block);
}

std::size_t widest(const std::string& text) {
  std::istringstream lines(text);
  std::size_t most = 0;
  for (std::string line; std::getline(lines, line);) most = std::max(most, columns_of(line));
  return most;
}

TEST_CASE("no line is wider than the page, whatever is in it", "[report][text]") {
  std::string wide, accents;
  for (int i = 0; i < 60; ++i) wide += "\u8a71", accents += "e\u0301";
  for (const std::string& text :
       {std::string(500, 'x'), wide, accents, std::string("a ") + std::string(77, 'y') + " b",
        std::string(300, ' '), std::string(40, 'a') + " " + std::string(37, 'b')}) {
    CAPTURE(text);
    CHECK(widest(to_text(paragraph(text))) <= kTextColumns);
    CHECK(widest(to_text(row("Label", text))) <= kTextColumns);
    CHECK(widest(to_text(row(text, text))) <= kTextColumns);
  }
  for (int i = 0; i <= static_cast<int>(PacketKind::medical); ++i) {
    const auto packet = make_packet(static_cast<PacketKind>(i), test::sample_facts());
    REQUIRE(packet.ok());
    CHECK(widest(to_text(packet->document)) <= kTextColumns);
  }
}

TEST_CASE("a line holds exactly as much as fits, and no letter is lost", "[report][text]") {
  CHECK(wrapped("aaa bbb", 7) == std::vector<std::string>{"aaa bbb"});
  CHECK(wrapped("aaa bbb", 6) == std::vector<std::string>{"aaa", "bbb"});
  CHECK(wrapped("aaaaaaa", 3) == std::vector<std::string>{"aaa", "aaa", "a"});
  CHECK(wrapped("aaa bbb", 7, 1) == std::vector<std::string>{"aaa", "bbb"});
  CHECK(wrapped("aaa", 3, 3) == std::vector<std::string>{"", "aaa"});
  CHECK(wrapped("a\n\nb", 5) == std::vector<std::string>{"a", "", "b"});
  CHECK(wrapped("", 5) == std::vector<std::string>{""});
  CHECK(wrapped("\u8a71\u8a71", 3) == std::vector<std::string>{"\u8a71", "\u8a71"});
}

TEST_CASE("what is no plain text is shown as its code", "[report][text]") {
  const auto text = to_text(row("L", "a\x1b[2J\u202e\u2066z\u200b\xff"));
  CHECK_THAT(text, ContainsSubstring("a\\u{1b}[2J\\u{202e}\\u{2066}z\\u{200b}\\xff"));
  CHECK_THAT(to_text(paragraph("a\tb\r\nc")), ContainsSubstring("a b\nc\n"));
  CHECK_THAT(to_text(paragraph("lone \r here")), ContainsSubstring("\\u{0d}"));
}

TEST_CASE("a text from another direction is isolated on each line", "[report][text]") {
  const std::string word = "\u0645\u0631\u062d\u0628\u0627";  // marhaba
  const auto text = to_text(row("Name", word + "\n" + word));
  CHECK_THAT(text, ContainsSubstring("\u2068" + word + "\u2069\n    \u2068" + word + "\u2069"));
  CHECK_THAT(to_text(row("Name", "Anna")), !ContainsSubstring("\u2068"));
}

TEST_CASE("the same facts give the same text", "[report][text]") {
  const auto one = make_packet(PacketKind::statement, test::sample_facts());
  const auto two = make_packet(PacketKind::statement, test::sample_facts());
  REQUIRE(one.ok());
  REQUIRE(two.ok());
  CHECK(to_text(one->document) == to_text(two->document));
  CHECK(to_html(one->document) == to_html(two->document));
  CHECK(to_json(*one) == to_json(*two));
}

}  // namespace
}  // namespace ww::report
