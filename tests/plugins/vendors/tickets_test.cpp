// The partner's own ticket system: one request, one ticket, whatever breaks on the way.
#include "plugins/vendors/ticket_system/mail_text.hpp"
#include "plugins/vendors/ticket_system/webhook_tickets.hpp"
#include "plugins/vendors/ticket_system/zammad.hpp"
#include "tests/plugins/vendors/fetching_host.hpp"
#include <desk/json.hpp>

#include <gtest/gtest.h>

namespace desk::tickets {
namespace {

using test::FetchingHost;

HttpResponse answer(int status, std::string body) {
    return {.status = status, .headers = {}, .body = std::move(body), .fetched_at = {}};
}

const NewTicket slow_mail{.external_id = "SR-2031",
                          .subject = "Mail is slow",
                          .body = "Since 8:00",
                          .requester_name = "Kovács Anna",
                          .requester_email = "anna@contoso.example",
                          .organisation = "Contoso Kft.",
                          .priority = 1,
                          .tags = {"deskhand"}};

// Zammad as far as the desk uses it: keeps tickets, and can be told what goes wrong with a creation.
struct ZammadStandIn {
    enum class Creation { works, is_refused, breaks_before, breaks_after };
    Creation creation = Creation::works;
    bool search_fails = false;
    bool search_lags = false;
    std::vector<Json> tickets = {};
    std::vector<Json> notes = {};

    FetchingHost host{[this](const HttpRequest& request) { return take(request); }};
    Zammad zammad{{.url = "https://desk.example",
                   .group = "1st Level",
                   .account = "zammad",
                   .on_behalf_of = "kata@partner.example"}};

