// Addresses in a text: a postcode, with the house number in the words before it.
#include <algorithm>

#include "domain/alert_limits.h"
#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/finder.h"

namespace ww::identify {
namespace {

constexpr std::size_t kWordsBefore = 10;

}  // namespace

void find_addresses(const Source& source, Found& found) {
  using domain::IdentifierKind;
  const auto text = trim(source.text);
  if (domain::length_of(text) <= limits::kIdentifierText) {
    found.take(IdentifierKind::address, text, {}, As::read);
  }
  const auto words = split(source.text, " \t\r\n");
  for (std::size_t i = 1; i < words.size(); ++i) {
    // The second half of a postcode begins with a digit, as does an Eircode's; the rest is asked of
    // the address's own reader.
    std::string last = words[i];
    while (!last.empty() && !is_letter(last.back()) && !is_digit(last.back())) last.pop_back();
    const bool half = last.size() == 3 && is_digit(last[0]) && is_letter(last[1]);
    const bool whole =
        last.size() >= 5 && last.size() <= 7 && is_letter(last[0]) && !digits_of(last).empty();
    const bool irish = last.size() == 4 && words[i - 1].size() == 3 && is_letter(words[i - 1][0]);
    if (!half && !whole && !irish) continue;
    std::string joined;
    for (std::size_t w = i > kWordsBefore ? i - kWordsBefore : 0; w < i; ++w) {
      joined += words[w] + " ";
    }
    found.take(IdentifierKind::address, joined + last, {}, As::sure);
  }
}

}  // namespace ww::identify
