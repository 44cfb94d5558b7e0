# Tests of what plugin authors use (bot/authoring, plugins/sdk). Included once from the top, when tests are built.
function(desk_broken_object name)
  cmake_parse_arguments(PARSE_ARGV 1 object "" "" "DEFINITIONS;OPTIONS;LIBRARIES")
  add_library(${name}_object MODULE tests/plugins/authors/broken/broken.c)
  set_target_properties(${name}_object PROPERTIES PREFIX "" OUTPUT_NAME ${name} C_VISIBILITY_PRESET default
                        LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins_of_authors)
  target_include_directories(${name}_object PRIVATE ${PROJECT_SOURCE_DIR}/plugins/sdk/include)
  target_compile_definitions(${name}_object PRIVATE ${object_DEFINITIONS})
  target_link_options(${name}_object PRIVATE ${object_OPTIONS})
  target_link_libraries(${name}_object PRIVATE ${object_LIBRARIES})
endfunction()

add_library(authors_foreign SHARED tests/plugins/authors/broken/broken.c)
target_include_directories(authors_foreign PRIVATE ${PROJECT_SOURCE_DIR}/plugins/sdk/include)
target_compile_definitions(authors_foreign PRIVATE ALSO=foreign_call)
desk_broken_object(sound OPTIONS LINKER:--version-script=${PROJECT_SOURCE_DIR}/plugins/sdk/exports.map)
desk_broken_object(two_symbols DEFINITIONS ALSO=second_symbol)
desk_broken_object(foreign DEFINITIONS CALLS=foreign_call LIBRARIES authors_foreign)
desk_broken_object(undefined DEFINITIONS CALLS=nowhere_defined OPTIONS LINKER:-z,undefs)
desk_broken_object(search_path OPTIONS LINKER:-rpath,/opt/tea)
desk_broken_object(executable_stack OPTIONS LINKER:-z,execstack)

desk_test(authors LABEL unit LIBRARIES desk_cli
  DEPENDS sound_object two_symbols_object foreign_object undefined_object search_path_object executable_stack_object
  SOURCES tests/bot/cli/programs.cpp tests/plugins/authors/check_rules_test.cpp tests/plugins/authors/new_plugin_test.cpp
          tests/plugins/authors/script_test.cpp tests/plugins/authors/shared_object_test.cpp)
desk_test(authors_road LABEL road LIBRARIES desk_sdk DEPENDS deskhand
  SOURCES tests/plugins/authors/authors_road_test.cpp tests/plugins/authors/workshop.cpp)
desk_test(newcomer LABEL road DEPENDS deskhand
  SOURCES tests/plugins/authors/newcomer_test.cpp tests/plugins/authors/workshop.cpp)

# The golden scripts of the desk's own plugins, through the same door as everybody's, and their rules.
foreach(plugin health incidents service_requests support_prices)
  set(both ${CMAKE_BINARY_DIR}/plugins/${plugin}.so ${PROJECT_SOURCE_DIR}/plugins/${plugin})
  add_test(NAME ${plugin}_scripts COMMAND deskhand plugin test ${both})
  set_tests_properties(${plugin}_scripts PROPERTIES LABELS road TIMEOUT 120)
  if(NOT DESK_SANITIZED)  # a sanitizer's library is one too many
    add_test(NAME ${plugin}_check COMMAND deskhand plugin check ${both})
    set_tests_properties(${plugin}_check PROPERTIES LABELS road TIMEOUT 120)
  endif()
endforeach()
