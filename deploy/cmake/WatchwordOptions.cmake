# What every target of ours is compiled with. Nothing is set globally but where files go.

option(WATCHWORD_TESTS "Build the tests" ON)
option(WATCHWORD_BENCH "Build the benchmarks" OFF)
option(WATCHWORD_FUZZ "Build the fuzzers (clang)" OFF)
option(WATCHWORD_WERROR "Warnings are errors (set by presets, never for packagers)" OFF)
set(WATCHWORD_SANITIZE "" CACHE STRING "Sanitizers as -fsanitize= takes them, e.g. address,undefined")

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
include(GNUInstallDirs)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(watchword_options INTERFACE)
target_compile_features(watchword_options INTERFACE cxx_std_20)
target_compile_options(watchword_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow>)
# g++ 12 to 14 see overlaps, overreads and overflows in their own <string>, <compare> and <vector> once
# they optimise. The sanitizers look for the real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND NOT CMAKE_BUILD_TYPE STREQUAL Debug)
  target_compile_options(watchword_options INTERFACE -Wno-restrict -Wno-stringop-overread
    -Wno-stringop-overflow -Wno-array-bounds)
endif()
if(WATCHWORD_WERROR)
  target_compile_options(watchword_options INTERFACE -Werror)
endif()

# What makes a memory error harder to use, for generated code too: each program is a PIE whose tables
# are read-only after start, with checked stacks and checked library calls. Frame pointers make the
# stack of a profiler and of a bug report readable, for about 1 %. All of it is left out of plain debug
# builds, which are for speed of building. _FORTIFY_SOURCE needs optimising and hides errors from the
# sanitizers; Debian's own flags may define it already, hence -U first.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
add_library(watchword_hardening INTERFACE)
if(WATCHWORD_SANITIZE OR NOT CMAKE_BUILD_TYPE STREQUAL Debug)
  target_compile_options(watchword_hardening INTERFACE -fno-omit-frame-pointer)
  target_compile_definitions(watchword_hardening INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(NOT WATCHWORD_SANITIZE AND NOT CMAKE_BUILD_TYPE STREQUAL Debug)
  target_compile_options(watchword_hardening INTERFACE
    -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  target_link_options(watchword_hardening INTERFACE LINKER:-z,relro,-z,now,-z,noexecstack)
  include(CheckCXXCompilerFlag)
  foreach(flag stack-clash-protection cf-protection)  # not on every processor
    check_cxx_compiler_flag(-f${flag} WATCHWORD_HAS_${flag})
    if(WATCHWORD_HAS_${flag})
      target_compile_options(watchword_hardening INTERFACE -f${flag})
    endif()
  endforeach()
endif()
target_link_libraries(watchword_options INTERFACE watchword_hardening)
if(WATCHWORD_SANITIZE)
  target_compile_options(watchword_options INTERFACE
    -fsanitize=${WATCHWORD_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(watchword_options INTERFACE -fsanitize=${WATCHWORD_SANITIZE})
endif()
if(WATCHWORD_FUZZ)
  # Counters that libFuzzer reads; each fuzzer adds its main() itself.
  target_compile_options(watchword_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
