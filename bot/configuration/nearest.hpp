// "Did you mean …?": the name that is nearest to what was written.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace desk {

// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
int edit_distance(std::string_view a, std::string_view b);

// The nearest of `names`, or "" when none is near: more than a third of the letters (at least 2)
// differ. A name that begins with what was written is near, from three letters on.
std::string nearest(std::string_view written, std::span<const std::string> names);

}  // namespace desk
