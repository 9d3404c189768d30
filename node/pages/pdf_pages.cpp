#include "pages/pdf_pages.h"

#include <cairo-pdf.h>

#include <algorithm>

#include "base/plain_text.h"
#include "base/utf8.h"
#include "domain/journal_limits.h"
#include "pages/flow.h"

namespace ww::pages {
namespace {

using domain::Block;
using domain::Document;

template <class Visit>
void each_text(const Document& document, Visit visit) {
  visit(document.title);
  visit(document.date);
  for (const auto& block : document.blocks) {
    visit(block.text);
    for (const auto& [label, value] : block.rows) {
      visit(label);
      visit(value);
    }
    for (const auto& item : block.items) visit(item);
  }
}

std::string code_of(char32_t letter) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string digits;
  for (; letter != 0; letter >>= 4) digits.insert(digits.begin(), kHex[letter & 15]);
  return "\\u{" + digits + "}";
}

// What pango joins or ignores has no glyph of its own.
bool needs_glyph(char32_t letter) {
  const bool selector = letter >= 0xFE00 && letter <= 0xFE0F;
  return letter != '\n' && letter != 0x200C && letter != 0x200D && !selector;
}

// The text as it is printed: safe, and with codes for signs that no font has.
std::string printed(const std::string& text, const Fonts& fonts) {
  const std::string safe = plain(text);
  std::string out;
  std::string_view rest = safe;
  while (!rest.empty()) {
    const std::string_view before = rest;
    const char32_t letter = take_code_point(rest);
    if (needs_glyph(letter) && !fonts.has(letter)) {
      out += code_of(letter);
    } else {
      out += before.substr(0, before.size() - rest.size());
    }
  }
  return out;
}

void flow_heading(Flow& flow, const Block& block, const std::string& text) {
  const double sizes[] = {18, 13.5, 11};
  const double size = sizes[std::clamp(block.level, 1, 3) - 1];
  flow.keep(size + 60);  // a heading never stands alone at the foot of a page
  flow.space(size * 0.9);
  flow.text(text, {size, true});
  flow.space(4);
}

void flow_block(Flow& flow, const Block& block, const Fonts& fonts) {
  switch (block.kind) {
    case Block::Kind::heading:
      return flow_heading(flow, block, printed(block.text, fonts));
    case Block::Kind::paragraph:
      flow.space(3);
      flow.text(printed(block.text, fonts), {10.5, false});
      return flow.space(6);
    case Block::Kind::rows:
      for (const auto& [label, value] : block.rows) {
        if (flow.too_long()) return;
        flow.row(printed(label, fonts), printed(value, fonts));
      }
      return;
    case Block::Kind::list:
      for (const auto& item : block.items) {
        if (flow.too_long()) return;
        flow.item(printed(item, fonts));
      }
      return;
    case Block::Kind::rule:
      flow.rule();
  }
}

// Rows behind a rule, such as the lines to sign on, are not torn from it or from one another. More
// than a part of a page is not held together.
void keep_signature(Flow& flow, const std::vector<Block>& blocks, std::size_t rule,
                    const Fonts& fonts) {
  constexpr double kRule = 20, kMost = 200;
  if (rule + 1 == blocks.size() || blocks[rule + 1].kind != Block::Kind::rows) return;
  double height = kRule;
  for (const auto& [label, value] : blocks[rule + 1].rows) {
    height += flow.row_height(printed(label, fonts), printed(value, fonts));
    if (height > kMost) return;
  }
  flow.keep(height);
}

void flow_document(Flow& flow, const Document& document, const Fonts& fonts) {
  flow.text(printed(document.title, fonts), {18, true});
  flow.space(2);
  if (!document.date.empty()) flow.text(printed(document.date, fonts), {10.5, false});
  flow.space(8);
  const auto& blocks = document.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (flow.too_long()) return;
    if (blocks[i].kind == Block::Kind::rule) keep_signature(flow, blocks, i, fonts);
    flow_block(flow, blocks[i], fonts);
  }
  flow.finish();
}

struct Output {
  Bytes bytes;
  bool too_large = false;
};
cairo_status_t receive(void* closure, const unsigned char* data, unsigned int size) {
  auto& output = *static_cast<Output*>(closure);
  if (output.bytes.size() + size > limits::kPacketBytes) {
    output.too_large = true;
    return CAIRO_STATUS_WRITE_ERROR;
  }
  output.bytes.insert(output.bytes.end(), data, data + size);
  return CAIRO_STATUS_SUCCESS;
}

// cairo names itself and its version; blanks of the same length keep every offset of the file.
void blank_producer(Bytes& pdf) {
  constexpr std::string_view kKey = "/Producer (";
  const auto found = std::search(pdf.begin(), pdf.end(), kKey.begin(), kKey.end());
  if (found == pdf.end()) return;
  const auto from = found + kKey.size();
  const auto line_end = std::find(from, pdf.end(), '\n');
  const auto close =
      std::find(std::make_reverse_iterator(line_end), std::make_reverse_iterator(from), ')');
  if (close.base() != from) std::fill(from, close.base() - 1, ' ');
}

Ref<cairo_surface_t> surface_for(Output& output, const Document& document) {
  Ref<cairo_surface_t> surface(
      cairo_pdf_surface_create_for_stream(receive, &output, kPageWidth, kPageHeight));
  // 1.4 packs no objects together, so that the producer can be found on every version of cairo.
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
  const std::string date = document.date.empty() ? "1970-01-01" : document.date;
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 (date + "T00:00:00Z").c_str());
  return surface;
}

}  // namespace

PdfPages::PdfPages(const std::vector<std::string>& font_folders)
    : fonts_(std::make_unique<Fonts>(font_folders)) {}
PdfPages::~PdfPages() = default;

std::vector<std::string> PdfPages::missing_scripts(const Document& document) const {
  std::vector<std::string> missing;
  each_text(document, [&](const std::string& text) {
    const std::string safe = plain(text);
    std::string_view rest = safe;
    while (!rest.empty()) {
      const char32_t letter = take_code_point(rest);
      if (!needs_glyph(letter) || fonts_->has(letter)) continue;
      const std::string name(script_of(letter));
      const bool known = std::find(missing.begin(), missing.end(), name) != missing.end();
      if (!name.empty() && !known) missing.push_back(name);
    }
  });
  return missing;
}

Result<Bytes> PdfPages::pdf(const Document& document) {
  if (!fonts_->has('A') || !missing_scripts(document).empty()) return fail(Errc::unsupported);
  Flow counting(*fonts_, document.lang, nullptr, 0, kPagesMost);
  flow_document(counting, document, *fonts_);
  if (counting.too_long()) return fail(Errc::too_large);
  if (counting.unknown()) return fail(Errc::unsupported);
  Output output;
  const auto surface = surface_for(output, document);
  {
    const Ref<cairo_t> cairo(cairo_create(surface.get()));
    Flow drawing(*fonts_, document.lang, cairo.get(), counting.pages(), kPagesMost);
    flow_document(drawing, document, *fonts_);
  }
  cairo_surface_finish(surface.get());
  if (output.too_large) return fail(Errc::too_large);
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return fail(Errc::internal);
  blank_producer(output.bytes);
  return std::move(output.bytes);
}

}  // namespace ww::pages
