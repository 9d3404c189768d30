// Binding and reading for Database's typed calls. Private to database.h: everything that names
// sqlite3 is in database.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/secret.h"

namespace ww::store {

class Statement {
 public:
  virtual ~Statement() = default;
  virtual void bind_integer(int at, std::int64_t value) = 0;
  virtual void bind_text(int at, std::string_view value) = 0;
  virtual void bind_bytes(int at, ByteView value) = 0;
  virtual void bind_null(int at) = 0;
  virtual bool step() = 0;  // true: a row is there
  virtual bool is_null(int column) = 0;
  virtual std::int64_t integer(int column) = 0;
  virtual std::string_view text(int column) = 0;
  virtual ByteView bytes(int column) = 0;
};

template <class T>
void bind(Statement& statement, int at, const T& value) {
  if constexpr (std::is_integral_v<T>)
    statement.bind_integer(at, static_cast<std::int64_t>(value));
  else if constexpr (std::is_convertible_v<const T&, std::string_view>)
    statement.bind_text(at, value);
  else
    statement.bind_bytes(at, ByteView(value));
}
template <class T>
void bind(Statement& statement, int at, const std::optional<T>& value) {
  if (value)
    bind(statement, at, *value);
  else
    statement.bind_null(at);
}

template <class T>
struct Column;
template <>
struct Column<std::int64_t> {
  static std::int64_t read(Statement& statement, int at) { return statement.integer(at); }
};
template <>
struct Column<bool> {
  static bool read(Statement& statement, int at) { return statement.integer(at) != 0; }
};
template <>
struct Column<std::string> {
  static std::string read(Statement& statement, int at) { return std::string(statement.text(at)); }
};
template <>
struct Column<Bytes> {
  static Bytes read(Statement& statement, int at) { return to_bytes(statement.bytes(at)); }
};
template <>
struct Column<SecretBytes> {
  static SecretBytes read(Statement& statement, int at) {
    return SecretBytes::copy_of(statement.bytes(at));
  }
};
template <class T>
struct Column<std::optional<T>> {
  static std::optional<T> read(Statement& statement, int at) {
    if (statement.is_null(at)) return std::nullopt;
    return Column<T>::read(statement, at);
  }
};

}  // namespace ww::store
