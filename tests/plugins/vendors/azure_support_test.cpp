// Azure's support provider: what is sent and what is read, against the shapes of §5.5.
#include "plugins/vendors/azure_support/communication.hpp"
#include "plugins/vendors/azure_support/contact.hpp"
#include "plugins/vendors/azure_support/service.hpp"
#include "plugins/vendors/azure_support/ticket.hpp"
#include <desk/wire_values.hpp>

#include <gtest/gtest.h>

namespace desk::azure_support {
namespace {

const Access access_2024{.account = "partner"};
const vendors::CallIds ids{"r-1", "c-1"};
const std::string subscription = "76cb77fa-8b17-4eab-9493-b65dace99813";
const std::string at_support =
    "https://management.azure.com/subscriptions/" + subscription + "/providers/Microsoft.Support";

HttpResponse answer(int status, std::string body, Headers headers = {}) {
    return {.status = status, .headers = std::move(headers), .body = std::move(body), .fetched_at = {}};
}

NewTicket whole_ticket() {
    return {.subscription = subscription,
            .name = ticket_name("SR-2031"),
            .service_id = "/providers/Microsoft.Support/services/s1",
            .problem_class_id = "/providers/Microsoft.Support/services/s1/problemClassifications/p1",
            .title = "VM does not answer",
            .description = "Since 14:05 no RDP",
            .severity = TicketSeverity::moderate,
            .contact = Json{{"firstName", "Kata"}},
            .diagnostics_consent = true,
            .began = *wire::read_time("2026-11-20T14:05:00Z"),
            .resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1"};
}

// As the vendor's published example answers it.
const std::string published_ticket = R"({"name":"deskhand-SR-2031","type":"Microsoft.Support/supportTickets",
  "properties":{"severity":"moderate","status":"Open","supportTicketId":"119120321001170","title":"VM does not answer",
    "supportPlanType":"Premier","supportPlanDisplayName":"Premier","supportEngineer":{"emailAddress":null},
    "serviceLevelAgreement":{"startTime":"2020-03-20T21:36:18Z","expirationTime":"2020-03-21T17:36:18Z","slaMinutes":240},
    "serviceDisplayName":"Virtual Machine running Linux","createdDate":"2020-03-20T21:36:18Z","modifiedDate":"2020-03-20T21:36:23Z"}})";

TEST(AzureTicket, IsMadeUnderANameOfOurs) {
    const auto request = create_request(access_2024, ids, whole_ticket());
    ASSERT_TRUE(request) << request.error().what;
    EXPECT_EQ(request->method, "PUT");
    EXPECT_EQ(request->url, at_support + "/supportTickets/deskhand-SR-2031?api-version=2024-04-01");
    EXPECT_EQ(request->account, "partner");
    EXPECT_TRUE(request->as_customer);
    const auto body = *parse_json(request->body);
    const auto& properties = body.at("properties");
    EXPECT_EQ(properties.at("severity"), "moderate");
    EXPECT_EQ(properties.at("advancedDiagnosticConsent"), "Yes");
    EXPECT_EQ(properties.at("require24X7Response"), false);
    EXPECT_EQ(properties.at("problemStartTime"), "2026-11-20T14:05:00Z");
    EXPECT_EQ(properties.at("technicalTicketDetails").at("resourceId"), whole_ticket().resource_id);
    EXPECT_FALSE(properties.contains("supportPlanId"));
    EXPECT_EQ(*find_header(request->headers, "Content-Type"), "application/json");
}

TEST(AzureTicket, IsNotMadeWithoutWhatTheVendorRequires) {
    const auto refusal = [](const std::function<void(NewTicket&)>& spoil) {
        auto ticket = whole_ticket();
        spoil(ticket);
        const auto request = create_request(access_2024, ids, ticket);
        return request ? std::string{"made"} : request.error().what;
    };
    EXPECT_EQ(refusal([](NewTicket& one) { one.service_id = ""; }), "azure ticket: no service");
    EXPECT_EQ(refusal([](NewTicket& one) { one.problem_class_id = ""; }), "azure ticket: no problem classification");
    EXPECT_EQ(refusal([](NewTicket& one) { one.title = ""; }), "azure ticket: no title");
    EXPECT_EQ(refusal([](NewTicket& one) { one.description = ""; }), "azure ticket: no description");
    EXPECT_EQ(refusal([](NewTicket& one) { one.contact = Json::object(); }), "azure ticket: no contact");
    EXPECT_EQ(refusal([](NewTicket& one) { one.severity = TicketSeverity::unknown; }), "azure ticket: no severity");
    EXPECT_EQ(refusal([](NewTicket& one) { one.subscription = "../../x"; }),
              "azure ticket: the subscription's id is no GUID");
}

TEST(AzureTicket, NamesHoldNothingButPlainLetters) {
    EXPECT_EQ(ticket_name("SR-2031"), "deskhand-SR-2031");
    EXPECT_EQ(ticket_name("SR/20 31é"), "deskhand-SR-20-31--");
    EXPECT_EQ(ticket_name(std::string(200, 'x')).size(), 64U);
}

TEST(AzureTicket, IsReadWithItsClock) {
    const auto created = read_created(answer(200, published_ticket));
    ASSERT_TRUE(created && created->ticket);
    const auto& ticket = *created->ticket;
    EXPECT_EQ(ticket.number, "119120321001170");
    EXPECT_EQ(ticket.status, TicketStatus::open);
    EXPECT_EQ(ticket.severity, TicketSeverity::moderate);
    EXPECT_EQ(ticket.plan, "Premier");
    EXPECT_EQ(ticket.engineer, "");
    EXPECT_EQ(wire::time_text(*ticket.respond_by), "2020-03-21T17:36:18.000Z");
    EXPECT_EQ(ticket.response_time, std::chrono::minutes{240});
}

TEST(AzureTicket, MayBeOnItsWay) {
    const auto link =
        "https://management.azure.com/subscriptions/x/providers/Microsoft.Support/operationsStatus/o1?api-version=1";
    const auto created = read_created(answer(202, "", {{"azure-asyncoperation", link}, {"Retry-After", "30"}}));
    ASSERT_TRUE(created);
    EXPECT_FALSE(created->ticket);
    EXPECT_EQ(created->operation, link);
    EXPECT_EQ(created->look_after, std::chrono::seconds{30});
    EXPECT_EQ(follow(access_2024, ids, link)->url, link);
    EXPECT_EQ(follow(access_2024, ids, "https://evil.example/x").error().code, ErrorCode::denied);
    EXPECT_EQ(*read_operation(answer(200, R"({"status":"InProgress"})")), Operation::under_way);
    EXPECT_EQ(*read_operation(answer(200, R"({"status":"succeeded"})")), Operation::succeeded);
    const auto failed =
        read_operation(answer(200, R"({"status":"Failed","error":{"code":"SupportPlanNotFound","message":"m"}})"));
    EXPECT_EQ(failed.error().what, "azure ticket's operation: 400 SupportPlanNotFound (fix_request)");
}

TEST(AzureTicket, ThatIsNotThereIsNoError) {
    EXPECT_FALSE(*read_ticket_if_any(answer(404, R"({"error":{"code":"ResourceNotFound","message":"m"}})")));
    EXPECT_TRUE(*read_ticket_if_any(answer(200, published_ticket)));
    EXPECT_EQ(read_ticket_if_any(answer(503, "")).error().code, ErrorCode::unavailable);
    EXPECT_EQ(read_ticket_if_any(answer(200, "{}")).error().code, ErrorCode::unavailable);
}

TEST(AzureTickets, AreListedByStatusAndDate) {
    const auto request =
        tickets_request(access_2024, ids, subscription, true, *wire::read_time("2026-11-01T00:00:00Z"));
    EXPECT_EQ(request.url,
              at_support +
                  "/supportTickets?api-version=2024-04-01&$top=100&$filter=Status%20eq%20%27Open%27%20and%20"
                  "CreatedDate%20ge%202026-11-01T00%3A00%3A00Z");
    const auto page = read_tickets(
        answer(200, R"({"value":[)" + published_ticket + R"(],"nextLink":"https://management.azure.com/n"})"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->tickets.size(), 1U);
    EXPECT_EQ(page->next, "https://management.azure.com/n");
    EXPECT_TRUE(read_tickets(answer(200, R"({"value":null})"))->tickets.empty());
}

TEST(AzureTicket, IsChangedByWhatChangesAlone) {
    const auto severity =
        severity_request(access_2024, ids, subscription, "deskhand-SR-2031", TicketSeverity::critical);
    EXPECT_EQ(severity.method, "PATCH");
    EXPECT_EQ(severity.body, R"({"severity":"critical"})");
    EXPECT_EQ(close_request(access_2024, ids, subscription, "deskhand-SR-2031").body, R"({"status":"closed"})");
}

TEST(AzureTicket, NameIsAskedFor) {
    const auto request = name_request(access_2024, ids, subscription, "deskhand-SR-2031");
    EXPECT_EQ(request.url, at_support + "/checkNameAvailability?api-version=2024-04-01");
    EXPECT_EQ(request.body, R"({"name":"deskhand-SR-2031","type":"Microsoft.Support/supportTickets"})");
    EXPECT_TRUE(read_name(answer(200, R"({"nameAvailable":true})"))->is_free);
    EXPECT_EQ(read_name(answer(200, R"({"nameAvailable":false,"reason":"AlreadyExists"})"))->reason, "AlreadyExists");
}

const AgentContact kata{.given = "Kata",
                        .family = "Nagy",
                        .email = "kata@partner.example",
                        .time_zone = "Europe/Budapest",
                        .country = "HU",
                        .language = "hu",
                        .copies_to = {"it@contoso.example"}};

TEST(AzureContact, IsTheAgentInWordsOfWindows) {
    const auto details = contact_details(kata);
    ASSERT_TRUE(details) << details.error().what;
    EXPECT_EQ(details->at("preferredTimeZone"), "Central Europe Standard Time");
    EXPECT_EQ(details->at("country"), "HUN");
    EXPECT_EQ(details->at("preferredSupportLanguage"), "en-us");
    EXPECT_EQ(details->at("preferredContactMethod"), "email");
    EXPECT_EQ(details->at("additionalEmailAddresses"), Json::array({"it@contoso.example"}));
    EXPECT_FALSE(details->contains("phoneNumber"));
}

TEST(AzureContact, ThatIsIncompleteIsNamed) {
    const auto refusal = [](const std::function<void(AgentContact&)>& spoil) {
        auto agent = kata;
        spoil(agent);
        const auto details = contact_details(agent);
        return details ? std::string{"fine"} : details.error().what;
    };
    EXPECT_EQ(refusal([](AgentContact& one) { one.family = ""; }), "contact: no family name");
    EXPECT_EQ(refusal([](AgentContact& one) { one.email = ""; }), "contact: no e-mail");
    EXPECT_EQ(refusal([](AgentContact& one) { one.by_phone = true; }), "contact: no phone number");
    EXPECT_EQ(refusal([](AgentContact& one) { one.country = "XQ"; }), "contact: no country \"XQ\"");
    EXPECT_NE(refusal([](AgentContact& one) { one.time_zone = "Mars/Phobos"; }), "fine");
}

TEST(AzureContact, IsWrittenToInALanguageTheVendorHas) {
    EXPECT_EQ(support_language("de"), "de-de");
    EXPECT_EQ(support_language("pt-BR"), "pt-br");
    EXPECT_EQ(support_language("hu"), "en-us");
    EXPECT_EQ(support_language(""), "en-us");
}

TEST(AzureServices, AreReadWithWhatTheyCover) {
    const auto services = read_services(answer(200, R"({"value":[
      {"id":"/providers/Microsoft.Support/services/s1","name":"s1","properties":{"displayName":"Virtual Machine running Linux",
        "resourceTypes":["MICROSOFT.COMPUTE/VIRTUALMACHINES"]}},
      {"id":"/providers/Microsoft.Support/services/s2","name":"s2","properties":{"displayName":"Billing","resourceTypes":null}},{}]})"));
    ASSERT_TRUE(services);
    ASSERT_EQ(services->size(), 2U);
    EXPECT_EQ(service_for(*services, whole_ticket().resource_id), &services->front());
    EXPECT_EQ(service_for(*services, "/subscriptions/s/providers/Microsoft.Sql/servers/x"), nullptr);
    EXPECT_EQ(problem_classes_request(access_2024, ids, services->front().id)->url,
              "https://management.azure.com/providers/Microsoft.Support/services/s1/"
              "problemClassifications?api-version=2024-04-01");
    EXPECT_FALSE(problem_classes_request(access_2024, ids, ""));
    const auto classes = read_problem_classes(
        answer(200, R"({"value":[{"id":"/providers/Microsoft.Support/services/s1/problemClassifications/p1",
      "name":"p1","properties":{"displayName":"Cannot connect"}}]})"));
    EXPECT_EQ(classes->front().service_id, "/providers/Microsoft.Support/services/s1");
}

