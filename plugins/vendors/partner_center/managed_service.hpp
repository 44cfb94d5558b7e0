// The services that are run for a customer, with the deep links into their admin portals in the customer's context:
// service management, the second step of the vendor's procedure. Row 5 of ../shared/facts/partner-support.md §2.4.
// Needs the token of application and person. Pure; any thread.
#pragma once

#include "plugins/vendors/partner_center/access.hpp"

namespace desk::partner_center {

struct ManagedService {
    std::string id = {};
    std::string name = {};   // "Exchange"
    std::string group = {};  // "Office"
    // Always as delivered; "" when the vendor names none, or one that is not https on the allow-list.
    std::string admin_url = {};
    std::string health_url = {};
    std::string ticket_url = {};
};

// Hosts the vendor's links were seen at; the default of the setting.
inline constexpr std::string_view usual_portals =
    "portal.office.com, admin.microsoft.com, portal.azure.com, entra.microsoft.com, admin.exchange.microsoft.com, "
    "admin.teams.microsoft.com, security.microsoft.com, intune.microsoft.com";

HttpRequest managed_services_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id);
// `portals`: hosts a link may lead to (vendors::is_allowed_link). Errors: as read_collection.
Result<std::vector<ManagedService>> read_managed_services(const HttpResponse& response,
                                                          const std::vector<std::string>& portals);

}  // namespace desk::partner_center
