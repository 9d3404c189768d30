// Texts that others wrote, made safe to look at: base/shown_text.h, which packets share.
#pragma once

#include <string>
#include <vector>

#include "base/shown_text.h"

namespace ww::cli {

using ww::shown;
using ww::shown_lines;

// "one, two"
inline std::string shown_list(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + shown(text);
  return all;
}

}  // namespace ww::cli
