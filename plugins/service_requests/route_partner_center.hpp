// Cases at Microsoft that are filed by hand from the customer's page and followed in Partner Center by the number that
// was pasted back. One thread at a time.
#pragma once

#include "plugins/service_requests/vendor_route.hpp"
#include "plugins/vendors/partner_center/access.hpp"

#include <string>
#include <utility>

namespace desk {

class PartnerCenterRoute final : public VendorRoute {
public:
    // `tenant_id`: the customer's. `first_id`: of this call's requests, for their ids.
    PartnerCenterRoute(Host& host, const Call& call, partner_center::Access access, std::string tenant_id, int first_id)
        : host_{host}, call_{call}, access_{std::move(access)}, tenant_id_{std::move(tenant_id)}, next_id_{first_id} {}

    // Errors: invalid, always: no call creates one for a customer.
    Result<RoutedCase> file(const VendorHandOff& hand_off) override;
    // Nothing is known while the number is not; a number that is not in the list may exist all the same.
    Result<RoutedCase> read(const VendorCase& vendor) override;
    Result<void> note(const VendorCase& vendor, const std::string& id, const std::string& text) override;
    Result<void> close(const VendorCase& vendor) override;

private:
    Result<void> change(const VendorCase& vendor, const std::string& note, bool close);

    Host& host_;
    const Call& call_;
    partner_center::Access access_;
    std::string tenant_id_;
    int next_id_;
};

}  // namespace desk
