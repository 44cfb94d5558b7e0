// Golden scripts: the world they make up, and how they are rewritten.
#include "bot/cli/chat_script.hpp"
#include "bot/cli/made_up_world.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::HasSubstr;
using testing::Pair;
using testing::UnorderedElementsAre;

ScriptLine world_line(std::string word, std::string text) {
    return {.number = 1, .world = std::move(word), .text = std::move(text)};
}

struct World : testing::Test {
    test::ScratchFolder folder;
    MadeUpWorld world{folder / "."};

    std::string get(const std::string& url) const {
        const auto response = world.fetch({.url = url});
        return response ? std::to_string(response->status) + " " + response->body : response.error().what;
    }
};

TEST_F(World, StandsStillUntilTheClockIsSet) {
    const auto before = world.now();
    EXPECT_EQ(world.now(), before);
    ASSERT_TRUE(world.change(world_line("clock", "2026-11-24T10:05:00Z")));
    EXPECT_EQ(world.now() - before, std::chrono::hours{1});
    EXPECT_THAT(world.change(world_line("clock", "tomorrow")).error().what, HasSubstr("no time like"));
}

TEST_F(World, HasTheWebThatIsWritten) {
    ASSERT_TRUE(world.change(world_line("web", "https://board.example/news 200 lift closed")));
    EXPECT_EQ(get("https://board.example/news"), "200 lift closed");
    EXPECT_EQ(get("https://board.example/works"), "the script has no line `web https://board.example/works …`");
    EXPECT_EQ(world.fetch({.url = "https://board.example/news"})->fetched_at, world.now());
    ASSERT_TRUE(world.change(world_line("web", "https://board.example/news fails")));
    EXPECT_EQ(get("https://board.example/news"), "no answer from https://board.example/news");
}

TEST_F(World, TellsMethodsApart) {
    ASSERT_TRUE(world.change(world_line("web", "POST https://itsm.example/new 201 {}")));
    EXPECT_EQ(world.fetch({.method = "POST", .url = "https://itsm.example/new"})->status, 201);
    EXPECT_FALSE(world.fetch({.url = "https://itsm.example/new"}));
}

TEST_F(World, TakesABodyFromAFileBesideTheScript) {
    folder.write("board.json", "{\"text\": \"x\"}");
    ASSERT_TRUE(world.change(world_line("web", "https://board.example/ 200 @board.json")));
    EXPECT_EQ(get("https://board.example/"), "200 {\"text\": \"x\"}");
    EXPECT_THAT(world.change(world_line("web", "https://board.example/ 200 @none.json")).error().what,
                HasSubstr("none.json"));
}

TEST_F(World, RefusesAWebLineWithoutStatus) {
    EXPECT_THAT(world.change(world_line("web", "https://board.example/ ok")).error().what,
                HasSubstr("neither a status"));
    EXPECT_THAT(world.change(world_line("web", "https://board.example/ 9000")).error().what,
                HasSubstr("neither a status"));
}

TEST(Script, ReadsTheLinesAboutTheWorld) {
    const auto lines =
        read_script("x.chat", "setting url https://a.example\nsetting name two words\n> hi\n< text ~ x\n");
    ASSERT_TRUE(lines) << lines.error().what;
    EXPECT_THAT(settings_of(*lines), UnorderedElementsAre(Pair("url", "https://a.example"), Pair("name", "two words")));
    EXPECT_EQ(read_script("x.chat", "> hi\nsetting url x\n").error().what,
              "x.chat:2: a setting stands above what is said");
    EXPECT_EQ(read_script("x.chat", "clocks 1\n").error().what, "x.chat:1: neither > nor <");
}

// Says what it was asked, in capitals where it is asked for a card.
class Echoing final : public AskDesk {
public:
    Result<ChatAnswer> ask(std::string_view, std::string_view, std::string_view text, std::string_view) override {
        ChatAnswer::Said said{.text = "heard " + std::string{text}};
        if (text == "card") said = {.text = "one\ntwo", .card = ShownCard{.kind = "price", .tone = Tone::ok}};
        return ChatAnswer{.replies = {said}};
    }
};

ScriptResult run(const std::vector<ScriptLine>& lines, const ChangeWorld& change = {}) {
    Echoing desk;
    ChatSession session{desk, {.person = "customer:joe", .conversation = "c"}};
    auto result = run_script(session, "x.chat", lines, change);
    EXPECT_TRUE(result) << result.error().what;
    return result ? *result : ScriptResult{};
}

std::string updated(std::string_view text) {
    const auto lines = *read_script("x.chat", text);
    return updated_script(text, lines, run(lines).answers);
}

TEST(Script, ChangesTheWorldBetweenTwoMessages) {
    std::vector<std::string> seen;
    const auto lines = *read_script("x.chat", "clock a\n> hi\nweb b 200\n> ho\n");
    run(lines, [&](const ScriptLine& line) {
        seen.push_back(line.world + " " + line.text);
        return Result<void>{};
    });
    EXPECT_THAT(seen, testing::ElementsAre("clock a", "web b 200"));
}

TEST(Script, CannotChangeTheRealWorld) {
    Echoing desk;
    ChatSession session{desk, {.person = "customer:joe"}};
    const auto result = run_script(session, "x.chat", *read_script("x.chat", "clock 2026-11-24T09:05:00Z\n> hi\n"));
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().what, HasSubstr("x.chat:1: clock: only `deskhand plugin test`"));
}

TEST(UpdatedScript, KeepsWhatHoldsAndReplacesWhatDoesNot) {
    EXPECT_EQ(updated("# greeting\n> hi\n< text ~ heard\n\n> ho\n< text = heard hi\n> end\n< text ~ /he.*end/\n"),
              "# greeting\n> hi\n< text ~ heard\n\n> ho\n< text = heard ho\n> end\n< text ~ /he.*end/\n");
}

TEST(UpdatedScript, GivesExpectationsToWhatHasNone) {
    EXPECT_EQ(updated("> hi\n> card\n"),
              "> hi\n< text = heard hi\n> card\n< card price tone=ok\n< text ~ one\n< text ~ two\n");
}

TEST(UpdatedScript, WritesInTheOrderOfTheAnswer) {
    EXPECT_EQ(updated("> card\n< text ~ two\n< text = wrong\n< text ~ /o.*w/\n"),
              "> card\n< text ~ /o.*w/\n< card price tone=ok\n< text ~ one\n< text ~ two\n");
}

TEST(UpdatedScript, HoldsWhenItIsRunAgain) {
    const auto once = updated("> card\n< text = wrong\n> hi\n");
    EXPECT_EQ(run(*read_script("x.chat", once)).report, "");
    EXPECT_EQ(updated(once), once);
}

}  // namespace
}  // namespace desk
