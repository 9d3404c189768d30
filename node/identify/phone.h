// Parts of telephone numbers, by libphonenumber.
#pragma once

#include <string>
#include <string_view>

namespace ww::identify {

// "+447700900123" -> "44" and "7700900123". No code: a country that is not known.
struct PhoneParts {
  std::string code, rest;
};
PhoneParts parts_of_phone(std::string_view e164);

// "44"; empty for a country that is not known.
std::string calling_code(const std::string& region);
// Whether numbers of this country are written with a 0 before them at home.
bool has_trunk_zero(std::string_view code);

// How well digits, typed at home or with "+", fit a number.
enum class PhoneFit { none, possible, valid };
PhoneFit phone_fit(const std::string& digits, const std::string& region);

}  // namespace ww::identify
