// Every request a client makes, as it left the desk over loopback, compared with the one the vendor documents:
// tests/plugins/data/vendors/*.http. Lines that begin with "#" say where a request is documented. UPDATE_EXAMPLES=1
// writes what was sent below them: it has to be read against the document then.
#include "plugins/vendors/azure_support/communication.hpp"
#include "plugins/vendors/azure_support/contact.hpp"
#include "plugins/vendors/azure_support/service.hpp"
#include "plugins/vendors/azure_support/ticket.hpp"
#include "plugins/vendors/graph/delegated_admin.hpp"
#include "plugins/vendors/partner_center/customer.hpp"
#include "plugins/vendors/partner_center/managed_service.hpp"
#include "plugins/vendors/partner_center/partner.hpp"
#include "plugins/vendors/partner_center/service_request.hpp"
#include "plugins/vendors/partner_center/subscription.hpp"
#include "plugins/vendors/ticket_system/webhook_tickets.hpp"
#include "plugins/vendors/ticket_system/zammad.hpp"
#include "tests/support/vendor_road.hpp"
#include <desk/wire_values.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace desk::test {
namespace {

const std::string azure_id = "0f3a2c1b-4d5e-4f60-8172-93a4b5c6d7e8";

struct Documented {
    std::string comments = {};
    std::string request = {};
};

Documented documented(const std::string& path) {
    std::ifstream file{path};
    Documented found;
    for (std::string line; std::getline(file, line);)
        (line.starts_with("#") ? found.comments : found.request) += line + "\n";
    return found;
}

struct DocumentedRequest : testing::Test {
    VendorRoad road;
    vendors::CallIds ids{"53d5d48c-9693-46b6-8071-2eed07797d6c", "998e31a1-3f17-4471-a9ee-7678dd72e033"};
    partner_center::Access partner_center{.base = road.vendors.url(), .account = "partner"};
    graph::Access graph{.base = road.vendors.url(), .account = "partner"};
    azure_support::Access azure{.base = road.vendors.url(), .account = "partner"};
    azure_support::Access newer_azure{.base = road.vendors.url(), .api_version = "2026-06-01", .account = "partner"};
    tickets::Zammad zammad{
        {.url = road.vendors.url(), .group = "1st Level", .account = "zammad", .on_behalf_of = "kata@partner.example"}};