TEST(AzureServices, AreSuggestedFromATextInTheOddSpellingOfItsExample) {
    const auto request = classify_services_request({.api_version = "2026-06-01"}, ids, subscription, "no RDP", "");
    EXPECT_EQ(request.url, at_support + "/classifyServices?api-version=2026-06-01");
    EXPECT_EQ(request.body, R"({"issueSummary":"no RDP"})");
    const auto services = read_classified_services(answer(200, R"({"ServiceClassificationResults":[
      {"displayName":"Azure Update Manager","serviceId":"/providers/Microsoft.Support/services/s9","resourceTypes":[]}]})"));
    EXPECT_EQ(services->front().title, "Azure Update Manager");
    const auto problems = read_classified_problems(answer(200, R"({"problemClassificationResults":[
      {"problemClassificationId":"p1","title":"Cannot connect","serviceId":"s1","relatedService":{}}]})"));
    EXPECT_EQ(problems->front().id, "p1");
}

TEST(AzureCommunication, IsSaidOnceUnderItsName) {
    const auto request =
        say_request(access_2024, ids, subscription, "deskhand-SR-2031",
                    {.name = "note-7", .subject = "Update", .text = "Still down", .sender = "kata@partner.example"});
    ASSERT_TRUE(request);
    EXPECT_EQ(request->url,
              at_support + "/supportTickets/deskhand-SR-2031/communications/note-7?api-version=2024-04-01");
    EXPECT_EQ(request->body,
              R"({"properties":{"body":"Still down","sender":"kata@partner.example","subject":"Update"}})");
    EXPECT_FALSE(say_request(access_2024, ids, subscription, "t", {.name = "a/b", .text = "x", .sender = "y"}));
    EXPECT_FALSE(say_request(access_2024, ids, subscription, "t", {.name = "n", .text = "", .sender = "y"}));
    EXPECT_TRUE(read_said(answer(202, "")));
    EXPECT_FALSE(read_said(answer(409, "")));
}

TEST(AzureCommunications, AreReadAsPlainTextWithTheirDirection) {
    const auto page = read_communications(answer(200, R"({"value":[{"name":"c1","properties":{"communicationType":"web",
      "communicationDirection":"inbound","sender":"e@microsoft.com","subject":"Re","body":"<p>Please <b>try</b> again</p>","createdDate":"2020-03-10T20:18:19Z"}}]})"));
    ASSERT_TRUE(page);
    EXPECT_TRUE(page->communications.front().is_from_vendor);
    EXPECT_EQ(page->communications.front().text, "Please try again");
}

}  // namespace
}  // namespace desk::azure_support
