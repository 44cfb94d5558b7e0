// Partner Center, as far as the desk asks it: ../shared/facts/partner-support.md §2.4, §5.4 and §8.2. Pages are given
// only with the continuation token of the page before; some answers begin with a byte order mark, as documented samples
// do.
#pragma once

#include "tests/support/vendors/simulated_vendor.hpp"

#include <vector>

namespace desk::test {

struct SimulatedCustomer {
    std::string tenant_id = {};
    std::string name = {};
    std::string domain = {};
    bool has_delegated_access = true;  // false: no address, e-mail and further domains
    std::vector<Json> subscriptions = {};
    std::vector<Json> services = {};
};

class SimulatedPartnerCenter final : public SimulatedVendor {
public:
    std::vector<SimulatedCustomer> customers = {};
    std::vector<Json> service_requests = {};  // lists give status and severity as numbers
    Json support_profile = {{"email", "support@partner.example"},
                            {"telephone", "+36 1 555 0100"},
                            {"website", "https://partner.example/support"},
                            {"profileType", "support_profile"}};
    std::size_t page_size = 2;  // at most, whatever is asked for

    std::optional<HttpResponse> answer(const SimulatedRequest& request, const std::string& origin) override;

    // Of a usage-based Azure subscription and of one of licences.
    static Json azure_subscription(const std::string& id, const std::string& name, const std::string& azure_id);
    static Json licences(const std::string& id, const std::string& name);
    static Json managed_service(const std::string& id, const std::string& tenant_id);

private:
    HttpResponse customer_list(const SimulatedRequest& request) const;
    std::optional<HttpResponse> about_customer(const SimulatedRequest& request,
                                               const SimulatedCustomer& customer) const;
    HttpResponse request_list(const SimulatedRequest& request) const;
    HttpResponse one_request(const SimulatedRequest& request, const std::string& id);
};

}  // namespace desk::test
