// Ids as a statement gives them.
#pragma once

#include <tuple>
#include <vector>

#include "store/row_values.h"

namespace ww::store {

template <class I>
std::vector<I> ids_of(const std::vector<std::tuple<Bytes>>& rows) {
  std::vector<I> ids;
  for (const auto& [id] : rows) ids.push_back(I{fixed<sizeof(I::bytes)>(id)});
  return ids;
}

}  // namespace ww::store
