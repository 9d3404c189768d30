#include "report/block_list.h"

#include <algorithm>
#include <set>

namespace ww::report {
namespace {

bool is_e164(const std::string& number) {
  const auto digits = [](char c) { return c >= '0' && c <= '9'; };
  return number.size() >= 4 && number.size() <= 16 && number[0] == '+' &&
         std::all_of(number.begin() + 1, number.end(), digits);
}

}  // namespace

std::string block_list(const std::vector<Numbers>& persons) {
  std::set<std::string> seen;
  std::string out;
  int count = 0;
  for (const auto& numbers : persons) {
    std::string lines;
    for (const auto& number : numbers) {
      if (is_e164(number) && seen.insert(number).second)
        lines += "TEL;TYPE=CELL:" + number + "\r\n";
    }
    if (lines.empty()) continue;
    const std::string name = "Block " + std::to_string(++count);
    out += "BEGIN:VCARD\r\nVERSION:3.0\r\nN:" + name + ";;;;\r\nFN:" + name + "\r\n" + lines +
           "END:VCARD\r\n";
  }
  return out;
}

}  // namespace ww::report
