# What every target of ours is compiled with. Nothing is set globally but where files go.

option(WATCHWORD_TESTS "Build the tests" ON)
option(WATCHWORD_BENCH "Build the benchmarks" OFF)
option(WATCHWORD_FUZZ "Build the fuzzers (clang)" OFF)
option(WATCHWORD_WERROR "Warnings are errors (set by presets, never for packagers)" OFF)
set(WATCHWORD_SANITIZE "" CACHE STRING "Sanitizers as -fsanitize= takes them, e.g. address,undefined")

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(watchword_options INTERFACE)
target_compile_features(watchword_options INTERFACE cxx_std_20)
target_compile_options(watchword_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow>)
if(WATCHWORD_WERROR)
  target_compile_options(watchword_options INTERFACE -Werror)
endif()
if(WATCHWORD_SANITIZE)
  target_compile_options(watchword_options INTERFACE
    -fsanitize=${WATCHWORD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(watchword_options INTERFACE -fsanitize=${WATCHWORD_SANITIZE})
endif()
