// From a message on the road to its recorded call, and that call through another build.
#include "bot/replay/replay_call.hpp"

#include <desk/wire.hpp>

#include "tests/support/road.hpp"

namespace desk::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

PluginAnswer with_card(std::string text, std::string fact) {
    auto answer = answers(std::move(text));
    answer.answer.card = Card{.kind = "price", .title = Phrase{"common.text", {{"text", "Premium"}}}};
    answer.answer.card->facts = {{.label = Phrase{"common.text", {{"text", "Net"}}}, .value = std::move(fact)}};
    return answer;
}

struct ReplayedCalls : testing::Test {
    Road road;
    // What the plugin is now; another build is another function.
    Script build = [](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        return answers("said " + call["text"]);
    };

    void with(Manifest manifest = open_manifest("echo")) {
        road.plugin(std::move(manifest),
                    [this](const Call& call, const AskBot& ask_bot) { return build(call, ask_bot); });
    }
    void say(const std::string& text) {
        road.deliver("e" + std::to_string(++said_), "c-1", text);
        road.run();
    }
    std::vector<ReplayCase> cases() {
        std::vector<ReplayCase> all;
        const auto places = road.archive().calls({}, {});
        EXPECT_TRUE(places);
        for (const auto& place : *places) all.push_back(*case_of(*road.archive().call({}, place)));
        return all;
    }
    std::vector<std::string> replayed(std::size_t which = 0) {
        const auto all = cases();
        EXPECT_GT(all.size(), which);
        if (which >= all.size()) return {"there is no such call"};
        return replay_call(all[which], *road.desk().plugin("echo"));
    }

private:
    int said_ = 0;
};

// One question of a plugin, as a document; the reply.
std::string asks(const AskBot& ask_bot, const char* question) { return ask_bot(question); }

TEST_F(ReplayedCalls, AreTheSameThroughTheSameBuild) {
    with();
    say("hello");
    say("how are you?");
    ASSERT_THAT(cases(), SizeIs(2));
    EXPECT_THAT(replayed(0), IsEmpty());
    EXPECT_THAT(replayed(1), IsEmpty());
    EXPECT_EQ(place_of(cases()[1]), "conv " + road.archive().list({}, {}, 1)->front().id + " turn 4");
}

TEST_F(ReplayedCalls, ShowTheWordsThatDiffer) {
    with();
    say("hello");
    build = [](const Call& call, const AskBot&) -> Result<PluginAnswer> { return answers("heard " + call["text"]); };
    EXPECT_THAT(replayed(), ElementsAre("- said hello", "+ heard hello"));
}

TEST_F(ReplayedCalls, ShowAFactOfACardThatDiffers) {
    with();
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> { return with_card("Premium", "128,000"); };
    say("price");
    EXPECT_THAT(replayed(), IsEmpty());
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> { return with_card("Premium", "12,800"); };
    EXPECT_THAT(replayed(), ElementsAre("- card: Net: 128,000", "+ card: Net: 12,800"));
}

TEST_F(ReplayedCalls, AreMadeWithTheSameIdTimeAndArguments) {
    with();
    std::vector<std::string> calls;
    build = [&](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        calls.push_back(dump_json(wire::to_json(call)));
        return answers("x");
    };
    say("hello");
    road.now += std::chrono::hours{48};
    EXPECT_THAT(replayed(), IsEmpty());
    ASSERT_THAT(calls, SizeIs(2));
    EXPECT_EQ(calls[0], calls[1]);
}

