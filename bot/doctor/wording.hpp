// Figures as the doctor says them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

// "1 plugin", "1,204 conversations"
std::string count_in_words(std::int64_t count, std::string_view one, std::string_view many);
// "38 GB", "120 MB" (powers of ten, rounded down)
std::string size_in_words(std::uint64_t bytes);
// "45 s", "12 min", "3 h", "9 d" (rounded down)
std::string time_in_words(std::chrono::seconds time);

}  // namespace desk
