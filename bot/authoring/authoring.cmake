# What plugin authors use of the program: templates, rules, golden scripts. Included once from the top.
file(GLOB_RECURSE desk_templates CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/bot/authoring/templates/*)
set(desk_templates_source ${CMAKE_BINARY_DIR}/generated/templates.cpp)
add_custom_command(OUTPUT ${desk_templates_source}
  COMMAND ${CMAKE_COMMAND} -DTEMPLATES=${PROJECT_SOURCE_DIR}/bot/authoring/templates -DOUTPUT=${desk_templates_source}
          -P ${PROJECT_SOURCE_DIR}/bot/authoring/embed_templates.cmake
  DEPENDS ${desk_templates} ${PROJECT_SOURCE_DIR}/bot/authoring/embed_templates.cmake VERBATIM)

target_sources(desk_cli PRIVATE
  bot/authoring/authored_plugin.cpp bot/authoring/check_rules.cpp bot/authoring/manifest_rules.cpp
  bot/authoring/new_plugin.cpp bot/authoring/object_rules.cpp bot/authoring/plugin_place.cpp
  bot/authoring/shared_object.cpp bot/authoring/source_rules.cpp bot/authoring/text_rules.cpp
  bot/cli/made_up_world.cpp bot/cli/plugin_new.cpp ${desk_templates_source})

# A whole desk is needed for these.
target_sources(deskhand PRIVATE bot/cli/plugin_check.cpp bot/cli/plugin_reload.cpp bot/cli/plugin_test.cpp bot/cli/throw_away_desk.cpp)
