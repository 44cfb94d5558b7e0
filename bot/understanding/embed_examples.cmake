# cmake -DEXAMPLES=folder -DOUTPUT=file.cpp -P embed_examples.cmake: the corpus and the names as rows of one C++ table, and
# the intents of the corpus, so that nobody must read it for them.
set(rows "")
set(intents "")
foreach(file en.csv hu.csv de.csv other.csv names.txt)
  file(READ ${EXAMPLES}/${file} text)
  string(REGEX MATCHALL "\n[a-z0-9_.]+," beginnings "${text}")
  list(APPEND intents ${beginnings})
  string(APPEND rows "    {\"${file}\", R\"~file~(${text})~file~\"},\n")
endforeach()
list(TRANSFORM intents REPLACE "\n(.*)," "\"\\1\"")
list(REMOVE_DUPLICATES intents)
list(SORT intents)
list(JOIN intents ", " intents)
file(WRITE ${OUTPUT} "// Made from bot/understanding/examples by bot/understanding/embed_examples.cmake.
#include <array>

#include \"bot/understanding/shipped_examples.hpp\"

namespace desk {

std::span<const ShippedFile> shipped_files() {
    static constexpr auto files = std::to_array<ShippedFile>({
${rows}    });
    return files;
}

std::span<const std::string_view> shipped_intents() {
    static constexpr auto intents = std::to_array<std::string_view>({${intents}});
    return intents;
}

}  // namespace desk
")
