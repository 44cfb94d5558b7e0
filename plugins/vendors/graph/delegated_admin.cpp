#include "plugins/vendors/graph/delegated_admin.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace desk::graph {
namespace {

using vendors::object_in;
using vendors::text_in;
using vendors::VendorWord;

constexpr std::array statuses{
    VendorWord<RelationshipStatus>{"created", RelationshipStatus::created},
    VendorWord<RelationshipStatus>{"approval_pending", RelationshipStatus::approval_pending},
    VendorWord<RelationshipStatus>{"approved", RelationshipStatus::approved},
    VendorWord<RelationshipStatus>{"activating", RelationshipStatus::activating},
    VendorWord<RelationshipStatus>{"active", RelationshipStatus::active},
    VendorWord<RelationshipStatus>{"expiring", RelationshipStatus::expiring},
    VendorWord<RelationshipStatus>{"expired", RelationshipStatus::expired},
    VendorWord<RelationshipStatus>{"termination_requested", RelationshipStatus::termination_requested},
    VendorWord<RelationshipStatus>{"terminating", RelationshipStatus::terminating},
    VendorWord<RelationshipStatus>{"terminated", RelationshipStatus::terminated}};

constexpr std::string_view relationships_path = "/v1.0/tenantRelationships/delegatedAdminRelationships";

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

HttpRequest request(const Access& access, const vendors::CallIds& ids, std::string_view path) {
    return {.method = "GET",
            .url = access.base + std::string{path},
            .headers = {{"Accept", "application/json"}, {"client-request-id", ids.request_id}},
            .account = access.account};
}

std::vector<std::string> roles_in(const Json& entry) {
    std::vector<std::string> roles;
    for (const auto& role : vendors::list_in(object_in(entry, "accessDetails"), "unifiedRoles")) {
        if (auto id = lowered(text_in(role, "roleDefinitionId")); !id.empty()) roles.push_back(std::move(id));
    }
    return roles;
}

// "P180D" renews; "PT0S", "" and null do not.
bool is_some_time(std::string_view duration) {
    return duration.find_first_of("123456789") != std::string_view::npos;
}

Result<Json> list_of(const HttpResponse& response, std::string_view tried) {
    DESK_TRY(auto body, vendors::document_of(response, tried));
    if (vendors::field_in(body, "value") == nullptr)
        return unavailable(std::string{tried} + ": an answer without a list");
    return body;
}

// The vendor's status may lag behind the end it states itself.
bool works(const DelegatedAdmin& one, Time now) {
    const bool is_over = one.ends_at && *one.ends_at <= now && !one.renews;
    return !is_over && (one.status == RelationshipStatus::active || one.status == RelationshipStatus::expiring);
}

bool has_one_of(const DelegatedAdmin& one, const std::vector<std::string_view>& roles) {
    return roles.empty() || std::any_of(roles.begin(), roles.end(), [&](std::string_view role) {
               return std::find(one.roles.begin(), one.roles.end(), role) != one.roles.end();
           });
}

// How good a relationship is for what is planned; the higher the better.
int worth(const DelegatedAdmin& one, const std::vector<std::string_view>& roles, Time now) {
    if (!works(one, now)) return 0;
    return has_one_of(one, roles) ? 2 : 1;
}

bool lasts_longer(const DelegatedAdmin& one, const DelegatedAdmin& other) {
    if (one.renews != other.renews) return one.renews;
    return one.ends_at.value_or(Time::max()) > other.ends_at.value_or(Time::max());
}

const DelegatedAdmin* best_of(const std::vector<DelegatedAdmin>& relationships, std::string_view tenant_id,
                              const std::vector<std::string_view>& roles, Time now) {
    const DelegatedAdmin* best = nullptr;
    for (const auto& one : relationships) {
        if (one.tenant_id != lowered(std::string{tenant_id})) continue;
        const bool is_better = best == nullptr || worth(one, roles, now) > worth(*best, roles, now) ||
                               (worth(one, roles, now) == worth(*best, roles, now) && lasts_longer(one, *best));
        if (is_better) best = &one;
    }
    return best;
}

}  // namespace

