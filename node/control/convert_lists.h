// Lists of node api values to and from the schema. A header of its own, because a template sees the
// overloads that were declared before it, and no others.
#pragma once

#include "control/convert.h"
#include "control/journal_convert.h"

namespace ww::control {

template <class Builder, class Value>
void write_all(Builder to, const std::vector<Value>& from) {
  for (unsigned i = 0; i < from.size(); ++i) write(to[i], from[i]);
}
template <class Reader>
auto read_all(const Reader& from) {
  std::vector<decltype(read(from[0]))> values;
  values.reserve(from.size());
  for (auto item : from) values.push_back(read(item));
  return values;
}

}  // namespace ww::control
