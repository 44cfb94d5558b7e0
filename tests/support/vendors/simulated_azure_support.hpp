// Azure's support provider, as far as the desk uses it: ../shared/facts/partner-support.md §5.5. A ticket that lacks
// what the vendor requires is refused as Azure Resource Manager refuses.
#pragma once

#include "tests/support/vendors/simulated_vendor.hpp"

namespace desk::test {

class SimulatedAzureSupport final : public SimulatedVendor {
public:
    std::map<std::string, Json> tickets = {};  // by the desk's name
    bool takes_its_time = false;               // 202 first: the ticket is there when its operation was looked at
    int engineers_at_work = 0;                 // more than 0: severities are locked
    int made = 0;                              // tickets, not requests

    std::optional<HttpResponse> answer(const SimulatedRequest& request, const std::string& origin) override;

private:
    HttpResponse ticket(const SimulatedRequest& request, const std::string& origin);
    HttpResponse create(const SimulatedRequest& request, const std::string& origin);
    HttpResponse change(const SimulatedRequest& request, Json& ticket) const;
    HttpResponse communications(const SimulatedRequest& request, const std::string& origin);
    HttpResponse tickets_page(const SimulatedRequest& request, const std::string& origin) const;

    std::map<std::string, Json> coming_;  // by operation
    std::map<std::string, std::map<std::string, Json>> said_;
};

}  // namespace desk::test