std::string_view name_of(RelationshipStatus status) {
    for (const auto& row : statuses) {
        if (row.meaning == status) return row.word;
    }
    return "unknown";
}

std::string_view name_of(Standing standing) {
    constexpr std::array<std::string_view, 5> names{"ready", "ends_soon", "lacks_role", "not_active", "none"};
    return names.at(static_cast<std::size_t>(standing));
}

HttpRequest relationships_request(const Access& access, const vendors::CallIds& ids, int size) {
    return request(access, ids, std::string{relationships_path} + "?$top=" + std::to_string(size));
}

Result<DelegatedAdminPage> read_relationships(const HttpResponse& response) {
    DESK_TRY(const auto body, list_of(response, "graph delegated admin relationships"));
    DelegatedAdminPage page{.relationships = {}, .next = text_in(body, "@odata.nextLink")};
    for (const auto& entry : vendors::list_in(body, "value")) {
        const auto& customer = object_in(entry, "customer");
        page.relationships.push_back(
            {.id = text_in(entry, "id"),
             .name = text_in(entry, "displayName"),
             .tenant_id = lowered(text_in(customer, "tenantId")),
             .customer = text_in(customer, "displayName"),
             .status = vendors::meaning_in(entry, "status", statuses, RelationshipStatus::unknown),
             .status_said = text_in(entry, "status"),
             .roles = roles_in(entry),
             .ends_at = vendors::time_in(entry, "endDateTime"),
             .renews = is_some_time(text_in(entry, "autoExtendDuration"))});
    }
    return page;
}

HttpRequest assignments_request(const Access& access, const vendors::CallIds& ids, const std::string& relationship_id) {
    const auto path =
        std::string{relationships_path} + "/" + vendors::address_part(relationship_id) + "/accessAssignments";
    return request(access, ids, path);
}

Result<AssignmentPage> read_assignments(const HttpResponse& response) {
    DESK_TRY(const auto body, list_of(response, "graph access assignments"));
    AssignmentPage page{.assignments = {}, .next = text_in(body, "@odata.nextLink")};
    for (const auto& entry : vendors::list_in(body, "value")) {
        page.assignments.push_back({.id = text_in(entry, "id"),
                                    .group = text_in(object_in(entry, "accessContainer"), "accessContainerId"),
                                    .is_active = vendors::folded_word(text_in(entry, "status")) == "active",
                                    .roles = roles_in(entry)});
    }
    return page;
}

Result<HttpRequest> follow(const Access& access, const vendors::CallIds& ids, const std::string& link) {
    const auto origin = vendors::origin_of(link);
    if (origin.empty() || origin != vendors::origin_of(access.base)) return denied("graph: a page at another host");
    auto made = request(access, ids, "");
    made.url = link;
    return made;
}

PreFlight pre_flight(const std::vector<DelegatedAdmin>& relationships, std::string_view tenant_id,
                     const std::vector<std::string_view>& roles, Time now, int warn_days) {
    const auto* best = best_of(relationships, tenant_id, roles, now);
    if (best == nullptr) return {};
    PreFlight found{.standing = Standing::ready, .relationship_id = best->id, .ends_at = best->ends_at};
    if (best->ends_at) {
        const auto left = std::chrono::floor<std::chrono::days>(*best->ends_at - now).count();
        found.days_left = static_cast<int>(std::max<std::int64_t>(left, 0));
    }
    const bool is_near = found.days_left && *found.days_left < warn_days && !best->renews;
    if (!works(*best, now)) {
        found.standing = Standing::not_active;
    } else if (!has_one_of(*best, roles)) {
        found.standing = Standing::lacks_role;
    } else if (is_near || best->status == RelationshipStatus::expiring) {
        found.standing = Standing::ends_soon;
    }
    return found;
}

}  // namespace desk::graph
