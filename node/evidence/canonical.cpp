#include "evidence/canonical.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "evidence/unseen.h"

namespace ww::evidence {
namespace {

void append_hex4(std::string& text, char32_t unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  text += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) text += kHex[unit >> shift & 15];
}

void append_escaped(std::string& text, char32_t c) {
  if (c < 0x10000) return append_hex4(text, c);
  append_hex4(text, 0xD800 + ((c - 0x10000) >> 10));
  append_hex4(text, 0xDC00 + ((c - 0x10000) & 0x3FF));
}

std::string digits(unsigned value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

// The number of exactly `text`, which is digits alone.
std::optional<unsigned> whole(std::string_view text) {
  unsigned value = 0;
  const auto end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || at != end) return std::nullopt;
  return value;
}

constexpr auto kFirst = std::chrono::sys_days{std::chrono::year{1} / 1 / 1};
constexpr auto kPast = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};

}  // namespace

std::string json_quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    if (c == kNotUtf8) {
      append_utf8(out, 0xFFFD);
    } else if (c == '"' || c == '\\' || is_unseen(c)) {
      append_escaped(out, c);
    } else {
      append_utf8(out, c);
    }
  }
  return out += '"';
}

std::string written(Instant instant) {
  using namespace std::chrono;
  const Instant last{kPast - 1s};
  const Instant kept = std::clamp(instant, Instant{kFirst}, last);
  const auto day = floor<days>(kept);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(kept - day)};
  const auto part = [](auto count) { return digits(static_cast<unsigned>(count), 2); };
  return digits(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         part(static_cast<unsigned>(date.month())) + "-" + part(static_cast<unsigned>(date.day())) +
         "T" + part(clock.hours().count()) + ":" + part(clock.minutes().count()) + ":" +
         part(clock.seconds().count()) + "Z";
}

std::optional<Instant> read_written(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 20) return std::nullopt;
  const auto y = whole(text.substr(0, 4)), m = whole(text.substr(5, 2)),
             d = whole(text.substr(8, 2));
  const auto h = whole(text.substr(11, 2)), n = whole(text.substr(14, 2)),
             s = whole(text.substr(17, 2));
  if (!y || !m || !d || !h || !n || !s) return std::nullopt;
  const year_month_day date{year{static_cast<int>(*y)}, month{*m}, day{*d}};
  if (!date.ok()) return std::nullopt;
  const Instant instant{sys_days{date} + hours{*h} + minutes{*n} + seconds{*s}};
  // Hour 24, second 60 and any other separator are spelled otherwise.
  if (written(instant) != text) return std::nullopt;
  return instant;
}

std::string CanonicalReader::fail() {
  ok_ = false;
  rest_ = {};
  return {};
}

bool CanonicalReader::maybe(std::string_view literal) {
  if (!ok_ || rest_.substr(0, literal.size()) != literal) return false;
  rest_.remove_prefix(literal.size());
  return true;
}

void CanonicalReader::expect(std::string_view literal) {
  if (!maybe(literal)) fail();
}

char32_t CanonicalReader::hex4() {
  unsigned value = 0;
  const auto end = rest_.data() + std::min<std::size_t>(rest_.size(), 4);
  const auto [at, error] = std::from_chars(rest_.data(), end, value, 16);
  if (error != std::errc() || at != rest_.data() + 4) {
    fail();
    return kNotUtf8;
  }
  rest_.remove_prefix(4);
  return value;
}

bool CanonicalReader::escape(std::string& into) {
  char32_t c = hex4();
  if (c >= 0xD800 && c < 0xDC00 && maybe("\\u")) {
    const char32_t low = hex4();
    if (low < 0xDC00 || low > 0xDFFF) return false;
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  if (c == kNotUtf8 || (c >= 0xD800 && c <= 0xDFFF)) return false;
  append_utf8(into, c);
  return true;
}

std::string CanonicalReader::text() {
  expect("\"");
  std::string out;
  while (ok_ && !rest_.empty() && rest_.front() != '"') {
    if (maybe("\\u")) {
      if (!escape(out)) return fail();
    } else {
      out += rest_.front();
      rest_.remove_prefix(1);
    }
  }
  expect("\"");
  return ok_ ? out : std::string();
}

std::uint64_t CanonicalReader::number() {
  std::uint64_t value = 0;
  const auto [at, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
  if (!ok_ || error != std::errc()) {
    fail();
    return 0;
  }
  rest_.remove_prefix(static_cast<std::size_t>(at - rest_.data()));
  return value;
}

}  // namespace ww::evidence
