#include "identify/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <utility>

#include "domain/alert_text_rules.h"
#include "identify/ascii.h"

namespace ww::identify {
namespace {

struct Entity {
  std::string_view written;
  char32_t c;
};
constexpr std::array<Entity, 8> kEntities{{{"&nbsp;", U' '},
                                           {"&#160;", U' '},
                                           {"&#xa0;", U' '},
                                           {"%20", U' '},
                                           {"%2b", U'+'},
                                           {"%40", U'@'},
                                           {"%c2%a0", U' '},
                                           {"&amp;", U'&'}}};

const Entity* entity_at(std::string_view text) {
  if (text.front() != '&' && text.front() != '%') return nullptr;
  for (const auto& entity : kEntities) {
    if (lower(text.substr(0, entity.written.size())) == entity.written) return &entity;
  }
  return nullptr;
}

bool is_invisible(UChar32 c) {
  constexpr UChar32 kKeycap = 0x20E3;
  return c == kKeycap || u_charType(c) == U_FORMAT_CHAR ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// Rows of letters in black circles and squares, and the letters of flags; Unicode gives them no
// plain form.
char32_t black_letter(UChar32 c) {
  for (const UChar32 first : {0x1F150, 0x1F170, 0x1F1E6}) {
    if (c >= first && c < first + 26) return U'A' + static_cast<char32_t>(c - first);
  }
  return 0;
}

char32_t quotation_mark(UChar32 c) {
  constexpr std::u32string_view kSingle = U"\u2018\u2019\u201A\u201B\u2032\u02BC\u2039\u203A\u00B4";
  constexpr std::u32string_view kDouble = U"\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB";
  const auto wide = static_cast<char32_t>(c);
  if (kSingle.find(wide) != kSingle.npos) return U'\'';
  return kDouble.find(wide) != kDouble.npos ? U'"' : 0;
}

// -1: none.
int digit_of(UChar32 c) {
  const int type = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
  if (type != U_NT_DECIMAL && type != U_NT_DIGIT) return -1;
  const double value = u_getNumericValue(c);
  return value >= 0 && value <= 9 ? static_cast<int>(value) : -1;
}

// What a single character becomes; 0: it stays.
char32_t one_for(UChar32 c) {
  constexpr UChar32 kMinus = 0x2212, kLineSeparator = 0x2028, kParagraphSeparator = 0x2029;
  if (c == kLineSeparator || c == kParagraphSeparator || c == 0x85) return U'\n';
  if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR) return U' ';
  if (u_charType(c) == U_DASH_PUNCTUATION || c == kMinus) return U'-';
  if (const auto quote = quotation_mark(c)) return quote;
  const int digit = digit_of(c);
  if (digit >= 0) return U'0' + static_cast<char32_t>(digit);
  return black_letter(c);
}

char32_t ascii(char32_t c) {
  if (c == U'\n') return c;
  return c < U' ' || c == 0x7F ? U' ' : c;
}

// Of a broken installation of ICU: none.
const icu::Normalizer2* compatibility() {
  UErrorCode status = U_ZERO_ERROR;
  const auto* found = icu::Normalizer2::getNFKCInstance(status);
  return U_SUCCESS(status) ? found : nullptr;
}

void add_wide(UChar32 c, std::size_t begin, std::size_t end, FoldedText& out) {
  if (const auto one = one_for(c)) {
    out.push_back({one, begin, end});
    return;
  }
  if (is_invisible(c)) return;
  const auto* const table = compatibility();
  icu::UnicodeString parts;
  if (!table || !table->getDecomposition(c, parts)) {
    out.push_back({static_cast<char32_t>(c), begin, end});
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto plain = table->normalize(icu::UnicodeString(c), status);
  for (int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(plain.char32At(i));
    out.push_back({part < 0x80 ? ascii(part) : part, begin, end});
  }
}

}  // namespace

FoldedText fold(std::string_view text) {
  FoldedText out;
  if (!domain::is_utf8(text)) return out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const Entity* entity = entity_at(text.substr(at))) {
      out.push_back({entity->c, at, at + entity->written.size()});
      at += entity->written.size();
      continue;
    }
    const auto begin = at;
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      out.push_back({ascii(first), begin, ++at});
      continue;
    }
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), at, c);  // it is UTF-8
    add_wide(c, begin, at, out);
  }
  return out;
}

std::string folded_string(const FoldedText& text, std::size_t first, std::size_t last) {
  icu::UnicodeString out;
  for (std::size_t i = first; i < last; ++i) out.append(static_cast<UChar32>(text[i].c));
  std::string utf8;
  return out.toUTF8String(utf8);
}

char alike(char32_t c) {
  if (c < 0x80) {
    const char plain = static_cast<char>(c);
    return is_letter(plain) || is_digit(plain) ? plain : char{0};
  }
  if (!u_isalpha(static_cast<UChar32>(c))) return 0;
  static const USpoofChecker* const checker = [] {
    UErrorCode opened = U_ZERO_ERROR;
    return uspoof_open(&opened);
  }();
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString skeleton;
  uspoof_getSkeletonUnicodeString(checker, 0, icu::UnicodeString(static_cast<UChar32>(c)), skeleton,
                                  &status);
  if (U_FAILURE(status) || skeleton.length() != 1 || skeleton[0] >= 0x80) return 0;
  const char plain = static_cast<char>(skeleton[0]);
  return is_letter(plain) || is_digit(plain) ? plain : char{0};
}

bool is_word_char(char32_t c) {
  if (c < 0x80) return is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}
bool is_word_letter(char32_t c) {
  if (c < 0x80) return is_letter(static_cast<char>(c));
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}
bool is_upper_letter(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }

}  // namespace ww::identify
