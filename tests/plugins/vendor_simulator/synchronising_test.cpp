// The plugin partner_center over the whole road: its shared object, the desk's clock, shelf, accounts and directory,
// and the simulated Partner Center and Graph.
#include "plugins/vendors/graph/delegated_admin.hpp"
#include "tests/support/vendor_road.hpp"

#include <algorithm>

namespace desk::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

std::string tenant(int n) {
    return "86cb77fa-8b17-4eab-9493-b65dace9981" + std::to_string(n);
}

struct Synchronising : testing::Test {
    VendorRoad road;

    Synchronising() {
        road.add_plugin("partner_center",
                        {{"partner_center_url", road.vendors.url()}, {"graph_url", road.vendors.url()}});
        road.vendors.change([](SimulatedVendors& all) {
            for (int n = 0; n < 5; ++n) all.partner_center.customers.push_back(customer(n));
            auto& graph = all.graph.relationships;
            const std::string role{graph::service_support_administrator};
            graph.push_back(SimulatedGraph::relationship("old", tenant(0), "terminated", role, "2026-01-01T00:00:00Z"));
            graph.push_back(SimulatedGraph::relationship("short", tenant(0), "active", role, "2027-01-01T00:00:00Z"));
            graph.push_back(SimulatedGraph::relationship("other", tenant(1), "expiring", role, "2026-12-24T00:00:00Z"));
            graph.push_back(SimulatedGraph::relationship("long", tenant(0), "active", role, "2027-11-24T00:00:00Z"));
        });
    }
    static SimulatedCustomer customer(int n) {
        return {.tenant_id = tenant(n),
                .name = "Customer " + std::to_string(n),
                .domain = "c" + std::to_string(n) + ".example",
                .subscriptions = {SimulatedPartnerCenter::azure_subscription("azure", "Production", tenant(9)),
                                  SimulatedPartnerCenter::licences("licences", "Microsoft 365 E3")},
                .services = {SimulatedPartnerCenter::managed_service("Exchange", tenant(n))}};
    }
    // A quarter of a minute goes by.
    void tick() {
        road.road.now += seconds{15};
        road.road.tick();
    }
    void ticks(int times) {
        for (int n = 0; n < times; ++n) tick();
    }
    const Customer* known(int n) { return road.road.desk().directory.customer(tenant(n)); }
    int known_customers() {
        int count = 0;
        for (int n = 0; n < 10; ++n) count += known(n) != nullptr ? 1 : 0;
        return count;
    }
    std::string says(const std::string& text) {
        road.road.deliver("s" + std::to_string(++said_), "c-eva", text, "eva");
        road.road.run();
        const auto said = road.road.said();
        return said.empty() ? std::string{} : said.back();
    }
    // Requests to the vendors, sign-ins left out.
    std::size_t requests() const {
        const auto all = road.vendors.requests();
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [](const auto& one) { return one.method == "GET"; }));
    }

private:
    int said_ = 0;
};

TEST_F(Synchronising, TellsTheDirectoryAllOfEveryCustomer) {
    ticks(6);
    ASSERT_EQ(known_customers(), 5);
    const auto& first = *known(0);
    EXPECT_EQ(first.name, "Customer 0");
    EXPECT_EQ(first.country, "HU");
    EXPECT_EQ(first.language, "hu");
    EXPECT_EQ(first.domains, (std::vector<std::string>{"c0.example", "mail.c0.example"}));
    ASSERT_EQ(first.subscriptions.size(), 2U);
    EXPECT_EQ(first.subscriptions[0].name, "Production");
    EXPECT_EQ(first.subscriptions[0].azure_id, tenant(9));
    EXPECT_EQ(first.subscriptions[0].support_contact, "Partner Kft.");
    EXPECT_EQ(first.subscriptions[1].azure_id, "");
    ASSERT_EQ(first.admin_links.size(), 3U);
    EXPECT_EQ(first.admin_links[0].service, "Exchange Online");
    EXPECT_EQ(first.admin_links[0].url,
              "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=" + tenant(0) + "&CSDEST=Exchange");
}

TEST_F(Synchronising, TellsTheRelationshipThatWorksLongest) {
    ticks(6);
    ASSERT_EQ(known_customers(), 5);
    EXPECT_EQ(known(0)->relationship.status, "active");
    EXPECT_EQ(known(0)->relationship.ends_at, Time{std::chrono::sys_days{std::chrono::year{2027} / 11 / 24}});
    EXPECT_EQ(known(0)->relationship.roles,
              std::vector<std::string>{std::string{graph::service_support_administrator}});
    EXPECT_EQ(known(1)->relationship.status, "expiring");
    EXPECT_EQ(known(2)->relationship.status, "none");
}

TEST_F(Synchronising, MakesAtMostTwentyRequestsAStepAndRestsAfterwards) {
    std::size_t most = 0;
    for (int n = 0; n < 8; ++n) {
        const auto before = requests();
        tick();
        most = std::max(most, requests() - before);
    }
    EXPECT_EQ(known_customers(), 5);
    EXPECT_LE(most, 20U);
    const auto whole = requests();
    ticks(10);
    EXPECT_EQ(requests(), whole);
    road.road.now += hours{24};
    ticks(1);
    EXPECT_GT(requests(), whole);
}

