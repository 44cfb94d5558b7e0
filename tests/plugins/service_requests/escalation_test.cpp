// "/escalate": checks first, then what is missing, then the record; and the case at the vendor.
#include "tests/plugins/service_requests/requests_world.hpp"

namespace desk::test {
namespace {

struct Escalating : RequestsWorld {
    explicit Escalating(Settings more = {}) : RequestsWorld{std::move(more)} {
        file("Mail is slow", "a group", "no");  // P2: severity B
        as_agent();
    }
    // The answers to what a hand-off asks for.
    std::string previewed(const std::string& arguments = "") {
        bot.say("/escalate SR-2032" + (arguments.empty() ? "" : " " + arguments));
        bot.say("unavailable");
        bot.say("Nobody can send mail");
        return bot.say("Restarted Outlook; pwd: Sommer2026!");
    }
    void customer_with(const std::string& from, const std::string& to) {
        auto document = contoso;
        const auto at = document.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        bot.look_up("customer", document.replace(at, from.size(), to));
    }
    void escalated() {
        previewed();
        bot.confirm();
    }
    std::string text() {
        bot.say("/escalate SR-2032 text");
        return spoken(bot);
    }
};

TEST_F(Escalating, AsksForTheReasonTheImpactAndWhatWasTried) {
    EXPECT_EQ(says("en", "/escalate SR-2032"),
              "Why does it go to the vendor? [not as described] [unavailable] [fault in look or function] [network "
              "disruption] "
              "[regional problem]");
    EXPECT_EQ(bot.answer().asks, "reason");
    EXPECT_EQ(bot.say("because"), "escalate.not_understood; escalate.ask_reason customer=Contoso Kft. id=SR-2032");
    EXPECT_EQ(bot.say("unavailable"), "escalate.ask_business customer=Contoso Kft. id=SR-2032");
    EXPECT_EQ(bot.say("Nobody can send mail"), "escalate.ask_tried customer=Contoso Kft. id=SR-2032");
}

TEST_F(Escalating, ShowsWhatWouldBeHandedOverForWhichCustomer) {
    bot.language("en");
    previewed();
    EXPECT_EQ(spoken(bot),
              "To the vendor, for Contoso Kft.: is this right? I am about to pass SR-2032 to Microsoft. 1 secret was "
              "removed from the "
              "texts. · Customer: Contoso Kft. (7d3c1111-2222-3333-4444-555566667777) · Subject: Mail is slow · "
              "Service: Exchange Online "
              "· Reason: the service is unavailable · Severity: B, moderate · Support plan: Cloud Solution Provider, "
              "included; by "
              "hand in the vendor's portal · Contact for the vendor: k.pal@partner.example, +36 1 555 0100 · Delegated "
              "administration: "
              "Service support administrator, until 1 June 2027 · Health check: no known problem (at 10:05 today)");
    EXPECT_TRUE(bot.effects().empty());
}

TEST_F(Escalating, HandsOverByHandAndTakesTheNumberBack) {
    bot.language("en");
    escalated();
    EXPECT_EQ(spoken(bot),
              "SR-2032 is ready to be filed with Microsoft for Contoso Kft.: open the link, paste the text, file it "
              "there. Then tell me "
              "its number: /escalate SR-2032 number … · Link: https://portal.example/ticket?CTID=7d3c [Text for the "
              "vendor] [Show SR-2032]");
    EXPECT_EQ(news(), "requests/SR-2032 SR-2032/1/passed: request.passed id=SR-2032 vendor=Microsoft");
    EXPECT_EQ(bot.say("/escalate SR-2032 number 616122292874576"),
              "escalate.number_preview customer=Contoso Kft. id=SR-2032 text=616122292874576");
    EXPECT_EQ(bot.confirm(), "escalate.number_kept customer=Contoso Kft. id=SR-2032 text=616122292874576");
    EXPECT_EQ(says("en", "/escalate SR-2032"),
              "SR-2032, Contoso Kft.: at the vendor. · Case at the vendor: 616122292874576 · State: open · Severity: "
              "B, moderate · Route: "
              "by hand in the vendor's portal · Passed on: 10:05 · First response due: 14:05 [Text for the vendor] "
              "[Show SR-2032]");
    EXPECT_EQ(bot.say("/escalate SR-2032 number <script>"), "escalate.no_number text=<script>");
}

// Each of the 15 rows of ../shared/facts/partner-support.md §5.6.
TEST_F(Escalating, WritesTheWholeRecordForTheVendorInEnglish) {
    bot.language("hu");
    EXPECT_NE(text().find("4. Reason for escalation: -"), std::string::npos) << "a draft before it is handed over";
    previewed("error:\"550 5.7.1\" started:2026-11-24T08:40:00Z diagnostics:no links:https://shots.example/1.png");
    bot.confirm();
    const auto record = text();
    for (const std::string row :
         {"[SR-2032] Mail is slow",
          "1. Customer: tenant 7d3c1111-2222-3333-4444-555566667777; contoso.example; Contoso Kft.",
          "2. Product: Exchange Online; Microsoft; Azure subscription aaaa1111-2222-3333-4444-555566667777",
          "3. Issue type: technical", "4. Reason for escalation: the service is unavailable",
          "5. Problem: Mail is slow", "Error: 550 5.7.1", "reported 2026-11-24T09:05:00.000Z",
          "6. Problem start: 2026-11-24T08:40:00.000Z; in the customer's words: since noon",
          "7. Scope: a group of users; users cannot work",
          "8. Business impact: Nobody can send mail; severity B (moderate)",
          "Already tried: Restarted Outlook; pwd: [removed]",
          "service health: operational; checked 2026-11-24T09:05:00.000Z",
          "10. Contact (partner): Kata Pál; k.pal@partner.example; +36 1 555 0100; by e-mail; Central Europe Standard "
          "Time; HUN; en-US",
          "11. Support plan: Cloud Solution Provider",
          "12. Delegated administration: Service support administrator; ends 2027-06-01", "13. Diagnostics consent: no",
          "14. Attachments and evidence: https://shots.example/1.png", "15. Partner's reference: SR-2032"}) {
        EXPECT_NE(record.find(row), std::string::npos) << row << "\nin " << record;
    }
}

TEST_F(Escalating, StopsWhatTheVendorWouldRefuse) {
    struct Case {
        std::string from, to, finding;
    };
    const std::vector<Case> cases{
        {"7d3c1111-2222-3333-4444-555566667777", "", "preflight.no_tenant customer=Contoso Kft."},
        {"7d3c1111-2222-3333-4444-555566667777", "99990000-2222-3333-4444-555566667777",
         "preflight.own_tenant customer=Contoso Kft."},
        {"\"active\", \"ends_at\"", "\"terminated\", \"ends_at\"",
         "preflight.relation_ended customer=Contoso Kft. text=terminated"},
        {"2027-06-01", "2026-11-01", "preflight.relation_ended customer=Contoso Kft. text=active"},
        {"Service support administrator", "Directory readers",
         "preflight.role_missing text=Service support administrator"}};
    for (const auto& one : cases) {
        customer_with(one.from, one.to);
        EXPECT_EQ(bot.say("/escalate SR-2032"), "escalate.stopped id=SR-2032; " + one.finding);
        EXPECT_EQ(bot.confirm(), "error: nothing to confirm");
    }
}

TEST_F(Escalating, WarnsWhenTheRelationshipEndsSoonOrIsNotKnown) {
    customer_with("2027-06-01", "2026-12-04");
    EXPECT_NE(previewed().find("preflight.relation_ends count=10"), std::string::npos);
    customer_with(
        R"("status": "active", "ends_at": "2027-06-01T00:00:00Z", "roles": ["Service support administrator"])", "");
    EXPECT_NE(previewed().find("preflight.relation_unknown"), std::string::npos);
    customer_with("Service support administrator", "f023fd81-a637-4b56-95fd-791ac0226033");
    EXPECT_EQ(previewed().find("preflight.role"), std::string::npos) << "the role by its id";
}

TEST_F(Escalating, NeverGivesTheVendorTheCustomersContact) {
    bot.look_up("asker", R"({"id": "kata", "email": "kata@Contoso.example"})");
    EXPECT_EQ(bot.say("/escalate SR-2032"),
              "escalate.stopped id=SR-2032; preflight.contact_is_customer text=kata@Contoso.example");
    bot.look_up("asker", R"({"id": "kata"})");
    EXPECT_EQ(bot.say("/escalate SR-2032"), "escalate.stopped id=SR-2032; preflight.no_contact");
    bot.look_up("asker", "broken");
    EXPECT_EQ(bot.say("/escalate SR-2032"), "escalate.stopped id=SR-2032; preflight.no_contact");
}

TEST_F(Escalating, SendsAMarketplaceProductToItsPublisher) {
    as_customer();
    file("SignIt does not sign");
    as_agent();
    EXPECT_EQ(bot.say("/escalate SR-2033 vehicle:included"),
              "escalate.stopped id=SR-2033; preflight.marketplace service=SignIt");
    bot.say("/escalate SR-2033");
    bot.say("fault");
    bot.say("Nothing is signed");
    bot.say("restarted");
    EXPECT_EQ(bot.fact("escalate.vehicle"), "{escalate.way route={route.mail} vehicle={vehicle.isv}}");
}

TEST_F(Escalating, SaysWhoSupportsAServiceThatIsNotOurs) {
    as_customer();
    file("Backup failed");
    as_agent();
    bot.say("/escalate SR-2033 reason:fault tried:nothing");
    const auto shown = bot.say("Data at risk");
    EXPECT_NE(shown.find("preflight.supporter service=Backup text=Vault Support Kft."), std::string::npos) << shown;
}

TEST_F(Escalating, TakesBillingTheCommercialWayWithoutOneOfTheFiveReasons) {
    bot.say("/escalate SR-2032 type:billing tried:nothing");
    EXPECT_TRUE(bot.say("Billed twice").starts_with("escalate.preview_title"));
    EXPECT_EQ(bot.fact("escalate.vehicle"), "{escalate.way route={route.portal} vehicle={vehicle.commercial}}");
    EXPECT_EQ(bot.fact("escalate.reason"), "{type.billing}");
}

TEST_F(Escalating, AsksWhoIsThereAroundTheClockForSeverityA) {
    previewed("severity:A");
    EXPECT_EQ(bot.answer().asks, "always");
    EXPECT_NE(bot.say("no").find("preflight.lowered"), std::string::npos);
    previewed("severity:A");
    EXPECT_EQ(bot.say("igen").find("preflight.lowered"), std::string::npos);
}

TEST_F(Escalating, NotesWhatAnAgentSawAtTheVendor) {
    escalated();
    bot.say("/escalate SR-2032 status attention_needed");
    EXPECT_EQ(bot.confirm(),
              "escalate.status_kept customer=Contoso Kft. id=SR-2032 state={vendor_state.attention_needed}");
    EXPECT_EQ(news(), "alerts SR-2032/vendor/2: alert.vendor_waits customer=Contoso Kft. id=SR-2032");
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.state"), "{request_state.attention_needed_agents}");
    EXPECT_TRUE(bot.fact("request.solution_due").find("paused") == std::string::npos)
        << "it is our turn: the clock runs";
    bot.say("/escalate SR-2032 note The log is attached");
    EXPECT_TRUE(bot.confirm().starts_with("escalate.note_by_hand"));
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.state"), "{request_state.with_vendor}");
    EXPECT_NE(bot.fact("request.solution_due").find("paused"), std::string::npos);
}

TEST_F(Escalating, TellsTheCustomerWhatTheVendorSaid) {
    escalated();
    bot.say("/escalate SR-2032 update A fix is being rolled out");
    EXPECT_EQ(bot.confirm(), "escalate.update_told customer=Contoso Kft. id=SR-2032");
    EXPECT_EQ(news(),
              "requests/SR-2032 SR-2032/2/vendor: request.vendor_update id=SR-2032 vendor=Microsoft; common.text "
              "text=A fix is being rolled out");
    as_customer();
    EXPECT_NE(says("en", "/request SR-2032").find("Microsoft: A fix is being rolled out"), std::string::npos);
}

TEST_F(Escalating, AsksForSatisfactionWhenTheVendorHasSolvedIt) {
    escalated();
    bot.say("/escalate SR-2032 status closed");
    bot.confirm();
    const auto published = bot.published();
    EXPECT_TRUE(published[published.size() - 3].starts_with("alerts SR-2032/vendor/2: alert.vendor_closed"));
    EXPECT_EQ(published[published.size() - 2], "requests/SR-2032 SR-2032/3/solved: request.solved id=SR-2032");
    EXPECT_EQ(published.back(), "requests/SR-2032 SR-2032/4/csat: csat.ask");
    EXPECT_EQ(bot.say("/escalate SR-2032"), "escalate.stopped id=SR-2032; preflight.over id=SR-2032");
}

TEST_F(Escalating, SaysSoWhenARouteIsNotSetUp) {
    previewed("route:zammad");
    EXPECT_EQ(bot.confirm(), "escalate.no_route route={route.zammad}");
    EXPECT_EQ(kept("SR-2032")["events"].size(), 0U);
}

}  // namespace
}  // namespace desk::test
