// What Unicode asks of us, by ICU: one spelling for texts that look alike. Values in, values out;
// input that is not UTF-8 gives an empty result.
#pragma once

#include <string>
#include <string_view>

namespace ww::identify {

bool is_nfc(std::string_view text);
// Compatibility forms become plain ones: full-width and Arabic-Indic digits do not count as
// letters.
std::string nfkc(std::string_view text);
// NFKC_Casefold: also takes out what is invisible (U+200B, U+202E).
std::string casefold(std::string_view text);
// The UTS 39 skeleton, then folded: texts that can be taken for one another share it. The skeleton
// comes first, because folding loses what tells I from l; then i, l and 1 count as one, since a
// stored handle is folded already.
std::string confusable_form(std::string_view text);
// Any script in Latin letters, capitals kept.
std::string to_latin(std::string_view text);
// Any script in small Latin letters: "Märk Šimić" -> "mark simic". Arabic loses its vowels.
std::string latin_lower(std::string_view text);
// Scripts that write words without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar ...): each
// character with its marks apart, so that a word within a run can be found as a row of them. Where
// a word ends is not guessed: dictionaries differ, and a question must be split as the text was.
// Twice is once.
std::string split_unspaced(std::string_view text);
// Whether a letter is of such a script; whether any in the text is.
bool is_unspaced(char32_t c);
bool has_unspaced(std::string_view text);
// Lower-case ASCII (UTS 46); empty when it is no host name.
std::string host_to_ascii(std::string_view host);
// Every decimal digit of any script as 0-9, full-width punctuation as ASCII; invisible characters
// are left out.
std::string plain_digits(std::string_view text);

// Whether any character is a letter, in any script.
bool has_letters(std::string_view text);

}  // namespace ww::identify
