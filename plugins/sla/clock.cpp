#include "plugins/sla/clock.hpp"

#include "plugins/sla/timeline.hpp"

#include <algorithm>

namespace desk {
namespace {

using std::chrono::seconds;

constexpr std::array warning_percents{50, 75, 100};
constexpr int at_risk_percent = 75;

// Counts in working time, or around the clock when the promise does.
class Counter {
public:
    Counter(const WorkingTime& in, const SlaTarget& target)
        : in_{in}, is_real_{target.kind == SlaTarget::Kind::real_time} {}

    seconds between(Time from, Time until) const {
        if (!is_real_) return in_.between(from, until);
        return until <= from ? seconds{0} : std::chrono::floor<seconds>(until - from);
    }
    Time due(Time start, seconds length) const { return is_real_ ? start + length : in_.due(start, length); }

private:
    const WorkingTime& in_;
    bool is_real_;
};

// Working days have no length of their own: it is what lies between the start and the same clock time so much later.
seconds length_of(const SlaTarget& target, const WorkingTime& in, Time start) {
    if (target.kind != SlaTarget::Kind::working_days) return target.length;
    return in.between(start, in.due_in_days(start, target.days));
}

// When `part` of the time is used up; none: it is not yet, and the clock stands.
std::optional<Time> reached(const Counter& counter, const std::vector<SlaRun>& runs, seconds part) {
    for (const auto& run : runs) {
        const auto moment = counter.due(run.from, part);
        if (!run.until || moment <= *run.until) return moment;
        part -= counter.between(run.from, *run.until);
    }
    return std::nullopt;
}

seconds used_up(const Counter& counter, const std::vector<SlaRun>& runs, Time now) {
    seconds consumed{0};
    for (const auto& run : runs) consumed += counter.between(run.from, std::min(run.until.value_or(now), now));
    return consumed;
}

SlaState state_at(const SlaClock& clock, const std::optional<Time>& expiry, const SlaRound& round, Time now) {
    const bool is_over = expiry && *expiry <= now;
    if (round.done) return expiry && *expiry < *round.done ? SlaState::missed : SlaState::met;
    if (is_over) return SlaState::breached;
    const bool is_at_risk = clock.consumed * 100 >= clock.total * at_risk_percent;
    return is_at_risk ? SlaState::at_risk : SlaState::on_track;
}

SlaClock clock_of(const SlaRound& round, const SlaTarget& target, const WorkingTime& in, Time now) {
    SlaClock clock{.target = target, .round = round.number, .paused_since = round.paused_since};
    const Counter counter{in, target};
    clock.total = length_of(target, in, round.started);
    clock.consumed = used_up(counter, round.runs, now);
    const auto expiry = reached(counter, round.runs, clock.total);
    clock.state = state_at(clock, expiry, round, now);
    if (!round.done) clock.due = expiry;
    for (const int percent : warning_percents) {
        const auto moment = reached(counter, round.runs, clock.total * percent / 100);
        if (moment && (!round.done || *moment <= *round.done)) clock.warnings.push_back({percent, *moment});
    }
    return clock;
}

std::array<SlaTarget, 3> targets_of(const SlaTargets& targets) {
    return {targets.first_response, targets.next_response, targets.resolution};
}

}  // namespace

SlaStanding sla_standing(std::span<const SlaEvent> events, const SlaPlan& plan, const WorkingTime& in, Time now) {
    const auto timeline = sla_timeline(events, plan.pauses_for_vendor, now);
    SlaStanding standing;
    for (std::size_t i = 0; i < standing.clocks.size(); ++i) {
        auto& clock = standing.clocks[i];
        const auto& round = timeline.rounds[i];
        const auto target = targets_of(plan.targets(round ? round->priority : timeline.priority))[i];
        if (target.has_time() && round) {
            clock = clock_of(*round, target, in, now);
        } else {
            clock = {.state = target.has_time() ? SlaState::idle : SlaState::unpromised, .target = target};
        }
        clock.name = sla_clock_names[i];
        for (const auto& warning : clock.warnings) {
            const bool is_next = warning.at > now && (!standing.next_change || warning.at < *standing.next_change);
            if (is_next) standing.next_change = warning.at;
        }
    }
    return standing;
}

std::string_view name_of(SlaClockName name) {
    constexpr std::array<std::string_view, 3> names{"first_response", "next_response", "resolution"};
    return names[static_cast<std::size_t>(name)];
}

std::string_view name_of(SlaState state) {
    constexpr std::array<std::string_view, 7> names{"unpromised", "idle", "on_track", "at_risk",
                                                    "breached",   "met",  "missed"};
    return names[static_cast<std::size_t>(state)];
}

}  // namespace desk
