// Statuspage and its dialects, from documents of live pages.
#include "plugins/status_source/status_page.hpp"

#include "tests/plugins/status_sources/readers.hpp"

namespace desk {
namespace {

StatusReport page_in(const std::string& file) {
    auto page = read_status_page(test::file_text(test::page_dir / (file + ".json")));
    EXPECT_TRUE(page) << file << ": " << page.error().what;
    return page ? *std::move(page) : StatusReport{};
}

using test::state_in;

TEST(StatusPage, OfAQuietServiceIsOk) {
    const auto page = read_status_page(R"({"page": {"name": "P"}, "status": {"indicator": "none"},
        "components": [{"id": "1", "name": "Mail", "status": "operational"}], "incidents": []})");
    EXPECT_EQ(state_in(*page, "mail"), "ok operational -");
    EXPECT_EQ(state_in(*page, "P"), "ok operational -");
}

TEST(StatusPage, NeverCallsFineWhatItDoesNotKnow) {
    const auto page = read_status_page(R"({"page": {"name": "P"}, "components": [
        {"id": "1", "name": "Mail", "status": "operational"}, {"id": "2", "name": "Mail", "status": "wobbly"},
        {"id": "3", "name": "Chat"}], "incidents": []})");
    EXPECT_EQ(state_in(*page, "mail"), "unknown unknown -");
    EXPECT_EQ(state_in(*page, "chat"), "unknown unknown -");
    EXPECT_EQ(state_in(*page, "not listed"), "unknown unknown -");
    EXPECT_EQ(state_in(*page, "P"), "unknown unknown -") << "no indicator";
}

TEST(StatusPage, WithAMajorIncidentIsAnOutageOfWhatItNames) {
    const auto claude = page_in("claude-summary-2026-07-29-major");
    EXPECT_EQ(state_in(claude, "Claude Code"), "outage outage q2kg8n613kr3");
    EXPECT_EQ(state_in(claude, "claude api (api.anthropic.com)"), "outage outage q2kg8n613kr3");
    EXPECT_EQ(state_in(claude, "Claude for Government"), "ok operational -");
    const auto github = page_in("github-summary-2026-07-24-major");
    EXPECT_EQ(state_in(github, "pull requests"), "outage outage jxd617hfwfq8");
    EXPECT_EQ(state_in(github, "Actions"), "ok operational -");
    EXPECT_EQ(state_in(github, "GitHub"), "outage outage jxd617hfwfq8");
}

TEST(StatusPage, ShowsTroubleThatNoIncidentNames) {
    const auto github = page_in("github-summary-2020-05-22-minor");
    EXPECT_EQ(state_in(github, "GitHub Pages"), "degraded partial_outage -");
    EXPECT_EQ(state_in(github, "Git Operations"), "ok operational -");
    EXPECT_EQ(state_in(github, "GitHub"), "degraded degraded 6tcfpztf6j9m");
}

TEST(StatusPage, TakesAnIncidentWithoutComponentsForAllOfThem) {
    const auto openai = page_in("openai-summary-2026-07-22-minor");
    EXPECT_EQ(state_in(openai, "Login"), "degraded degraded 01KY54SWGRK806N6TJ495MYPDD");
    EXPECT_EQ(state_in(openai, "not a component"), "unknown unknown -");
}

TEST(StatusPage, SaysMaintenanceWhileItIsUnderWay) {
    const auto github = page_in("github-summary-2020-12-17-maintenance");
    EXPECT_EQ(state_in(github, "Actions"), "watch maintenance 3jr0nb7zjpbm");
    EXPECT_EQ(state_in(github, "Issues"), "ok operational -");
    ASSERT_EQ(github.incidents.size(), 1U);
    EXPECT_EQ(github.incidents[0].kind, ReportKind::maintenance);
    EXPECT_EQ(test::plain(*github.incidents[0].until), "2020-12-19T04:00:00Z");
    EXPECT_EQ(github.incidents[0].updates.size(), 3U);
}

