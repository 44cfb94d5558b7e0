// The lines in which two texts differ, as `diff` shows them without context. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// "a\nb" → {"a", "b"}; "" → {}.
std::vector<std::string> lines_in(std::string_view text);

// "- gone" and "+ new" in order, those that are gone first where lines were replaced; empty: they are the same. The
// fewest lines that explain it, unless what differs is over 2,000 × 2,000 lines: then all of it.
std::vector<std::string> changed_lines(const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace desk
