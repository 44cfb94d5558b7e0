#include "plugins/sla/timeline.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t first = 0, next = 1, resolution = 2;

// Walks over the events in order and starts, stops and ends the rounds.
class Walk {
public:
    explicit Walk(bool pauses_for_vendor) : pauses_for_vendor_{pauses_for_vendor} {}

    void take(const SlaEvent& event) {
        using Kind = SlaEventKind;
        if ((event.kind == Kind::filed) == is_filed_) return;  // nothing before it is filed, and that only once
        switch (event.kind) {
            case Kind::filed:
                file(event);
                break;
            case Kind::desk_reply:
                reply(event.at);
                break;
            case Kind::customer_message:
                customer_speaks(event.at);
                break;
            case Kind::waiting_for_customer:
                waits_for_customer_ = true;
                break;
            case Kind::customer_wait_over:
                waits_for_customer_ = false;
                break;
            case Kind::waiting_for_vendor:
                waits_for_vendor_ = true;
                break;
            case Kind::vendor_wait_over:
                waits_for_vendor_ = false;
                break;
            case Kind::resolved:
                resolve(event.at);
                break;
            case Kind::reopened:
                reopen(event.at);
                break;
            case Kind::priority_changed:
                timeline_.priority = event.priority;
                break;
        }
        run(event.at);
    }

    SlaTimeline take_timeline() { return std::move(timeline_); }

private:
    std::optional<SlaRound>& round(std::size_t i) { return timeline_.rounds[i]; }
    bool is_owed(std::size_t i) { return round(i) && !round(i)->done; }

    void file(const SlaEvent& event) {
        is_filed_ = true;
        timeline_.priority = event.priority;
        round(first) = SlaRound{.started = event.at};
        round(resolution) = SlaRound{.started = event.at};
    }
    void reply(Time at) {
        done(first, at);
        done(next, at);
    }
    // A reply is owed once, from the first message that was not answered.
    void customer_speaks(Time at) {
        waits_for_customer_ = false;
        if (is_owed(first) || is_owed(next)) return;
        const int number = round(next) ? round(next)->number + 1 : 1;
        round(next) = SlaRound{.number = number, .started = at};
    }
    void resolve(Time at) {
        reply(at);
        done(resolution, at);
        waits_for_customer_ = waits_for_vendor_ = false;
    }
    void reopen(Time at) {
        if (!round(resolution)->done) return;
        round(resolution)->done.reset();
        customer_speaks(at);
    }
    void done(std::size_t i, Time at) {
        if (!is_owed(i)) return;
        stop(*round(i), at);
        round(i)->paused_since.reset();
        round(i)->done = at;
    }

    // Every clock that is owed runs, unless something is waited for.
    void run(Time at) {
        for (const auto i : {first, next, resolution}) {
            if (!is_owed(i)) continue;
            round(i)->priority = timeline_.priority;
            const bool is_paused = waits_for_customer_ || (i == resolution && waits_for_vendor_ && pauses_for_vendor_);
            is_paused ? pause(*round(i), at) : resume(*round(i), at);
        }
    }
    static void stop(SlaRound& round, Time at) {
        if (!round.runs.empty() && !round.runs.back().until) round.runs.back().until = at;
    }
    static void pause(SlaRound& round, Time at) {
        stop(round, at);
        if (!round.paused_since) round.paused_since = at;
    }
    static void resume(SlaRound& round, Time at) {
        round.paused_since.reset();
        if (round.runs.empty() || round.runs.back().until) round.runs.push_back({at, std::nullopt});
    }

    bool pauses_for_vendor_;
    bool is_filed_ = false;
    bool waits_for_customer_ = false;
    bool waits_for_vendor_ = false;
    SlaTimeline timeline_ = {};
};

}  // namespace

SlaTimeline sla_timeline(std::span<const SlaEvent> events, bool pauses_for_vendor, Time now) {
    std::vector<SlaEvent> ordered{events.begin(), events.end()};
    std::erase_if(ordered, [&](const SlaEvent& event) { return event.at > now; });
    std::sort(ordered.begin(), ordered.end(), [](const SlaEvent& a, const SlaEvent& b) {
        return std::tie(a.at, a.seq, a.kind) < std::tie(b.at, b.seq, b.kind);
    });
    Walk walk{pauses_for_vendor};
    for (const auto& event : ordered) walk.take(event);
    return walk.take_timeline();
}

}  // namespace desk
