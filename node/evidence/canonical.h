// JSON in the one spelling of this module: fixed keys in a fixed order, so that the bytes that are
// hashed and signed are the bytes that a person reads.
//
// Whoever reads, reads what is expected and nothing else, writes it again, and compares: a line
// that parses and is spelled otherwise is no line of ours. So the reader may stay simple.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "domain/time.h"

namespace ww::evidence {

// In quotes. Quote and backslash, control characters and those that turn the direction of reading
// or are not seen are escaped as \uxxxx; bytes that are no UTF-8 become U+FFFD.
std::string json_quoted(std::string_view text);
// "2026-11-25T14:40:17Z": whole seconds, UTC, years 0001 to 9999 (others become the nearest).
std::string written(Instant instant);
std::optional<Instant> read_written(std::string_view text);

// Stays failed after the first thing that was not as expected, and hands out nothing from then on.
class CanonicalReader {
 public:
  explicit CanonicalReader(std::string_view text) : rest_(text) {}

  void expect(std::string_view literal);
  // Whether the literal comes next; then it is taken.
  bool maybe(std::string_view literal);
  std::string text();
  std::uint64_t number();
  bool ok() const { return ok_; }
  bool finished() const { return ok_ && rest_.empty(); }

 private:
  std::string fail();
  bool escape(std::string& into);
  char32_t hex4();

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace ww::evidence
