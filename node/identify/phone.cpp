// Phone numbers, by libphonenumber (measured facts: two numbers in one parse as a third; letters
// are read as a telephone keypad's; a number typed on a node of another country becomes somebody
// else's; so each of these is looked for before or after parsing).
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/phone.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

// The library's one instance: constant tables. Its own logger would print what it parses.
const PhoneNumberUtil& library() {
  static const PhoneNumberUtil* const util = [] {
    auto* instance = PhoneNumberUtil::GetInstance();
    instance->SetLogger(new NullLogger);  // the library takes it over
    return instance;
  }();
  return *util;
}

std::optional<PhoneNumber> parse(const std::string& text, const std::string& region) {
  PhoneNumber number;
  if (library().Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
    return std::nullopt;
  }
  number.clear_extension();
  return number;
}

std::string e164(const PhoneNumber& number) {
  std::string out;
  library().Format(number, PhoneNumberUtil::E164, &out);
  return out;
}

std::string grouped(const PhoneNumber& number) {
  std::string out;
  library().Format(number, PhoneNumberUtil::INTERNATIONAL, &out);
  return out;
}

// Letters have no place in a number but in "tel:" and before an extension.
std::string without_known_words(std::string_view text) {
  std::string out = lower(trim(text));
  if (starts_with(out, "tel:")) out = out.substr(4);
  for (const char* word : {";ext=", " ext.", " ext", " x"}) {
    const auto at = out.find(word);
    if (at != std::string::npos && !digits_of(out.substr(0, at)).empty()) out = out.substr(0, at);
  }
  return std::string(trim(out));
}

std::string letters_as_digits(std::string_view text) {
  constexpr std::string_view kLetters = "oilszbg", kDigits = "0115286";
  std::string out(text);
  for (char& c : out) {
    const auto at = kLetters.find(lower(c));
    if (at != std::string_view::npos) c = kDigits[at];
  }
  return out;
}

std::string readings_text(const std::vector<std::string>& readings) {
  std::string out;
  for (const auto& reading : readings) out += (out.empty() ? "" : " or ") + show_phone(reading);
  return out;
}

// The canonical spelling, where there is one: short codes have none, and the library writes some
// impossible numbers so that it reads them back as others.
std::optional<std::string> canonical(const PhoneNumber& number) {
  std::string canon = e164(number);
  if (!domain::has_form_of(domain::IdentifierKind::phone, canon)) return std::nullopt;
  const auto again = parse(canon, "ZZ");
  if (!again || e164(*again) != canon) return std::nullopt;
  return canon;
}
std::optional<std::string> canonical(const std::string& text, const std::string& region) {
  const auto number = parse(text, region);
  return number ? canonical(*number) : std::nullopt;
}

// With fewer digits to begin with it is a word, not a number that was mistyped.
constexpr std::size_t kDigitsBesideLetters = 5;

Unreadable with_letters(const std::string& text, const std::string& region) {
  const std::string guess = letters_as_digits(text);
  const bool likely = digits_of(text).size() >= kDigitsBesideLetters && !has_letters(guess);
  const auto reading = likely ? canonical(guess, region) : std::nullopt;
  if (!reading) {
    return {"not_readable", "This is no phone number. Write it in digits, with its country.", {}};
  }
  const std::vector<std::string> readings{*reading};
  return {"ambiguous",
          "This holds letters in the place of digits. If you mean " + readings_text(readings) +
              ", write it so.",
          readings};
}

// "07700-900-123/124": what stands after the stroke is a whole number, or replaces the end of the
// one before.
std::vector<std::string> numbers_between(const std::vector<std::string>& parts,
                                         const std::string& region) {
  std::vector<std::string> readings;
  std::string first;
  for (const auto& part : parts) {
    std::string digits = digits_of(part);
    if (digits.empty()) continue;
    if (first.empty()) {
      first = std::string(trim(part));
    } else if (digits.size() < digits_of(first).size() / 2) {
      std::string whole = (first[0] == '+' ? "+" : "") + digits_of(first);
      whole.replace(whole.size() - digits.size(), digits.size(), digits);
      digits = whole;
    } else {
      digits = std::string(trim(part));
    }
    const auto reading = canonical(readings.empty() ? first : digits, region);
    if (reading) readings.push_back(*reading);
  }
  return readings;
}

std::optional<Unreadable> as_several(const std::string& text, const std::string& region) {
  std::string marked = text;
  for (const char* word : {" or ", " and "}) {
    for (auto at = marked.find(word); at != std::string::npos; at = marked.find(word)) {
      marked.replace(at, std::string_view(word).size(), "/");
    }
  }
  const auto parts = split(marked, "/|,;&\n");
  if (parts.size() < 2) return std::nullopt;
  const auto readings = numbers_between(parts, region);
  if (readings.size() < 2) return std::nullopt;
  return Unreadable{"ambiguous",
                    "These are several numbers: " + readings_text(readings) +
                        ". Give each one as an identifier of its own.",
                    readings};
}

