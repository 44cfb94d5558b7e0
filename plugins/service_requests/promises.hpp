// The plans and calendars of the desk's settings, and what they promise for a request. Any thread.
#pragma once

#include "plugins/service_requests/request_state.hpp"
#include "plugins/sla/clock.hpp"
#include "plugins/sla/plan.hpp"
#include "plugins/working_time/working_time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

class Promises {
public:
    // The documents of sla.toml and calendars.toml; both empty: nothing is promised. Errors: invalid (either file; a
    // plan whose calendar is in no file).
    static Result<Promises> of(std::string_view sla, std::string_view calendars);

    // None: nothing is promised to customers of this plan.
    std::optional<SlaStanding> standing(const RequestLog& log, const std::string& plan, Time now) const;
    // The first reply that a request of this priority would be promised.
    FirstResponse first_reply(const std::string& plan, const std::string& priority) const;

private:
    std::map<std::string, SlaPlan> plans_ = {};
    std::map<std::string, WorkingTime> calendars_ = {};
};

}  // namespace desk
