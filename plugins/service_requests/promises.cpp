#include "plugins/service_requests/promises.hpp"

#include <utility>

namespace desk {

Result<Promises> Promises::of(std::string_view sla, std::string_view calendars) {
    Promises promises;
    if (sla.empty()) return promises;

    DESK_TRY(promises.plans_, read_sla_plans(sla));
    DESK_TRY(auto read, read_calendars(calendars.empty() ? R"({"calendars":[]})" : calendars));
    for (auto& [id, calendar] : read) {
        DESK_TRY(auto counted, WorkingTime::of(std::move(calendar)));
        promises.calendars_.emplace(id, std::move(counted));
    }
    for (const auto& [id, plan] : promises.plans_) {
        if (!promises.calendars_.contains(plan.calendar)) {
            return invalid("plan \"" + id + "\": there is no calendar \"" + plan.calendar + "\"");
        }
    }
    return promises;
}

std::optional<SlaStanding> Promises::standing(const RequestLog& log, const std::string& plan, Time now) const {
    const auto* promised = plan_for(plans_, plan);
    if (promised == nullptr) return std::nullopt;
    return sla_standing(sla_events(log), *promised, calendars_.at(promised->calendar), now);
}

FirstResponse Promises::first_reply(const std::string& plan, const std::string& priority) const {
    const auto* promised = plan_for(plans_, plan);
    return promised == nullptr ? FirstResponse{} : promise_of(promised->targets(priority).first_response);
}

}  // namespace desk
