# cmake -DTEXTS=folder -DOUTPUT=file.cpp -P embed_texts.cmake: the folder's en, hu and de.json as one C++ function.
set(code "#include \"conversations/language/core_texts.hpp\"\n\nnamespace desk {\n\n")
string(APPEND code "std::map<std::string, std::string> core_texts() {\n    return {\n")
foreach(language en hu de)
  file(READ ${TEXTS}/${language}.json text)
  string(APPEND code "        {\"${language}\", R\"desk(${text})desk\"},\n")
endforeach()
string(APPEND code "    };\n}\n\n}  // namespace desk\n")
file(WRITE ${OUTPUT} "${code}")
