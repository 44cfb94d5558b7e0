#include "plugins/service_requests/vendor_route.hpp"

#include "plugins/service_requests/route_azure.hpp"
#include "plugins/service_requests/route_partner_center.hpp"
#include "plugins/service_requests/route_tickets.hpp"
#include "plugins/vendors/ticket_system/webhook_tickets.hpp"
#include "plugins/vendors/ticket_system/zammad.hpp"

namespace desk {
namespace {

std::unique_ptr<VendorRoute> zammad(Host& host) {
    const auto url = host.setting("zammad_url");
    if (url.empty()) return nullptr;
    const auto group = host.setting("zammad_group");
    tickets::Zammad::Access access{.url = url, .account = host.setting("zammad_account")};
    if (!group.empty()) access.group = group;
    return std::make_unique<TicketRoute>(host, std::make_unique<tickets::Zammad>(std::move(access)));
}

std::unique_ptr<VendorRoute> webhook(Host& host, Time now) {
    const auto url = host.setting("webhook_url");
    if (url.empty()) return nullptr;
    return std::make_unique<TicketRoute>(
        host, std::make_unique<tickets::WebhookTickets>(url, host.setting("webhook_account"), now));
}

}  // namespace

std::unique_ptr<VendorRoute> vendor_route(const std::string& name, Host& host, const Call& call,
                                          const CustomerProfile& customer, int first_id) {
    if (name == "zammad") return zammad(host);
    if (name == "webhook") return webhook(host, call.now);
    if (name == "azure" && !host.setting("azure_account").empty()) {
        return std::make_unique<AzureRoute>(
            host, call,
            azure_support::Access{.base = host.setting("azure_url"), .account = host.setting("azure_account")},
            first_id);
    }
    if (name == "partner_center" && !host.setting("partner_center_account").empty()) {
        partner_center::Access access{.base = host.setting("partner_center_url"),
                                      .account = host.setting("partner_center_account")};
        return std::make_unique<PartnerCenterRoute>(host, call, std::move(access), customer.tenant_id, first_id);
    }
    return nullptr;
}

}  // namespace desk