TEST(StatusPage, IsReadWithoutComponentsOrStatusOrIncidents) {
    EXPECT_EQ(state_in(page_in("github-status-2020"), "GitHub"), "degraded degraded -");
    EXPECT_EQ(state_in(page_in("github-status-2020"), "Actions"), "unknown unknown -");
    EXPECT_EQ(state_in(page_in("sample-2014-components"), "API"), "degraded partial_outage -");
    EXPECT_EQ(state_in(page_in("sample-2014-components"), "management portal"), "outage outage -");
    EXPECT_EQ(page_in("sample-2014-scheduled-maintenances").incidents.size(), 2U);

    const auto page = page_in("sample-2014-unresolved");
    EXPECT_EQ(state_in(page, "GitHub"), "outage outage cp306tmzcl0y");
    EXPECT_EQ(test::plain(page.incidents[0].began), "2014-05-14T20:22:39.441Z");
    EXPECT_EQ(test::plain(*page.incidents[0].next_update), "2014-05-14T20:52:40.301Z")
        << "within 30 minutes";
}

TEST(StatusPage, RefusesWhatIsNoStatuspage) {
    for (const auto* file :
         {"mistral-checkly-incidents-2026-07-27", "perplexity-instatus-summary-2026-07-23"}) {
        EXPECT_FALSE(
            read_status_page(test::file_text(test::page_dir / (std::string{file} + ".json"))))
            << file;
    }
    for (const auto* text :
         {"", "<html>busy</html>", "[]", "null", "{}", R"({"page": {}})",
          R"({"page": {}, "status": "fine"})", R"({"page": {}, "incidents": "none"})",
          R"({"page": {}, "components": {}, "incidents": []})",
          R"({"page": {}, "incidents": [7]})"}) {
        EXPECT_FALSE(read_status_page(text)) << text;
    }
}

TEST(StatusPage, MatchesAGroupByTheComponentsInIt) {
    const auto page = read_status_page(
        R"({"page": {"name": "P"}, "status": {"indicator": "minor"}, "components": [
        {"id": "g", "name": "Mail", "status": "operational", "group": true, "components": ["1", "2"]},
        {"id": "1", "name": "SMTP", "status": "degraded_performance", "group_id": "g"},
        {"id": "2", "name": "API", "status": "operational", "group_id": "g"}], "incidents": [
        {"id": "i1", "name": "Slow", "status": "monitoring", "impact": "minor", "components": [{"id": "1", "name": "SMTP"}]}]})");
    EXPECT_EQ(state_in(*page, "mail"), "degraded degraded i1");
    EXPECT_EQ(state_in(*page, "api"), "ok operational -");
}

TEST(StatusPage, WatchesAnIncidentThatIsFixedOrOfNoImpact) {
    const auto with = [](const std::string& status, const std::string& impact) {
        return state_in(
            *read_status_page(
                R"({"page": {"name": "P"}, "status": {"indicator": "none"}, "components": [
            {"id": "1", "name": "Mail", "status": "operational"}], "incidents": [{"id": "i1", "name": "n", "status": ")" +
                status + R"(", "impact": ")" + impact + R"("}]})"),
            "Mail");
    };
    EXPECT_EQ(with("monitoring", "critical"), "watch monitoring i1");
    EXPECT_EQ(with("identified", "none"), "watch identified i1");
    EXPECT_EQ(with("investigating", "of a new kind"), "watch investigating i1");
    EXPECT_EQ(with("resolved", "critical"), "ok operational -");
    EXPECT_EQ(with("postmortem", "critical"), "ok operational -");
}

