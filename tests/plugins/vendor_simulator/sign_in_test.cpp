// The desk's account against the simulated sign-in: tokens in texts, their end, the refresh token that is exchanged.
#include "plugins/vendors/azure_support/ticket.hpp"
#include "plugins/vendors/partner_center/partner.hpp"
#include "tests/support/vendor_road.hpp"

#include <fstream>

namespace desk::test {
namespace {

struct SigningIn : testing::Test {
    VendorRoad road;

    Result<HttpResponse> fetch() {
        Result<HttpResponse> response = broken("not asked");
        road.call([&](Host& host, const Call& call) {
            response = host.fetch(partner_center::support_profile_request(
                {.base = road.vendors.url(), .account = "partner"}, vendors::ids_of(call, 1)));
        });
        return response;
    }
    std::size_t sign_ins() const {
        return road.vendors.requests_to("/99999999-0000-4000-8000-000000000000/oauth2/token").size();
    }
};

TEST_F(SigningIn, IsDoneOnceForManyRequests) {
    ASSERT_TRUE(fetch());
    EXPECT_EQ(fetch()->status, 200);
    EXPECT_EQ(sign_ins(), 1U);
}

TEST_F(SigningIn, IsDoneAgainWhenATokenIsTakenBackWithTheNewRefreshToken) {
    ASSERT_TRUE(fetch());
    road.vendors.change([](SimulatedVendors& all) { all.sign_in.expire(); });
    EXPECT_EQ(fetch()->status, 200);
    EXPECT_EQ(sign_ins(), 2U);
    std::ifstream file{road.road.folder() + "/refresh.token"};
    std::string kept;
    std::getline(file, kept);
    EXPECT_EQ(kept, "refresh-2");
}

TEST_F(SigningIn, FollowsTheEndThatTheVendorWritesAsAText) {
    ASSERT_TRUE(fetch());
    road.road.now += std::chrono::seconds{3599};
    ASSERT_TRUE(fetch());
    EXPECT_EQ(sign_ins(), 2U);
}

TEST_F(SigningIn, ThatIsRefusedForGoodSaysSoWithoutASecret) {
    road.vendors.change([](SimulatedVendors& all) { all.sign_in.has_consent = false; });
    const auto response = fetch();
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::denied);
    EXPECT_NE(response.error().what.find("invalid_grant"), std::string::npos) << response.error().what;
    EXPECT_EQ(response.error().what.find("refresh-0"), std::string::npos);
    EXPECT_EQ(response.error().what.find("the-secret"), std::string::npos);
}

TEST_F(SigningIn, ForACustomerIsDoneInItsOwnTenant) {
    road.call([&](Host& host, const Call& call) {
        const azure_support::Access access{.base = road.vendors.url(), .account = "partner"};
        EXPECT_TRUE(host.fetch(azure_support::ticket_request(access, vendors::ids_of(call, 1), "s", "t")));
    });
    std::vector<std::string> tenants;
    road.vendors.change([&](SimulatedVendors& all) { tenants = all.sign_in.tenants; });
    EXPECT_EQ(tenants, std::vector<std::string>{contoso_tenant});
}

}  // namespace
}  // namespace desk::test
