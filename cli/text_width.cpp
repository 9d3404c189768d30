#include "cli/text_width.h"

#include <memory>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace ww::cli {
namespace {

constexpr int kLeast = 20;  // columns; below it breaking helps nobody

int width_of(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  const auto type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const auto east = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

// Where a line may be broken: behind a blank, or where no Latin letter stands on either side.
bool may_break(const icu::UnicodeString& text, int32_t at) {
  if (u_isUWhiteSpace(text.char32At(at - 1)) != 0) return true;
  return text.char32At(at - 1) >= 0x2E80 && text.char32At(at) >= 0x2E80;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string without_end_blanks(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::string wrapped_line(std::string_view line, int columns, icu::BreakIterator& breaks) {
  const auto indent = line.substr(0, std::min(line.find_first_not_of(' '), line.size()));
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(line.data(), static_cast<int32_t>(line.size())));
  breaks.setText(text);
  std::string out, current;
  int32_t from = 0;
  const auto add = [&](int32_t to) {
    const std::string piece = utf8(text.tempSubStringBetween(from, to));
    from = to;
    const bool fits = columns_of(current) + columns_of(without_end_blanks(piece)) <= columns;
    const bool begun = current.find_first_not_of(' ') != std::string::npos;
    if (!fits && begun) {
      out += without_end_blanks(current) + "\n";
      current = indent;
    }
    current += piece;
  };
  for (int32_t at = breaks.next(); at != icu::BreakIterator::DONE; at = breaks.next()) {
    if (at < text.length() && may_break(text, at)) add(at);
  }
  add(text.length());
  return out + current;
}

}  // namespace

int columns_of(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    columns += c == kNotUtf8 ? 1 : width_of(c);
  }
  return columns;
}

std::string wrapped(std::string_view text, int columns) {
  if (columns < kLeast) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return std::string(text);
  std::string out;
  while (true) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    out += columns_of(line) <= columns ? std::string(line) : wrapped_line(line, columns, *breaks);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace ww::cli
