// The digits of a text, whatever they are written as: digits, letters that look like them
// ("o77oo"), words ("oh double seven", "nine hundred"), Han numerals, and mixtures of all.
#pragma once

#include "domain/digit_text.h"
#include "identify/fold.h"

namespace ww::identify {

// In the order of the text. Where a stroke may be a 1 or a separator, the text stands there twice.
domain::DigitText digits_in(const FoldedText& text);

}  // namespace ww::identify
