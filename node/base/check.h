// WW_CHECK: stops the process when the program itself is wrong. Never for input.
#pragma once

namespace ww {
[[noreturn]] void check_failed(const char* expression, const char* file, int line);
}

#define WW_CHECK(...) \
  ((__VA_ARGS__) ? static_cast<void>(0) : ::ww::check_failed(#__VA_ARGS__, __FILE__, __LINE__))
