// A text in the languages somebody wrote it in. Pure; any thread.
#pragma once

#include <map>
#include <string>

namespace desk {

// By language; "" is the one for all others.
using Translated = std::map<std::string, std::string>;

// In `language`, else the one for all, else English, else any; "" of none.
std::string in_language(const Translated& text, const std::string& language);

}  // namespace desk
