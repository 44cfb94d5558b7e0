// Microsoft Graph, as far as delegated administration goes: ../shared/facts/partner-support.md §2.2.
#pragma once

#include "tests/support/vendors/simulated_vendor.hpp"

#include <vector>

namespace desk::test {

class SimulatedGraph final : public SimulatedVendor {
public:
    std::vector<Json> relationships = {};
    std::size_t page_size = 2;

    std::optional<HttpResponse> answer(const SimulatedRequest& request, const std::string& origin) override;

    static Json relationship(const std::string& id, const std::string& tenant_id, const std::string& status,
                             const std::string& role, const std::string& ends_at);
};

}  // namespace desk::test
