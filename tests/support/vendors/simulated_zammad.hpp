// Zammad's API as far as the desk uses it: zammad/zammad-documentation, api/ticket and api/tags.
#pragma once

#include "tests/support/vendors/simulated_vendor.hpp"

#include <vector>

namespace desk::test {

class SimulatedZammad final : public SimulatedVendor {
public:
    std::string authorization = "Token token=t1";
    std::vector<std::string> groups = {"1st Level"};
    std::vector<Json> tickets = {};
    std::vector<Json> articles = {};
    std::vector<std::string> tags = {};
    bool answers_with_assets = false;  // as without ?expand=true

    std::optional<HttpResponse> answer(const SimulatedRequest& request, const std::string& origin) override;

private:
    HttpResponse search(const SimulatedRequest& request) const;
    HttpResponse create(const SimulatedRequest& request);
};

}  // namespace desk::test
