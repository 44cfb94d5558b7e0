// Cases that are handed over or followed by program: Partner Center, Azure Support, a signed webhook. The vendors'
// documents are tested with plugins/vendors; here is what becomes of a request.
#include "tests/plugins/service_requests/requests_world.hpp"

namespace desk::test {
namespace {

const std::string tenant = "7d3c1111-2222-3333-4444-555566667777";

struct Routed : RequestsWorld {
    explicit Routed(Settings more) : RequestsWorld{std::move(more)} {
        file("Mail is slow", "a group", "no");
        as_agent();
    }
    std::string hands_over(const std::string& more = "") {
        bot.say("/escalate SR-2032 business:\"nobody can send\" tried:restart " + more + "reason:unavailable");
        return bot.confirm();
    }
    std::vector<std::string> published_on(const std::string& topic) const {
        std::vector<std::string> lines;
        for (const auto& line : bot.published()) {
            if (line.starts_with(topic)) lines.push_back(line);
        }
        return lines;
    }
};

struct AtPartnerCenter : Routed {
    AtPartnerCenter() : Routed{{{"escalation_route", "partner_center"}, {"partner_center_account", "partner"}}} {
        hands_over();
        bot.say("/escalate SR-2032 number 616122292874576");
        bot.confirm();
    }
    void vendor_says(const std::string& status, const std::string& notes = "[]") {
        bot.web("https://api.partnercenter.microsoft.com/v1/customers/" + tenant + "/servicerequests/616122292874576",
                {200, R"({"id":"616122292874576","status":")" + status + R"(","notes":)" + notes + "}"});
    }
};

TEST_F(AtPartnerCenter, TheDeskIsAlertedWhenItsTurnHasCome) {
    vendor_says("attention_needed");
    bot.fire("watch");
    bot.fire("watch");
    EXPECT_EQ(published_on("alerts SR-2032/vendor"),
              std::vector<std::string>{
                  "alerts SR-2032/vendor/3: alert.vendor_waits customer=Contoso Kft. id=SR-2032; common.text "
                  "text=616122292874576"});
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.state"), "{request_state.attention_needed_agents}");
    EXPECT_EQ(bot.fetched().back().account, "partner");
}

TEST_F(AtPartnerCenter, TheCustomerHearsTheVendorOnceAndNeverOurOwnNotes) {
    vendor_says(
        "open",
        R"([{"createdByName":"Vendor Engineer","createdDate":"2026-11-24T10:00:00","text":"A fix is on its way"},
        {"createdByName":"Kata Pál","createdDate":"2026-11-24T10:05:00","text":"Please hurry, they are angry"}])");
    bot.clock("2026-11-24T10:30:00Z");
    bot.fire("watch");
    bot.fire("watch");
    EXPECT_EQ(published_on("requests/SR-2032 SR-2032/3"),
              std::vector<std::string>{
                  "requests/SR-2032 SR-2032/3/vendor: request.vendor_update id=SR-2032 vendor=Microsoft; "
                  "common.text text=A fix is on its way"});
    EXPECT_EQ(dump_json(kept("SR-2032")).find("angry"), std::string::npos);
}

TEST_F(AtPartnerCenter, WhatTheVendorHasClosedIsSolvedAndItsSatisfactionAsked) {
    vendor_says("closed");
    bot.fire("watch");
    bot.fire("watch");
    EXPECT_EQ(published_on("requests/SR-2032 SR-2032/4/solved").size(), 1U);
    EXPECT_EQ(published_on("requests/SR-2032 SR-2032/5/csat").size(), 1U);
}

TEST_F(AtPartnerCenter, AVendorWhoDoesNotAnswerChangesNothing) {
    const auto before = kept("SR-2032");
    bot.fire("watch");
    EXPECT_EQ(kept("SR-2032"), before);
    EXPECT_NE(bot.log().back().find("SR-2032 at its vendor: "), std::string::npos);
}

TEST_F(AtPartnerCenter, AnAgentMayAskAtOnce) {
    vendor_says("attention_needed");
    bot.say("/escalate SR-2032 status");
    EXPECT_EQ(bot.fact("request.state"), "{vendor_state.attention_needed}");
    EXPECT_EQ(bot.confirm(), "error: nothing to confirm");
}

TEST_F(AtPartnerCenter, ANoteGoesToTheVendorWithoutSecrets) {
    vendor_says("open");
    bot.say("/escalate SR-2032 note It fails with token=abc123 since noon");
    EXPECT_TRUE(bot.confirm().starts_with("escalate.note_sent"));
    EXPECT_EQ(bot.fetched().back().method, "PATCH");
    EXPECT_NE(bot.fetched().back().body.find("token=[removed] since noon"), std::string::npos)
        << bot.fetched().back().body;
}

struct AtAWebhook : Routed {
    AtAWebhook()
        : Routed{{{"escalation_route", "webhook"},
                  {"webhook_url", "https://hooks.example/tickets"},
                  {"webhook_account", "hooks"}}} {}
};

TEST_F(AtAWebhook, TheCaseIsSentSignedAndItsNumberKept) {
    bot.web("https://hooks.example/tickets", {200, R"({"id":"t-9","number":"9","state":"open"})"});
    EXPECT_EQ(hands_over(), "escalate.done customer=Contoso Kft. id=SR-2032 vendor=Microsoft");
    EXPECT_EQ(bot.fact("request.vendor_case"), "9");
    const auto& sent = bot.fetched().back();
    EXPECT_EQ(sent.account, "hooks");
    const auto body = *parse_json(sent.body);
    EXPECT_EQ(body["data"]["external_id"], "SR-2032");
    EXPECT_NE(body["data"]["body"].get<std::string>().find("15. Partner's reference: SR-2032"), std::string::npos);
}

TEST_F(AtAWebhook, WhatIsRefusedIsSaidAndNothingIsRecorded) {
    bot.web("https://hooks.example/tickets", {422, "{}"});
    EXPECT_TRUE(hands_over().starts_with("escalate.refused id=SR-2032"));
    EXPECT_TRUE(kept("SR-2032")["events"].empty());
    bot.web_fails("https://hooks.example/tickets", unavailable("no answer"));
    EXPECT_TRUE(hands_over().starts_with("error: ")) << "tried again by the desk";
    EXPECT_TRUE(kept("SR-2032")["events"].empty());
}

struct AtAzure : Routed {
    AtAzure() : Routed{{{"escalation_route", "azure"}, {"azure_account", "azure"}}} {
        const std::string version = "?api-version=2024-04-01";
        bot.web(
            base + "/services" + version,
            {200,
             R"({"value":[{"id":"/providers/Microsoft.Support/services/s1","name":"s1","properties":{"displayName":"VM",
                  "resourceTypes":["Microsoft.Compute/virtualMachines"]}}]})"});
        bot.web(
            base + "/services/s1/problemClassifications" + version,
            {200,
             R"({"value":[{"id":"/providers/Microsoft.Support/services/s1/problemClassifications/p1","properties":{"displayName":"Cannot connect"}},
                  {"id":"/providers/Microsoft.Support/services/s1/problemClassifications/p2","properties":{"displayName":"Slow"}}]})"});
        bot.web(
            "https://management.azure.com/subscriptions/aaaa1111-2222-3333-4444-555566667777/providers/"
            "Microsoft.Support"
            "/supportTickets/deskhand-SR-2032" +
                version,
            {200,
             R"({"name":"deskhand-SR-2032","properties":{"severity":"moderate","status":"Open","supportTicketId":"1191",
                  "serviceLevelAgreement":{"expirationTime":"2026-11-24T12:00:00Z"}}})"});
    }
    const std::string base = "https://management.azure.com/providers/Microsoft.Support";
    const std::string vm =
        "resource:/subscriptions/aaaa1111-2222-3333-4444-555566667777/resourceGroups/rg/providers/"
        "Microsoft.Compute/virtualMachines/vm1 ";
};

TEST_F(AtAzure, TheClassOfProblemIsChosenByTheAgentAmongTheVendors) {
    EXPECT_EQ(
        hands_over(vm),
        "escalate.refused id=SR-2032 text=Azure Support: choose the class, problem:\"…\", among: Cannot connect; Slow");
    EXPECT_EQ(hands_over(),
              "escalate.refused id=SR-2032 text=Azure Support: name the resource, resource:/subscriptions/…");
}

// What an earlier attempt made is found by our own name, so it is not made again; the vendor's own clock is kept.
TEST_F(AtAzure, ACaseIsMadeOnceAndFollowedByTheVendorsClock) {
    EXPECT_EQ(hands_over(vm + "problem:slow "), "escalate.done customer=Contoso Kft. id=SR-2032 vendor=Microsoft");
    EXPECT_EQ(bot.fact("request.vendor_case"), "1191");
    for (const auto& request : bot.fetched()) EXPECT_EQ(request.method, "GET");
    bot.say("/escalate SR-2032");
    EXPECT_EQ(bot.fact("escalate.vendor_due"), "2026-11-24T12:00:00Z");
}

}  // namespace
}  // namespace desk::test
