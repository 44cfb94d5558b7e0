// The three stages by hand: what a delivery becomes, from the signed request to the reply that leaves, and what happens
// when somebody on the way fails.
#include <desk/json.hpp>

#include "tests/support/road.hpp"

namespace desk::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

struct Stages : testing::Test {
    Road road;
    int calls = 0;

    void with_echo() {
        road.plugin(open_manifest("echo"), [this](const Call& call, const AskBot&) -> Result<PluginAnswer> {
            ++calls;
            return answers("seq:" + std::to_string(call.seq) + " " + call["text"]);
        });
    }
    void with_plugin(Script script) { road.plugin(open_manifest("echo"), std::move(script)); }
    std::string conversation_id() { return road.archive().list({}, {}, 1)->front().id; }
    std::vector<Turn> turns() { return *road.archive().turns({}, conversation_id(), 0, 100); }
};

TEST_F(Stages, CarryAMessageFromTheSignedRequestToTheReply) {
    with_echo();
    EXPECT_EQ(road.deliver("e1", "c-1", "hello"), 202);
    road.run();
    EXPECT_EQ(road.said(), std::vector<std::string>{"seq:1 hello"});
    EXPECT_EQ(*find_header(road.sent[0].headers, "Idempotency-Key"), *find_header(road.sent[0].headers, "webhook-id"));
}

TEST_F(Stages, TellWhereTheTimeOfAMessageWent) {
    with_echo();
    road.deliver("e1", "c-1", "hello");
    road.now += seconds{3};  // it waits for a worker
    road.run();
    const auto page = road.metrics();
    for (const auto* stage : {"accept", "wait", "plugin", "commit", "deliver"})
        EXPECT_NE(page.find("deskhand_stage_seconds_count{stage=\"" + std::string{stage} + "\"} 1\n"), std::string::npos) << stage << page;
    EXPECT_NE(page.find("deskhand_stage_seconds_sum{stage=\"wait\"} 3\n"), std::string::npos) << page;
}

TEST_F(Stages, RecordBothSidesWithThePluginThatAnswered) {
    with_echo();
    road.deliver("e1", "c-1", "hello");
    road.run();
    const auto said = turns();
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(said[0].text, "hello");
    EXPECT_EQ(said[1].text, "seq:1 hello");
    EXPECT_EQ(said[1].plugin, "echo");
    EXPECT_EQ(said[1].plugin_version, "1.0.0");
    EXPECT_EQ(said[1].delivery, "sent");
}

TEST_F(Stages, BeginNothingNewWhileTooManyAnswersWaitForTheirCommit) {
    with_echo();
    for (int n = 0; n < 40; ++n) road.deliver("e" + std::to_string(n), "c-" + std::to_string(n), "hello", "p" + std::to_string(n));
    EXPECT_EQ(road.answer(), 32) << "four for each worker";
    EXPECT_EQ(road.answer(), 0);
    road.record();
    EXPECT_EQ(road.answer(), 8);
    road.record();
    road.run();
    EXPECT_EQ(calls, 40);
    EXPECT_EQ(road.said().size(), 40U);
}

TEST_F(Stages, StoreBeforeTheyAnswerWhileMoreWaitsThanIsKeptInMemory) {
    with_echo();
    const auto bring = [this](int n) {
        const auto body = R"({"conversation":"d-)" + std::to_string(n) + R"(","sender":{"id":"anna"},"text":"hello"})";
        road.receiver().receive("helpdesk", Road::signed_delivery("d" + std::to_string(n), road.now, body), Responder{[](const HttpResponse&) {}});
    };
    bring(0);
    EXPECT_EQ(road.answer(), 0);
    road.record();
    EXPECT_EQ(road.answer(), 1) << "not behind";
    for (int n = 0; n < 600; ++n) road.deliver("e" + std::to_string(n), "c-" + std::to_string(n), "hello");
    for (int n = 1; n <= 300; ++n) bring(n);
    EXPECT_EQ(road.answer(), 0) << "300 wait to be stored";
    road.record();
    EXPECT_EQ(road.answer(), 8) << "256 of them were, 44 wait";
    road.record();
    EXPECT_EQ(road.answer(), 32) << "as many as one commit takes";
    road.record();
    road.run();
    EXPECT_EQ(calls, 901);
}

