# cmake -DEXAMPLES=folder -DOUTPUT=file.cpp -P embed_examples.cmake: the corpus and the names as rows of one C++ table.
set(rows "")
foreach(file en.csv hu.csv de.csv other.csv names.txt)
  file(READ ${EXAMPLES}/${file} text)
  string(APPEND rows "    {\"${file}\", R\"~file~(${text})~file~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from bot/understanding/examples by bot/understanding/embed_examples.cmake.
#include <array>

#include \"bot/understanding/shipped_examples.hpp\"

namespace desk {

std::span<const ShippedFile> shipped_files() {
    static constexpr auto files = std::to_array<ShippedFile>({
${rows}    });
    return files;
}

}  // namespace desk
")
