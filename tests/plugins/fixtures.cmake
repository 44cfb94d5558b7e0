# The plugins that tests alone use, in ${CMAKE_BINARY_DIR}/plugins_of_tests: refused ones, one of an older wall, programs,
# and echo built in every way a stranger might. All of them: the target plugins_of_tests.
set(desk_fixtures ${CMAKE_BINARY_DIR}/plugins_of_tests)
add_custom_target(plugins_of_tests)

function(desk_fixture name)
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX .so LIBRARY_OUTPUT_DIRECTORY ${desk_fixtures})
  add_dependencies(plugins_of_tests ${name})
endfunction()

# desk_unfit_plugin(name definitions…): what must be refused before its constructor has run.
function(desk_unfit_plugin name)
  add_library(${name} MODULE tests/plugins/other_wall/other_wall.c)
  target_compile_definitions(${name} PRIVATE CANARY="${desk_fixtures}/${name}.canary" ${ARGN})
  target_link_libraries(${name} PRIVATE desk_sdk)
  desk_fixture(${name})
endfunction()
desk_unfit_plugin(other_wall "WALL_MAJOR=DESK_WALL_MAJOR+1" WALL_MINOR=0)
desk_unfit_plugin(newer_wall WALL_MAJOR=DESK_WALL_MAJOR "WALL_MINOR=DESK_WALL_MINOR+1")
desk_unfit_plugin(small_wall WALL_MAJOR=DESK_WALL_MAJOR WALL_MINOR=0 PLUGIN_SIZE=16)

add_library(old_wall MODULE tests/plugins/old_wall/old_wall.c)
desk_fixture(old_wall)

add_library(throws_loading MODULE tests/plugins/throws_loading/throws_loading.cpp)
target_link_libraries(throws_loading PRIVATE desk_sdk)
desk_fixture(throws_loading)

# ---- programs: the first line of a script names its interpreter, and its manifest stands beside it -------------------
set(python_echo ${PROJECT_SOURCE_DIR}/tests/plugins/python_echo)
add_custom_command(OUTPUT ${desk_fixtures}/echo.py ${desk_fixtures}/echo.plugin.json ${desk_fixtures}/fault.plugin.json
  DEPENDS ${python_echo}/echo.py tests/plugins/echo/plugin.json tests/plugins/fault/plugin.json
  COMMAND ${CMAKE_COMMAND} -E make_directory ${desk_fixtures}
  COMMAND ${CMAKE_COMMAND} -E copy ${python_echo}/echo.py ${desk_fixtures}/echo.py
  COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/tests/plugins/echo/plugin.json ${desk_fixtures}/echo.plugin.json
  COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/tests/plugins/fault/plugin.json ${desk_fixtures}/fault.plugin.json
  VERBATIM)
add_custom_command(OUTPUT ${desk_fixtures}/fault.pyz DEPENDS ${python_echo}/echo.py ${python_echo}/fault/__main__.py
  COMMAND ${CMAKE_COMMAND} -E make_directory ${desk_fixtures}/fault
  COMMAND ${CMAKE_COMMAND} -E copy ${python_echo}/echo.py ${python_echo}/fault/__main__.py ${desk_fixtures}/fault
  COMMAND /usr/bin/python3 -m zipapp ${desk_fixtures}/fault --python /usr/bin/python3 --output ${desk_fixtures}/fault.pyz
  VERBATIM)
add_custom_target(python_plugins DEPENDS ${desk_fixtures}/echo.py ${desk_fixtures}/fault.pyz)
add_dependencies(plugins_of_tests python_plugins)

# ---- echo, built as strangers build: with the installed headers alone -----------------------------------------------
set(echo_source ${PROJECT_SOURCE_DIR}/tests/plugins/echo/echo.cpp)
set(sdk ${PROJECT_SOURCE_DIR}/plugins/sdk)
function(desk_echo_build name)
  add_library(${name} MODULE ${echo_source})
  target_include_directories(${name} PRIVATE ${sdk}/include)
  target_compile_options(${name} PRIVATE -U_FORTIFY_SOURCE ${ARGN})
  target_link_options(${name} PRIVATE LINKER:--version-script=${sdk}/exports.map ${ARGN})
  set_target_properties(${name} PROPERTIES CXX_VISIBILITY_PRESET hidden)
  desk_fixture(${name})
endfunction()
desk_echo_build(echo_O0 -O0)
desk_echo_build(echo_O2 -O2)
if(NOT DESK_SANITIZED)
  # An object with AddressSanitizer is loaded by a host that was built so too (plugins/host/run_program.hpp).
  desk_echo_build(echo_asan -O0 -fsanitize=address)
  add_executable(deskhand-plugin-host-asan EXCLUDE_FROM_ALL plugins/host/main.cpp ${desk_plugin_host_sources}
                 plugins/sdk/compiled.cpp)
  target_include_directories(deskhand-plugin-host-asan PRIVATE ${PROJECT_SOURCE_DIR} ${sdk}/include)
  target_compile_definitions(deskhand-plugin-host-asan PRIVATE DESK_SANITIZED DESK_SDK_COMPILED)
  target_compile_options(deskhand-plugin-host-asan PRIVATE -O0 -U_FORTIFY_SOURCE -fsanitize=address)
  target_link_options(deskhand-plugin-host-asan PRIVATE -fsanitize=address)
  target_link_libraries(deskhand-plugin-host-asan PRIVATE Boost::headers PkgConfig::SECCOMP ${CMAKE_DL_LIBS})
  add_dependencies(plugins_of_tests deskhand-plugin-host-asan)
endif()

find_program(DESK_CLANG clang++-14)
if(DESK_CLANG AND NOT DESK_SANITIZED)
  add_custom_command(OUTPUT ${desk_fixtures}/echo_clang.so DEPENDS ${echo_source} ${sdk}/exports.map
    COMMAND ${CMAKE_COMMAND} -E make_directory ${desk_fixtures}
    COMMAND ${DESK_CCACHE} ${DESK_CLANG} -std=c++20 -O1 -fPIC -fvisibility=hidden -I${sdk}/include
            -MD -MF ${desk_fixtures}/echo_clang.d -c ${echo_source} -o ${desk_fixtures}/echo_clang.o
    COMMAND ${DESK_CLANG} -shared -Wl,--version-script=${sdk}/exports.map -o ${desk_fixtures}/echo_clang.so
            ${desk_fixtures}/echo_clang.o
    DEPFILE ${desk_fixtures}/echo_clang.d VERBATIM)
  add_custom_target(echo_clang DEPENDS ${desk_fixtures}/echo_clang.so)
  add_dependencies(plugins_of_tests echo_clang)
endif()

# ---- one plugin in two builds, to go over from one to the other ------------------------------------------------------
foreach(build 1 2)
  add_library(two_builds_${build} MODULE tests/plugins/two_builds/two_builds.cpp)
  target_link_libraries(two_builds_${build} PRIVATE desk_sdk)
  target_compile_definitions(two_builds_${build} PRIVATE BUILD="${build}")
  target_link_options(two_builds_${build} PRIVATE LINKER:--version-script=${PROJECT_SOURCE_DIR}/plugins/sdk/exports.map)
  desk_fixture(two_builds_${build})
endforeach()
