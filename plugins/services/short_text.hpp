// Cutting what strangers write to the size of a card. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>

namespace desk {

// At most `most` bytes of valid UTF-8: up to the last sentence that fits, else the last word, with
// "…" at the end.
std::string shortened(std::string text, std::size_t most);

}  // namespace desk
