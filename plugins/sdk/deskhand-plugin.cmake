# add_desk_plugin(NAME SOURCES a.cpp … [TEXTS dir] [SCRIPTS dir] [MANIFEST file] [LIBRARIES targets …])
# add_desk_plugin_test(NAME SOURCES a_test.cpp … [LIBRARIES targets …])
#
# The first builds ${CMAKE_BINARY_DIR}/plugins/NAME.so and puts NAME.plugin.json and NAME.texts/{en,hu,de}.json beside it.
# The manifest is plugin.json in the folder of the first source unless named; a plugin without texts names no TEXTS. The
# golden scripts of SCRIPTS, and the files they name, go to NAME.tests: `deskhand plugin reload` says them to a new build.
# Exactly one symbol is exported. Works for plugins of the desk itself and, after find_package(deskhand-plugin) or included
# from a plugin's own CMakeLists.txt, outside.
#
# The second builds NAME_test with GoogleTest, for <desk/testkit.hpp>, and gives ctest NAME_test; NAME_scripts, which has the
# golden scripts tests/*.chat said to the plugin by `deskhand plugin test`; and NAME_check, `deskhand plugin check` (not of a
# build with -fsanitize). The last two are there when the program deskhand is found: DESKHAND_PROGRAM, beside the SDK, or in PATH.

set(desk_plugin_sdk ${CMAKE_CURRENT_LIST_DIR})
set(desk_plugin_headers ${desk_plugin_sdk}/include)
if(NOT EXISTS ${desk_plugin_headers}/desk/plugin.hpp)  # installed: <prefix>/lib/cmake/deskhand-plugin
  get_filename_component(desk_plugin_prefix ${desk_plugin_sdk}/../../.. ABSOLUTE)
  set(desk_plugin_headers ${desk_plugin_prefix}/include)
endif()

function(add_desk_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 plugin "" "TEXTS;SCRIPTS;MANIFEST" "SOURCES;LIBRARIES")
  if(NOT plugin_SOURCES)
    message(FATAL_ERROR "add_desk_plugin(${name}): name its SOURCES")
  endif()
  set(folder ${CMAKE_BINARY_DIR}/plugins)
  list(GET plugin_SOURCES 0 first)
  get_filename_component(source_folder ${first} DIRECTORY)
  if(NOT plugin_MANIFEST)
    set(plugin_MANIFEST plugin.json)
    if(source_folder)
      set(plugin_MANIFEST ${source_folder}/plugin.json)
    endif()
  endif()

  add_library(${name}_plugin MODULE ${plugin_SOURCES})
  set_target_properties(${name}_plugin PROPERTIES
    PREFIX "" OUTPUT_NAME ${name} SUFFIX .so LIBRARY_OUTPUT_DIRECTORY ${folder}
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS ${desk_plugin_sdk}/exports.map)
  target_include_directories(${name}_plugin PRIVATE ${desk_plugin_headers})
  target_compile_options(${name}_plugin PRIVATE ${desk_warnings})
  target_link_options(${name}_plugin PRIVATE LINKER:--version-script=${desk_plugin_sdk}/exports.map)
  # A starting plugin is copied whole, and two thirds of it would be debug information: that goes to NAME.so.debug beside it,
  # where debuggers look.
  add_custom_command(TARGET ${name}_plugin POST_BUILD VERBATIM WORKING_DIRECTORY ${folder}
    COMMAND ${CMAKE_OBJCOPY} --only-keep-debug --compress-debug-sections ${name}.so ${name}.so.debug
    COMMAND ${CMAKE_OBJCOPY} --strip-debug --add-gnu-debuglink=${name}.so.debug ${name}.so)
  if(NOT (DESK_SANITIZED AND CMAKE_CXX_COMPILER_ID MATCHES Clang))  # clang's sanitizers live in the program alone
    target_link_options(${name}_plugin PRIVATE LINKER:--no-undefined)
  endif()
  target_link_libraries(${name}_plugin PRIVATE ${plugin_LIBRARIES} $<TARGET_NAME_IF_EXISTS:desk_sdk>
                        $<TARGET_NAME_IF_EXISTS:nlohmann_json::nlohmann_json>)

  _desk_put_beside(${name} ${plugin_MANIFEST} ${folder}/${name}.plugin.json)
  if(plugin_TEXTS)
    foreach(language en hu de)
      _desk_put_beside(${name} ${plugin_TEXTS}/${language}.json ${folder}/${name}.texts/${language}.json)
    endforeach()
  endif()
  if(plugin_SCRIPTS)
    get_filename_component(tests ${plugin_SCRIPTS} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
    file(GLOB files CONFIGURE_DEPENDS ${tests}/*.chat ${tests}/*.json ${tests}/*.toml ${tests}/*.txt)
    foreach(file IN LISTS files)
      get_filename_component(file_name ${file} NAME)
      _desk_put_beside(${name} ${file} ${folder}/${name}.tests/${file_name})
    endforeach()
  endif()
endfunction()

# Copies a file of the plugin to the build folder whenever it changes.
function(_desk_put_beside name from to)
  get_filename_component(from ${from} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
  add_custom_command(OUTPUT ${to} DEPENDS ${from} COMMAND ${CMAKE_COMMAND} -E copy ${from} ${to} VERBATIM)
  target_sources(${name}_plugin PRIVATE ${to})
endfunction()

function(add_desk_plugin_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "" "" "SOURCES;LIBRARIES")
  if(test_SOURCES)
    find_package(GTest REQUIRED)
    add_executable(${name}_test ${test_SOURCES})
    set_target_properties(${name}_test PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF)
    target_include_directories(${name}_test PRIVATE ${desk_plugin_headers})
    target_link_libraries(${name}_test PRIVATE ${test_LIBRARIES} GTest::gtest_main ${CMAKE_DL_LIBS}
                        $<TARGET_NAME_IF_EXISTS:nlohmann_json::nlohmann_json>)
    add_test(NAME ${name}_test COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  endif()

  find_program(DESKHAND_PROGRAM deskhand HINTS ${desk_plugin_prefix}/bin)
  if(NOT DESKHAND_PROGRAM)
    message(STATUS "deskhand was not found: ${name}'s golden scripts are not run (DESKHAND_PROGRAM=/path/deskhand)")
    return()
  endif()
  set(plugin $<TARGET_FILE:${name}_plugin> ${CMAKE_CURRENT_SOURCE_DIR})
  add_test(NAME ${name}_scripts COMMAND ${DESKHAND_PROGRAM} plugin test ${plugin})
  if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")  # such a build is for tests: it needs the sanitizer's library
    add_test(NAME ${name}_check COMMAND ${DESKHAND_PROGRAM} plugin check ${plugin})
  endif()
endfunction()
