// Telephone numbers in the digits of a text: dates, prices and other numbers may stand beside them.
//
// Nothing here decides what is a number by itself. Every row of digits that could be one is a
// question for an index, which is a thousand times cheaper to ask than the number library; what the
// index answers is then held against the digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/digit_text.h"

namespace ww::identify {

// A key that a number which ends at this digit would have.
struct PhoneKey {
  std::string key;
  std::size_t last = 0;  // of the digits
};
std::vector<PhoneKey> phone_keys(const domain::DigitText& digits, const std::string& home_region);

// Where a number stands, in bytes of the text.
struct PhonePlace {
  std::size_t begin = 0, size = 0;
  // Not beyond doubt: letters or words for digits, odd signs between them, another country's number
  // as it is written there, or more digits around it.
  bool guessed = false;
};
// Whether the digits that end at `last` are this number (E.164), in any way to write it.
std::optional<PhonePlace> phone_at(const domain::DigitText& digits, std::size_t last,
                                   std::string_view canon, const std::string& home_region);

// Rows of digits that read as a number by themselves, as "+447700900123" or "07700900123".
struct PhoneText {
  std::string digits;
  std::size_t begin = 0, size = 0;
  bool guessed = false;  // a country's number, were there a + before it
};
std::vector<PhoneText> read_phones(const domain::DigitText& digits, const std::string& home_region,
                                   std::size_t most);

}  // namespace ww::identify
