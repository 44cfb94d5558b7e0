# add_desk_plugin(name SOURCES a.cpp … [TEXTS dir] [MANIFEST file] [LIBRARIES targets …])
#
# Builds ${CMAKE_BINARY_DIR}/plugins/NAME.so and puts NAME.plugin.json and NAME.texts/{en,hu,de}.json beside it. The
# manifest is plugin.json in the folder of the first source unless named; a plugin without texts names no TEXTS. Exactly
# one symbol is exported. Works for plugins of the desk itself and, included from a plugin's own CMakeLists.txt, outside.

set(desk_plugin_sdk ${CMAKE_CURRENT_LIST_DIR})

function(add_desk_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 plugin "" "TEXTS;MANIFEST" "SOURCES;LIBRARIES")
  if(NOT plugin_SOURCES)
    message(FATAL_ERROR "add_desk_plugin(${name}): name its SOURCES")
  endif()
  set(folder ${CMAKE_BINARY_DIR}/plugins)
  list(GET plugin_SOURCES 0 first)
  get_filename_component(source_folder ${first} DIRECTORY)
  if(NOT plugin_MANIFEST)
    set(plugin_MANIFEST ${source_folder}/plugin.json)
  endif()

  add_library(${name}_plugin MODULE ${plugin_SOURCES})
  set_target_properties(${name}_plugin PROPERTIES
    PREFIX "" OUTPUT_NAME ${name} SUFFIX .so LIBRARY_OUTPUT_DIRECTORY ${folder}
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS ${desk_plugin_sdk}/exports.map)
  target_include_directories(${name}_plugin PRIVATE ${desk_plugin_sdk}/include)
  target_compile_options(${name}_plugin PRIVATE ${desk_warnings})
  target_link_options(${name}_plugin PRIVATE LINKER:--version-script=${desk_plugin_sdk}/exports.map)
  if(NOT (DESK_SANITIZED AND CMAKE_CXX_COMPILER_ID MATCHES Clang))  # clang's sanitizers live in the program alone
    target_link_options(${name}_plugin PRIVATE LINKER:--no-undefined)
  endif()
  target_link_libraries(${name}_plugin PRIVATE ${plugin_LIBRARIES} $<TARGET_NAME_IF_EXISTS:desk_sdk>)

  _desk_put_beside(${name} ${plugin_MANIFEST} ${folder}/${name}.plugin.json)
  if(plugin_TEXTS)
    foreach(language en hu de)
      _desk_put_beside(${name} ${plugin_TEXTS}/${language}.json ${folder}/${name}.texts/${language}.json)
    endforeach()
  endif()
endfunction()

# Copies a file of the plugin to the build folder whenever it changes.
function(_desk_put_beside name from to)
  get_filename_component(from ${from} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
  add_custom_command(OUTPUT ${to} DEPENDS ${from} COMMAND ${CMAKE_COMMAND} -E copy ${from} ${to} VERBATIM)
  target_sources(${name}_plugin PRIVATE ${to})
endfunction()
