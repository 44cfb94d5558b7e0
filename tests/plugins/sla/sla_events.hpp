// Events and plans as the tests of the SLA clocks write them.
#pragma once

#include "plugins/sla/clock.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace desk::test {

inline Time at(const std::string& text) {
    const auto time = wire::read_time(text + ":00Z");
    if (!time) throw std::runtime_error{text};
    return *time;
}

// Office hours of the facts' vectors without their holidays: November 2026 has none but the first.
inline WorkingTime office_hours() {
    Calendar calendar{.id = "hu-8x5", .time_zone = "Europe/Budapest"};
    for (std::size_t day = 0; day < 5; ++day) calendar.week[day] = {{480, 1020}};
    return *WorkingTime::of(calendar);
}

// A log that numbers its events.
class Log {
public:
    Log& add(SlaEventKind kind, const std::string& when, std::string priority = {}) {
        events_.push_back({kind, at(when), static_cast<int>(events_.size()), std::move(priority)});
        return *this;
    }
    const std::vector<SlaEvent>& events() const { return events_; }

private:
    std::vector<SlaEvent> events_;
};

inline SlaPlan plan_of(const std::string& first, const std::string& next, const std::string& resolution) {
    SlaPlan plan{.id = "test", .calendar = "hu-8x5", .pauses_for_vendor = true};
    plan.by_priority["P2"] = {*read_sla_target(first), *read_sla_target(next), *read_sla_target(resolution)};
    return plan;
}

}  // namespace desk::test
