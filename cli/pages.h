// Long lists come in pages.
#pragma once

#include "cli/command.h"

namespace ww::cli {

// All of it. `page(offset)` answers at most `limit` values.
template <class T, class Page>
api::Answer<std::vector<T>> every_page(Page page, std::uint32_t limit) {
  std::vector<T> all;
  while (true) {
    WW_TRY_SET(const auto some, page(static_cast<std::uint32_t>(all.size())));
    all.insert(all.end(), some.begin(), some.end());
    if (some.size() < limit) return all;
  }
}

}  // namespace ww::cli
