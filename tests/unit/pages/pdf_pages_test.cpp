// PDF pages, read back with poppler: what a printer and a reader would find in them.
#include "pages/pdf_pages.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "domain/journal_limits.h"
#include "report/packet.h"
#include "support/catch.h"
#include "support/packet_samples.h"
#include "support/temp_folder.h"

namespace ww::pages {
namespace {

// Reading the fonts takes a while: once for all tests.
PdfPages& maker() {
  static PdfPages pages;
  return pages;
}

domain::Document document_of(std::string text, std::string lang = "en") {
  domain::Document document;
  document.title = "Title";
  document.lang = std::move(lang);
  document.date = "2025-04-02";
  domain::Block block;
  block.text = std::move(text);
  document.blocks = {block};
  return document;
}

domain::Document packet_of(report::PacketKind kind, const std::string& lang = "en") {
  auto facts = test::sample_facts();
  facts.lang = lang;
  const auto packet = report::make_packet(kind, facts);
  REQUIRE(packet.ok());
  return packet->document;
}

// What a program of poppler-utils says of the PDF.
std::string said_by(const std::string& program, const Bytes& pdf) {
  const test::TempFolder folder;
  folder.write("a.pdf", std::string(as_text(pdf)));
  const std::string command = program + " '" + folder.file("a.pdf") + "' " +
                              (program.rfind("pdftotext", 0) == 0 ? "-" : "") + " >'" +
                              folder.file("said") + "' 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  return folder.read("said");
}

Bytes pdf_of(const domain::Document& document) {
  auto pdf = maker().pdf(document);
  REQUIRE(pdf.ok());
  return std::move(pdf).value();
}

TEST_CASE("a statement is A4 pages with numbers, embedded fonts and its words", "[pages]") {
  const auto pdf = pdf_of(packet_of(report::PacketKind::statement));
  const auto info = said_by("pdfinfo", pdf);
  CHECK_THAT(info, ContainsSubstring("(A4)"));
  CHECK_THAT(info, ContainsSubstring("JavaScript:      no"));
  const auto text = said_by("pdftotext -layout", pdf);
  CHECK_THAT(text, ContainsSubstring("Statement"));
  CHECK_THAT(text, ContainsSubstring("CANARY_ACCOUNT He came in."));
  auto close = text;  // poppler is free in how it spaces "1 / 4"
  close.erase(std::remove(close.begin(), close.end(), ' '), close.end());
  CHECK_THAT(close, ContainsSubstring("\n1/4\n"));
  CHECK_THAT(close, ContainsSubstring("\n4/4\n"));
  const auto fonts = said_by("pdffonts", pdf);
  CHECK_THAT(fonts, ContainsSubstring("+DejaVuSans"));
  CHECK_THAT(fonts, ContainsSubstring("yes yes yes"));
  CHECK_THAT(fonts, !ContainsSubstring("no  no"));
}

// Goal: nobody signs half a page. Method: push the block down line by line, over a page's foot.
TEST_CASE("the lines to sign on stay together", "[pages]") {
  bool moved = false;
  for (int lines = 22; lines < 40; ++lines) {
    CAPTURE(lines);
    domain::Document document = document_of("First");
    document.blocks.resize(1 + static_cast<std::size_t>(lines), document.blocks[0]);
    domain::Block rule, rows;
    rule.kind = domain::Block::Kind::rule;
    rows.kind = domain::Block::Kind::rows;
    rows.rows = {{"Name", "____"}, {"Signature", "____"}, {"Date", "____"}};
    document.blocks.push_back(rule);
    document.blocks.push_back(rows);
    const auto text = said_by("pdftotext -layout", pdf_of(document));
    const auto page_of = [&](const char* word) {
      const auto at = text.find(word);
      REQUIRE(at != std::string::npos);
      return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\f');
    };
    CHECK(page_of("Name") == page_of("Signature"));
    CHECK(page_of("Name") == page_of("Date"));
    moved = moved || page_of("Name") == 1;
  }
  CHECK(moved);
}

// Goal: a PDF tells nothing of the machine. Method: its dates are the document's, its producer is
// blank, and no path, host or program name is among its bytes.
TEST_CASE("a PDF holds nothing of the machine that made it", "[pages]") {
  const auto pdf = pdf_of(packet_of(report::PacketKind::statement));
  const std::string bytes(as_text(pdf));
  CHECK_THAT(bytes, ContainsSubstring("20250402000000"));
  for (const char* word : {"cairo", "pango", "/usr/", "/home/", "ModDate", "Author"}) {
    CHECK_THAT(bytes, !ContainsSubstring(word));
  }
  CHECK_THAT(said_by("TZ=UTC pdfinfo", pdf), ContainsSubstring("Apr  2 00:00:00 2025"));
}

TEST_CASE("the same document gives the same bytes, from another maker too", "[pages]") {
  const auto document = packet_of(report::PacketKind::medical, "ar");
  const auto first = pdf_of(document);
  CHECK(pdf_of(document) == first);
  PdfPages other;
  CHECK(other.pdf(document).value() == first);
}

TEST_CASE("Arabic, Cyrillic and Latin stand on the same page", "[pages]") {
  for (const char* lang : {"ar", "ru", "pl", "en"}) {
    const auto text = said_by("pdftotext", pdf_of(packet_of(report::PacketKind::medical, lang)));
    CAPTURE(lang);
    CHECK_THAT(text, ContainsSubstring("CANARY_INJURIES bruised wrist"));
    CHECK_THAT(text, ContainsSubstring("2025-03-17 22:07 UTC"));
  }
  CHECK_THAT(said_by("pdftotext", pdf_of(packet_of(report::PacketKind::medical, "ru"))),
             ContainsSubstring("переводчика"));
}

// Goal: right-to-left pages begin at the right. Method: where poppler finds the words.
TEST_CASE("labels of an Arabic sheet stand right of their values", "[pages]") {
  const test::TempFolder folder;
  folder.write("a.pdf", std::string(as_text(pdf_of(packet_of(report::PacketKind::medical, "ar")))));
  REQUIRE(
      std::system(("pdftotext -bbox '" + folder.file("a.pdf") + "' '" + folder.file("boxes") + "'")
                      .c_str()) == 0);
  const auto found = folder.read("boxes");
  const auto x_of = [&](const std::string& word) {
    const auto end = found.find(">" + word + "<");
    REQUIRE(end != std::string::npos);
    const auto at = found.rfind("xMin=\"", end);
    return std::stod(found.substr(at + 6));
  };
  CHECK(x_of("CANARY_INJURIES") < 595.0 / 2);
  CHECK(x_of("2025-04-02") > 595.0 / 2);
}

TEST_CASE("a script that no font has is named, and fails the page", "[pages]") {
  const auto document = document_of("\u4e2d\u6587 and \u0e44\u0e17\u0e22");
  if (maker().missing_scripts(document).empty()) return;  // a machine with all fonts
  const auto pdf = maker().pdf(document);
  REQUIRE_FALSE(pdf.ok());
  CHECK(pdf.error().code == Errc::unsupported);
  PdfPages bare(std::vector<std::string>{});
  const auto latin = bare.missing_scripts(document_of("a"));
  CHECK(latin == std::vector<std::string>{"Latin"});
  CHECK_FALSE(bare.pdf(document_of("a")).ok());
}

TEST_CASE("scripts are named in plain words, each once", "[pages]") {
  PdfPages bare(std::vector<std::string>{});
  CHECK(bare.missing_scripts(document_of("\u0e44\u0e17\u0e22 \u0e17 \u4e2d 1.")) ==
        std::vector<std::string>{"Latin", "Thai", "Chinese"});  // Latin: the title
}

TEST_CASE("a picture that no font has is printed as its code", "[pages]") {
  const auto document = document_of("charm \U0001F9FF here");
  CHECK(maker().missing_scripts(document).empty());
  const auto text = said_by("pdftotext", pdf_of(document));
  CHECK((text.find("\\u{1f9ff}") != std::string::npos ||
         text.find("\U0001F9FF") != std::string::npos));
}

TEST_CASE("hostile texts come out as codes", "[pages]") {
  const auto text = said_by("pdftotext", pdf_of(document_of("a\u202eb\x01\xff c")));
  CHECK_THAT(text, ContainsSubstring("a\\u{202e}b\\u{01}\\xff c"));
}

TEST_CASE("a digest that is broken over lines gains no hyphen", "[pages]") {
  domain::Document document = document_of("");
  domain::Block block;
  block.kind = domain::Block::Kind::rows;
  block.rows = {{"SHA-256", std::string(64, 'a')}, {"Page", std::string(300, 'w')}};
  document.blocks = {block};
  const auto text = said_by("pdftotext", pdf_of(document));
  CHECK(std::count(text.begin(), text.end(), 'w') == 300);
  CHECK_THAT(text, !ContainsSubstring("a-\n"));
  CHECK_THAT(text, !ContainsSubstring("w-\n"));
}

TEST_CASE("a long account flows over pages and loses no line", "[pages]") {
  std::string account;
  for (int i = 0; i < 400; ++i) account += "line" + std::to_string(i) + " of the account\n";
  const auto text = said_by("pdftotext -layout", pdf_of(document_of(account)));
  for (int i = 0; i < 400; ++i) {
    CHECK_THAT(text, ContainsSubstring("line" + std::to_string(i) + " of"));
  }
}

TEST_CASE("a document of more pages than the bound is refused", "[pages]") {
  const auto lines = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "x\n";
    return document_of(std::move(text));
  };
  CHECK(maker().pdf(lines(2'000)).ok());
  const auto pdf = maker().pdf(lines(60 * kPagesMost));
  REQUIRE_FALSE(pdf.ok());
  CHECK(pdf.error().code == Errc::too_large);
}

// Goal: making a page leaves no trace beside the page. Method: a program of ours with an empty
// home.
TEST_CASE("no cache and no file is written", "[pages]") {
  const test::TempFolder home;
  setenv("HOME", home.path().c_str(), 1);
  setenv("XDG_CACHE_HOME", home.path().c_str(), 1);
  PdfPages pages;
  REQUIRE(pages.pdf(document_of("text")).ok());
  CHECK(std::filesystem::is_empty(home.path()));
}

}  // namespace
}  // namespace ww::pages