    // What leaves the desk last when the plugin fetches this.
    void expect(const std::string& name, const Result<HttpRequest>& request) {
        ASSERT_TRUE(request) << request.error().what;
        expect_work(name, [&](Host& host) {
            const auto response = host.fetch(*request);
            EXPECT_TRUE(response) << response.error().what;
        });
    }
    void expect_work(const std::string& name, const std::function<void(Host&)>& work) {
        road.call([&](Host& host, const Call&) { work(host); });
        const auto requests = road.vendors.requests();
        ASSERT_FALSE(requests.empty());
        compare(name, written(requests.back()));
    }
    static void compare(const std::string& name, const std::string& sent) {
        const auto path = std::string{DESK_SOURCE_DIR "/tests/plugins/data/vendors/"} + name + ".http";
        const auto known = documented(path);
        if (std::getenv("UPDATE_EXAMPLES") != nullptr) {
            std::ofstream{path} << known.comments << sent;
        } else {
            EXPECT_EQ(known.request, sent) << path;
        }
    }
};

TEST_F(DocumentedRequest, SignsIn) {
    road.call([&](Host& host, const Call&) {
        EXPECT_TRUE(host.fetch(partner_center::support_profile_request(partner_center, ids)));
    });
    compare("sign_in", written(road.vendors.requests().front()));
}

TEST_F(DocumentedRequest, AsksPartnerCenterForTheDirectory) {
    expect("customers", partner_center::customers_request(partner_center, ids, 40));
    expect("customers_next", partner_center::next_request(partner_center, ids,
                                                          {.uri = "/customers?size=40&seekOperation=Next",
                                                           .headers = {{"MS-ContinuationToken", "page-2"}}}));
    expect("customers_search", partner_center::search_request(partner_center, ids, "cont", 10));
    expect("customer", partner_center::customer_request(partner_center, ids, contoso_tenant));
    expect("subscriptions", partner_center::subscriptions_request(partner_center, ids, contoso_tenant));
    expect("support_contact", partner_center::support_contact_request(partner_center, ids, contoso_tenant, "s1"));
    expect("managed_services", partner_center::managed_services_request(partner_center, ids, contoso_tenant));
    expect("support_profile", partner_center::support_profile_request(partner_center, ids));
    expect("relationships", partner_center::relationships_request(partner_center, ids, "is_indirect_reseller_of"));
}

TEST_F(DocumentedRequest, AsksPartnerCenterForServiceRequests) {
    using namespace partner_center;
    expect("service_requests", service_requests_request(partner_center, ids, contoso_tenant, RequestStatus::open));
    expect("own_service_requests", service_requests_request(partner_center, ids, "", RequestStatus::unknown, 0, 10));
    expect("service_request", service_request_request(partner_center, ids, "", "616122292874576"));
    expect("service_request_change",
           change_request(partner_center, ids, "", "616122292874576", {.note = "It is fixed.", .close = true}));
}

TEST_F(DocumentedRequest, AsksGraphForDelegatedAdministration) {
    expect("delegated_admin", graph::relationships_request(graph, ids));
    expect("delegated_admin_assignments", graph::assignments_request(graph, ids, "a-b"));
}

TEST_F(DocumentedRequest, AsksAzureWhatATicketCanBeAbout) {
    using namespace azure_support;
    const auto machine =
        "/subscriptions/" + azure_id + "/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1";
    expect("azure_services", services_request(azure, ids));
    expect("azure_problem_classes", problem_classes_request(azure, ids, "/providers/Microsoft.Support/services/s1"));
    expect("azure_classify_services",
           classify_services_request(newer_azure, ids, azure_id, "Cannot connect to a VM", machine));
    expect("azure_classify_problems",
           classify_problems_request(newer_azure, ids, azure_id, "/providers/Microsoft.Support/services/s1",
                                     "Cannot connect to a VM", machine));
    expect("azure_name", name_request(azure, ids, azure_id, ticket_name("SR-2031")));
}

TEST_F(DocumentedRequest, MakesAndFollowsATicketAtAzure) {
    using namespace azure_support;
    const auto contact = contact_details({.given = "Kata",
                                          .family = "Nagy",
                                          .email = "kata@partner.example",
                                          .phone = "+36 1 555 0100",
                                          .time_zone = "Europe/Budapest",
                                          .country = "HU",
                                          .language = "hu",
                                          .copies_to = {"it@contoso.example"}});
    ASSERT_TRUE(contact);
    expect("azure_create",
           create_request(azure, ids,
                          {.subscription = azure_id,
                           .name = ticket_name("SR-2031"),
                           .service_id = "/providers/Microsoft.Support/services/s1",
                           .problem_class_id = "/providers/Microsoft.Support/services/s1/problemClassifications/p1",
                           .title = "A VM does not answer",
                           .description = "Since 14:05 UTC RDP ends in a time-out.",
                           .severity = TicketSeverity::moderate,
                           .contact = *contact,
                           .diagnostics_consent = true,
                           .began = *wire::read_time("2026-11-20T14:05:00Z"),
                           .resource_id = "/subscriptions/" + azure_id +
                                          "/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1"}));
    expect("azure_ticket", ticket_request(azure, ids, azure_id, "deskhand-SR-2031"));
    expect("azure_tickets", tickets_request(azure, ids, azure_id, true, *wire::read_time("2026-11-01T00:00:00Z")));
    expect("azure_severity", severity_request(azure, ids, azure_id, "deskhand-SR-2031", TicketSeverity::critical));
    expect("azure_close", close_request(azure, ids, azure_id, "deskhand-SR-2031"));
    expect("azure_say",
           say_request(
               azure, ids, azure_id, "deskhand-SR-2031",
               {.name = "note-7", .subject = "Update", .text = "It is still down.", .sender = "kata@partner.example"}));
    expect("azure_communications", communications_request(azure, ids, azure_id, "deskhand-SR-2031", {}));
}

TEST_F(DocumentedRequest, FilesAtZammad) {
    const tickets::NewTicket ticket{.external_id = "SR-2031",
                                    .subject = "Mail is slow",
                                    .body = "Since 8:00",
                                    .requester_email = "anna@contoso.example",
                                    .priority = 1};
    expect_work("zammad_search", [&](Host& host) { EXPECT_TRUE(zammad.find(host, "SR-2031")); });
    expect_work("zammad_create", [&](Host& host) { EXPECT_TRUE(zammad.create(host, ticket)); });
    expect_work("zammad_note", [&](Host& host) {
        EXPECT_TRUE(zammad.add_note(host, "19", {.external_id = "SR-2031/7", .text = "Vendor asks for logs"}));
    });
    expect_work("zammad_close",
                [&](Host& host) { EXPECT_TRUE(zammad.set_state(host, "19", tickets::TicketState::closed)); });
}

}  // namespace
}  // namespace desk::test
