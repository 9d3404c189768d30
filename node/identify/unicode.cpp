#include "identify/unicode.h"

#include <unicode/idna.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <algorithm>

#include "base/check.h"
#include "domain/alert_text_rules.h"

namespace ww::identify {
namespace {

icu::UnicodeString from(std::string_view text) {
  if (!domain::is_utf8(text)) return {};
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}
std::string to(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

std::string normalised(const icu::Normalizer2* normalizer, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto result = normalizer->normalize(from(text), status);
  return U_SUCCESS(status) ? to(result) : std::string();
}

// ICU's tables are constant data in the process; a missing one is a broken installation.
const icu::Normalizer2* table(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = get(status);
  WW_CHECK(U_SUCCESS(status));
  return normalizer;
}

// What ICU makes of its own tables costs more to set up than most texts to read; it is read only
// afterwards.
std::string skeleton(const icu::UnicodeString& text) {
  static const USpoofChecker* const checker = [] {
    UErrorCode opened = U_ZERO_ERROR;
    return uspoof_open(&opened);
  }();
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result;
  uspoof_getSkeletonUnicodeString(checker, 0, text, result, &status);
  return U_SUCCESS(status) ? to(result) : std::string();
}

}  // namespace

bool is_nfc(std::string_view text) {
  if (!domain::is_utf8(text)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const bool nfc = table(icu::Normalizer2::getNFCInstance)->isNormalized(from(text), status);
  return U_SUCCESS(status) && nfc;
}

std::string nfkc(std::string_view text) {
  return normalised(table(icu::Normalizer2::getNFKCInstance), text);
}

std::string casefold(std::string_view text) {
  return normalised(table(icu::Normalizer2::getNFKCCasefoldInstance), text);
}

std::string confusable_form(std::string_view text) {
  std::string form = casefold(skeleton(from(nfkc(text))));
  for (char& c : form) {
    if (c == 'i' || c == '1' || c == '|') c = 'l';
    if (c == '0') c = 'o';
  }
  return form;
}

std::string to_latin(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  static const icu::Transliterator* const latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status);
  }();
  if (!latin) return {};
  auto result = from(text);
  latin->transliterate(result);
  return to(result);
}

std::string latin_lower(std::string_view text) {
  auto result = from(to_latin(text));
  result.toLower(icu::Locale::getRoot());
  return to(result);
}

// The sign that makes a vowel long has no script of its own, hence "has" and not "is".
bool is_unspaced(char32_t wide) {
  const auto c = static_cast<UChar32>(wide);
  constexpr UScriptCode kScripts[] = {USCRIPT_HAN,      USCRIPT_HIRAGANA,   USCRIPT_KATAKANA,
                                      USCRIPT_BOPOMOFO, USCRIPT_YI,         USCRIPT_THAI,
                                      USCRIPT_LAO,      USCRIPT_KHMER,      USCRIPT_MYANMAR,
                                      USCRIPT_TAI_LE,   USCRIPT_NEW_TAI_LUE};
  return u_isalpha(c) &&
         std::any_of(std::begin(kScripts), std::end(kScripts),
                     [c](UScriptCode script) { return uscript_hasScript(c, script); });
}

bool has_unspaced(std::string_view text) {
  const auto source = from(text);
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    if (is_unspaced(static_cast<char32_t>(source.char32At(i)))) return true;
  }
  return false;
}

std::string split_unspaced(std::string_view text) {
  // The first of these scripts begins at U+0E00, three bytes long: most texts have none.
  const auto may_be = [](char c) { return static_cast<unsigned char>(c) >= 0xE0; };
  if (std::none_of(text.begin(), text.end(), may_be)) return std::string(text);
  const auto source = from(text);
  icu::UnicodeString result;
  bool apart = true, last_alone = false;  // after a space, or at the beginning; after such a one
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    const auto type = u_charType(c);
    const bool mark = type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
    const bool alone = mark ? last_alone : is_unspaced(static_cast<char32_t>(c));
    if (!apart && !mark && (alone || last_alone) && !u_isUWhiteSpace(c))
      result.append(UChar32{' '});
    result.append(c);
    apart = u_isUWhiteSpace(c);
    last_alone = alone;
  }
  return to(result);
}

std::string host_to_ascii(std::string_view host) {
  static const icu::IDNA* const idna = [] {
    UErrorCode made = U_ZERO_ERROR;
    return icu::IDNA::createUTS46Instance(UIDNA_USE_STD3_RULES | UIDNA_NONTRANSITIONAL_TO_ASCII,
                                          made);
  }();
  if (!idna) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::IDNAInfo info;
  icu::UnicodeString result;
  idna->nameToASCII(from(host), result, info, status);
  if (U_FAILURE(status) || info.hasErrors() || result.isEmpty()) return {};
  return to(result);
}

std::string plain_digits(std::string_view text) {
  const auto source = from(nfkc(text));
  icu::UnicodeString result;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    const int32_t digit = u_charDigitValue(c);
    if (digit >= 0 && digit <= 9) {
      result.append(static_cast<UChar>(u'0' + digit));
    } else if (u_charType(c) != U_FORMAT_CHAR) {
      result.append(c);
    }
  }
  return to(result);
}

bool has_letters(std::string_view text) {
  const auto source = from(text);
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    if (u_isalpha(source.char32At(i))) return true;
  }
  return false;
}

}  // namespace ww::identify
