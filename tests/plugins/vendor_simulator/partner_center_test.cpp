// Partner Center and Graph over the whole road: pages, throttling, both shapes of errors, odd spellings.
#include "plugins/vendors/graph/delegated_admin.hpp"
#include "plugins/vendors/partner_center/customer.hpp"
#include "plugins/vendors/partner_center/managed_service.hpp"
#include "plugins/vendors/partner_center/service_request.hpp"
#include "plugins/vendors/partner_center/subscription.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"
#include "tests/support/vendor_road.hpp"
#include <desk/wire_values.hpp>

namespace desk::test {
namespace {

using namespace partner_center;

std::string tenant(int n) {
    return "76cb77fa-8b17-4eab-9493-b65dace9981" + std::to_string(n);
}

struct OverTheRoad : testing::Test {
    VendorRoad road;
    Access access{.base = road.vendors.url(), .account = "partner"};
    graph::Access graph_access{.base = road.vendors.url(), .account = "partner"};

    OverTheRoad() {
        road.vendors.change([](SimulatedVendors& all) {
            for (int n = 0; n < 5; ++n) {
                all.partner_center.customers.push_back(
                    {.tenant_id = tenant(n),
                     .name = n == 3 ? "Contoso Kft." : "Customer " + std::to_string(n),
                     .domain = "c" + std::to_string(n) + ".example"});
                all.graph.relationships.push_back(SimulatedGraph::relationship(
                    "rel-" + std::to_string(n), tenant(n), "active", std::string{graph::service_support_administrator},
                    "2027-01-01T00:00:00Z"));
            }
            all.partner_center.customers[3].subscriptions = {
                SimulatedPartnerCenter::azure_subscription("s1", "Production", tenant(9)),
                SimulatedPartnerCenter::licences("s2", "Microsoft 365 E3")};
            all.partner_center.customers[3].services = {SimulatedPartnerCenter::managed_service("Exchange", tenant(3))};
            all.partner_center.service_requests = {{{"id", "616122292874576"},
                                                    {"title", "Mail"},
                                                    {"severity", "critical"},
                                                    {"status", "attention_needed"},
                                                    {"createdDate", "2016-12-22T20:31:17.24Z"},
                                                    {"lastClosedDate", "0001-01-01T00:00:00"},
                                                    {"notes", Json::array()}}};
        });
    }
    // What the plugin gets for a request.
    HttpResponse fetched(const HttpRequest& request) {
        Result<HttpResponse> response = broken("not asked");
        road.call([&](Host& host, const Call&) { response = host.fetch(request); });
        EXPECT_TRUE(response) << response.error().what;
        return response ? *response : HttpResponse{};
    }
    static vendors::CallIds ids() { return {vendors::guid_of("r"), vendors::guid_of("c")}; }

    std::vector<std::string> all_customers() {
        std::vector<std::string> names;
        auto request = customers_request(access, ids(), 40);
        for (int pages = 0; pages < 10; ++pages) {
            const auto page = read_customers(fetched(request));
            EXPECT_TRUE(page) << page.error().what;
            if (!page) break;
            for (const auto& customer : page->customers) names.push_back(customer.name);
            if (!page->next) break;
            request = *next_request(access, ids(), *page->next);
        }
        return names;
    }
};

TEST_F(OverTheRoad, EveryPageIsFollowedToTheLast) {
    EXPECT_EQ(all_customers(),
              (std::vector<std::string>{"Customer 0", "Customer 1", "Customer 2", "Contoso Kft.", "Customer 4"}));
    EXPECT_EQ(road.vendors.requests_to("/v1/customers").size(), 3U);
}

TEST_F(OverTheRoad, OddSpellingsReadTheSame) {
    for (const auto spelling : {Spelling::pascal, Spelling::byte_order_mark, Spelling::utf16}) {
        road.vendors.spell(spelling);
        EXPECT_EQ(all_customers().size(), 5U) << static_cast<int>(spelling);
        const auto customer = read_customer(fetched(customer_request(access, ids(), tenant(3))));
        ASSERT_TRUE(customer) << static_cast<int>(spelling) << customer.error().what;
        EXPECT_EQ(customer->country, "HU");
        EXPECT_EQ(customer->domains, (std::vector<std::string>{"c3.example", "mail.c3.example"}));
        const auto subscriptions = read_subscriptions(fetched(subscriptions_request(access, ids(), tenant(3))));
        ASSERT_TRUE(subscriptions);
        EXPECT_EQ(subscriptions->subscriptions.at(0).azure_id, tenant(9));
        EXPECT_FALSE(subscriptions->subscriptions.at(0).until);
        const auto services = read_managed_services(fetched(managed_services_request(access, ids(), tenant(3))),
                                                    vendors::host_list(usual_portals));
        ASSERT_TRUE(services);
        EXPECT_NE(services->at(0).ticket_url.find("CSDEST=Support"), std::string::npos);
        const auto requests =
            read_service_requests(fetched(service_requests_request(access, ids(), tenant(3), RequestStatus::unknown)));
        ASSERT_TRUE(requests);
        EXPECT_EQ(requests->requests.at(0).status, RequestStatus::attention_needed);
        EXPECT_EQ(requests->requests.at(0).severity, RequestSeverity::critical);
    }
}

TEST_F(OverTheRoad, ASearchByNameIsOneByBeginning) {
    const auto page = read_customers(fetched(search_request(access, ids(), "CONT")));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->customers.size(), 1U);
    EXPECT_EQ(page->customers[0].tenant_id, tenant(3));
}

TEST_F(OverTheRoad, ThrottlingSaysHowLong) {
    road.vendors.next("GET /v1/customers", VendorSimulator::throttled(57));
    const auto response = fetched(customers_request(access, ids()));
    const auto problem = vendors::problem_of(response);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->advice, vendors::Advice::later);
    EXPECT_EQ(problem->retry_after, std::chrono::seconds{57});
    EXPECT_EQ(read_customers(response).error().code, ErrorCode::unavailable);
}