TEST_F(Synchronising, LeavesAThrottledVendorAloneForAsLongAsItSays) {
    road.vendors.next("GET /v1/customers", VendorSimulator::throttled(57));
    tick();
    const auto before = requests();
    ticks(3);
    EXPECT_EQ(requests(), before);
    EXPECT_NE(says("/sync").find("pause"), std::string::npos) << says("/sync");
    ticks(8);
    EXPECT_EQ(known_customers(), 5);
}

TEST_F(Synchronising, GoesOnInTheMiddleAfterARestart) {
    tick();
    EXPECT_LT(known_customers(), 5);
    const auto lists = road.vendors.requests_to("/v1.0/").size();
    road.road.restart_after(seconds{30});
    ticks(6);
    EXPECT_EQ(known_customers(), 5);
    EXPECT_EQ(road.vendors.requests_to("/v1.0/").size(), lists);
}

TEST_F(Synchronising, KeepsWhatWasKnownOfAPartThatFails) {
    ticks(6);
    ASSERT_EQ(known_customers(), 5);
    const HttpResponse forbidden{.status = 403,
                                 .headers = {},
                                 .body = R"({"code":"900308","description":"Insufficient privileges."})",
                                 .fetched_at = {}};
    for (const auto* part : {"/managedservices", "/subscriptions/azure/supportcontact"})
        road.vendors.next("GET /v1/customers/" + tenant(0) + part, forbidden);
    road.vendors.change([](SimulatedVendors& all) { all.partner_center.customers[0].subscriptions.pop_back(); });
    road.road.now += hours{24};
    ticks(8);
    EXPECT_EQ(known(0)->admin_links.size(), 3U);
    ASSERT_EQ(known(0)->subscriptions.size(), 1U);
    EXPECT_EQ(known(0)->subscriptions[0].support_contact, "Partner Kft.");
    EXPECT_NE(says("/sync").find("2 parts could not be read"), std::string::npos) << says("/sync");
}

TEST_F(Synchronising, GoesOnWithoutRightsThatCannotBeRead) {
    ticks(6);
    const HttpResponse forbidden{.status = 403,
                                 .headers = {},
                                 .body = R"({"error":{"code":"Authorization_RequestDenied","message":"m"}})",
                                 .fetched_at = {}};
    road.vendors.next("GET /v1.0/", forbidden);
    road.road.now += hours{24};
    ticks(8);
    EXPECT_EQ(known(0)->relationship.status, "active");
    EXPECT_NE(says("/sync").find("Delegated rights could not be read"), std::string::npos) << says("/sync");
}

TEST_F(Synchronising, TriesABrokenVendorThreeTimes) {
    for (int n = 0; n < 4; ++n)
        road.vendors.next("GET /v1/customers/" + tenant(1) + "/subscriptions",
                          {.status = 503, .headers = {}, .body = "", .fetched_at = {}});
    ticks(10);
    EXPECT_EQ(known_customers(), 5);
    EXPECT_EQ(known(1)->subscriptions.size(), 2U);
}

TEST_F(Synchronising, SaysThatTheSignInHasEndedAndTriesAnHourLater) {
    road.vendors.change([](SimulatedVendors& all) { all.sign_in.has_consent = false; });
    ticks(4);
    EXPECT_EQ(known_customers(), 0);
    EXPECT_NE(says("/sync").find("broken off"), std::string::npos) << says("/sync");
    road.vendors.change([](SimulatedVendors& all) { all.sign_in.has_consent = true; });
    ticks(2);
    EXPECT_EQ(known_customers(), 0);
    road.road.now += hours{1};
    ticks(6);
    EXPECT_EQ(known_customers(), 5);
}

TEST_F(Synchronising, BeginsWhenAnAdministratorWantsIt) {
    ticks(6);
    road.vendors.change([](SimulatedVendors& all) { all.partner_center.customers.push_back(customer(5)); });
    EXPECT_NE(says("/sync").find("The last run read 5 customers"), std::string::npos) << says("/sync");
    EXPECT_NE(says("/sync start").find("begins within a quarter of a minute"), std::string::npos);
    ticks(8);
    EXPECT_EQ(known_customers(), 6);
    ticks(4);
    EXPECT_NE(says("/sync").find("The last run read 6 customers"), std::string::npos);
}

TEST_F(Synchronising, ReadsTheSameInOddSpellings) {
    for (const auto spelling : {Spelling::pascal, Spelling::utf16}) {
        road.vendors.spell(spelling);
        road.road.now += hours{24};
        ticks(8);
        ASSERT_EQ(known_customers(), 5) << static_cast<int>(spelling);
        EXPECT_EQ(known(0)->subscriptions.at(0).support_contact, "Partner Kft.");
        EXPECT_EQ(known(1)->relationship.status, "expiring");
    }
}

}  // namespace
}  // namespace desk::test
