#include "pages/flow.h"

#include <algorithm>

#include "base/check.h"
#include "domain/document.h"

namespace ww::pages {
namespace {

constexpr double kLabelWidth = 150, kGap = 12;
constexpr double kValueWidth = kTextWidth - kLabelWidth - kGap;
constexpr double kItemIndent = 14;
constexpr double kRowGap = 3;
constexpr const char* kBox = "\u2610";

int units(double points) { return static_cast<int>(points * PANGO_SCALE); }
double points_of(int in_units) { return static_cast<double>(in_units) / PANGO_SCALE; }

}  // namespace

Flow::Flow(const Fonts& fonts, const std::string& lang, cairo_t* cairo, int pages, int pages_most)
    : context_(fonts.context()),
      cairo_(cairo),
      right_to_left_(domain::is_right_to_left(lang)),
      pages_(pages),
      pages_most_(pages_most) {
  pango_context_set_language(context_.get(), pango_language_from_string(lang.c_str()));
  pango_context_set_base_dir(context_.get(),
                             right_to_left_ ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
}

Ref<PangoLayout> Flow::layout(const std::string& text, Style style, double width) {
  const Ref<PangoFontDescription> font(pango_font_description_new());
  pango_font_description_set_family(font.get(), "DejaVu Sans");
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  Ref<PangoLayout> result(pango_layout_new(context_.get()));
  pango_layout_set_font_description(result.get(), font.get());
  pango_layout_set_width(result.get(), units(width));
  pango_layout_set_wrap(result.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing(result.get(), units(style.size * 0.2));
  // A broken digest or address must not gain a hyphen, and "ff" copied from a page must be two
  // letters: no joined ones. (Scripts that need joining have other features for it.)
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(result.get(), attributes);
  pango_attr_list_unref(attributes);
  // A text takes its direction from itself: pango turns the alignment of a line whose direction is
  // not the page's.
  pango_layout_set_auto_dir(result.get(), TRUE);
  pango_layout_set_alignment(result.get(), right_to_left_ ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text(result.get(), text.data(), static_cast<int>(text.size()));
  unknown_ = unknown_ || pango_layout_get_unknown_glyphs_count(result.get()) > 0;
  return result;
}

Ref<PangoLayout> Flow::cell(const std::string& text, Style style, double width) {
  auto result = layout(text, style, width);
  const auto own =
      pango_layout_line_get_resolved_direction(pango_layout_get_line_readonly(result.get(), 0));
  const bool turned = (own == PANGO_DIRECTION_RTL) != right_to_left_;
  const bool right = right_to_left_ != turned;
  pango_layout_set_alignment(result.get(), right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  return result;
}

bool Flow::draw_lines(PangoLayoutIter* iter, double left, double& y) {
  int from = 0, to = 0;
  pango_layout_iter_get_line_yrange(iter, &from, &to);
  const double top = y - points_of(from);  // where the text's own first line would begin
  do {
    pango_layout_iter_get_line_yrange(iter, &from, &to);
    const bool fits = top + points_of(to) <= kTextBottom || top + points_of(from) <= kMargin;
    y = top + points_of(fits ? to : from);
    if (!fits) return false;
    if (!cairo_) continue;
    PangoRectangle where;
    pango_layout_iter_get_line_extents(iter, nullptr, &where);
    cairo_move_to(cairo_, left + points_of(where.x),
                  top + points_of(pango_layout_iter_get_baseline(iter)));
    pango_cairo_show_layout_line(cairo_, pango_layout_iter_get_line_readonly(iter));
  } while (pango_layout_iter_next_line(iter));
  return true;
}

void Flow::put(PangoLayout* of, double left) {
  const Ref<PangoLayoutIter> iter(pango_layout_get_iter(of));
  while (!too_long() && !draw_lines(iter.get(), left, y_)) new_page();
}

void Flow::put_beside(PangoLayout* of, double left, double& y) {
  const Ref<PangoLayoutIter> iter(pango_layout_get_iter(of));
  (void)draw_lines(iter.get(), left, y);
}

void Flow::space(double points) { y_ = std::min(y_ + points, kTextBottom); }

void Flow::keep(double points) {
  if (y_ > kMargin && y_ + points > kTextBottom) new_page();
}

void Flow::text(const std::string& text, Style style, double indent) {
  const auto of = layout(text, style, kTextWidth - indent);
  put(of.get(), right_to_left_ ? kMargin : kMargin + indent);
}

void Flow::row(const std::string& label, const std::string& value) {
  const Style bold{10, true}, plain{10, false};
  const auto left = cell(label, bold, kLabelWidth);
  const auto right = cell(value, plain, kValueWidth);
  int label_height = 0, value_height = 0;
  pango_layout_get_size(left.get(), nullptr, &label_height);
  pango_layout_get_size(right.get(), nullptr, &value_height);
  // Short rows are not torn apart, long values flow over pages beside a label that fits.
  keep(std::min(std::max(points_of(label_height), points_of(value_height)), 120.0));
  const int page = page_;
  const double top = y_;
  double label_bottom = y_;
  put_beside(left.get(), right_to_left_ ? kMargin + kValueWidth + kGap : kMargin, label_bottom);
  y_ = top;
  put(right.get(), right_to_left_ ? kMargin : kMargin + kLabelWidth + kGap);
  if (page_ == page) y_ = std::max(y_, label_bottom);
  space(kRowGap);
}

double Flow::row_height(const std::string& label, const std::string& value) {
  int label_height = 0, value_height = 0;
  pango_layout_get_size(cell(label, {10, true}, kLabelWidth).get(), nullptr, &label_height);
  pango_layout_get_size(cell(value, {10, false}, kValueWidth).get(), nullptr, &value_height);
  return points_of(std::max(label_height, value_height)) + kRowGap;
}

void Flow::item(const std::string& text) {
  keep(30);
  // A box to tick is a sign of its own.
  if (text.rfind(kBox, 0) != 0) {
    double y = y_;
    const auto bullet = layout("\u2022", {10, false}, kItemIndent);
    put_beside(bullet.get(), right_to_left_ ? kPageWidth - kMargin - kItemIndent : kMargin, y);
  }
  const auto of = cell(text, {10, false}, kTextWidth - kItemIndent);
  put(of.get(), right_to_left_ ? kMargin : kMargin + kItemIndent);
  space(kRowGap);
}

void Flow::rule() {
  keep(20);
  space(6);
  if (cairo_) {
    cairo_set_line_width(cairo_, 0.5);
    cairo_move_to(cairo_, kMargin, y_);
    cairo_line_to(cairo_, kPageWidth - kMargin, y_);
    cairo_stroke(cairo_);
  }
  space(6);
}

void Flow::page_number() {
  const auto number =
      layout(std::to_string(page_) + " / " + std::to_string(pages_), {9, false}, kTextWidth);
  pango_layout_set_alignment(number.get(), PANGO_ALIGN_CENTER);
  if (!cairo_) return;
  cairo_move_to(cairo_, kMargin, kTextBottom + 8);
  pango_cairo_show_layout(cairo_, number.get());
}

void Flow::new_page() {
  page_number();
  if (cairo_) cairo_show_page(cairo_);
  ++page_;
  y_ = kMargin;
}

void Flow::finish() {
  page_number();
  if (cairo_) cairo_show_page(cairo_);
}

}  // namespace ww::pages
