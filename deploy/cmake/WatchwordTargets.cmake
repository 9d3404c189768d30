# How a module, a program and a test are declared, so that each CMakeLists.txt is a few lines.

# ww_library(core DEPS ww_ports [PRIVATE_DEPS ...]): all .cpp files of the current folder.
function(ww_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS;PRIVATE_DEPS")
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(sources)
    add_library(ww_${name} STATIC ${sources})
    target_include_directories(ww_${name} PUBLIC ${CMAKE_SOURCE_DIR}/node)
    target_link_libraries(ww_${name} PUBLIC watchword_options ${arg_DEPS} PRIVATE ${arg_PRIVATE_DEPS})
  else()
    add_library(ww_${name} INTERFACE)
    target_include_directories(ww_${name} INTERFACE ${CMAKE_SOURCE_DIR}/node)
    target_link_libraries(ww_${name} INTERFACE watchword_options ${arg_DEPS})
  endif()
endfunction()

# ww_test(core DEPS ww_core): tests/.../*_test.cpp of the current folder become test_core. Each of
# them can also be built alone, for quick work on one: core_roster_test, and so on.
function(ww_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS")
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE ww_test_main ${arg_DEPS})
  catch_discover_tests(test_${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 300)
  set(shared ${sources})
  list(FILTER shared EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources INCLUDE REGEX "_test\\.cpp$")
  foreach(source IN LISTS sources)
    get_filename_component(file ${source} NAME_WE)
    add_executable(${name}_${file} EXCLUDE_FROM_ALL ${source} ${shared})
    target_link_libraries(${name}_${file} PRIVATE ww_test_main ${arg_DEPS}
      $<TARGET_PROPERTY:test_${name},LINK_LIBRARIES>)
    target_compile_definitions(${name}_${file} PRIVATE
      $<TARGET_PROPERTY:test_${name},COMPILE_DEFINITIONS>)
  endforeach()
endfunction()
