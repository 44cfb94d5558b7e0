// Replies that are longer than the platform takes. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Parts of at most `characters` code points (at least 1), in order; joined they are the text. A
// part ends after a paragraph or line when one ends in its second half, else after a sentence, else
// after a word, and in any case not inside a character as people see it, unless a single one is
// longer than a part. An empty text is one empty part.
std::vector<std::string> split_reply(std::string_view text, std::size_t characters);

}  // namespace desk