TEST(StatusPage, TakesTheIncidentNumberFromNameIdOrLink) {
    const auto incident = [](const std::string& fields) {
        auto page = read_status_page(R"({"page": {}, "incidents": [{"status": "identified", )" +
                                     fields + "}]}");
        return page->incidents[0].id + " | " + page->incidents[0].title;
    };
    EXPECT_EQ(incident(R"("id": "q2kg8n", "name": "EX1042: Mail is late")"),
              "EX1042 | Mail is late");
    EXPECT_EQ(incident(R"("id": "EX1042", "name": "Mail: late")"), "EX1042 | Mail: late");
    EXPECT_EQ(incident(R"("id": "q2", "name": "n", "shortlink": "https://s.example/INC-17")"),
              "INC-17 | n");
    EXPECT_EQ(incident(R"("id": "q2", "name": "n", "shortlink": "http://stspg.co:5000/Q0E")"),
              "q2 | n");
}

TEST(StatusPage, RollsUpToTheWorstAndKeepsUnknownApart) {
    const ServiceState fine{Level::ok, "operational"}, unknown{}, slow{Level::degraded, "degraded"};
    EXPECT_EQ(roll_up({fine, fine}), Level::ok);
    EXPECT_EQ(roll_up({fine, unknown}), Level::unknown);
    EXPECT_EQ(roll_up({fine, unknown, slow}), Level::degraded);
    EXPECT_EQ(roll_up({}), Level::unknown);
}

TEST(StatusPage, SpeaksTheDialectOfIncidentIo) {
    const auto page = read_status_page(
        R"({"page": {"name": "P"}, "status": {"indicator": "minor"}, "components": [
        {"id": "1", "name": "Mail", "status": "full_outage", "group": null, "group_id": null}], "incidents": null,
        "scheduled_maintenances": null, "extra": {"a": []}})");
    EXPECT_EQ(state_in(*page, "mail"), "outage outage -");
}

TEST(StatusPage, ReadsWhatItsWebhookPosts) {
    const auto created = test::read_or_fail(read_status_page_webhook(
        test::data("monitoring/statuspage-webhook-incident-created.json")));
    ASSERT_EQ(created.incidents.size(), 1U);
    EXPECT_EQ(test::written(created.incidents[0].state), "watch identified")
        << "impact none, but open";
    EXPECT_EQ(state_in(created, "Management Portal (example)"), "watch identified z3lct0r596n4");
    const auto resolved = test::read_or_fail(
        read_status_page_webhook(test::data("monitoring/statuspage-webhook-incident-update.json")));
    EXPECT_FALSE(resolved.incidents[0].is_open);
    EXPECT_EQ(resolved.incidents[0].updates.size(), 2U);

    const auto component = test::read_or_fail(read_status_page_webhook(
        R"({"page": {"id": "p"}, "component_update": {"old_status": "operational", "new_status": "major_outage"},
        "component": {"id": "c", "name": "Mail", "status": "operational"}})"));
    EXPECT_EQ(state_in(component, "mail"), "outage outage -");
    for (const auto* text : {"", "{}", R"({"incident": []})", R"({"page": {}})"}) {
        EXPECT_FALSE(read_status_page_webhook(text)) << text;
    }
}

// Every document of the collection, also those too large or without a licence to be copied.
TEST(StatusPage, OfEveryKindFoundInTheWildIsReadOrRefused) {
    const std::filesystem::path collection{"/work/shared/data/statuspage"};
    if (!std::filesystem::exists(collection))
        GTEST_SKIP() << "the collection is not on this machine";
    int read = 0;
    for (const auto& entry : std::filesystem::directory_iterator{collection}) {
        if (entry.path().extension() != ".json") continue;
        const auto name = entry.path().filename().string();
        const auto page = read_status_page(test::file_text(entry.path()));
        const bool is_other = name.starts_with("mistral") || name.starts_with("perplexity");
        EXPECT_EQ(page.has_value(), !is_other) << name;
        if (page) ++read;
    }
    EXPECT_EQ(read, 17);

    const auto quiet = [&](const std::string& file, const std::string& service) {
        return state_in(*read_status_page(test::file_text(collection / file)), service);
    };
    EXPECT_EQ(quiet("dropbox-summary-2024-01.json", "Dropbox"), "ok operational -");
    EXPECT_EQ(quiet("sendgrid-summary-2024-01.json", "Mail Sending"), "ok operational -");
    EXPECT_EQ(quiet("personio-summary-2024-01.json", "System availability"), "ok operational -")
        << "maintenance later";
    EXPECT_EQ(quiet("emma-incidents-2019-02.json", "Emma"), "unknown unknown -")
        << "history alone says nothing";
    const auto history =
        read_status_page(test::file_text(collection / "github-incidents-2026-07-31.json"));
    EXPECT_EQ(history->incidents.size(), 50U);
    const auto old =
        read_status_page(test::file_text(collection / "single-incident-2016-errant-deploy.json"));
    ASSERT_EQ(old->incidents.size(), 1U);
    EXPECT_FALSE(old->incidents[0].is_open);
}

}  // namespace
}  // namespace desk
