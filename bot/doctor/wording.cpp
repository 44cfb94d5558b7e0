#include "bot/doctor/wording.hpp"

#include <array>

namespace desk {

std::string count_in_words(std::int64_t count, std::string_view one, std::string_view many) {
    auto digits = std::to_string(count);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (count < 0 ? 1 : 0); at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits + " " + std::string{count == 1 ? one : many};
}

std::string size_in_words(std::uint64_t bytes) {
    constexpr std::uint64_t giga = 1'000'000'000;
    if (bytes >= giga) return std::to_string(bytes / giga) + " GB";
    return std::to_string(bytes / 1'000'000) + " MB";
}

std::string time_in_words(std::chrono::seconds time) {
    struct Unit {
        std::int64_t seconds;
        const char* name;
    };
    constexpr std::array units{Unit{86'400, " d"}, Unit{3'600, " h"}, Unit{60, " min"}};
    for (const auto& unit : units) {
        if (time.count() >= 2 * unit.seconds) return std::to_string(time.count() / unit.seconds) + unit.name;
    }
    return std::to_string(time.count()) + " s";
}

}  // namespace desk
