// Who, when, where and how often as JSON: what the documents of alert and incident have in common.
#pragma once

#include "json/object_reader.h"
#include "json/object_writer.h"

namespace ww::json {

// An identifier in one spelling (`raw` where only that is known, else `canon`), or as the journal
// keeps it: with both, where it has both.
enum class Spelled : std::uint8_t { once, both };

// A name that must be given. A wrong one is told; `fallback` then keeps the value usable
// for finding what else is wrong.
template <class E>
E needed(ObjectReader& in, const char* key, E fallback) {
  return in.need(key) ? in.name<E>(key).value_or(fallback) : fallback;
}

domain::Repeat read_repeat(ObjectReader& in);
domain::Identifier read_identifier(ObjectReader& in);
domain::Who read_who(ObjectReader& in);
domain::When read_when(ObjectReader& in);
domain::Where read_where(ObjectReader& in);

nlohmann_json write_repeat(const domain::Repeat& repeat);
nlohmann_json write_identifier(const domain::Identifier& id, Spelled spelled);
nlohmann_json write_who(const domain::Who& who, Spelled spelled);
nlohmann_json write_when(const domain::When& when);
nlohmann_json write_where(const domain::Where& where);

}  // namespace ww::json
