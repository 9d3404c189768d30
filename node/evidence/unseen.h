// Characters that a reader does not see, or that change how she reads the others: a name or a note
// may hold them, but nobody is shown them raw.
#pragma once

namespace ww::evidence {

inline bool is_unseen(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;    // C0, DEL, C1
  if (c >= 0x200B && c <= 0x200F) return true;             // widthless, direction marks
  if (c >= 0x2028 && c <= 0x202E) return true;             // line ends, direction overrides
  if (c >= 0x2060 && c <= 0x206F) return true;             // isolates, invisible operators
  if (c >= 0xFFF9 && c <= 0xFFFB) return true;             // annotations
  if (c >= 0xE0000 && c <= 0xE0FFF) return true;           // tags, variation selectors
  if (c >= 0xFE00 && c <= 0xFE0F) return true;             // variation selectors
  if (c >= 0xFFFE && (c & 0xFFFE) == 0xFFFE) return true;  // no characters at all
  switch (c) {
    case 0x00AD:  // soft hyphen
    case 0x034F:  // grapheme joiner
    case 0x061C:  // Arabic letter mark
    case 0x115F:
    case 0x1160:
    case 0x3164:
    case 0xFFA0:  // Hangul fillers
    case 0x180E:  // Mongolian vowel separator
    case 0xFEFF:  // byte order mark
      return true;
    default:
      return false;
  }
}

}  // namespace ww::evidence
