// Microsoft's sign-in as §8.1 documents it: POST /{tenant}/oauth2/token takes a refresh token and gives an access
// token, all numbers as texts, and another refresh token, after which the old one is over. Whatever else is asked needs
// a token that lives.
#pragma once

#include "tests/support/vendors/simulated_vendor.hpp"

#include <set>
#include <vector>

namespace desk::test {

class SimulatedSignIn final : public SimulatedVendor {
public:
    std::string client_id = "11111111-2222-4333-8444-555555555555";
    std::string client_secret = "the-secret";
    std::string refresh_token = "refresh-0";
    bool has_consent = true;  // false: every refresh token is refused with invalid_grant

    std::optional<HttpResponse> answer(const SimulatedRequest& request, const std::string& origin) override;
    // Nothing: the request carries a token that lives; else the 401 it gets.
    std::optional<HttpResponse> refusal_of(const SimulatedRequest& request) const;
    // No token given so far is taken any more.
    void expire() { living_.clear(); }

    std::vector<std::string> tenants = {};  // that tokens were asked for

private:
    std::set<std::string> living_;
    int given_ = 0;
};

}  // namespace desk::test
