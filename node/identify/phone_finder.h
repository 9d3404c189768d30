// Phone numbers inside a text.
#pragma once

#include <string>
#include <vector>

namespace ww::identify {

struct FoundPhone {
  std::string raw;
};
// In the order of the text, at most `most`. `text` is UTF-8.
std::vector<FoundPhone> find_phones(const std::string& text, const std::string& home_region,
                                    std::size_t most);

}  // namespace ww::identify
