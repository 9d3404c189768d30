// guarded(): a check, or a part of what a key is bound to, by the name of what it promises.
//
// In the programs it is constant: no program can run without one. The tests build core and wire a
// second time with WW_GUARDS_CAN_BE_DROPPED, take out one guard after the other by its name, and
// see the test that is meant to catch this fail (tests/unit/core/guards.txt,
// tests/unit/wire/guards.txt). So each of these tests is known to be able to fail. e2ee has its own
// list (e2ee/guards.h).
//
//   if (guarded("slot: zeros behind the message") && !all_zero(rest)) return fail(..);
//
// A name stands once in the sources, as a literal in one line.
#pragma once

#include <string_view>

namespace ww {

#ifdef WW_GUARDS_CAN_BE_DROPPED
inline std::string_view dropped_guard;  // set by the test program, before its first test
inline bool guarded(std::string_view name) { return name != dropped_guard; }
#else
constexpr bool guarded(std::string_view) { return true; }
#endif

}  // namespace ww
