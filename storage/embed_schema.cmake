# Writes a .cpp with the SQL of storage/schema as raw strings: cmake -DOUTPUT=… -P embed_schema.cmake -- FILE…
set(rows "")
set(reading OFF)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(index RANGE ${last})
  set(argument "${CMAKE_ARGV${index}}")
  if(reading)
    get_filename_component(name "${argument}" NAME_WE)
    string(REGEX MATCH "^[0-9]+" digits "${name}")
    math(EXPR number "1${digits} - 10000")
    file(READ "${argument}" sql)
    string(APPEND rows "    {${number}, \"${name}\", R\"~sql~(${sql})~sql~\"},\n")
  endif()
  if(argument STREQUAL "--")
    set(reading ON)
  endif()
endforeach()
file(WRITE "${OUTPUT}" "// Made from storage/schema by storage/embed_schema.cmake.
#include <array>

#include \"storage/migrations.hpp\"

namespace desk {

std::span<const Migration> migrations() {
    static const auto known = std::to_array<Migration>({
${rows}    });
    return known;
}

}  // namespace desk
")
