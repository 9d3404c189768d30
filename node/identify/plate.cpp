#include "identify/plate.h"

#include <algorithm>

#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

// L a letter, D a digit.
const std::vector<std::string>& patterns_of(std::string_view cc) {
  static const std::vector<std::string> kNone;
  // Current; prefix; suffix; dateless and Northern Ireland, both ways round.
  static const std::vector<std::string> kGb{
      "LLDDLLL", "LDLLL",  "LDDLLL",  "LDDDLLL", "LLLDL", "LLLDDL", "LLLDDDL", "LD",
      "LDD",     "LDDD",   "LDDDD",   "LLD",     "LLDD",  "LLDDD",  "LLDDDD",  "LLLD",
      "LLLDD",   "LLLDDD", "LLLDDDD", "DL",      "DLL",   "DLLL",   "DDL",     "DDLL",
      "DDLLL",   "DDDL",   "DDDLL",   "DDDLLL",  "DDDDL", "DDDDLL", "DDDDLLL"};
  // Two digits of the year, since 2013 a third for its half; county; number.
  static const std::vector<std::string> kIe = [] {
    std::vector<std::string> all;
    for (const char* year : {"DD", "DDD"}) {
      for (const char* county : {"L", "LL"}) {
        for (std::size_t digits = 1; digits <= 6; ++digits) {
          all.push_back(std::string(year) + county + std::string(digits, 'D'));
        }
      }
    }
    return all;
  }();
  if (cc == "GB") return kGb;
  return cc == "IE" ? kIe : kNone;
}

bool fits_class(char c, char cls) { return c == '?' || (cls == 'L' ? is_upper(c) : is_digit(c)); }

// Letters that the current series leaves out, because they look like digits.
bool fits_current_series(std::string_view plate) {
  constexpr std::string_view kNotFirst = "IQZ", kNotLast = "IQ";
  return kNotFirst.find(plate[0]) == std::string_view::npos &&
         kNotFirst.find(plate[1]) == std::string_view::npos &&
         plate.find_first_of(kNotLast, 4) == std::string_view::npos;
}

bool fits(std::string_view plate, std::string_view pattern) {
  if (plate.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < plate.size(); ++i) {
    if (!fits_class(plate[i], pattern[i])) return false;
  }
  return pattern != "LLDDLLL" || fits_current_series(plate);
}

constexpr std::string_view kLetters = "OISZBG", kDigits = "015286";

// The character that looks the same but is of the other class; the character itself if none is.
char other_class(char c) {
  const auto letter = kLetters.find(c);
  if (letter != std::string_view::npos) return kDigits[letter];
  const auto digit = kDigits.find(c);
  return digit != std::string_view::npos ? kLetters[digit] : c;
}

struct Offer {
  std::string plate;
  std::size_t swaps = 0;
};

Offer bend(std::string_view plate, std::string_view pattern) {
  Offer offer{std::string(plate), 0};
  for (std::size_t i = 0; i < plate.size(); ++i) {
    if (fits_class(plate[i], pattern[i])) continue;
    offer.plate[i] = other_class(plate[i]);
    ++offer.swaps;
  }
  return offer;
}

std::string only_plate_characters(std::string_view raw) {
  std::string out;
  for (const char c : upper(plain_digits(raw))) {
    if (c != ' ' && c != '-' && c != '.' && c != '\t') out += c;
  }
  return out;
}

Unreadable ambiguous(const std::string& plate, std::vector<std::string> readings,
                     const std::string& prefix) {
  std::string names = plate;
  for (auto& reading : readings) {
    names += " or " + reading;
    reading = prefix + reading;
  }
  readings.insert(readings.begin(), prefix + plate);
  return {"ambiguous",
          "Letters and digits may be taken for one another here: " + names +
              ". Choose one and give it as canon.",
          std::move(readings)};
}

}  // namespace

bool fits_pattern(std::string_view plate, std::string_view cc) {
  const auto& patterns = patterns_of(cc);
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return fits(plate, pattern); });
}

std::vector<std::string> lookalikes(std::string_view plate, std::string_view cc) {
  std::vector<Offer> offers;
  for (const auto& pattern : patterns_of(cc)) {
    if (pattern.size() != plate.size()) continue;
    Offer offer = bend(plate, pattern);
    if (offer.swaps > 0 && fits(offer.plate, pattern)) offers.push_back(std::move(offer));
  }
  std::size_t fewest = plate.size();
  for (const auto& offer : offers) fewest = std::min(fewest, offer.swaps);
  std::vector<std::string> out;
  for (auto& offer : offers) {
    if (offer.swaps == fewest) out.push_back(std::move(offer.plate));
  }
  return out;
}

std::string confusable_plate(std::string_view plate) {
  std::string out(plate);
  for (char& c : out) {
    const auto letter = kLetters.find(c);
    if (letter != std::string_view::npos) c = kDigits[letter];
  }
  return out;
}

Reading normalise_plate(std::string_view raw, std::string_view cc) {
  std::string_view text = trim(raw);
  Normalised out;
  out.cc = upper(cc);
  if (text.size() > 3 && text[2] == ':') {
    out.cc = upper(text.substr(0, 2));
    text.remove_prefix(3);
  }
  const std::string plate = only_plate_characters(text);
  const bool country = out.cc.empty() || domain::is_country_code(out.cc);
  if (!domain::is_plate(plate) || !country) {
    return Unreadable{"not_readable",
                      "This is no number plate. Write its letters and digits, ? for what was not "
                      "seen, and the country as two letters.",
                      {}};
  }
  const std::string prefix = out.cc.empty() ? "" : out.cc + ":";
  out.canon = prefix + plate;
  out.partial = plate.find('?') != std::string::npos;
  if (patterns_of(out.cc).empty() || fits_pattern(plate, out.cc)) return out;
  auto readings = lookalikes(plate, out.cc);
  if (!readings.empty()) return ambiguous(plate, std::move(readings), prefix);
  out.warnings.push_back({"unusual_plate",
                          "No usual plate of this country looks like this. Check "
                          "the letters and digits."});
  return out;
}

}  // namespace ww::identify
