// What plugins do without being asked: timers, news for subscribers, reports from outside, counters. By hand, with a clock
// that stands still.
#include <desk/json.hpp>
#include <desk/wire.hpp>

#include "tests/support/road.hpp"

namespace desk::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct OwnInitiative : testing::Test {
    Road road;
    Manifest manifest = open_manifest("watch");
    std::vector<Call> calls = {};

    // What a command's text makes the plugin do; timers and reports are remembered and answered.
    void start() {
        road.plugin(manifest, [this](const Call& call, const AskBot&) -> Result<PluginAnswer> {
            calls.push_back(call);
            if (call.kind == CallKind::timer) return timer(call);
            if (call.kind == CallKind::hook) return PluginAnswer{.effects = {news("7", "report: " + call["body"])}};
            return command(call);
        });
    }
    Result<PluginAnswer> timer(const Call& call) {
        if (call["value"] == "quiet") return PluginAnswer{};
        return answers("it is time: " + call["value"]);
    }
    Result<PluginAnswer> command(const Call& call) {
        auto answer = answers("ok");
        const auto& text = call["text"];
        const auto due = road.now + minutes{10};
        if (text.starts_with("remind ")) answer.effects = {{.kind = Effect::Kind::schedule, .key = "remind", .value = text.substr(7), .at = due}};
        if (text == "forget it") answer.effects = {{.kind = Effect::Kind::unschedule, .key = "remind"}};
        if (text == "subscribe") answer.effects = {{.kind = Effect::Kind::subscribe, .key = "outage/EX1"}};
        if (text == "unsubscribe") answer.effects = {{.kind = Effect::Kind::unsubscribe, .key = "outage/EX1"}};
        if (text == "count") answer.effects = {{.kind = Effect::Kind::count, .key = "asked", .by = 2}};
        if (text == "overreach") {
            answer.effects = {{.kind = Effect::Kind::schedule, .key = "sync", .at = due}, {.kind = Effect::Kind::subscribe, .key = "secrets"},
                              {.kind = Effect::Kind::count, .key = "anything"}};
        }
        return answer;
    }
    static Effect news(const std::string& revision, const std::string& text) {
        return {.kind = Effect::Kind::publish, .key = "outage/EX1",
                .value = dump_json(wire::to_json(wire::FullAnswer{answers(text).answer, {}, {}})), .revision = revision};
    }
    void say(const std::string& text, const std::string& sender = "anna") {
        ++said_;
        road.deliver("e" + std::to_string(said_), "c-" + sender, text, sender);
        road.run();
    }
    std::vector<Call> calls_of(CallKind kind) const {
        std::vector<Call> found;
        for (const auto& call : calls) {
            if (call.kind == kind) found.push_back(call);
        }
        return found;
    }
    std::size_t times_said(const std::string& text) const {
        const auto said = road.said();
        return static_cast<std::size_t>(std::count(said.begin(), said.end(), text));
    }

private:
    int said_ = 0;
};

struct Timers : OwnInitiative {
    Timers() {
        manifest.timers = {{.name = "remind"}, {.name = "sync", .every_s = 300}};
        start();
    }
};

TEST_F(Timers, SpeakInTheirConversationWhenTheyAreDue) {
    say("remind me of milk");
    road.now += minutes{9};
    road.tick();
    EXPECT_EQ(times_said("it is time: me of milk"), 0U);
    road.now += minutes{1};
    road.tick();
    EXPECT_EQ(times_said("it is time: me of milk"), 1U);
    road.tick();
    EXPECT_EQ(times_said("it is time: me of milk"), 1U);
    const auto made = calls_of(CallKind::timer);
    const auto call = std::find_if(made.begin(), made.end(), [](const Call& one) { return one.name == "remind"; });
    ASSERT_NE(call, made.end());
    EXPECT_EQ(call->asker.id, "guest:helpdesk:anna");
    EXPECT_EQ(call->conversation, "helpdesk/c-anna");
}

TEST_F(Timers, AreTakenAway) {
    say("remind me");
    say("forget it");
    road.now += hours{1};
    road.tick();
    EXPECT_EQ(times_said("it is time: me"), 0U);
}

TEST_F(Timers, MayFindThatThereIsNothingToSay) {
    say("remind quiet");
    const auto before = road.sent.size();
    road.now += minutes{10};
    road.tick();
    EXPECT_EQ(road.sent.size(), before);
}

TEST_F(Timers, SpeakWhileAPersonHasTheConversation) {
    say("remind me");
    say("I want to talk to a human");
    road.now += minutes{10};
    road.tick();
    EXPECT_EQ(times_said("it is time: me"), 1U);
    EXPECT_EQ(road.archive().list({}, {}, 1)->front().state, State::open);
}

TEST_F(Timers, OfTheClockAreCalledOncePerPeriodForTheDeskItself) {
    const auto syncs = [this] { return calls_of(CallKind::timer).size(); };
    road.tick();
    road.tick();
    EXPECT_EQ(syncs(), 1U);
    road.now += seconds{300};
    road.tick();
    EXPECT_EQ(syncs(), 2U);
    const auto call = calls_of(CallKind::timer).back();
    EXPECT_EQ(call.name, "sync");
    EXPECT_EQ(call.asker.id, "desk");
    EXPECT_EQ(call.customer.id, "");
    EXPECT_TRUE(road.sent.empty());
}