TEST_F(ReplayedCalls, GetTheAnswersOfThenAndAskNobody) {
    auto manifest = open_manifest("echo");
    manifest.permissions.hosts = {"status.example"};
    with(std::move(manifest));
    build = [](const Call&, const AskBot& ask_bot) -> Result<PluginAnswer> {
        const auto page = parse_json(asks(ask_bot, R"({"do":"fetch","url":"https://status.example/"})"));
        return answers(text_or(*page, "body", "no page"));
    };
    road.web = [](const HttpRequest&) { return HttpResponse{.status = 200, .body = "all is well"}; };
    say("status");
    const auto requests = road.sent.size();
    road.web = [](const HttpRequest&) { return HttpResponse{.status = 200, .body = "all is lost"}; };
    EXPECT_THAT(replayed(), IsEmpty());
    EXPECT_EQ(road.sent.size(), requests);
}

TEST_F(ReplayedCalls, ReportWhatIsAskedOtherwise) {
    with();
    build = [](const Call&, const AskBot& ask_bot) -> Result<PluginAnswer> {
        asks(ask_bot, R"({"do":"recall","key":"last"})");
        return answers("x");
    };
    say("hello");
    build = [](const Call&, const AskBot& ask_bot) -> Result<PluginAnswer> {
        return answers(asks(ask_bot, R"({"do":"recall","key":"first"})"));
    };
    EXPECT_THAT(replayed(), ElementsAre("- x", R"(+ {"error":"unavailable","what":"not in the record"})",
                                        R"(asked something else: {"do":"recall","key":"first"})"));
}

TEST_F(ReplayedCalls, CompareWhatIsToBeDone) {
    auto manifest = open_manifest("echo");
    manifest.permissions.storage_kb = 10;
    with(std::move(manifest));
    const auto remembering = [](const std::string& value) {
        return [value](const Call&, const AskBot&) -> Result<PluginAnswer> {
            auto answer = answers("noted");
            answer.effects = {{.kind = Effect::Kind::remember, .key = "last", .value = value}};
            return answer;
        };
    };
    build = remembering("mail");
    say("hello");
    EXPECT_THAT(replayed(), IsEmpty());
    build = remembering("calendar");
    EXPECT_THAT(replayed(), ElementsAre("- effect: remember last = mail", "+ effect: remember last = calendar"));
    const auto kept = road.store().recall({"guest:helpdesk:anna"}, "echo", "last");
    ASSERT_TRUE(kept && *kept);
    EXPECT_EQ((*kept)->value, "mail");
}

TEST_F(ReplayedCalls, CompareErrorsOfThePlugin) {
    with();
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> { return invalid("no such plan"); };
    say("hello");
    EXPECT_THAT(cases().at(0).came, ElementsAre("error: invalid: no such plan"));
    EXPECT_THAT(replayed(), IsEmpty());
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> { return answers("found"); };
    EXPECT_THAT(replayed(), ElementsAre("- error: invalid: no such plan", "+ found"));
}

TEST_F(ReplayedCalls, CompareAnAnswerThatCouldNotBeShown) {
    with();
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> { return PluginAnswer{}; };
    say("hello");
    EXPECT_THAT(cases().at(0).came, ElementsAre("error: invalid: an empty answer"));
    EXPECT_THAT(replayed(), IsEmpty());
}

TEST_F(ReplayedCalls, LeaveOutWhatThePluginHadNoSayIn) {
    with();
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> {
        return unavailable(std::string{runner_busy} + "100 wait");
    };
    say("hello");
    EXPECT_THAT(cases(), IsEmpty());
}

TEST_F(ReplayedCalls, ComparePreviewsWithTheirButtons) {
    auto manifest = open_manifest("echo");
    manifest.commands[0].side_effects = {"common.text"};
    with(std::move(manifest));
    build = [](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        return answers(call.step == Step::preview ? "would do " + call["text"] : "done");
    };
    say("/echo it");
    ASSERT_THAT(cases(), SizeIs(1));
    EXPECT_THAT(cases()[0].came, testing::Contains(HasSubstr("→ /confirm " + cases()[0].call.id)));
    EXPECT_THAT(replayed(), IsEmpty());
}

TEST_F(ReplayedCalls, CompareTimersAlsoWhenThereIsNothingToSay) {
    auto manifest = open_manifest("echo");
    manifest.timers = {{.name = "remind"}};
    with(std::move(manifest));
    build = [](const Call& call, const AskBot&) -> Result<PluginAnswer> {
        if (call.kind == CallKind::timer) return PluginAnswer{};
        auto answer = answers("I will");
        answer.effects = {{.kind = Effect::Kind::schedule, .key = "remind", .at = call.now + std::chrono::minutes{10}}};
        return answer;
    };
    say("remind me");
    road.now += std::chrono::minutes{10};
    road.tick();
    ASSERT_THAT(cases(), SizeIs(2));
    EXPECT_THAT(replayed(0), IsEmpty());
    EXPECT_THAT(replayed(1), IsEmpty());
    EXPECT_THAT(place_of(cases()[1]), HasSubstr(" message 2"));
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> { return answers("it is time"); };
    EXPECT_THAT(replayed(1), ElementsAre("+ it is time"));
}

TEST_F(ReplayedCalls, CompareWhatAnOutsideReportSetsGoing) {
    auto manifest = open_manifest("echo");
    manifest.timers = {{.name = "sync", .every_s = 300}};
    with(std::move(manifest));
    build = [](const Call&, const AskBot&) -> Result<PluginAnswer> {
        auto answer = answers("nobody reads this");
        answer.effects = {{.kind = Effect::Kind::remember, .key = "synced", .value = "1"}};
        return answer;
    };
    say("hello");
    road.now += std::chrono::minutes{11};
    road.tick();
    const auto all = cases();
    const auto ticks = std::count_if(all.begin(), all.end(), [](const auto& one) { return one.call.name == "sync"; });
    ASSERT_GE(ticks, 1);
    EXPECT_THAT(all.back().came, ElementsAre("effect: remember synced = 1"));
    EXPECT_THAT(replayed(all.size() - 1), IsEmpty());
}

TEST_F(ReplayedCalls, HoldNoSecret) {
    auto manifest = open_manifest("echo");
    manifest.permissions.hosts = {"status.example"};
    manifest.settings = {{.name = "token", .is_secret = true}};
    with(std::move(manifest));
    road.setting("token", "s3cr3t-t0ken");
    build = [](const Call&, const AskBot& ask_bot) -> Result<PluginAnswer> {
        asks(ask_bot, R"({"do":"fetch","url":"https://status.example/",
                          "headers":[["authorization","Bearer s3cr3t-t0ken"]]})");
        return answers("x");
    };
    road.web = [](const HttpRequest& request) {
        const auto* token = find_header(request.headers, "authorization");
        return HttpResponse{.status = 200, .body = "you are " + (token == nullptr ? std::string{} : *token)};
    };
    say("hello");
    const auto saved = dump_json(to_json(cases().at(0)));
    EXPECT_THAT(saved, Not(HasSubstr("s3cr3t-t0ken")));
    EXPECT_THAT(saved, HasSubstr("Bearer •••"));
    EXPECT_THAT(replayed(), IsEmpty());
}

TEST_F(ReplayedCalls, SurviveAFile) {
    with();
    build = [](const Call&, const AskBot& ask_bot) -> Result<PluginAnswer> {
        return answers(asks(ask_bot, R"({"do":"recall","key":"last"})"));
    };
    say("hello");
    say("again");
    std::string file;
    for (const auto& recorded : cases()) file += dump_json(to_json(recorded)) + "\n";
    const auto read = read_cases(file);
    ASSERT_TRUE(read) << read.error().what;
    ASSERT_THAT(*read, SizeIs(2));
    for (const auto& recorded : *read) EXPECT_THAT(replay_call(recorded, *road.desk().plugin("echo")), IsEmpty());
    EXPECT_THAT(read_cases("{}\n").error().what, HasSubstr("line 1: plugin: missing"));
    EXPECT_THAT(read_cases("\nno\n").error().what, HasSubstr("line 2"));
}

}  // namespace
}  // namespace desk::test
