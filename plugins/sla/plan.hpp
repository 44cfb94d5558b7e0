// What a support plan promises, by priority: the first reply, every further reply, the solution. Read from the desk's
// sla.toml, which bot/sample/desk/sla.toml explains, or from the replies of a price list. Rules:
// ../shared/facts/partner-support.md §6.3. Pure values; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace desk {

// One promise. best_effort is a promise without a time, none is no promise at all: neither is ever late.
struct SlaTarget {
    enum class Kind { none, best_effort, real_time, working_time, working_days };
    Kind kind = Kind::none;
    std::chrono::seconds length = {};  // of real_time and working_time
    int days = 0;                      // of working_days: the same clock time so many working days later
    bool operator==(const SlaTarget&) const = default;

    bool has_time() const { return kind != Kind::none && kind != Kind::best_effort; }
};

struct SlaTargets {
    SlaTarget first_response = {};
    SlaTarget next_response = {};
    SlaTarget resolution = {};
    bool operator==(const SlaTargets&) const = default;
};

struct SlaPlan {
    std::string id = {};             // of the price list's offer: "business"
    std::string calendar = {};       // of calendars.toml: "hu-8x5"
    bool pauses_for_vendor = false;  // the solution's clock stands still while the vendor has the case
    std::map<std::string, SlaTargets> by_priority = {};  // "P1" … "P4"

    // No promise at all when the priority is not there.
    SlaTargets targets(const std::string& priority) const;
};

// "4 hours" | "4 business hours" | "30 minutes" | "2 business days" | "best effort" | "none". Hours and minutes without
// "business" count at night as well. Errors: invalid.
Result<SlaTarget> read_sla_target(std::string_view text);
// The same as a value of a phrase; without a time: no promised time.
FirstResponse promise_of(const SlaTarget& target);
SlaTarget target_of(const FirstResponse& promise);

// The plans of a file (TOML, handed over as JSON), by id; the plan "*" is for customers whose plan has none of its own.
// Errors: invalid ("plans[0]: first_response.P1: …"; a field, priority or plan nobody knows or that is there twice).
Result<std::map<std::string, SlaPlan>> read_sla_plans(std::string_view json);

// The plan of a customer, else "*"; nullptr: nothing is promised.
const SlaPlan* plan_for(const std::map<std::string, SlaPlan>& plans, const std::string& id);

// A plan that promises first replies alone: the replies of an offer of the price list.
SlaPlan plan_from_replies(std::string id, std::string calendar, const std::map<std::string, FirstResponse>& replies);

}  // namespace desk