TEST_F(OverTheRoad, AForeignCustomerIsARelationshipThatIsMissing) {
    const auto response = fetched(customer_request(access, ids(), tenant(8)));
    const auto problem = vendors::problem_of(response);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->code, "20002");
    EXPECT_EQ(problem->advice, vendors::Advice::check_relationship);
}

TEST_F(OverTheRoad, AWordlessServerIsAskedOnceMoreAndThenLater) {
    for (int n = 0; n < 2; ++n)
        road.vendors.next("GET /v1/customers",
                          {.status = 502, .headers = {}, .body = "<html>Bad gateway</html>", .fetched_at = {}});
    EXPECT_EQ(read_customers(fetched(customers_request(access, ids()))).error().code, ErrorCode::unavailable);
    EXPECT_EQ(road.vendors.requests_to("/v1/customers").size(), 2U);
}

TEST_F(OverTheRoad, ATruncatedAnswerIsNoEmptyOne) {
    road.vendors.next("GET /v1/customers",
                      {.status = 200, .headers = {}, .body = R"({"totalCount":5,"items":[{"id":)", .fetched_at = {}});
    EXPECT_EQ(read_customers(fetched(customers_request(access, ids()))).error().code, ErrorCode::unavailable);
}

TEST_F(OverTheRoad, ASupportContactBeginsWithItsMark) {
    const auto contact = read_support_contact(fetched(support_contact_request(access, ids(), tenant(3), "s1")));
    ASSERT_TRUE(contact && *contact);
    EXPECT_EQ((*contact)->name, "Partner Kft.");
}

TEST_F(OverTheRoad, AServiceRequestIsAnsweredAndClosed) {
    const auto change =
        change_request(access, ids(), "", "616122292874576", {.note = "Here are the logs.", .close = true});
    const auto closed = read_service_request(fetched(*change));
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->status, RequestStatus::closed);
    EXPECT_EQ(closed->notes.back().text, "Here are the logs.");
    EXPECT_EQ(read_service_request(fetched(service_request_request(access, ids(), "", "1"))).error().code,
              ErrorCode::not_found);
}

TEST_F(OverTheRoad, DelegatedAdministrationIsReadToTheLastPage) {
    std::vector<graph::DelegatedAdmin> all;
    auto request = graph::relationships_request(graph_access, ids());
    for (int pages = 0; pages < 10; ++pages) {
        const auto page = graph::read_relationships(fetched(request));
        ASSERT_TRUE(page) << page.error().what;
        all.insert(all.end(), page->relationships.begin(), page->relationships.end());
        if (page->next.empty()) break;
        const auto next = graph::follow(graph_access, ids(), page->next);
        ASSERT_TRUE(next);
        request = *next;
    }
    ASSERT_EQ(all.size(), 5U);
    const auto now = *wire::read_time("2026-11-24T09:05:00Z");
    EXPECT_EQ(graph::pre_flight(all, tenant(4), {graph::service_support_administrator}, now).standing,
              graph::Standing::ready);
    EXPECT_EQ(graph::pre_flight(all, tenant(8), {graph::service_support_administrator}, now).standing,
              graph::Standing::none);
}

}  // namespace
}  // namespace desk::test