TEST_F(Stages, KeepTheOrderWithinAConversation) {
    with_echo();
    for (int i = 1; i <= 20; ++i) road.deliver("e" + std::to_string(i), "c-1", std::to_string(i));
    road.run();
    ASSERT_EQ(road.said().size(), 20U);
    for (int i = 1; i <= 20; ++i) EXPECT_EQ(road.said()[static_cast<std::size_t>(i - 1)], "seq:" + std::to_string(i) + " " + std::to_string(i));
}

TEST_F(Stages, AnswerWhatWasHandedOverWithoutAskingTheStore) {
    road.never_looks();
    with_echo();
    road.run();  // the first look
    for (int i = 1; i <= 3; ++i) road.deliver("e" + std::to_string(i), "c-1", std::to_string(i));
    road.deliver("e4", "c-2", "other");
    road.run();
    EXPECT_EQ(road.said(), (std::vector<std::string>{"seq:1 1", "seq:1 other", "seq:2 2", "seq:3 3"}));
}

TEST_F(Stages, KeepTheOrderWhenMoreArrivesThanIsHandedOver) {
    road.never_looks();
    with_echo();
    road.run();
    for (int i = 1; i <= 600; ++i) road.deliver("e" + std::to_string(i), "c-" + std::to_string(i % 300), std::to_string(i));
    road.run();
    EXPECT_EQ(calls, 600);
    std::map<std::string, int> last;
    for (const auto& text : road.said()) {
        const auto words = text.substr(text.find(' ') + 1);
        const auto n = std::stoi(words);
        EXPECT_GT(n, std::exchange(last[std::to_string(n % 300)], n));
    }
}

TEST_F(Stages, TryAgainWhatWasHandedOver) {
    road.never_looks();
    with_plugin([this](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        if (++calls == 1) return unavailable(std::string{runner_died} + "it crashed");
        return answers("attempt " + std::to_string(call.attempt));
    });
    road.run();
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_EQ(road.said(), std::vector<std::string>{"attempt 2"});
}

TEST_F(Stages, SendAReplyAgainWithTheSameKeyUntilItIsTaken) {
    with_echo();
    int answers_left = 2;
    road.web = [&](const HttpRequest&) { return HttpResponse{.status = answers_left-- > 0 ? 503 : 200}; };
    road.deliver("e1", "c-1", "hello");
    for (int i = 0; i < 3; ++i) {
        road.run();
        road.now += seconds{10};
    }
    ASSERT_EQ(road.sent.size(), 3U);
    EXPECT_EQ(*find_header(road.sent[0].headers, "Idempotency-Key"), *find_header(road.sent[2].headers, "Idempotency-Key"));
    EXPECT_NE(*find_header(road.sent[0].headers, "webhook-signature"), *find_header(road.sent[2].headers, "webhook-signature"));
    EXPECT_EQ(turns()[1].delivery_attempts, 3);
}

TEST_F(Stages, WaitAsLongAsThePlatformAsks) {
    with_echo();
    road.web = [](const HttpRequest&) { return HttpResponse{.status = 429, .headers = {{"Retry-After", "7"}}}; };
    road.deliver("e1", "c-1", "hello");
    road.run();
    road.now += seconds{6};
    road.run();
    EXPECT_EQ(road.sent.size(), 1U);
    road.now += seconds{1};
    road.run();
    EXPECT_EQ(road.sent.size(), 2U);
}

TEST_F(Stages, HoldLaterRepliesOfAConversationUntilTheFirstIsSettled) {
    with_echo();
    road.web = [](const HttpRequest& request) {
        return HttpResponse{.status = request.body.find("seq:1") == std::string::npos ? 200 : 500};
    };
    road.deliver("e1", "c-1", "first");
    road.deliver("e2", "c-1", "second");
    road.deliver("e3", "c-2", "other");
    road.run();
    for (const auto& text : road.said()) EXPECT_NE(text, "seq:2 second");

    road.now += minutes{16};
    road.run();
    EXPECT_EQ(road.said().back(), "seq:2 second");
    EXPECT_EQ(road.store().dead_letters(10)->front().stage, "send");
}

TEST_F(Stages, GiveUpAtOnceWhatThePlatformWillNeverTake) {
    with_echo();
    road.web = [](const HttpRequest&) { return HttpResponse{.status = 404}; };
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_EQ(road.store().dead_letters(10)->size(), 1U);
}

TEST_F(Stages, DeadLetterNothingWhileTheTokenIsRefused) {
    with_echo();
    road.web = [](const HttpRequest&) { return HttpResponse{.status = 401}; };
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_TRUE(road.store().dead_letters(10)->empty());
    EXPECT_TRUE(road.circuit().open().contains("helpdesk"));

    road.web = [](const HttpRequest&) { return HttpResponse{.status = 200}; };
    road.now += seconds{31};
    road.run();
    EXPECT_EQ(turns()[1].delivery, "sent");
}

