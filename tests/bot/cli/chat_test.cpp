#include "bot/cli/chat_script.hpp"
#include "bot/cli/remote_desk.hpp"
#include "bot/cli/server_file.hpp"
#include "bot/socket/terminal.hpp"
#include "tests/bot/cli/cli_world.hpp"
#include <desk/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// Repeats what it is asked; "/health" gets a card.
class ParrotDesk final : public AskDesk {
public:
    explicit ParrotDesk(std::vector<std::string>& heard) : heard_{heard} {}

    Result<ChatAnswer> ask(std::string_view person, std::string_view conversation,
                           std::string_view text, std::string_view language) override {
        heard_.push_back(std::string{conversation} + "|" + std::string{person} + "|" +
                         std::string{text} + "|" + std::string{language});
        if (text == "/down") return unavailable("connection refused");
        ChatAnswer::Said said{.text = "you said " + std::string{text}};
        if (text == "/health") {
            said.text = "Exchange Online: degraded. 40\xC2\xA0%";
            said.card = ShownCard{
                .kind = "service_health",
                .tone = Tone::warn,
                .title = "Exchange Online",
                .text = "degraded",
                .actions = {{"a1", "Tell me", "/incident EX1042 subscribe"}, {"a2", "No", ""}}};
        }
        return ChatAnswer{.message_id = "M1", .replies = {said}, .why = "health 1.0.0"};
    }

private:
    std::vector<std::string>& heard_;
};

struct Chat : testing::Test {
    std::vector<std::string> heard;
    ParrotDesk parrot{heard};
    ChatSession session{parrot, {.person = "customer:anna", .conversation = "c", .width = 40}};
};

TEST_F(Chat, SaysWhatIsTypedAndShowsTheAnswer) {
    EXPECT_EQ(session.line("  hello \n").text, "you said hello\n");
    EXPECT_THAT(heard, ElementsAre("c-customer:anna|customer:anna|hello|"));
    EXPECT_EQ(session.line("   ").text, "");
    EXPECT_EQ(heard.size(), 1u);
}

TEST_F(Chat, RunsTheActionWhoseNumberIsTyped) {
    EXPECT_EQ(session.line("1").text, "you said 1\n");
    EXPECT_THAT(session.line("/health").text, HasSubstr("▲"));
    session.line("1");
    EXPECT_THAT(heard.back(), HasSubstr("|/incident EX1042 subscribe|"));
    session.line("/health");
    session.line("2");
    EXPECT_THAT(heard.back(), HasSubstr("|No|"));
    session.line("/health");
    session.line("3");
    EXPECT_THAT(heard.back(), HasSubstr("|3|"));
}

TEST_F(Chat, KnowsItsColonCommands) {
    EXPECT_EQ(session.line(":why").text, "nothing was asked yet\n");
    EXPECT_EQ(session.line(":as agent:kata").text, "speaking as agent:kata\n");
    EXPECT_EQ(session.line(":lang hu").text, "language: hu\n");
    session.line("x");
    EXPECT_EQ(heard.back(), "c-agent:kata|agent:kata|x|hu");
    EXPECT_EQ(session.line(":why").text, "message M1 · health 1.0.0\n");
    session.line("/health");
    EXPECT_THAT(session.line(":raw").text, HasSubstr("\"kind\": \"service_health\""));
    EXPECT_THAT(session.line(":quti").text, HasSubstr("Did you mean :quit?"));
    EXPECT_TRUE(session.line(":quit").is_over);
    EXPECT_FALSE(session.line(":help").is_over);
}

TEST_F(Chat, SaysWhenTheDeskIsGone) {
    const auto shown = session.line("/down");
    EXPECT_TRUE(shown.failed);
    EXPECT_EQ(shown.text, "the desk cannot be reached, or is busy (connection refused)\n");
}

TEST_F(Chat, DoesNotLetAnAnswerSteerTheTerminal) {
    EXPECT_THAT(session.line("\x1b[2J").text, Not(HasSubstr("\x1b")));
}

constexpr std::string_view script = R"(# what the parrot knows
> [hu customer:anna] /health
< card service_health tone=warn
< card service_health
< text ~ degraded. 40 %
< text ~ /Exchange.*40/
> [en] hello
< text = you said hello
)";

TEST_F(Chat, RunsAScriptThatHolds) {
    const auto lines = read_script("x.chat", script);
    ASSERT_TRUE(lines) << lines.error().what;
    const auto result = run_script(session, "x.chat", *lines);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->report, "");
    EXPECT_EQ(result->said, 2);
    EXPECT_EQ(result->held, 5);
    EXPECT_THAT(heard, ElementsAre("c-customer:anna|customer:anna|/health|hu",
                                   "c-customer:anna|customer:anna|hello|en"));
}

