#include "report/text_width.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"

namespace ww::report {
namespace {

struct Span {
  char32_t first, last;
};
// Unicode's non-spacing marks and format characters, by block: close enough for lining up columns.
constexpr Span kNoWidth[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7}, {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},
    {0x06EA, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A}, {0x07A6, 0x07B0}, {0x0816, 0x082D},
    {0x08D3, 0x0902}, {0x093A, 0x093A}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0951, 0x0957}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x135D, 0x135F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x2060, 0x2069}, {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};
// East Asian wide and full-width, and emoji.
constexpr Span kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

template <std::size_t N>
bool is_in(const Span (&spans)[N], char32_t code) {
  return std::any_of(std::begin(spans), std::end(spans),
                     [&](const Span& s) { return code >= s.first && code <= s.last; });
}

std::size_t width_of(char32_t code) {
  if (is_in(kNoWidth, code)) return 0;
  return is_in(kWide, code) ? 2 : 1;
}

// How many bytes of `text` fit into `columns`: at least one letter, with the marks that sit on it.
std::size_t fitting(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0, used = 0;
  while (bytes < text.size()) {
    std::string_view rest = text.substr(bytes);
    const std::size_t width = width_of(take_code_point(rest));
    if (bytes > 0 && width > 0 && used + width > columns) break;
    used += width;
    bytes = text.size() - rest.size();
  }
  return bytes;
}

class Lines {
 public:
  Lines(std::size_t columns, std::size_t taken) : columns_(columns), free_(columns - taken) {}

  void word(std::string_view word) {
    const bool fits = columns_of(word) + (line_.empty() ? 0 : 1) <= free_;
    if (!fits && (!line_.empty() || free_ < columns_)) flush();
    if (!line_.empty()) put(" ");
    while (columns_of(word) > free_) {
      const std::size_t bytes = fitting(word, free_);
      if (bytes == word.size()) break;  // one letter that is wider than the line
      put(word.substr(0, bytes));
      flush();
      word.remove_prefix(bytes);
    }
    put(word);
  }
  void flush() {
    lines_.push_back(std::move(line_));
    line_.clear();
    free_ = columns_;
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  void put(std::string_view text) {
    line_ += text;
    free_ -= std::min(free_, columns_of(text));
  }
  std::size_t columns_, free_;
  std::string line_;
  std::vector<std::string> lines_;
};

void add_line(Lines& lines, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) lines.word(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  lines.flush();
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += width_of(take_code_point(text));
  return columns;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t taken) {
  columns = std::max<std::size_t>(columns, 2);
  Lines lines(columns, std::min(taken, columns));
  while (true) {
    const auto end = text.find('\n');
    add_line(lines, text.substr(0, end));
    if (end == std::string_view::npos) return lines.take();
    text.remove_prefix(end + 1);
  }
}

}  // namespace ww::report
