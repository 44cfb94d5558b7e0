#include "plugins/status_source/level.hpp"

#include <array>
#include <cstddef>

namespace desk {
namespace {

constexpr std::array<std::string_view, 5> names{"unknown", "ok", "watch", "degraded", "outage"};

}  // namespace

std::string_view name_of(Level level) {
    return names.at(static_cast<std::size_t>(level));
}

Level level_named(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<Level>(i);
    }
    return Level::unknown;
}

void worsen(ReportedState& state, const ReportedState& other) {
    if (other.level > state.level) state = other;
}

std::string enum_key(std::string_view said) {
    std::string key;
    for (const char letter : said) {
        if (letter >= 'A' && letter <= 'Z') key += static_cast<char>(letter - 'A' + 'a');
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) key += letter;
    }
    return key;
}

}  // namespace desk