TEST_F(Stages, TryAMessageAgainWhenWhatFailedMayPass) {
    with_plugin([this](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        ++calls;
        if (call.attempt < 3) return unavailable("upstream: 503");
        return answers("at last, attempt " + std::to_string(call.attempt));
    });
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_TRUE(road.said().empty());
    road.now += seconds{1};
    road.run();
    road.now += seconds{5};
    road.run();
    EXPECT_EQ(road.said(), std::vector<std::string>{"at last, attempt 3"});
}

TEST_F(Stages, ApologiseHandOverAndKeepADeadLetterWhenEveryAttemptFailed) {
    with_plugin([](const Call&, const AskBot&) -> Result<PluginAnswer> { return unavailable("upstream: 503"); });
    road.deliver("e1", "c-1", "hello");
    for (int i = 0; i < 3; ++i) {
        road.run();
        road.now += seconds{6};
    }
    ASSERT_EQ(road.said().size(), 1U);
    EXPECT_NE(road.said()[0].find("A colleague will take over"), std::string::npos);
    EXPECT_EQ(road.archive().list({}, {}, 1)->front().state, State::open);
    ASSERT_EQ(road.store().dead_letters(10)->size(), 1U);
    EXPECT_EQ(road.store().dead_letters(10)->front().stage, "process");
}

TEST_F(Stages, DoNotHandleAgainWhatTheDeskItselfDiedOfEachTime) {
    with_echo();
    road.deliver("e1", "c-1", "hello");
    const auto ticket = road.store().waiting_messages({}, road.now, 1)->front();
    for (int died = 0; died < 3; ++died) ASSERT_TRUE(road.store().count_attempt(ticket));
    road.restart_after(seconds{0});
    road.run();
    EXPECT_EQ(calls, 0);
    ASSERT_EQ(road.said().size(), 1U);
    EXPECT_NE(road.said()[0].find("A colleague will take over"), std::string::npos);
    EXPECT_EQ(road.store().dead_letters(10)->size(), 1U);
}

TEST_F(Stages, CallAPluginWhoseProcessDiedAgainAtOnce) {
    with_plugin([this](const Call&, const AskBot&) -> Result<PluginAnswer> {
        if (++calls < 3) return unavailable(std::string{runner_died} + "signal 11");
        return answers("third time lucky");
    });
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_EQ(road.said(), std::vector<std::string>{"third time lucky"});
}

TEST_F(Stages, ApologiseAtOnceForAPluginThatThrew) {
    with_plugin([this](const Call&, const AskBot&) -> Result<PluginAnswer> {
        ++calls;
        return broken("it threw");
    });
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_EQ(calls, 1);
    EXPECT_NE(road.said().at(0).find("A colleague will take over"), std::string::npos);
    EXPECT_EQ(turns()[1].reason, "it threw");
}

TEST_F(Stages, SayThatAPluginIsBusyAndLeaveTheConversationToTheBot) {
    with_plugin([](const Call&, const AskBot&) -> Result<PluginAnswer> {
        return unavailable(std::string{runner_busy} + "100 calls wait");
    });
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_EQ(road.said().size(), 1U);
    EXPECT_EQ(road.archive().list({}, {}, 1)->front().state, State::bot);
}

TEST_F(Stages, HandOverWhatCannotBeShown) {
    with_plugin([](const Call&, const AskBot&) -> Result<PluginAnswer> { return PluginAnswer{.answer = say("no.such_key")}; });
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_NE(road.said().at(0).find("A colleague will take over"), std::string::npos);
}

TEST_F(Stages, KeepWhatAPluginRemembersOnlyWithItsPermission) {
    auto manifest = open_manifest("echo");
    manifest.permissions.storage_kb = 4;
    road.plugin(manifest, [](const Call&, const AskBot&) -> Result<PluginAnswer> {
        auto answer = answers("kept");
        answer.effects.push_back({.kind = Effect::Kind::remember, .key = "greeting", .value = "hello"});
        return answer;
    });
    road.deliver("e1", "c-1", "hello");
    road.run();
    const auto kept = road.store().recall({"guest:helpdesk:anna"}, "echo", "greeting");
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->value, "hello");
}

