#include "plugins/services/health_reply.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace desk {
namespace {

constexpr std::array<std::string_view, 5> states{"ok", "watch", "degraded", "outage", "unknown"};
constexpr std::array<std::string_view, 8> words{"operational", "degraded",    "partial_outage",
                                                "outage",      "maintenance", "investigating",
                                                "identified",  "monitoring"};

template <std::size_t n>
std::string known_or_unknown(const std::array<std::string_view, n>& known, std::string text) {
    return std::find(known.begin(), known.end(), text) == known.end() ? "unknown" : text;
}

Time time_or(const Json& object, const char* name, Time otherwise) {
    const auto time = wire::read_time(text_or(object, name, ""));
    return time ? *time : otherwise;
}

}  // namespace

Result<HealthSnapshot> read_health_reply(std::string_view json, Time now) {
    DESK_TRY(const auto reply, parse_json(json));
    HealthSnapshot health;
    DESK_TRY(const auto state, text_field(reply, "state"));
    health.state = known_or_unknown(states, state);
    health.word = known_or_unknown(words, text_or(reply, "word", ""));
    health.vendor = text_or(reply, "vendor", "");
    health.as_of = time_or(reply, "as_of", now);
    if (const auto* service = find_field(reply, "service"))
        health.service = text_or(*service, "name", "");
    if (const auto* incident = find_field(reply, "incident"))
        health.incident = text_or(*incident, "id", "");
    return health;
}

std::string write_health(const HealthSnapshot& health) {
    return dump_json({{"state", health.state},
                      {"word", health.word},
                      {"vendor", health.vendor},
                      {"as_of", wire::time_text(health.as_of)},
                      {"service", {{"name", health.service}}},
                      {"incident", {{"id", health.incident}}}});
}

HealthSnapshot read_health(std::string_view json) {
    const auto health = read_health_reply(json, Time{});
    return health ? *health : HealthSnapshot{};
}

}  // namespace desk
