// Cases at Azure Support, made by API under a name of ours: made twice is made once. One thread at a time.
#pragma once

#include "plugins/service_requests/vendor_route.hpp"
#include "plugins/vendors/azure_support/ticket.hpp"

#include <string>
#include <utility>

namespace desk {

class AzureRoute final : public VendorRoute {
public:
    AzureRoute(Host& host, const Call& call, azure_support::Access access, int first_id)
        : host_{host}, call_{call}, access_{std::move(access)}, next_id_{first_id} {}

    // Errors: invalid (no subscription or resource; the class of problem does not follow from it: the ones there are,
    // by name), and the vendor's own.
    Result<RoutedCase> file(const VendorHandOff& hand_off) override;
    Result<RoutedCase> read(const VendorCase& vendor) override;
    Result<void> note(const VendorCase& vendor, const std::string& id, const std::string& text) override;
    Result<void> close(const VendorCase& vendor) override;

private:
    vendors::CallIds ids() { return vendors::ids_of(call_, next_id_++); }
    Result<azure_support::NewTicket> ticket_of(const VendorHandOff& hand_off);
    Result<std::string> problem_class(const std::string& service_id, const std::string& wanted);
    Result<std::optional<azure_support::SupportTicket>> find(const std::string& subscription, const std::string& name);
    Result<azure_support::SupportTicket> create(const azure_support::NewTicket& ticket);

    Host& host_;
    const Call& call_;
    azure_support::Access access_;
    int next_id_;
};

}  // namespace desk
