// What every PluginRunner promises, run on each of them.
#include "tests/plugins/runner_contract/runners.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace desk {
namespace {

using std::chrono::seconds;
using test::call_of;
using test::in;
using test::kept;
using test::said;

std::unique_ptr<PluginRunner> isolated(const PluginLaunch& launch) {
    auto pool = std::make_unique<PluginPool>(launch, test::patient_limits(), nullptr);
    const auto started = pool->start();
    EXPECT_TRUE(started) << started.error().what;
    return pool;
}
std::unique_ptr<PluginRunner> in_process(const PluginLaunch& launch) {
    return std::make_unique<test::InProcessRunner>(launch);
}

struct Implementation {
    std::string name;
    PluginLaunch (*launch)(const std::string& plugin);
    std::unique_ptr<PluginRunner> (*make)(const PluginLaunch&);
};

struct RunnerContract : testing::TestWithParam<Implementation> {
    std::unique_ptr<PluginRunner> run(const std::string& plugin) {
        return GetParam().make(GetParam().launch(plugin));
    }
};

TEST_P(RunnerContract, CarriesACallThereAndTheAnswerBack) {
    const auto echo = run("echo");
    EXPECT_EQ(echo->manifest().id, "echo");
    for (int seq = 1; seq <= 100; ++seq) {
        const auto answered =
            echo->answer(call_of("echo", "árvíztűrő \"tükör\"\n", seq), kept, in(seconds{20}));
        EXPECT_EQ(said(answered), "seq:" + std::to_string(seq) + " árvíztűrő \"tükör\"\n");
    }
}

TEST_P(RunnerContract, LetsThePluginAskDuringTheCall) {
    const auto fault = run("fault");
    std::vector<std::string> asked;
    const auto answered = fault->answer(
        call_of("fault", "!fault get last"),
        [&](std::string_view question) {
            asked.emplace_back(question);
            return std::string{R"({"value":"premium"})"};
        },
        in(seconds{20}));
    EXPECT_EQ(said(answered), "last=premium");
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(*parse_json(asked.front()), (Json{{"do", "recall"}, {"key", "last"}}));
}

TEST_P(RunnerContract, JoinsAReplyThatIsLongerThanAFrame) {
    const auto fault = run("fault");
    const std::string page = R"({"value":")" + std::string(5'000'000, 'x') + "\"}";
    const auto answered = fault->answer(
        call_of("fault", "!fault get page"), [&](std::string_view) { return page; },
        in(seconds{20}));
    EXPECT_EQ(said(answered), "page=5000000 bytes");
}

TEST_P(RunnerContract, KeepsTheCodeOfWhatTheBotRefused) {
    const auto fault = run("fault");
    const auto refuse = [](std::string_view) {
        return std::string{R"({"error":"denied","what":"not granted"})"};
    };
    EXPECT_EQ(said(fault->answer(call_of("fault", "!fault get last"), refuse, in(seconds{20}))),
              "no answer: not granted");
}

TEST_P(RunnerContract, BringsEffectsInTheirOrder) {
    const auto fault = run("fault");
    const auto answered =
        fault->answer(call_of("fault", "!fault put key value"), kept, in(seconds{20}));
    ASSERT_TRUE(answered);
    ASSERT_EQ(answered->effects.size(), 1u);
    EXPECT_EQ(answered->effects[0].kind, Effect::Kind::remember);
    EXPECT_EQ(answered->effects[0].key, "key");
    EXPECT_EQ(answered->effects[0].value, "value");
    EXPECT_TRUE(
        fault->answer(call_of("fault", "!fault sleep 0"), kept, in(seconds{20}))->effects.empty());
}

TEST_P(RunnerContract, AsksACapabilityAndBringsItsDocument) {
    const auto fault = run("fault");
    Call call{.id = "q", .kind = CallKind::question, .name = "fault.reply"};
    call.arguments["question"] = R"({"service":"exchange-online"})";
    const auto answered = fault->answer(call, kept, in(seconds{20}));
    ASSERT_TRUE(answered) << answered.error().what;
    EXPECT_EQ(answered->question_reply, R"({"service":"exchange-online"})");
}

TEST_P(RunnerContract, PassesOnThePluginsOwnError) {
    const auto fault = run("fault");
    EXPECT_EQ(said(fault->answer(call_of("fault", "!fault dance"), kept, in(seconds{20}))),
              "invalid: no fault called dance");
    EXPECT_EQ(said(fault->answer(call_of("stranger", "!fault"), kept, in(seconds{20}))),
              "not_found: no handler called stranger");
}

TEST_P(RunnerContract, StopsAnExceptionAndGoesOn) {
    const auto fault = run("fault");
    EXPECT_EQ(said(fault->answer(call_of("fault", "!fault throw"), kept, in(seconds{20}))),
              "broken: it threw: thrown on demand");
    EXPECT_TRUE(said(fault->answer(call_of("fault", "!fault throw int"), kept, in(seconds{20})))
                    .starts_with("broken: it threw something that is no "));
    EXPECT_EQ(said(fault->answer(call_of("fault", "!fault sleep 0"), kept, in(seconds{20}))),
              "slept");
}

TEST_P(RunnerContract, RefusesAnAnswerThatIsTooLong) {
    const auto fault = run("fault");
    EXPECT_EQ(said(fault->answer(call_of("fault", "!fault bigreply 1"), kept, in(seconds{20}))),
              "broken: an answer over 256 KB");
    EXPECT_EQ(said(fault->answer(call_of("fault", "!fault sleep 0"), kept, in(seconds{20}))),
              "slept");
}

INSTANTIATE_TEST_SUITE_P(
    Each, RunnerContract,
    testing::Values(Implementation{"IsolatedObject", test::launch_of, isolated},
                    Implementation{"IsolatedProgram", test::launch_of_program, isolated},
                    Implementation{"InProcess", test::launch_of, in_process}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace desk
