// Reads one JSON object key by key: takes typed values out, tells what is wrong by its path, and at
// the end knows which keys nobody asked for.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "domain/alert.h"
#include "domain/alert_rules.h"
#include "json/time_text.h"

namespace ww::json {

using nlohmann_json = nlohmann::json;

// What all readers of one document share.
struct Reading {
  domain::Origin origin = domain::Origin::author;
  std::vector<domain::FieldError> errors;
  std::vector<domain::Extra> extra;
  bool keeps_raw = false;  // an identifier may have `canon` and `raw` (four_w_json.h)

  void refuse(std::string field, std::string code, std::string message) {
    errors.push_back({std::move(field), std::move(code), std::move(message)});
  }
};

class ObjectReader {
 public:
  // `value` may be no object at all: then that is told, and every key is absent.
  ObjectReader(const nlohmann_json& value, std::string path, std::string pointer, Reading& reading);

  std::string path_of(std::string_view key) const;
  std::string pointer_of(std::string_view key) const;

  // nullptr when the key is absent.
  const nlohmann_json* find(const char* key);
  // The same, and an error when it is absent.
  const nlohmann_json* need(const char* key);
  void refuse(std::string_view key, const char* code, std::string message) {
    reading_.refuse(path_of(key), code, std::move(message));
  }
  Reading& reading() { return reading_; }

  domain::Text text(const char* key);
  std::optional<std::int32_t> integer(const char* key);
  std::optional<bool> boolean(const char* key);
  std::optional<domain::Range> range(const char* key);
  std::optional<Instant> instant(const char* key);
  std::optional<domain::Day> day(const char* key);
  std::optional<domain::Month> month(const char* key);
  domain::List<std::string> texts(const char* key);

  template <class E>
  std::optional<E> name(const char* key) {
    const auto* value = find(key);
    return value ? one_name<E>(*value, path_of(key)) : std::nullopt;
  }
  template <class E>
  domain::List<E> names(const char* key) {
    return list<E>(key, [&](const nlohmann_json& value, const std::string& path,
                            const std::string&) { return one_name<E>(value, path); });
  }
  // read(value, path, pointer) -> optional<T>; nullopt: told already, left out.
  template <class T, class Read>
  domain::List<T> list(const char* key, Read read) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    if (!value->is_array()) {
      refuse(key, "wrong_type", "This must be a list: [ ... ].");
      return std::nullopt;
    }
    std::vector<T> items;
    for (std::size_t i = 0; i < value->size(); ++i) {
      auto item = read((*value)[i], path_of(key) + "[" + std::to_string(i) + "]",
                       pointer_of(key) + "/" + std::to_string(i));
      if (item) items.push_back(*std::move(item));
    }
    return items;
  }
  // read(ObjectReader&) -> T
  template <class T, class Read>
  std::optional<T> object(const char* key, Read read) {
    const auto* value = find(key);
    if (!value) return std::nullopt;
    ObjectReader inner(*value, path_of(key), pointer_of(key), reading_);
    T result = read(inner);
    inner.finish();
    return result;
  }
  template <class T, class Read>
  domain::List<T> objects(const char* key, Read read) {
    return list<T>(key,
                   [&](const nlohmann_json& value, const std::string& path,
                       const std::string& pointer) -> std::optional<T> {
                     ObjectReader inner(value, path, pointer, reading_);
                     T result = read(inner);
                     inner.finish();
                     return result;
                   });
  }

  // Keys that nobody asked for: an author's are refused, a peer's are kept.
  void finish();

 private:
  std::optional<std::int32_t> one_integer(const nlohmann_json& value, const std::string& path);
  std::optional<std::string> one_text(const nlohmann_json& value, const std::string& path);
  template <class E>
  std::optional<E> one_name(const nlohmann_json& value, const std::string& path) {
    const auto text = one_text(value, path);
    if (!text) return std::nullopt;
    const auto found = domain::from_name<E>(*text);
    if (!found) refuse_name(path, domain::names_of<E>());
    return found;
  }
  void refuse_name(const std::string& path, std::span<const std::string_view> allowed);
  template <class T>
  std::optional<T> parsed(const char* key, std::optional<T> (*parse)(std::string_view),
                          const char* message) {
    const auto value = text(key);
    if (!value) return std::nullopt;
    const auto result = parse(*value);
    if (!result) refuse(key, "malformed", message);
    return result;
  }

  const nlohmann_json* object_ = nullptr;
  std::string path_, pointer_;
  Reading& reading_;
  std::set<std::string> asked_;
};

}  // namespace ww::json
