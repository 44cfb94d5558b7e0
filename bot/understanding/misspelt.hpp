// A text as somebody in a hurry types it: what is learned is learned a second time from such a copy, so that a slip of the
// finger changes little. Its worth is measured in this folder's README. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// One slip in a short text, two in a longer one: a letter left out, doubled, swapped with the next, or hit beside the key.
// The same text always gets the same slips. "": the text is too short to be recognised with one.
std::string misspelt(std::string_view text);

}  // namespace desk
