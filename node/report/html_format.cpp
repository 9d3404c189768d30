#include <algorithm>

#include "base/plain_text.h"
#include "report/formats.h"

namespace ww::report {
namespace {

using domain::Block;

// Nothing may be fetched or run, whatever a browser would allow. The title is what a browser writes
// into its history, so it says nothing.
constexpr std::string_view kHead = R"(<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Document</title>
<style>
@page { size: A4; margin: 20mm }
body { font: 12pt/1.4 sans-serif; max-width: 42em; margin: 1em auto; padding: 0 1em; color: #000; background: #fff }
h1 { font-size: 18pt } h2 { font-size: 14pt; margin-top: 1.5em } h3 { font-size: 12pt }
h1, h2, h3 { break-after: avoid }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: 0.15em 1em 0.15em 0; overflow-wrap: anywhere }
th { width: 35%; font-weight: bold } tr { break-inside: avoid }
p, li, td, h1, h2, h3 { overflow-wrap: anywhere }
</style>
)";

void put_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
}

// A text that stands beside others: it takes its direction from itself and gives none away.
void put_apart(std::string& out, std::string_view text) {
  out += "<bdi>";
  put_escaped(out, plain(text));
  out += "</bdi>";
}

void put_in(std::string& out, const std::string& element, std::string_view text) {
  out += "<" + element + ">";
  put_apart(out, text);
  out += "</" + element + ">";
}

void put_rows(std::string& out, const Block& block) {
  out += "<table>\n";
  for (const auto& [label, value] : block.rows) {
    out += "<tr>";
    put_in(out, "th", label);
    put_in(out, "td", value);
    out += "</tr>\n";
  }
  out += "</table>\n";
}

void put_list(std::string& out, const Block& block) {
  out += "<ul>\n";
  for (const auto& item : block.items) {
    put_in(out, "li", item);
    out += "\n";
  }
  out += "</ul>\n";
}

void put_block(std::string& out, const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      put_in(out, "h" + std::to_string(std::clamp(block.level, 1, 3)), block.text);
      break;
    case Block::Kind::paragraph:
      out += "<p dir=\"auto\">";
      put_escaped(out, plain(block.text));
      out += "</p>";
      break;
    case Block::Kind::rows:
      return put_rows(out, block);
    case Block::Kind::list:
      return put_list(out, block);
    case Block::Kind::rule:
      out += "<hr>";
  }
  out += "\n";
}

}  // namespace

std::string to_html(const domain::Document& document) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"";
  put_escaped(out, plain_line(document.lang));
  out += domain::is_right_to_left(document.lang) ? "\" dir=\"rtl\">\n" : "\" dir=\"ltr\">\n";
  out += "<head>\n" + std::string(kHead) + "</head>\n<body>\n";
  put_in(out, "h1", document.title);
  out += "\n";
  if (!document.date.empty()) put_in(out, "p", document.date);
  out += "\n";
  for (const auto& block : document.blocks) put_block(out, block);
  return out + "</body>\n</html>\n";
}

}  // namespace ww::report
