// Number plates: patterns, and characters that are taken for one another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ww::identify {

// Whether the plate (A-Z 0-9 ?) fits a pattern in use in GB (with Northern Ireland) or IE. Patterns
// only warn, offer and find plates in text: foreign, personal and cloned ones fit none.
bool fits_pattern(std::string_view plate, std::string_view cc);
// The plates of a pattern that this one becomes by the fewest swaps of letters and digits that look
// alike (O 0, I 1, S 5, Z 2, B 8, G 6); empty when none does.
std::vector<std::string> lookalikes(std::string_view plate, std::string_view cc);
// O=0 I=1 S=5 Z=2 B=8 G=6: plates that are easily misread share it.
std::string confusable_plate(std::string_view plate);

}  // namespace ww::identify
