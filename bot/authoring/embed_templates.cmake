# cmake -DTEMPLATES=folder -DOUTPUT=file.cpp -P embed_templates.cmake: the files below KIND/ as rows of one C++ table.
file(GLOB_RECURSE files RELATIVE ${TEMPLATES} ${TEMPLATES}/*)
list(SORT files)
set(rows "")
foreach(file IN LISTS files)
  string(REGEX MATCH "^([^/]+)/(.*)$" _ "${file}")
  set(kind ${CMAKE_MATCH_1})
  set(path ${CMAKE_MATCH_2})
  file(READ ${TEMPLATES}/${file} text)
  string(APPEND rows "    {\"${kind}\", \"${path}\", R\"~file~(${text})~file~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from bot/authoring/templates by bot/authoring/embed_templates.cmake.
#include <array>

#include \"bot/authoring/new_plugin.hpp\"

namespace desk {

std::span<const TemplateFile> template_files() {
    static constexpr auto files = std::to_array<TemplateFile>({
${rows}    });
    return files;
}

}  // namespace desk
")
