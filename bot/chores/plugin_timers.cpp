#include "bot/chores/plugin_timers.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "bot/chores/cron.hpp"

namespace desk {
namespace {

constexpr std::chrono::days reach_back{7};

// FNV-1a, of the texts as one.
std::uint64_t hash_of(std::initializer_list<std::string_view> texts) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (const auto text : texts) {
        for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
    }
    return hash;
}

// Different for every desk, plugin and timer, and always the same for one.
std::chrono::seconds spread_of(const Desk& desk, const PluginInUse& plugin, const TimerDeclaration& timer) {
    if (timer.spread_s == 0) return {};
    const auto hash = hash_of({desk.name, plugin.name, timer.name});
    return std::chrono::seconds{static_cast<std::int64_t>(hash % static_cast<std::uint64_t>(timer.spread_s + 1))};
}

// Where in the period a customer's turn comes: always the same, and evenly spread.
std::chrono::milliseconds turn_of(const std::string& customer, std::chrono::seconds period) {
    auto hash = hash_of({customer});
    hash = (hash ^ (hash >> 32U)) * 0x9E37'79B9'7F4A'7C15U;  // mixed once more: its low bits alone are not even
    const std::chrono::milliseconds whole{period};
    return std::chrono::milliseconds{static_cast<std::int64_t>((hash >> 20U) % static_cast<std::uint64_t>(whole.count()))};
}

std::string event_id(const PluginInUse& plugin, const TimerDeclaration& timer, Time at) {
    return plugin.name + "/" + timer.name + "/" + std::to_string(at.time_since_epoch().count());
}

Arrival arrival(const PluginInUse& plugin, const TimerDeclaration& timer, Time at, Tenant tenant = {}) {
    return {.tenant = std::move(tenant),
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
            if (!timer.is_set_by_plugin()) DESK_CHECK(add(arrivals, desk, plugin, timer, now));
        }
    }
    if (!arrivals.empty()) DESK_CHECK(store_.receive(arrivals, now));
    return {};
}

Result<void> PluginTimers::add(std::vector<Arrival>& arrivals, const Desk& desk, const PluginInUse& plugin,
                               const TimerDeclaration& timer, Time now) {
    if (timer.per_customer) {
        add_for_each_customer(arrivals, desk, plugin, timer, now);
        return {};
    }
    DESK_TRY(const auto at, due(desk, plugin, timer, now));
    if (at) arrivals.push_back(arrival(plugin, timer, *at));
    return {};
}

// Only what has fallen due since the last look: after a start, each customer's turn comes within one period.
void PluginTimers::add_for_each_customer(std::vector<Arrival>& arrivals, const Desk& desk, const PluginInUse& plugin,
                                         const TimerDeclaration& timer, Time now) {
    const std::chrono::seconds period{timer.every_s};
    const auto [checked, is_first] = checked_.try_emplace(plugin.name + "/" + timer.name, now);
    const auto after = std::exchange(checked->second, std::max(checked->second, now));
    if (is_first || after == now) return;
    for (const auto& customer : desk.directory.customers()) {
        const auto turn = turn_of(customer.id, period);
        const auto last = Time{(now - turn).time_since_epoch() / std::chrono::milliseconds{period} * std::chrono::milliseconds{period}} + turn;
        if (last > after) arrivals.push_back(arrival(plugin, timer, last, {customer.id}));
    }
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
