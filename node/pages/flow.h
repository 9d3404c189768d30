// Puts texts onto A4 pages from top to bottom and begins a new page where one is full.
//
// Used twice for each document: once without a surface, to count the pages, once to draw.
#pragma once

#include <string>

#include "pages/fonts.h"

namespace ww::pages {

// In points (1/72 inch).
inline constexpr double kPageWidth = 595.276, kPageHeight = 841.89;  // A4
inline constexpr double kMargin = 56;
inline constexpr double kTextWidth = kPageWidth - 2 * kMargin;
inline constexpr double kTextBottom = kPageHeight - kMargin - 14;  // the page number stands below

struct Style {
  double size = 10.5;
  bool bold = false;
};

class Flow {
 public:
  // `cairo` null: only counts. `pages`: what is printed as their number.
  Flow(const Fonts& fonts, const std::string& lang, cairo_t* cairo, int pages, int pages_most);

  void space(double points);
  // Begins a new page when less than that is left.
  void keep(double points);
  void text(const std::string& text, Style style, double indent = 0);
  void row(const std::string& label, const std::string& value);
  double row_height(const std::string& label, const std::string& value);
  void item(const std::string& text);
  void rule();
  void finish();  // the last page's number

  int pages() const { return page_; }
  bool too_long() const { return page_ > pages_most_; }
  // A letter came out as a box after all.
  bool unknown() const { return unknown_; }

 private:
  Ref<PangoLayout> layout(const std::string& text, Style style, double width);
  // The same at the page's beginning side, whatever its own direction: beside its label.
  Ref<PangoLayout> cell(const std::string& text, Style style, double width);
  // From the iterator's line on, at most down to the bottom. False: a line did not fit, and the
  // iterator stands on it.
  bool draw_lines(PangoLayoutIter* iter, double left, double& y);
  // Of a label or bullet only what fits on this page: neither is longer.
  void put_beside(PangoLayout* layout, double left, double& y);
  void put(PangoLayout* layout, double left);
  void new_page();
  void page_number();

  Ref<PangoContext> context_;
  cairo_t* cairo_;
  bool right_to_left_;
  int page_ = 1, pages_, pages_most_;
  double y_ = kMargin;
  bool unknown_ = false;
};

}  // namespace ww::pages
