// The words around a find. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// At most `characters` characters of UTF-8 from the beginning of `text`, with "…" when something is
// left out.
std::string beginning(std::string_view text, std::size_t characters);

// About 120 characters of `text` around the first word of `query` that stands in it (letters a-z
// compare without case), with "…" where something is left out; the beginning when none does.
std::string words_around(std::string_view text, std::string_view query);

}  // namespace desk