bool names_its_country(const std::string& text) {
  return starts_with(text, "+") || starts_with(text, "00");
}

// Ofcom's and ComReg's ranges for fiction, which practice alerts and examples use: the library
// calls them invalid, but nobody mistyped them.
bool is_fictional(const PhoneNumber& number) {
  const std::string canon = e164(number);
  return starts_with(canon, "+447700900") || starts_with(canon, "+3532091");
}

bool is_likely(const PhoneNumber& number) {
  return library().IsValidNumber(number) || is_fictional(number);
}

// What else digits without a country may be. Between the two countries whose people and numbers mix
// daily every reading counts; from elsewhere one that fits.
std::vector<std::string> readings_elsewhere(const std::string& text, const std::string& home) {
  std::vector<std::string> out;
  const bool neighbour = home == "GB" || home == "IE";
  for (const char* region : {"GB", "IE"}) {
    if (region == home) continue;
    const auto number = parse(text, region);
    if (!number || (!neighbour && !is_likely(*number))) continue;
    if (const auto canon = canonical(*number)) out.push_back(*canon);
  }
  return out;
}

void judge(const PhoneNumber& number, const std::string& text, const std::string& region,
           Normalised& out) {
  out.partial = !names_its_country(text);
  const bool valid = library().IsValidNumber(number);
  if (!valid) {
    out.warnings.push_back({"check_digits", "No such number range is known. Check the digits: " +
                                                grouped(number) + "."});
  }
  const bool neighbour = region == "GB" || region == "IE";
  if (!out.partial || is_fictional(number) || (valid && neighbour)) return;
  for (const auto& other : readings_elsewhere(text, region)) {
    if (other == out.canon) continue;
    out.others.push_back(other);
    out.warnings.push_back({"other_country", "Read as " + grouped(number) + "; it may be " +
                                                 show_phone(other) +
                                                 ". Write the country with it."});
  }
}

Unreadable unreadable_at_home(const std::string& text, const std::string& home, const char* why) {
  const auto readings =
      names_its_country(text) ? std::vector<std::string>{} : readings_elsewhere(text, home);
  if (readings.empty() || home == "GB" || home == "IE") return {"not_readable", why, {}};
  return {"ambiguous",
          "This is no number of your home region. If you mean " + readings_text(readings) +
              ", write it so.",
          readings};
}

}  // namespace

Reading normalise_phone(std::string_view raw, const std::string& home_region) {
  const std::string text = without_known_words(plain_digits(raw));
  const std::string home = country_of(home_region);
  if (const auto several = as_several(text, home)) return *several;
  if (has_letters(text)) return with_letters(text, home);
  const auto number = parse(text, home);
  if (!number) {
    return unreadable_at_home(text, home,
                              "This is no phone number. Write it in digits, with its country.");
  }
  if (library().IsPossibleNumberWithReason(*number) == PhoneNumberUtil::TOO_LONG) {
    return unreadable_at_home(text, home,
                              "This has too many digits for one number. If these are two, give "
                              "each one as an identifier of its own.");
  }
  const auto canon = canonical(*number);
  if (!canon) {
    return unreadable_at_home(text, home, "This has not the digits of a phone number.");
  }
  Normalised out;
  out.canon = *canon;
  judge(*number, text, home, out);
  return out;
}

std::string show_phone(std::string_view canon) {
  const auto number = parse(std::string(canon), "ZZ");
  return number ? grouped(*number) : std::string();
}

PhoneParts parts_of_phone(std::string_view canon) {
  const auto number = parse(std::string(canon), "ZZ");
  if (!number) return {};
  std::string code = std::to_string(number->country_code());
  std::string rest = digits_of(canon);
  if (!starts_with(rest, code)) return {};
  return {code, rest.substr(code.size())};
}

std::string calling_code(const std::string& region) {
  const int code = library().GetCountryCodeForRegion(region);
  return code > 0 ? std::to_string(code) : std::string();
}

bool has_trunk_zero(std::string_view code) {
  std::string region, prefix;
  library().GetRegionCodeForCountryCode(std::stoi(std::string(code)), &region);
  library().GetNddPrefixForRegion(region, true, &prefix);
  return prefix == "0";
}

PhoneFit phone_fit(const std::string& digits, const std::string& region) {
  const auto number = parse(digits, region);
  if (!number) return PhoneFit::none;
  if (is_likely(*number)) return PhoneFit::valid;
  return library().IsPossibleNumber(*number) ? PhoneFit::possible : PhoneFit::none;
}

}  // namespace ww::identify
