// A stranger's text as it is shown: one line, bounded, with what would not be seen escaped.
#pragma once

#include <string>
#include <string_view>

namespace ww::evidence {

// Code points that are not seen become \u{202e}, bytes that are no UTF-8 \x{ff}. At most `most`
// characters; what was longer ends in "...". It leaves
// its own results as they are.
std::string shown(std::string_view text, std::size_t most = 200);

}  // namespace ww::evidence