    Result<HttpResponse> take(const HttpRequest& request) {
        if (request.url.find("/tickets/search") != std::string::npos) return search();
        if (request.url.find("/by_ticket/") != std::string::npos) return answer(200, dump_json(Json(notes)));
        if (request.url.ends_with("/ticket_articles")) {
            notes.push_back(*parse_json(request.body));
            return answer(201, "{}");
        }
        if (request.url.find("/tags/add") != std::string::npos) return answer(201, "true");
        if (request.method == "POST") return create(request);
        return answer(404, R"({"error":"Couldn't find Ticket"})");
    }
    Result<HttpResponse> search() const {
        if (search_fails) return answer(503, "");
        return answer(200, dump_json(search_lags ? Json::array() : Json(tickets)));
    }
    Result<HttpResponse> create(const HttpRequest& request) {
        if (creation == Creation::is_refused) return answer(422, R"({"error":"No lookup value found for 'group'"})");
        if (creation == Creation::breaks_before) return unavailable("in doubt: desk.example:443: broken");
        const auto body = *parse_json(request.body);
        tickets.push_back(
            {{"id", 19 + tickets.size()}, {"number", "22019"}, {"title", body.at("title")}, {"state", "new"}});
        if (creation == Creation::breaks_after) return timeout("in doubt: desk.example:443: timeout");
        return answer(201, dump_json(tickets.back()));
    }
    std::size_t created() const {
        return static_cast<std::size_t>(
            std::count_if(host.fetched.begin(), host.fetched.end(), [](const auto& request) {
                return request.method == "POST" && request.url.find("/tickets?") != std::string::npos;
            }));
    }
    Result<vendors::Filed<FiledTicket>> file() { return file_ticket(host, zammad, slow_mail); }
};

TEST(Filing, MakesATicketWithAllItNeeds) {
    ZammadStandIn desk;
    const auto filed = desk.file();
    ASSERT_TRUE(filed) << filed.error().what;
    EXPECT_FALSE(filed->was_there);
    EXPECT_EQ(filed->value.number, "22019");
    EXPECT_EQ(filed->value.url, "https://desk.example/#ticket/zoom/19");
    EXPECT_EQ(filed->value.state, TicketState::open);
    const auto& request = desk.host.fetched.at(1);
    EXPECT_EQ(*find_header(request.headers, "From"), "kata@partner.example");
    EXPECT_EQ(request.account, "zammad");
    const auto body = *parse_json(request.body);
    EXPECT_EQ(body.at("title"), "Mail is slow [SR-2031]");
    EXPECT_EQ(body.at("group"), "1st Level");
    EXPECT_EQ(body.at("customer_id"), "guess:anna@contoso.example");
    EXPECT_EQ(body.at("priority"), "3 high");
    EXPECT_EQ(body.at("article").at("internal"), false);
    EXPECT_EQ(desk.host.fetched.at(2).body, R"({"item":"deskhand","o_id":19,"object":"Ticket"})");
}

TEST(Filing, FindsWhatAnEarlierAttemptMade) {
    ZammadStandIn desk;
    ASSERT_TRUE(desk.file());
    const auto again = desk.file();
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->was_there);
    EXPECT_EQ(desk.created(), 1U);
}

TEST(Filing, LooksWhetherATimeOutMadeItAllTheSame) {
    ZammadStandIn desk;
    desk.creation = ZammadStandIn::Creation::breaks_after;
    const auto filed = desk.file();
    ASSERT_TRUE(filed) << filed.error().what;
    EXPECT_EQ(filed->value.id, "19");
    EXPECT_EQ(desk.created(), 1U);
}

TEST(Filing, MakesNoSecondOneInTheSameBreath) {
    ZammadStandIn desk;
    desk.creation = ZammadStandIn::Creation::breaks_after;
    desk.search_lags = true;
    EXPECT_EQ(desk.file().error().code, ErrorCode::timeout);
    EXPECT_EQ(desk.created(), 1U);
    desk.search_lags = false;
    EXPECT_TRUE(desk.file()->was_there);
    EXPECT_EQ(desk.tickets.size(), 1U);
}

TEST(Filing, TriesAgainWhenNothingCameOfIt) {
    ZammadStandIn desk;
    desk.creation = ZammadStandIn::Creation::breaks_before;
    EXPECT_EQ(desk.file().error().code, ErrorCode::unavailable);
    desk.creation = ZammadStandIn::Creation::works;
    EXPECT_FALSE(desk.file()->was_there);
    EXPECT_EQ(desk.tickets.size(), 1U);
}

TEST(Filing, MakesNothingWhileItCannotLook) {
    ZammadStandIn desk;
    desk.search_fails = true;
    EXPECT_EQ(desk.file().error().code, ErrorCode::unavailable);
    EXPECT_EQ(desk.created(), 0U);
}

TEST(Filing, DoesNotLookAgainAfterARefusal) {
    ZammadStandIn desk;
    desk.creation = ZammadStandIn::Creation::is_refused;
    EXPECT_EQ(desk.file().error().code, ErrorCode::invalid);
    EXPECT_EQ(desk.host.fetched.size(), 2U);
}

TEST(ZammadSearch, ReadsBothShapesAndTakesTheTitleAtItsWord) {
    const auto found = [](const char* text) {
        const auto ticket = zammad::find_in(*parse_json(text), "SR-2031", "https://desk.example");
        return ticket ? ticket->id + "/" + std::string{name_of(ticket->state)} : "none";
    };
    EXPECT_EQ(
        found(
            R"({"tickets":[9],"tickets_count":1,"assets":{"Ticket":{"9":{"id":9,"number":"22009","title":"Mail [SR-2031]","state_id":2}}}})"),
        "9/open");
    EXPECT_EQ(
        found(
            R"([{"id":12,"title":"b [SR-2031]","state":"closed"},{"id":9,"title":"a [SR-2031]","state":"pending reminder"}])"),
        "9/waiting");
    EXPECT_EQ(
        found(
            R"([{"id":9,"title":"about SR-2031"},{"id":10,"title":"Mail [SR-20311]"},{"id":11,"title":"Re: [SR-2031] mail"}])"),
        "none");
    EXPECT_EQ(found(R"({"tickets":[],"assets":{}})"), "none");
}

TEST(ZammadTitle, KeepsTheIdHoweverLongTheSubjectIs) {
    const auto title = zammad::title_of(std::string(400, 'x'), "SR-2031");
    EXPECT_LE(title.size(), 250U);
    EXPECT_TRUE(title.ends_with(" [SR-2031]"));
}

TEST(ZammadPriority, IsThatOfTheTable) {
    EXPECT_EQ(zammad::priority_of(1), "3 high");
    EXPECT_EQ(zammad::priority_of(2), "3 high");
    EXPECT_EQ(zammad::priority_of(3), "2 normal");
    EXPECT_EQ(zammad::priority_of(4), "1 low");
}

TEST(ZammadNote, IsAddedOnceAndKeepsInternalsInside) {
    ZammadStandIn desk;
    const TicketNote note{.external_id = "SR-2031/7", .text = "Vendor asks for logs", .is_internal = true};
    ASSERT_TRUE(desk.zammad.add_note(desk.host, "19", note));
    ASSERT_TRUE(desk.zammad.add_note(desk.host, "19", note));
    ASSERT_EQ(desk.notes.size(), 1U);
    EXPECT_EQ(desk.notes.front().at("internal"), true);
    EXPECT_EQ(desk.notes.front().at("ticket_id"), 19);
    EXPECT_FALSE(desk.zammad.add_note(desk.host, "19/../1", note));
}

TEST(ZammadTicket, ThatIsUnknownIsNotFound) {
    ZammadStandIn desk;
    EXPECT_EQ(desk.zammad.read(desk.host, "7").error().code, ErrorCode::not_found);
    EXPECT_EQ(desk.zammad.set_state(desk.host, "7", TicketState::waiting).error().code, ErrorCode::invalid);
}

TEST(WebhookTickets, SendTheSameDeliveryForTheSameRequest) {
    FetchingHost host{[](const HttpRequest&) { return answer(202, ""); }};
    const WebhookTickets system{"https://hooks.partner.example/tickets", "hooks",
                                Time{std::chrono::seconds{1'764'000'000}}};
    const auto filed = file_ticket(host, system, slow_mail);
    ASSERT_TRUE(filed);
    EXPECT_EQ(filed->value.id, "SR-2031");
    EXPECT_EQ(filed->value.state, TicketState::open);
    ASSERT_TRUE(file_ticket(host, system, slow_mail));
    ASSERT_EQ(host.fetched.size(), 2U);
    EXPECT_EQ(*find_header(host.fetched[0].headers, "webhook-id"), *find_header(host.fetched[1].headers, "webhook-id"));
    const auto body = *parse_json(host.fetched[0].body);
    EXPECT_EQ(host.fetched[0].account, "hooks");
    EXPECT_EQ(body.at("type"), "ticket.created");
    EXPECT_EQ(body.at("timestamp"), "2025-11-24T16:00:00Z");
    EXPECT_EQ(body.at("data").at("external_id"), "SR-2031");
    EXPECT_EQ(body.at("data").at("priority"), "P1");
}

TEST(WebhookTickets, TakeWhatTheReceiverSaysAboutIt) {
    FetchingHost host{[](const HttpRequest&) {
        return answer(200, R"({"number":77,"url":"https://t.example/77","state":"Waiting"})");
    }};
    const auto filed = WebhookTickets{"https://hooks.partner.example/", "hooks", {}}.create(host, slow_mail);
    ASSERT_TRUE(filed);
    EXPECT_EQ(filed->number, "77");
    EXPECT_EQ(filed->state, TicketState::waiting);
}

TEST(WebhookTickets, ReportARefusal) {
    FetchingHost host{[](const HttpRequest&) { return answer(401, ""); }};
    const WebhookTickets system{"https://hooks.partner.example/", "hooks", {}};
    EXPECT_EQ(system.create(host, slow_mail).error().code, ErrorCode::denied);
    EXPECT_EQ(system.add_note(host, "SR-2031", {.external_id = "n", .text = "x"}).error().code, ErrorCode::denied);
}

TEST(HandOffMail, IsPlainAndCannotBeginAnotherHeader) {
    const auto mail = mail_of({.reference = "SR-2031",
                               .title = "Mail is slow\r\nBcc: all@example.com",
                               .rows = {{"Customer", "Contoso Kft."}, {"Steps", "one\r\ntwo\n"}, {"Plan", ""}},
                               .text = "Thank you\n"});
    EXPECT_EQ(mail.subject, "[SR-2031] Mail is slow  Bcc: all@example.com");
    EXPECT_EQ(mail.body, "Customer: Contoso Kft.\nSteps: one\n  two\n\nThank you\n");
}

}  // namespace
}  // namespace desk::tickets
