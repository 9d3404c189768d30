// Result: a value, or why there is none.
//
// For what comes from outside (network, files, people). A bug is WW_CHECK's business (check.h).
// An Error carries no free text: an alert's content or a key must never reach a log through it.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>

#include "base/check.h"

namespace ww {

// What a caller can act on. Add a code only when some caller would behave differently.
enum class Errc : std::uint8_t {
  malformed,        // the bytes are not what they should be
  too_large,        // past a bound of domain/limits.h
  unsupported,      // well formed, but a version or kind that we do not speak
  unauthenticated,  // a MAC, signature or AEAD tag does not fit
  untrusted,        // authentic, but under another identity than the pinned one
  expired,          // its time is over
  duplicate,        // seen before; nothing was changed
  conflict,         // the same id with other content
  too_far,          // a counter jump past the bound
  no_session,       // no ratchet state to do this with
  no_key,           // the one-time key, slot or capability is gone
  full,             // a bound of ours is reached
  not_found,
  refused,  // allowed by form, forbidden by a rule
  locked,
  wrong_passphrase,
  storage,      // the disk or the database failed
  unavailable,  // the other side cannot be reached
  internal,     // a library broke its promise
};

const char* to_string(Errc code);

struct [[nodiscard]] Error {
  Errc code;
  const char* file;
  int line;
  static Error at(Errc code, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    return {code, file, line};  // std::source_location would cost us clang 14
  }
};

struct Unit {};

template <class T = Unit, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    WW_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    WW_CHECK(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    WW_CHECK(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const {
    WW_CHECK(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, E> state_;
};

inline Result<> done() { return Unit{}; }
inline Error fail(Errc code, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  return Error::at(code, file, line);
}

}  // namespace ww

#define WW_CONCAT_(a, b) a##b
#define WW_CONCAT(a, b) WW_CONCAT_(a, b)

// WW_TRY(expr): leaves the function with expr's error, if it has one.
#define WW_TRY(...)                                        \
  do {                                                     \
    auto&& ww_try_result = (__VA_ARGS__);                  \
    if (!ww_try_result.ok()) return ww_try_result.error(); \
  } while (false)

// WW_TRY_SET(auto x, expr): the same, and x is the value.
#define WW_TRY_SET(target, ...) WW_TRY_SET_(WW_CONCAT(ww_try_, __LINE__), target, __VA_ARGS__)
#define WW_TRY_SET_(name, target, ...) \
  auto name = (__VA_ARGS__);           \
  if (!name.ok()) return name.error(); \
  target = std::move(name).value()
