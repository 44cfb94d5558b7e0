// Filing at Azure and Zammad over the whole road, with answers that get lost on the way.
#include "plugins/vendors/filing.hpp"

#include "plugins/vendors/azure_support/communication.hpp"
#include "plugins/vendors/azure_support/contact.hpp"
#include "plugins/vendors/azure_support/service.hpp"
#include "plugins/vendors/azure_support/ticket.hpp"
#include "plugins/vendors/ticket_system/zammad.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "tests/support/vendor_road.hpp"

#include <optional>

namespace desk::test {
namespace {

using namespace azure_support;

const std::string azure_id = "0f3a2c1b-4d5e-4f60-8172-93a4b5c6d7e8";
const std::string at_tickets = " /subscriptions/" + azure_id + "/providers/Microsoft.Support/supportTickets";

struct AtAzure : testing::Test {
    VendorRoad road;
    Access access{.base = road.vendors.url(), .account = "partner"};
    NewTicket ticket{.subscription = azure_id,
                     .name = ticket_name("SR-2031"),
                     .title = "A VM does not answer",
                     .description = "Since 14:05 UTC RDP ends in a time-out.",
                     .severity = TicketSeverity::moderate};

    // The steps of a hand-off: what it is about, then the ticket, once.
    std::optional<Result<vendors::Filed<SupportTicket>>> filed = {};
    void file() {
        road.call([&](Host& host, const Call& call) {
            int n = 0;
            const auto services = read_services(*host.fetch(services_request(access, vendors::ids_of(call, ++n))));
            ticket.service_id = services->front().id;
            const auto classes = read_problem_classes(
                *host.fetch(*problem_classes_request(access, vendors::ids_of(call, ++n), ticket.service_id)));
            ticket.problem_class_id = classes->front().id;
            ticket.contact = *contact_details({.given = "Kata",
                                               .family = "Nagy",
                                               .email = "kata@partner.example",
                                               .time_zone = "Europe/Budapest",
                                               .country = "HU",
                                               .language = "hu"});
            const auto find = [&]() -> Result<std::optional<SupportTicket>> {
                DESK_TRY(const auto response,
                         host.fetch(ticket_request(access, vendors::ids_of(call, ++n), azure_id, ticket.name)));
                return read_ticket_if_any(response);
            };
            const auto create = [&]() -> Result<SupportTicket> {
                DESK_TRY(const auto request, create_request(access, vendors::ids_of(call, ++n), ticket));
                DESK_TRY(const auto response, host.fetch(request));
                DESK_TRY(const auto created, read_created(response));
                if (created.ticket) return *created.ticket;
                DESK_TRY(const auto look, follow(access, vendors::ids_of(call, ++n), created.operation));
                DESK_TRY(const auto seen, host.fetch(look));
                DESK_CHECK(read_operation(seen));
                DESK_TRY(auto made, find());
                return made ? Result<SupportTicket>{*std::move(made)} : unavailable("the ticket is on its way");
            };
            filed = vendors::file_once<SupportTicket>(find, create);
        });
    }
    int made() {
        int count = 0;
        road.vendors.change([&](SimulatedVendors& all) { count = all.azure.made; });
        return count;
    }
};

TEST_F(AtAzure, ATicketIsMadeWithItsClock) {
    file();
    ASSERT_TRUE(filed && *filed) << (*filed).error().what;
    EXPECT_EQ((*filed)->value.number, "119120321001170");
    EXPECT_EQ((*filed)->value.response_time, std::chrono::minutes{240});
    EXPECT_FALSE((*filed)->was_there);
}

TEST_F(AtAzure, ATicketThatTakesItsTimeIsFollowed) {
    road.vendors.change([](SimulatedVendors& all) { all.azure.takes_its_time = true; });
    file();
    ASSERT_TRUE(filed && *filed) << (*filed).error().what;
    EXPECT_EQ((*filed)->value.status, TicketStatus::open);
}

TEST_F(AtAzure, AnAnswerThatIsLostMakesNoSecondTicket) {
    road.vendors.lose_answer("PUT" + at_tickets);
    file();
    ASSERT_TRUE(filed && *filed) << (*filed).error().what;
    file();
    ASSERT_TRUE(*filed);
    EXPECT_TRUE((*filed)->was_there);
    EXPECT_EQ(made(), 1);
}

TEST_F(AtAzure, WhatIsMissingIsRefusedWithItsPlace) {
    ticket.title = "x";
    road.call([&](Host& host, const Call& call) {
        ticket.service_id = ticket.problem_class_id = "s";
        ticket.contact = Json{{"firstName", "Kata"}};
        const auto response = host.fetch(*create_request(access, vendors::ids_of(call, 1), ticket));
        const auto problem = vendors::problem_of(*response);
        ASSERT_TRUE(problem);
        EXPECT_EQ(problem->target, "contactDetails.lastName");
        EXPECT_EQ(read_created(*response).error().code, ErrorCode::invalid);
    });
}

TEST_F(AtAzure, ATicketIsTalkedAboutRaisedAndClosed) {
    file();
    road.call([&](Host& host, const Call& call) {
        const auto ids = vendors::ids_of(call, 1);
        const Communication note{.name = "note-7", .text = "It is still down.", .sender = "kata@partner.example"};
        EXPECT_TRUE(read_said(*host.fetch(*say_request(access, ids, azure_id, ticket.name, note))));
        const auto page =
            read_communications(*host.fetch(communications_request(access, ids, azure_id, ticket.name, {})));
        ASSERT_EQ(page->communications.size(), 2U);
        EXPECT_FALSE(page->communications[0].is_from_vendor);
        EXPECT_EQ(page->communications[1].text, "Please restart it.");
        EXPECT_EQ(
            read_ticket(*host.fetch(severity_request(access, ids, azure_id, ticket.name, TicketSeverity::critical)))
                ->severity,
            TicketSeverity::critical);
        road.vendors.change([](SimulatedVendors& all) { all.azure.engineers_at_work = 1; });
        EXPECT_EQ(
            read_ticket(*host.fetch(severity_request(access, ids, azure_id, ticket.name, TicketSeverity::minimal)))
                .error()
                .code,
            ErrorCode::invalid);
        EXPECT_EQ(read_ticket(*host.fetch(close_request(access, ids, azure_id, ticket.name)))->status,
                  TicketStatus::closed);
        EXPECT_FALSE(read_name(*host.fetch(name_request(access, ids, azure_id, ticket.name)))->is_free);
    });
}

TEST_F(AtAzure, SuggestionsNeedTheNewerVersion) {
    road.call([&](Host& host, const Call& call) {
        const auto ids = vendors::ids_of(call, 1);
        const auto old = host.fetch(classify_services_request(access, ids, azure_id, "no RDP", ""));
        EXPECT_EQ(read_classified_services(*old).error().code, ErrorCode::not_found);
        auto newer = access;
        newer.api_version = "2026-06-01";
        const auto services =
            read_classified_services(*host.fetch(classify_services_request(newer, ids, azure_id, "no RDP", "")));
        ASSERT_TRUE(services);
        const auto problems = read_classified_problems(
            *host.fetch(*classify_problems_request(newer, ids, azure_id, services->front().id, "no RDP", "")));
        EXPECT_EQ(problems->front().title, "Cannot connect to my VM");
    });
}

TEST_F(AtAzure, ManyTicketsComePageByPage) {
    road.vendors.change([](SimulatedVendors& all) {
        for (int n = 0; n < 5; ++n) {
            const auto name = "t" + std::to_string(n);
            all.azure.tickets[name] = {{"name", name}, {"properties", {{"status", "Open"}}}};
        }
    });
    road.call([&](Host& host, const Call& call) {
        std::size_t found = 0;
        auto request = tickets_request(access, vendors::ids_of(call, 1), azure_id, true, {});
        for (int pages = 0; pages < 5; ++pages) {
            const auto page = read_tickets(*host.fetch(request));
            found += page->tickets.size();
            if (page->next.empty()) break;
            request = *follow(access, vendors::ids_of(call, 2), page->next);
        }
        EXPECT_EQ(found, 5U);
    });
}

struct AtZammad : testing::Test {
    VendorRoad road;
    tickets::Zammad zammad{
        {.url = road.vendors.url(), .group = "1st Level", .account = "zammad", .on_behalf_of = "kata@partner.example"}};
    tickets::NewTicket ticket{.external_id = "SR-2031",
                              .subject = "Mail is slow",
                              .body = "Since 8:00",
                              .requester_email = "anna@contoso.example",
                              .priority = 1,
                              .tags = {"deskhand"}};