TEST_F(Chat, ReportsWhatDoesNotHold) {
    const auto lines = read_script("x.chat", "> hello\n< text = you said goodbye\n< card price\n");
    const auto result = run_script(session, "x.chat", *lines);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->report, R"(x.chat:2
  > hello
  - text = you said goodbye
  + text = you said hello
x.chat:3
  > hello
  - card price
  + text = you said hello
)");
}

TEST(ChatScript, RefusesLinesItDoesNotUnderstand) {
    EXPECT_EQ(read_script("x.chat", "hello\n").error().what, "x.chat:1: neither > nor <");
    EXPECT_THAT(read_script("x.chat", "> a\n< texts ~ b\n").error().what,
                StartsWith("x.chat:2: expected"));
    EXPECT_EQ(read_script("x.chat", "< text ~ b\n").error().what,
              "x.chat:1: nothing was said before");
}

TEST(ChatScript, ComparesWholeTextsAndPieces) {
    const ChatAnswer answer{.replies = {{.text = "one two"}, {.text = "three"}}};
    EXPECT_TRUE(holds("text = three", answer));
    EXPECT_FALSE(holds("text = thre", answer));
    EXPECT_TRUE(holds("text ~ thre", answer));
    EXPECT_FALSE(holds("text ~ four", answer));
    EXPECT_TRUE(holds("text ~ /one.*wo/", answer));
    EXPECT_FALSE(holds("text ~ /two.*one/", answer));
    EXPECT_FALSE(holds("card x", answer));
}

TEST(Completion, CompletesCommandsAtTheBeginningOfALine) {
    const std::vector<Terminal::Word> words{{"/health", ""}, {"/help", ""}, {"/price", ""}};
    EXPECT_EQ(complete("/p", words).added, "rice ");
    EXPECT_EQ(complete("/h", words).added, "e");
    EXPECT_EQ(complete("/he", words).added, "");
    EXPECT_EQ(complete("/he", words).choices.size(), 2u);
    EXPECT_EQ(complete("/price ", words).choices.size(), 0u);
    EXPECT_EQ(complete("he", words).choices.size(), 0u);
    EXPECT_EQ(complete("/x", words).choices.size(), 0u);
}

TEST(RemoteDesk, AsksOverHttp) {
    HttpRequest asked;
    const auto remote =
        make_remote_desk("http://127.0.0.1:8080/", "t0p", [&](const HttpRequest& request, auto) {
            asked = request;
            return Result<HttpResponse>{HttpResponse{
                .status = 200,
                .body =
                    R"({"message_id":"M1","replies":[{"text":"ok","language":"hu","card":{"kind":"price","lang":"hu",
                        "tone":"neutral","title":"T","text":"x","facts":[],"actions":[]}}]})"}};
        });
    const auto answer = remote->ask("customer:anna", "c-1", "/price", "hu");
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->replies.at(0).card->kind, "price");
    EXPECT_EQ(asked.url, "http://127.0.0.1:8080/api/v1/ask");
    EXPECT_EQ(*find_header(asked.headers, "authorization"), "Bearer t0p");
    EXPECT_EQ(
        asked.body,
        R"({"conversation":"c-1","language":"hu","sender":{"id":"customer:anna","name":"customer:anna"},"text":"/price"})");
}

TEST(RemoteDesk, TellsRefusalsApart) {
    const auto error_of = [](int status) {
        const auto remote = make_remote_desk("http://x", "t", [&](const HttpRequest&, auto) {
            return Result<HttpResponse>{
                HttpResponse{.status = status, .body = R"({"detail":"why"})"}};
        });
        return remote->ask("a", "c", "x", "").error();
    };
    EXPECT_EQ(error_of(401).code, ErrorCode::denied);
    EXPECT_EQ(error_of(429).code, ErrorCode::unavailable);
    EXPECT_EQ(error_of(504).code, ErrorCode::timeout);
    EXPECT_EQ(error_of(400).code, ErrorCode::invalid);
    EXPECT_EQ(error_of(500).code, ErrorCode::broken);
    EXPECT_EQ(error_of(400).what, "status 400: why");
    EXPECT_EQ(read_chat_answer("<html>").error().code, ErrorCode::broken);
}

