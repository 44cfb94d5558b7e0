# find_package(deskhand-plugin): what an author of a plugin needs outside the desk's own tree. The version is the desk's; the
# headers need nlohmann-json 3.11 or later and C++20.
include(CMakeFindDependencyMacro)
find_dependency(nlohmann_json 3.11)
include(${CMAKE_CURRENT_LIST_DIR}/deskhand-plugin.cmake)