TEST_F(Timers, OfTheClockAreCaughtUpOnceAfterTheDeskWasDown) {
    road.tick();
    road.restart_after(hours{5});
    road.tick();
    EXPECT_EQ(calls_of(CallKind::timer).size(), 2U);
    road.restart_after(seconds{1});
    road.tick();
    EXPECT_EQ(calls_of(CallKind::timer).size(), 2U);
}

TEST_F(OwnInitiative, RunsACronTimerNotBeforeItsFirstMomentAndCatchesUpLaterOnes) {
    manifest.timers = {{.name = "morning", .cron = "0 7 * * *"}};
    start();
    road.now = Time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + hours{12}};
    road.tick();
    EXPECT_TRUE(calls.empty());  // today's was before the desk was there
    road.now += hours{20};
    road.tick();
    EXPECT_EQ(calls.size(), 1U);
    road.restart_after(hours{24});
    road.tick();
    EXPECT_EQ(calls.size(), 2U);
}

struct NewsFor : OwnInitiative {
    NewsFor() {
        manifest.topics = {"outage"};
        manifest.metrics = {"asked"};
        manifest.settings = {{.name = "token", .is_secret = true}};
        manifest.hooks = {{.name = "alerts", .authentication = "token", .secret = "token"},
                          {.name = "signed", .authentication = "standard_webhook", .secret = "token"}};
        start();
    }
    HttpResponse report(const std::string& body, const std::string& token = "s3cret", const std::string& key = "r1") {
        return road.report("watch", "alerts", {.method = "POST",
                                               .url = "/hooks/plugins/watch/alerts",
                                               .headers = {{"Authorization", "Bearer " + token}, {"Idempotency-Key", key}},
                                               .body = body});
    }
};

TEST_F(NewsFor, SubscribersComeOncePerRevision) {
    road.setting("token", "s3cret");
    say("subscribe", "anna");
    say("subscribe", "bela");
    say("hello", "cili");
    EXPECT_EQ(report("down").status, 202);
    road.tick();
    road.tick();
    EXPECT_EQ(times_said("report: down"), 2U);
    EXPECT_EQ(report("down", "s3cret", "r2").status, 202);  // another report, the same revision
    road.tick();
    EXPECT_EQ(times_said("report: down"), 2U);
}

TEST_F(NewsFor, NobodyWhoHasHadEnough) {
    road.setting("token", "s3cret");
    say("subscribe");
    say("unsubscribe");
    report("down");
    road.tick();
    EXPECT_EQ(times_said("report: down"), 0U);
}

TEST_F(NewsFor, TheSameReportIsHandledOnce) {
    road.setting("token", "s3cret");
    EXPECT_EQ(report("down").body, report("down").body);
    road.run();
    EXPECT_EQ(calls_of(CallKind::hook).size(), 1U);
    EXPECT_EQ(calls_of(CallKind::hook)[0].asker.id, "desk");
}

TEST_F(NewsFor, AReportIsRefusedThatIsNotAuthentic) {
    road.setting("token", "s3cret");
    EXPECT_EQ(report("down", "guess").status, 401);
    EXPECT_EQ(report("down", "").status, 401);
    EXPECT_EQ(report("\xff", "s3cret").status, 400);
    EXPECT_EQ(report(std::string(100'001, 'a')).status, 400);
    EXPECT_EQ(road.report("watch", "nothing", {}).status, 404);
    EXPECT_EQ(road.report("nobody", "alerts", {}).status, 404);
    EXPECT_EQ(road.dispatch(), 0);
}

TEST_F(NewsFor, AHookWithoutASecretIsClosed) { EXPECT_EQ(report("down", "").status, 401); }

TEST_F(NewsFor, ASignedReportIsCheckedLikeAWebhook) {
    road.setting("token", webhook_secret);
    const auto good = Road::signed_delivery("r1", road.now, "down");
    auto forged = good;
    forged.body = "up";
    EXPECT_EQ(road.report("watch", "signed", forged).status, 401);
    EXPECT_EQ(road.report("watch", "signed", Road::signed_delivery("r1", road.now - seconds{301}, "down")).status, 401);
    EXPECT_EQ(road.report("watch", "signed", good).status, 202);
}

TEST_F(NewsFor, CountersArriveInTheMetrics) {
    say("count");
    say("count");
    EXPECT_NE(road.metrics().find("deskhand_plugin_events_total{plugin=\"watch\",event=\"asked\"} 4"), std::string::npos);
}

TEST_F(NewsFor, WhatTheManifestDoesNotGrantIsLeftOut) {
    say("overreach");
    EXPECT_EQ(times_said("ok"), 1U);
    EXPECT_EQ(road.metrics().find("anything"), std::string::npos);
    road.now += hours{1};
    road.tick();
    EXPECT_TRUE(calls_of(CallKind::timer).empty());
}

}  // namespace
}  // namespace desk::test
