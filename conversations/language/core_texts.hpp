// The JSON texts of conversations/texts as they were when the program was built; embed_texts.cmake makes the .cpp.
#pragma once

#include <map>
#include <string>

namespace desk {

// Language → JSON text.
std::map<std::string, std::string> core_texts();

}  // namespace desk
