# cmake --install BUILD [--prefix P]: the program, its plugins and what an author of plugins needs. The folders are those the
# program looks into (default_host_program, default_plugin_directory, SampleFolder), so they are not configurable.
include(CMakePackageConfigHelpers)

set(desk_sdk_folder lib/cmake/deskhand-plugin)
set(desk_bundled_plugins health incidents service_requests support_prices)

install(TARGETS deskhand RUNTIME DESTINATION bin COMPONENT desk)
install(TARGETS deskhand-plugin-host RUNTIME DESTINATION lib/deskhand COMPONENT desk)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/bot/sample/desk/ DESTINATION share/deskhand/sample COMPONENT desk)
install(FILES ${CMAKE_BINARY_DIR}/understanding.model DESTINATION lib/deskhand COMPONENT desk)
foreach(plugin IN LISTS desk_bundled_plugins)
  install(TARGETS ${plugin}_plugin LIBRARY DESTINATION lib/deskhand/plugins COMPONENT desk)
  install(FILES ${CMAKE_BINARY_DIR}/plugins/${plugin}.plugin.json DESTINATION lib/deskhand/plugins COMPONENT desk)
  install(DIRECTORY ${CMAKE_BINARY_DIR}/plugins/${plugin}.texts ${CMAKE_BINARY_DIR}/plugins/${plugin}.tests
          DESTINATION lib/deskhand/plugins COMPONENT desk)
endforeach()

# For plugins built with AddressSanitizer; there when the desk's tests were built.
install(PROGRAMS ${CMAKE_BINARY_DIR}/deskhand-plugin-host-asan DESTINATION lib/deskhand COMPONENT sdk OPTIONAL)

# Headers only: an author compiles them, nothing of the desk is linked.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/plugins/sdk/include/desk DESTINATION include COMPONENT sdk)
install(FILES plugins/sdk/deskhand-plugin-config.cmake plugins/sdk/deskhand-plugin.cmake plugins/sdk/exports.map
        DESTINATION ${desk_sdk_folder} COMPONENT sdk)
install(FILES plugins/sdk/plugin.schema.json plugins/sdk/wire.md plugins/README.md
        DESTINATION share/deskhand/sdk COMPONENT sdk)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/deskhand-plugin-config-version.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
install(FILES ${CMAKE_BINARY_DIR}/deskhand-plugin-config-version.cmake DESTINATION ${desk_sdk_folder} COMPONENT sdk)
