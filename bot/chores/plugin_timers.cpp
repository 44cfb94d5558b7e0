#include "bot/chores/plugin_timers.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "bot/chores/cron.hpp"

namespace desk {
namespace {

constexpr std::chrono::days reach_back{7};

// Different for every desk, plugin and timer, and always the same for one.
std::chrono::seconds spread_of(const Desk& desk, const PluginInUse& plugin, const TimerDeclaration& timer) {
    if (timer.spread_s == 0) return {};
    std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
    for (const auto* text : {&desk.name, &plugin.name, &timer.name}) {
        for (const char letter : *text) hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
    }
    return std::chrono::seconds{static_cast<std::int64_t>(hash % static_cast<std::uint64_t>(timer.spread_s + 1))};
}

std::string event_id(const PluginInUse& plugin, const TimerDeclaration& timer, Time at) {
    return plugin.name + "/" + timer.name + "/" + std::to_string(at.time_since_epoch().count());
}

Arrival arrival(const PluginInUse& plugin, const TimerDeclaration& timer, Time at) {
    return {.tenant = {},
            .message = {.place = {.adapter = std::string{plugins_place}, .channel = plugin.name, .thread = timer.name},
                        .kind = MessageKind::timer,
                        .event_id = event_id(plugin, timer, at),
                        .author = "plugin:" + plugin.name,
                        .values = {{"plugin", plugin.name}, {"timer", timer.name}},
                        .sent_at = at}};
}

}  // namespace

Result<void> PluginTimers::run(const Desk& desk, Time now) {
    std::vector<Arrival> arrivals;
    for (const auto& [name, plugin] : desk.plugins) {
        for (const auto& timer : plugin.runner->manifest().timers) {
            if (timer.is_set_by_plugin()) continue;
            DESK_TRY(const auto at, due(desk, plugin, timer, now));
            if (at) arrivals.push_back(arrival(plugin, timer, *at));
        }
    }
    if (!arrivals.empty()) DESK_CHECK(store_.receive(arrivals, now));
    return {};
}

// The last moment it was due that nobody has looked at yet.
Result<std::optional<Time>> PluginTimers::due(const Desk& desk, const PluginInUse& plugin, const TimerDeclaration& timer,
                                              Time now) {
    const auto until = now - spread_of(desk, plugin, timer);
    const auto [checked, is_first] = checked_.try_emplace(plugin.name + "/" + timer.name, until - reach_back);
    const auto after = std::exchange(checked->second, std::max(checked->second, until));
    if (timer.every_s > 0) {
        const std::chrono::seconds period{timer.every_s};
        const auto last = Time{until.time_since_epoch() / period * period};
        return last > after ? std::optional{last} : std::nullopt;
    }
    DESK_TRY(const auto cron, Cron::read(timer.cron));
    auto last = cron.last_match(after, until, desk.time_zone);
    if (!last || !is_first || *last > started_at_) return last;
    // Before this start: only caught up by a desk that has run it before.
    const auto earlier = cron.last_match(after - reach_back, *last - std::chrono::minutes{1}, desk.time_zone);
    if (!earlier) return std::optional<Time>{};
    DESK_TRY(const bool ran, has_run(plugin, timer, *earlier));
    return ran ? last : std::nullopt;
}

Result<bool> PluginTimers::has_run(const PluginInUse& plugin, const TimerDeclaration& timer, Time at) {
    const auto answered = store_.answered({}, plugins_place, event_id(plugin, timer, at));
    if (answered) return true;
    if (answered.error().code == ErrorCode::not_found) return false;
    return answered.error();
}

}  // namespace desk
