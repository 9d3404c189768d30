// Phone numbers, by libphonenumber (measured facts: two numbers in one parse as a third; letters
// are read as a telephone keypad's; a number typed on a node of another country becomes somebody
// else's; so each of these is looked for before or after parsing).
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/normalise.h"
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

Unreadable with_letters(const std::string& text, const std::string& region) {
  const std::string guess = letters_as_digits(text);
  const auto number = has_letters(guess) ? std::nullopt : parse(guess, region);
  if (!number) {
    return {"not_readable", "This is no phone number. Write it in digits, with its country.", {}};
  }
  const std::vector<std::string> readings{e164(*number)};
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
    const auto number = parse(readings.empty() ? first : digits, region);
    if (number) readings.push_back(e164(*number));
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

// Of the two countries whose people and numbers mix daily, the one that is not home.
std::string other_region(const std::string& home) {
  if (home == "GB") return "IE";
  return home == "IE" ? "GB" : "";
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

void judge(const PhoneNumber& number, const std::string& text, const std::string& region,
           Normalised& out) {
  out.partial = !names_its_country(text);
  if (library().IsValidNumber(number)) return;
  out.warnings.push_back({"check_digits", "No such number range is known. Check the digits: " +
                                              grouped(number) + "."});
  const bool doubtful = out.partial && !is_fictional(number);
  const std::string other = doubtful ? other_region(region) : "";
  const auto second = other.empty() ? std::nullopt : parse(text, other);
  if (!second || e164(*second) == out.canon) return;
  out.others.push_back(e164(*second));
  out.warnings.push_back({"other_country", "Read as " + grouped(number) + "; it may be " +
                                               grouped(*second) + ". Write the country with it."});
}

}  // namespace

Reading normalise_phone(std::string_view raw, const std::string& home_region) {
  const std::string text = without_known_words(plain_digits(raw));
  if (const auto several = as_several(text, home_region)) return *several;
  if (has_letters(text)) return with_letters(text, home_region);
  const auto number = parse(text, home_region);
  if (!number) {
    return Unreadable{
        "not_readable", "This is no phone number. Write it in digits, with its country.", {}};
  }
  if (library().IsPossibleNumberWithReason(*number) == PhoneNumberUtil::TOO_LONG) {
    return Unreadable{"not_readable",
                      "This has too many digits for one number. If these are two, give each one as "
                      "an identifier of its own.",
                      {}};
  }
  Normalised out;
  out.canon = e164(*number);
  if (!domain::has_form_of(domain::IdentifierKind::phone, out.canon)) {
    return Unreadable{"not_readable", "This has too few digits for a phone number.", {}};
  }
  judge(*number, text, home_region, out);
  return out;
}

std::string show_phone(std::string_view canon) {
  const auto number = parse(std::string(canon), "ZZ");
  return number ? grouped(*number) : std::string();
}

}  // namespace ww::identify