TEST(ServerFile, KeepsTheTokenForThisAccountAlone) {
    const test::ScratchFolder folder;
    const auto file = server_file({{"XDG_STATE_HOME", folder / "state"}}, "http://127.0.0.1:8080");
    EXPECT_EQ(file, folder / "state/deskhand/servers/127.0.0.1_8080.json");
    EXPECT_EQ(read_server_file(file).error().code, ErrorCode::not_found);
    ASSERT_TRUE(write_server_file(file, {Secret{"t0p"}, "customer:anna"}));
    const auto known = read_server_file(file);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->token.reveal(), "t0p");
    EXPECT_EQ(known->as, "customer:anna");
    struct stat found = {};
    ASSERT_EQ(stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    chmod(file.c_str(), 0644);
    EXPECT_EQ(read_server_file(file).error().code, ErrorCode::denied);
    remove_server_file(file);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(ServerFile, IsNamedAfterTheServer) {
    const Environment home{{"HOME", "/home/anna"}};
    EXPECT_EQ(server_file(home, "https://desk.example/x"),
              "/home/anna/.local/state/deskhand/servers/desk.example_443.json");
    EXPECT_EQ(server_file(home, "http://[::1]:80"),
              "/home/anna/.local/state/deskhand/servers/---1-_80.json");
    EXPECT_EQ(server_file(home, "http://..:x"),
              "/home/anna/.local/state/deskhand/servers/.._x.json");
    EXPECT_EQ(server_file({}, "http://x"), "");
}

struct ChatCommand : testing::Test, test::CliWorld {
    std::vector<std::string> heard;

    void SetUp() override {
        shell.environment["XDG_STATE_HOME"] = folder / "state";
        shell.open_desk = [this](const Configuration&) {
            return Result<std::unique_ptr<AskDesk>>{
                std::unique_ptr<AskDesk>{new ParrotDesk{heard}}};
        };
    }
};

TEST_F(ChatCommand, TalksToADeskInThisProcess) {
    const auto file = folder.write("deskhand.toml", "");
    types("hello\n:quit\nnever said\n");
    EXPECT_EQ(run({"chat", "--config", file, "--as", "agent:kata", "--lang", "de"}), exit_ok);
    EXPECT_EQ(said(), "you said hello\n");
    EXPECT_THAT(heard, ElementsAre("chat-1764000000000-agent:kata|agent:kata|hello|de"));
}

TEST_F(ChatCommand, TalksToTheSampleDeskWithTheTokenItLeft) {
    ASSERT_TRUE(write_server_file(server_file(shell.environment, "http://127.0.0.1:8080"),
                                  {Secret{"t0p"}, "customer:joe"}));
    web = [](const HttpRequest&) {
        return HttpResponse{
            .status = 200,
            .body = R"({"message_id":"M","replies":[{"text":"ok","language":"en"}]})"};
    };
    types("hello\n");
    EXPECT_EQ(run({"chat"}), exit_ok);
    EXPECT_EQ(said(), "ok\n");
    EXPECT_EQ(*find_header(requests.at(0).headers, "Authorization"), "Bearer t0p");
    EXPECT_THAT(requests.at(0).body, HasSubstr("customer:joe"));
    shell.environment["DESKHAND_TOKEN"] = "other";
    types("hello\n");
    run({"chat"});
    EXPECT_EQ(*find_header(requests.at(1).headers, "Authorization"), "Bearer other");
}

TEST_F(ChatCommand, AsksForATokenItDoesNotHave) {
    EXPECT_EQ(run({"chat", "--server", "http://desk.example"}), exit_network);
    EXPECT_THAT(
        complained(),
        StartsWith("error[DH3104]: no token for this desk\n  where: http://desk.example\n"));
    EXPECT_EQ(run({"chat", "--token-file", folder / "nowhere"}), exit_network);
}

TEST_F(ChatCommand, RunsScriptsAndFailsWhenAnAnswerDiffers) {
    const auto config = folder.write("deskhand.toml", "");
    EXPECT_EQ(run({"chat", "--config", config, "--script", folder.write("good.chat", script)}),
              exit_ok);
    EXPECT_EQ(said(), "");
    EXPECT_EQ(run({"chat", "--config", config, "--script",
                   folder.write("bad.chat", "> a\n< text = b\n")}),
              exit_failed);
    EXPECT_THAT(said(), HasSubstr("bad.chat:2\n  > a\n  - text = b\n  + text = you said a\n"));
    EXPECT_EQ(run({"chat", "--config", config, "--script", folder.write("odd.chat", "a\n")}),
              exit_usage);
    EXPECT_EQ(run({"chat", "--config", config, "--script", folder.write("down.chat", "> /down\n")}),
              exit_network);
    EXPECT_EQ(run({"chat", "--config", config, "--script", folder / "nowhere.chat"}), exit_usage);
}

}  // namespace
}  // namespace desk
