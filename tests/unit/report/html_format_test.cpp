#include <regex>

#include "report/formats.h"
#include "support/catch.h"
#include "support/packet_samples.h"

namespace ww::report {
namespace {

domain::Document hostile(const std::string& text) {
  domain::Document document;
  document.title = text;
  document.lang = text;
  document.date = text;
  for (const auto kind : {domain::Block::Kind::heading, domain::Block::Kind::paragraph,
                          domain::Block::Kind::rows, domain::Block::Kind::list}) {
    domain::Block block;
    block.kind = kind;
    block.text = text;
    block.rows = {{text, text}};
    block.items = {text};
    document.blocks.push_back(block);
  }
  return document;
}

// Every element that the page may hold; what else begins with "<" came out of a text.
std::string without_our_elements(const std::string& html) {
  static const std::regex ours(
      R"(</?(!DOCTYPE html|html|head|meta|title|style|body|h[123]|p|table|tr|th|td|ul|li|bdi|br|hr)( (lang|dir|charset|http-equiv|name|content)="[^"<>]*")*>)");
  return std::regex_replace(html, ours, "");
}

TEST_CASE("no text becomes an element, an attribute or an address", "[report][html]") {
  for (const char* text :
       {"<script>alert(1)</script>", "\" onload=\"x", "' onload='x", "</bdi></td><img src=x>",
        "&lt;b&gt;", "]]><!--", "</style><style>*{}", "<a href=\"https://example.com\">x</a>"}) {
    CAPTURE(text);
    const auto html = to_html(hostile(text));
    CHECK(without_our_elements(html).find('<') == std::string::npos);
    CHECK_THAT(html, !ContainsSubstring("<script"));
    CHECK_THAT(html, !ContainsSubstring("<a "));
    CHECK_THAT(html, !ContainsSubstring("\" onload"));
  }
  CHECK_THAT(to_html(hostile("&lt;")), ContainsSubstring("&amp;lt;"));
}

TEST_CASE("control characters and direction marks are shown as codes", "[report][html]") {
  const auto html = to_html(hostile("a\u202eb\u2069c\x1b"));
  CHECK_THAT(html, ContainsSubstring("a\\u{202e}b\\u{2069}c\\u{1b}"));
  CHECK(html.find("\u202e") == std::string::npos);
}

TEST_CASE("a page fetches nothing, runs nothing and tells the browser nothing", "[report][html]") {
  const auto packet = make_packet(PacketKind::statement, test::sample_facts());
  REQUIRE(packet.ok());
  const auto html = to_html(packet->document);
  CHECK_THAT(html, ContainsSubstring("default-src 'none'"));
  CHECK_THAT(html, ContainsSubstring("<title>Document</title>"));
  for (const char* way : {"<script", "<link", "<img", "src=", "href=", "@import", "url("}) {
    CHECK_THAT(html, !ContainsSubstring(way));
  }
}

TEST_CASE("language and direction follow the document, and each text its own", "[report][html]") {
  auto facts = test::sample_facts();
  facts.lang = "ar-EG";
  const auto arabic = make_packet(PacketKind::medical, facts);
  REQUIRE(arabic.ok());
  const auto html = to_html(arabic->document);
  CHECK_THAT(html, ContainsSubstring("<html lang=\"ar\" dir=\"rtl\">"));
  CHECK_THAT(html, ContainsSubstring("<bdi>CANARY_INJURIES bruised wrist</bdi>"));
  const auto english = make_packet(PacketKind::scheme, facts);
  REQUIRE(english.ok());
  CHECK_THAT(to_html(english->document), ContainsSubstring("<html lang=\"en\" dir=\"ltr\">"));
}

}  // namespace
}  // namespace ww::report
