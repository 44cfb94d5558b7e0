#include "bot/plugin_reloads.hpp"

#include <utility>
#include <vector>

namespace desk {
namespace {

BuildRecord record_of(const PluginInUse& plugin) {
    const auto report = plugin.runner->report();
    return {.state = report.state, .deaths = report.deaths, .calls = plugin.counts->calls, .failed = plugin.counts->failed};
}

// 0 … 100.
std::int64_t failed_percent(const BuildRecord& build) { return build.calls == 0 ? 0 : 100 * build.failed / build.calls; }

}  // namespace

std::string worse_than(const BuildRecord& before, const BuildRecord& now, const ReloadRules& rules) {
    if (now.state == PluginState::quarantined) return "it is quarantined";
    if (now.state == PluginState::refused) return "it was refused";
    if (now.deaths >= rules.most_deaths) return "it died " + std::to_string(now.deaths) + " times";
    if (now.calls < rules.least_calls) return {};
    const auto percent = failed_percent(now);
    if (percent <= rules.bad_percent || percent <= 2 * failed_percent(before)) return {};
    return std::to_string(percent) + "% of its calls failed, " + std::to_string(failed_percent(before)) + "% before";
}

Result<PluginReloads::Reloaded> PluginReloads::reload(const PluginConfiguration& configured, const StartPlugin& start) {
    const std::lock_guard lock{mutex_};
    const auto desk = parts_.desk.get();
    const auto* running = desk->plugin(configured.name);
    if (running == nullptr) return not_found("the plugin " + configured.name + " is not in use");

    auto before = *running;
    DESK_TRY(auto next, use_plugin(configured, *desk->wording, start));
    const Reloaded reloaded{before.runner->manifest().version, next.runner->manifest().version};
    if (next.runner->report().state != PluginState::ok) {
        return unavailable("the new build of " + configured.name + " does not start: " + next.runner->report().last_error);
    }
    const auto swapped = parts_.desk.change([&](const auto& now) { return with_plugin(*now, std::move(next)); });
    if (!swapped) return swapped.error();
    probations_.insert_or_assign(configured.name, Probation{std::move(before), parts_.now() + rules_.watch});
    parts_.log.info("plugin.reloaded", {{"plugin", configured.name}, {"from", reloaded.from}, {"to", reloaded.to}});
    return reloaded;
}

Result<void> PluginReloads::watch() {
    std::vector<Probation> over;  // goes after the lock: an old build may still be finishing a call
    const std::lock_guard lock{mutex_};
    const auto desk = parts_.desk.get();
    for (auto each = probations_.begin(); each != probations_.end();) {
        auto& [name, probation] = *each;
        const auto* running = desk->plugin(name);
        const auto why = running == nullptr ? "" : worse_than(record_of(probation.before), record_of(*running), rules_);
        if (!why.empty()) DESK_CHECK(take_back(name, probation.before, why));
        if (why.empty() && running != nullptr && probation.until > parts_.now()) {
            ++each;
            continue;
        }
        over.push_back(std::move(probation));
        each = probations_.erase(each);
    }
    return {};
}

Result<void> PluginReloads::take_back(const std::string& plugin, const PluginInUse& before, const std::string& why) {
    const auto swapped = parts_.desk.change([&](const auto& now) { return with_plugin(*now, before); });
    if (!swapped) return swapped.error();
    parts_.log.error("plugin.taken_back", {{"plugin", plugin}, {"to", before.runner->manifest().version}, {"why", why}});
    return {};
}

void PluginReloads::forget_all() {
    const std::lock_guard lock{mutex_};
    probations_.clear();
}

}  // namespace desk