    std::optional<Result<vendors::Filed<tickets::FiledTicket>>> filed = {};
    void file() {
        road.call([&](Host& host, const Call&) { filed = tickets::file_ticket(host, zammad, ticket); });
    }
    std::size_t made() {
        std::size_t count = 0;
        road.vendors.change([&](SimulatedVendors& all) { count = all.zammad.tickets.size(); });
        return count;
    }
};

TEST_F(AtZammad, ATicketIsMadeFoundAndRead) {
    file();
    ASSERT_TRUE(filed && *filed) << (*filed).error().what;
    EXPECT_EQ((*filed)->value.number, "22019");
    road.call([&](Host& host, const Call&) {
        const auto found = zammad.find(host, "SR-2031");
        ASSERT_TRUE(found && *found);
        EXPECT_TRUE(zammad.set_state(host, (*found)->id, tickets::TicketState::closed));
        EXPECT_EQ(zammad.read(host, (*found)->id)->state, tickets::TicketState::closed);
    });
    road.vendors.change(
        [](SimulatedVendors& all) { EXPECT_EQ(all.zammad.tags, std::vector<std::string>{"deskhand"}); });
}

TEST_F(AtZammad, AnAnswerThatIsLostMakesNoSecondTicket) {
    road.vendors.lose_answer("POST /api/v1/tickets");
    file();
    ASSERT_TRUE(filed && *filed) << (*filed).error().what;
    EXPECT_EQ((*filed)->value.number, "22019");
    file();
    EXPECT_TRUE((*filed)->was_there);
    EXPECT_EQ(made(), 1U);
}

TEST_F(AtZammad, ASearchInTheOlderShapeFindsTheSame) {
    file();
    road.vendors.change([](SimulatedVendors& all) { all.zammad.answers_with_assets = true; });
    file();
    EXPECT_TRUE((*filed)->was_there);
}

TEST_F(AtZammad, AnUnknownGroupOrTokenIsSaid) {
    road.vendors.change([](SimulatedVendors& all) { all.zammad.groups = {"2nd Level"}; });
    file();
    EXPECT_EQ((*filed).error().code, ErrorCode::invalid);
    road.vendors.change([](SimulatedVendors& all) { all.zammad.authorization = "Token token=other"; });
    file();
    EXPECT_EQ((*filed).error().code, ErrorCode::denied);
    EXPECT_EQ(made(), 0U);
}

TEST_F(AtZammad, ANoteIsAddedOnce) {
    file();
    for (int n = 0; n < 2; ++n) {
        road.call([&](Host& host, const Call&) {
            EXPECT_TRUE(zammad.add_note(host, "19", {.external_id = "SR-2031/7", .text = "Vendor asks for logs"}));
        });
    }
    road.vendors.change([](SimulatedVendors& all) {
        ASSERT_EQ(all.zammad.articles.size(), 1U);
        EXPECT_EQ(bool_or(all.zammad.articles[0], "internal", false), true);
    });
}

}  // namespace
}  // namespace desk::test