TEST_F(Stages, RefuseAndAuditWhatTheManifestDoesNotGrant) {
    with_plugin([](const Call&, const AskBot& ask) -> Result<PluginAnswer> {
        auto answer = answers(ask(R"({"do":"fetch","url":"https://evil.example/"})"));
        answer.effects.push_back({.kind = Effect::Kind::remember, .key = "greeting", .value = "hello"});
        return answer;
    });
    road.deliver("e1", "c-1", "hello");
    road.run();
    EXPECT_NE(road.said().at(0).find("denied"), std::string::npos);
    for (const auto& request : road.sent) EXPECT_EQ(request.url.find("evil"), std::string::npos);
    EXPECT_FALSE(*road.store().recall({"guest:helpdesk:anna"}, "echo", "greeting"));
}

TEST_F(Stages, AskTheOtherPluginForTheVersionOfACapabilityThatItOffers) {
    auto asking = open_manifest("echo");
    asking.asks = {"mail.lookup", "mail.lookup@2", "mail.lookup@3"};
    road.plugin(asking, [](const Call& call, const AskBot& ask) -> Result<PluginAnswer> {
        return answers(ask(R"({"do":"ask","capability":")" + call["text"] + R"(","question":{}})"));
    });
    Manifest offering{.id = "mail", .version = "1.0.0"};
    offering.provides = {"mail.lookup", "mail.lookup@2"};
    road.plugin(offering, [](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        return PluginAnswer{.question_reply = "\"" + call.name + "\""};
    });
    const auto answer = [&](const std::string& capability) {
        road.deliver("e" + std::to_string(++calls), "c-1", capability);
        road.run();
        return road.said().empty() ? std::string{} : road.said().back();
    };
    EXPECT_NE(answer("mail.lookup").find(R"("mail.lookup")"), std::string::npos);
    EXPECT_NE(answer("mail.lookup@1").find(R"("mail.lookup")"), std::string::npos);
    EXPECT_NE(answer("mail.lookup@2").find(R"("mail.lookup@2")"), std::string::npos);
    EXPECT_NE(answer("mail.lookup@3").find("not_found"), std::string::npos);
    EXPECT_NE(answer("mail.lookup@4").find("denied"), std::string::npos);
}

TEST_F(Stages, GiveAConfirmedCommandToThePluginOnce) {
    auto manifest = open_manifest("file");
    manifest.listens.clear();
    manifest.commands[0].side_effects = {"files it"};
    std::vector<Step> steps;
    road.plugin(manifest, [&](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        steps.push_back(call.step);
        return answers(call.step == Step::preview ? "this is what I would do" : "done");
    });
    road.deliver("e1", "c-1", "/file mail is late");
    road.run();
    const auto shown = parse_json(road.sent.at(0).body);
    const auto command = (*shown)["card"]["actions"][0]["do"]["command"].get<std::string>();
    EXPECT_TRUE(command.starts_with("/confirm "));
    road.deliver("e2", "c-1", command);
    road.deliver("e3", "c-1", command);
    road.run();
    EXPECT_EQ(steps, (std::vector<Step>{Step::preview, Step::perform}));
}

TEST_F(Stages, AskWhatAPreviewStillNeedsAndConfirmOnlyThen) {
    auto manifest = open_manifest("file");
    manifest.listens.clear();
    manifest.commands[0].side_effects = {"files it"};
    manifest.commands[0].arguments = {{.name = "since", .ask = "test.since"}};
    std::vector<std::string> seen;
    road.plugin(manifest, [&](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        seen.push_back((call.step == Step::preview ? "preview " : "perform ") + call["since"]);
        auto answer = answers("since when?");
        if (call["since"].empty()) answer.answer.asks = "since";
        return answer;
    });
    road.deliver("e1", "c-1", "/file");
    road.run();
    EXPECT_TRUE((*parse_json(road.sent.at(0).body))["card"].is_null()) << "nothing to confirm yet";
    road.deliver("e2", "c-1", "noon");
    road.run();
    road.deliver("e3", "c-1", "since: one");
    road.run();
    road.deliver("e4", "c-1", "yes");
    road.run();
    EXPECT_EQ(seen, (std::vector<std::string>{"preview ", "preview noon", "preview one", "perform one"}));
}

TEST_F(Stages, AnswerInTheLanguageAPersonChose) {
    with_echo();
    road.deliver("e1", "c-1", "/language hu");
    road.run();
    road.deliver("e2", "c-2", "/helth");
    road.run();
    EXPECT_EQ(road.said().at(0), "Mostantól magyarul írok Önnek.");
    EXPECT_NE(road.said().at(1).find("parancsot nem ismerem"), std::string::npos);
}

}  // namespace
}  // namespace desk::test
