#include "plugins/vendors/partner_center/managed_service.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/web_address.hpp"

namespace desk::partner_center {
namespace {

using vendors::object_in;
using vendors::text_in;

std::string link_of(const Json& links, const char* name, const std::vector<std::string>& portals) {
    auto uri = text_in(object_in(links, name), "uri");
    return vendors::is_allowed_link(uri, portals) ? uri : std::string{};
}

}  // namespace

HttpRequest managed_services_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id) {
    return request(access, ids, "GET", "/v1/customers/" + vendors::address_part(tenant_id) + "/managedservices");
}

Result<std::vector<ManagedService>> read_managed_services(const HttpResponse& response,
                                                          const std::vector<std::string>& portals) {
    DESK_TRY(const auto collection, read_collection(response, "partner center managed services"));
    std::vector<ManagedService> services;
    for (const auto& entry : collection.items) {
        const auto& links = object_in(entry, "links");
        ManagedService service{.id = text_in(entry, "id"),
                               .name = text_in(entry, "name"),
                               .group = text_in(entry, "groupName"),
                               .admin_url = link_of(links, "adminService", portals),
                               .health_url = link_of(links, "serviceHealth", portals),
                               .ticket_url = link_of(links, "serviceTicket", portals)};
        if (service.name.empty()) service.name = service.id;
        if (!service.id.empty()) services.push_back(std::move(service));
    }
    return services;
}

}  // namespace desk::partner_center
