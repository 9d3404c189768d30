// Short lists that are only read whole (codes, regions): one text, a line each. And times that may
// be missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/time.h"

namespace ww::store {

inline std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : "\n") + item;
  return text;
}

inline std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> list;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    list.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return list;
}

inline std::optional<std::int64_t> ms_of(const std::optional<Instant>& instant) {
  if (!instant) return std::nullopt;
  return to_ms(*instant);
}

inline std::optional<Instant> instant_of(const std::optional<std::int64_t>& ms) {
  if (!ms) return std::nullopt;
  return from_ms(*ms);
}

}  // namespace ww::store
