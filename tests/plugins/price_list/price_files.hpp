// Files of the sample desk and of the tests, as the bot would hand them to a plugin.
#pragma once

#include "bot/configuration/toml_file.hpp"
#include "plugins/price_list/quote.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace desk::test {

template <class T>
T or_throw(Result<T> result) {
    if (!result) throw std::runtime_error{result.error().what};
    return *std::move(result);
}

inline std::string toml_json(const std::string& path) {
    std::ifstream stream{std::string{DESK_SOURCE_DIR} + "/" + path};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    const auto parsed = parse_toml(path, text);
    if (parsed.problem) throw std::runtime_error{path + ": not TOML"};
    return to_json_text(parsed.file.root);
}
inline Json toml_document(const std::string& path) {
    return or_throw(parse_json(toml_json(path)));
}

inline WorkClocks sample_clocks() {
    return or_throw(read_work_clocks(toml_json("bot/sample/desk/calendars.toml")));
}

// "2026-11-20 16:30" on the clock of a place.
inline Time local(const LocalZone& zone, const std::string& text) {
    const auto day = or_throw(wire::read_time(text.substr(0, 10) + "T00:00:00Z"));
    return zone.time_of({Day{std::chrono::floor<std::chrono::days>(day)},
                         std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2))});
}

}  // namespace desk::test
