// Writes one JSON object key by key; what was not told leaves no key.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "domain/alert.h"

namespace ww::json {

using nlohmann_json = nlohmann::json;

class ObjectWriter {
 public:
  ObjectWriter& text(const char* key, const domain::Text& value) {
    if (value) json_[key] = *value;
    return *this;
  }
  template <class T>
  ObjectWriter& plain(const char* key, const std::optional<T>& value) {
    if (value) json_[key] = *value;
    return *this;
  }
  template <class E>
  ObjectWriter& name(const char* key, const std::optional<E>& value) {
    if (value) json_[key] = domain::to_name(*value);
    return *this;
  }
  template <class E>
  ObjectWriter& names(const char* key, const domain::List<E>& list) {
    return each(key, list, [](E value) { return nlohmann_json(domain::to_name(value)); });
  }
  ObjectWriter& texts(const char* key, const domain::List<std::string>& list) {
    return each(key, list, [](const std::string& value) { return nlohmann_json(value); });
  }
  // write(T) -> json
  template <class T, class Write>
  ObjectWriter& each(const char* key, const domain::List<T>& list, Write write) {
    if (!list) return *this;
    json_[key] = nlohmann_json::array();
    for (const T& item : *list) json_[key].push_back(write(item));
    return *this;
  }
  template <class T, class Write>
  ObjectWriter& with(const char* key, const std::optional<T>& value, Write write) {
    if (value) json_[key] = write(*value);
    return *this;
  }
  nlohmann_json done() { return std::move(json_); }

 private:
  nlohmann_json json_ = nlohmann_json::object();
};

}  // namespace ww::json
