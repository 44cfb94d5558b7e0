// Delegated administration (GDAP): which rights the partner has in a customer's tenant, and until when. Read from
// Microsoft Graph with the partner's own token. ../shared/facts/partner-support.md §2.2. Pure; any thread.
#pragma once

#include "plugins/vendors/call_ids.hpp"
#include <desk/http.hpp>
#include <desk/json.hpp>
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk::graph {

struct Access {
    std::string base = "https://graph.microsoft.com";  // US: graph.microsoft.us; not in the China cloud
    std::string account = {};  // of the desk, which signs with the partner's own token; "": nothing signs
};

// In the order of a relationship's life. expiring still works.
enum class RelationshipStatus {
    unknown,
    created,
    approval_pending,
    approved,
    activating,
    active,
    expiring,
    expired,
    termination_requested,
    terminating,
    terminated
};
std::string_view name_of(RelationshipStatus status);  // "active"; "unknown"

struct DelegatedAdmin {
    std::string id = {};  // "<guid>-<guid>"
    std::string name = {};
    std::string tenant_id = {};
    std::string customer = {};
    RelationshipStatus status = RelationshipStatus::unknown;
    std::string status_said = {};
    std::vector<std::string> roles = {};  // ids of Entra role definitions, lower case
    std::optional<Time> ends_at = {};
    bool renews = false;  // autoExtendDuration is more than PT0S
};

struct DelegatedAdminPage {
    std::vector<DelegatedAdmin> relationships = {};
    std::string next = {};  // for `follow`; "": that was all
};

// `size`: at most 300 a page.
HttpRequest relationships_request(const Access& access, const vendors::CallIds& ids, int size = 300);
// Errors: as vendors::document_of; unavailable (no list in it).
Result<DelegatedAdminPage> read_relationships(const HttpResponse& response);

// Which of the partner's groups may use a relationship, and with which roles: a role nobody is assigned helps nobody.
struct AccessAssignment {
    std::string id = {};
    std::string group = {};  // id of the partner's security group
    bool is_active = false;
    std::vector<std::string> roles = {};
};
HttpRequest assignments_request(const Access& access, const vendors::CallIds& ids, const std::string& relationship_id);
struct AssignmentPage {
    std::vector<AccessAssignment> assignments = {};
    std::string next = {};
};
Result<AssignmentPage> read_assignments(const HttpResponse& response);

// @odata.nextLink. Errors: denied (it leads to another host).
Result<HttpRequest> follow(const Access& access, const vendors::CallIds& ids, const std::string& link);

// ---- the check before anything is written in a customer's name ----

// Entra's well-known ids (learn.microsoft.com, Microsoft Entra built-in roles).
inline constexpr std::string_view service_support_administrator = "f023fd81-a637-4b56-95fd-791ac0226033";
inline constexpr std::string_view directory_readers = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
inline constexpr std::string_view global_administrator = "62e90394-69f5-4237-9190-012177145e10";

enum class Standing {
    ready,       // active, and carries a role that suffices
    ends_soon,   // the same, and ends within the warning time without being renewed, or the vendor says expiring
    lacks_role,  // active, without a role that suffices
    not_active,  // there is one, but it is over or not accepted yet
    none         // there is none with this customer
};
std::string_view name_of(Standing standing);  // "ends_soon"

struct PreFlight {
    Standing standing = Standing::none;
    std::string relationship_id = {};  // the one that carries it, else the nearest
    std::optional<Time> ends_at = {};
    std::optional<int> days_left = {};  // whole days; 0: it ends today
};
// `roles`: any one suffices; none: any active relationship does. Of several relationships the one that lasts longest
// counts.
PreFlight pre_flight(const std::vector<DelegatedAdmin>& relationships, std::string_view tenant_id,
                     const std::vector<std::string_view>& roles, Time now, int warn_days = 30);

}  // namespace desk::graph
