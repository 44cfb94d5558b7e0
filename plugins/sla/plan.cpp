#include "plugins/sla/plan.hpp"

#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

namespace desk {
namespace {

using std::chrono::minutes, std::chrono::seconds;

constexpr int most_count = 10'000;
constexpr std::array<std::string_view, 4> priorities{"P1", "P2", "P3", "P4"};
constexpr std::array<std::string_view, 6> fields{"plan",           "calendar",      "pause_for_vendor",
                                                 "first_response", "next_response", "resolution"};

struct PromiseRow {
    const char* name;
    SlaTarget SlaTargets::*target;
};
constexpr std::array promise_rows{PromiseRow{"first_response", &SlaTargets::first_response},
                                  PromiseRow{"next_response", &SlaTargets::next_response},
                                  PromiseRow{"resolution", &SlaTargets::resolution}};

Error in_place(const std::string& place, const Error& error) {
    return {error.code, place + ": " + error.what};
}

template <std::size_t n>
bool is_among(const std::array<std::string_view, n>& known, std::string_view name) {
    return std::find(known.begin(), known.end(), name) != known.end();
}

int count_in(const std::string& word) {
    const bool is_number =
        !word.empty() && word.size() <= 5 && word.find_first_not_of("0123456789") == std::string::npos;
    const int count = is_number ? std::stoi(word) : 0;
    return count <= most_count ? count : 0;
}

Result<void> read_promises(const Json& entry, const PromiseRow& row, SlaPlan& plan) {
    const auto* table = find_field(entry, row.name);
    if (table == nullptr) return {};
    if (!table->is_object()) return invalid(std::string{row.name} + ": not a table by priority");
    for (const auto& [priority, text] : table->items()) {
        const auto place = std::string{row.name} + "." + priority;
        if (!is_among(priorities, priority)) return invalid(place + ": no such priority");
        if (!text.is_string()) return invalid(place + ": not a text");
        const auto target = read_sla_target(text.get_ref<const std::string&>());
        if (!target) return in_place(place, target.error());
        plan.by_priority[priority].*row.target = *target;
    }
    return {};
}

Result<SlaPlan> read_plan(const Json& entry) {
    if (!entry.is_object()) return invalid("not a table");
    for (const auto& [name, value] : entry.items()) {
        if (!is_among(fields, name)) return invalid(name + ": no such field");
    }
    SlaPlan plan;
    DESK_TRY(plan.id, text_field(entry, "plan"));
    DESK_TRY(plan.calendar, text_field(entry, "calendar"));
    plan.pauses_for_vendor = bool_or(entry, "pause_for_vendor", false);
    for (const auto& row : promise_rows) DESK_CHECK(read_promises(entry, row, plan));
    return plan;
}

}  // namespace

SlaTargets SlaPlan::targets(const std::string& priority) const {
    const auto found = by_priority.find(priority);
    return found == by_priority.end() ? SlaTargets{} : found->second;
}

Result<SlaTarget> read_sla_target(std::string_view text) {
    using Kind = SlaTarget::Kind;
    if (text == "none") return SlaTarget{};
    if (text == "best effort") return SlaTarget{.kind = Kind::best_effort};
    std::istringstream words{std::string{text}};
    std::string number, unit, rest;
    words >> number >> unit;
    const bool is_business = unit == "business";
    if (is_business) words >> unit;
    if (unit.ends_with('s')) unit.pop_back();
    const int count = count_in(number);
    const auto kind = is_business ? Kind::working_time : Kind::real_time;
    if (count > 0 && !(words >> rest)) {
        if (unit == "minute") return SlaTarget{.kind = kind, .length = minutes{count}};
        if (unit == "hour") return SlaTarget{.kind = kind, .length = minutes{count * 60}};
        if (unit == "day" && is_business) return SlaTarget{.kind = Kind::working_days, .days = count};
    }
    return invalid("not like \"4 business hours\": \"" + std::string{text.substr(0, 40)} + "\"");
}

FirstResponse promise_of(const SlaTarget& target) {
    const auto length = static_cast<int>(std::chrono::duration_cast<minutes>(target.length).count());
    switch (target.kind) {
        case SlaTarget::Kind::real_time:
            return {.minutes = length};
        case SlaTarget::Kind::working_time:
            return {.minutes = length, .business_hours = true};
        case SlaTarget::Kind::working_days:
            return {.business_days = target.days, .business_hours = true};
        case SlaTarget::Kind::none:
        case SlaTarget::Kind::best_effort:
            break;
    }
    return {};
}

SlaTarget target_of(const FirstResponse& promise) {
    if (promise.business_days > 0) return {.kind = SlaTarget::Kind::working_days, .days = promise.business_days};
    if (promise.minutes <= 0) return {};
    return {.kind = promise.business_hours ? SlaTarget::Kind::working_time : SlaTarget::Kind::real_time,
            .length = minutes{promise.minutes}};
}

Result<std::map<std::string, SlaPlan>> read_sla_plans(std::string_view json) {
    DESK_TRY(const auto document, parse_json(json));
    const auto* list = find_field(document, "plans");
    if (list == nullptr || !list->is_array()) return invalid("plans: missing");

    std::map<std::string, SlaPlan> plans;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto place = "plans[" + std::to_string(i) + "]";
        auto plan = read_plan((*list)[i]);
        if (!plan) return in_place(place, plan.error());
        auto id = plan->id;
        if (plans.contains(id)) return invalid(place + ": plan \"" + id + "\" is there twice");
        plans.emplace(std::move(id), *std::move(plan));
    }
    return plans;
}

const SlaPlan* plan_for(const std::map<std::string, SlaPlan>& plans, const std::string& id) {
    for (const auto& wanted : {id, std::string{"*"}}) {
        if (const auto found = plans.find(wanted); found != plans.end()) return &found->second;
    }
    return nullptr;
}

SlaPlan plan_from_replies(std::string id, std::string calendar, const std::map<std::string, FirstResponse>& replies) {
    SlaPlan plan{.id = std::move(id), .calendar = std::move(calendar)};
    for (const auto& [priority, promise] : replies) plan.by_priority[priority].first_response = target_of(promise);
    return plan;
}

}  // namespace desk
