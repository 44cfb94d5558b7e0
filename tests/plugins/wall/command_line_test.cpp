// A typed line, split by the declaration of its command.
#include <desk/command_line.hpp>

#include <gtest/gtest.h>

namespace desk {
namespace {

using Kind = ArgumentProblem::Kind;

const CommandDeclaration price{
    .name = "price",
    .arguments = {{.name = "plan"},
                  {.name = "users", .type = ArgumentType::integer, .maximum = 100000}}};
const CommandDeclaration request{
    .name = "request",
    .forms = {"new", "list"},
    .arguments =
        {{.name = "id", .type = ArgumentType::id, .forms = {""}},
         {.name = "title", .type = ArgumentType::rest, .is_required = true, .forms = {"new"}}},
    .side_effects = {"files a request"},
    .effect_forms = {"new"}};
const CommandDeclaration urgent{.name = "urgent",
                                .arguments = {{.name = "level",
                                               .type = ArgumentType::choice,
                                               .is_required = true,
                                               .values = {"Low", "High"}},
                                              {.name = "why", .type = ArgumentType::rest}}};

Arguments given(const CommandDeclaration& command, std::string_view line) {
    const auto reading = read_command(command, line);
    EXPECT_TRUE(reading.problems.empty()) << line;
    return reading.given;
}

// The first problem's kind and word.
std::pair<Kind, std::string> problem(const CommandDeclaration& command, std::string_view line) {
    const auto reading = read_command(command, line);
    if (reading.problems.empty()) return {Kind::too_many, "no problem at all"};
    return {reading.problems.front().kind, reading.problems.front().given};
}

TEST(CommandLine, FindsTheCommandAndWhatFollows) {
    EXPECT_EQ(command_start("/price premium 40")->name, "price");
    EXPECT_EQ(command_start("  /PRICE  premium ")->rest, "premium");
    EXPECT_EQ(command_start("/price\npremium")->rest, "premium");
    for (const char* text : {"", "/", "//price", "/ price", "price", "/1", "/ár", "/a.b"})
        EXPECT_FALSE(command_start(text)) << text;
}

TEST(CommandLine, GivesWordsToArgumentsInOrder) {
    EXPECT_EQ(given(price, "premium 40"), (Arguments{{"plan", "premium"}, {"users", "40"}}));
    EXPECT_EQ(given(price, ""), Arguments{});
}

TEST(CommandLine, LeavesANumberToTheArgumentThatCounts) {
    EXPECT_EQ(given(price, "40"), (Arguments{{"users", "40"}}));
    EXPECT_EQ(given(price, "40 premium"), (Arguments{{"plan", "premium"}, {"users", "40"}}));
}

TEST(CommandLine, UnderstandsNamedArgumentsHoweverTheyAreTyped) {
    const Arguments expected{{"plan", "gold plan"}, {"users", "40"}};
    for (const char* line :
         {"--users 40 \"gold plan\"", "—users 40 “gold plan”", "–users 40 'gold plan'",
          "users:40 „gold plan”", "--users=40 „gold plan“", "plan:\"gold plan\" 40",
          "USERS:40 «gold plan»", "--plan=“gold plan” 40"}) {
        EXPECT_EQ(given(price, line), expected) << line;
    }
}

TEST(CommandLine, KeepsAColonThatNamesNothing) {
    EXPECT_EQ(given(price, "a:b"), (Arguments{{"plan", "a:b"}}));
}

TEST(CommandLine, TakesTheRestAsItStands) {
    EXPECT_EQ(given(request, "new  INC-7 is \"odd\"   --really: it's 10:05"),
              (Arguments{{"form", "new"}, {"title", "INC-7 is \"odd\"   --really: it's 10:05"}}));
}

TEST(CommandLine, ChoosesAFormByTheFirstWord) {
    EXPECT_EQ(given(request, "LIST"), (Arguments{{"form", "list"}}));
    EXPECT_EQ(given(request, "SR-2031"), (Arguments{{"id", "SR-2031"}}));
    EXPECT_EQ(given(request, "#SR-2031"), (Arguments{{"id", "SR-2031"}}));
    EXPECT_EQ(given(request, "https://desk.example/r/SR-2031?x=1"), (Arguments{{"id", "SR-2031"}}));
    EXPECT_TRUE(has_side_effects(request, given(request, "new Mail")));
    EXPECT_FALSE(has_side_effects(request, given(request, "list")));
    EXPECT_FALSE(has_side_effects(price, {}));
}

TEST(CommandLine, SaysWhatIsWrong) {
    EXPECT_EQ(problem(price, "premium forty"),
              std::pair(Kind::not_an_integer, std::string{"forty"}));
    EXPECT_EQ(problem(price, "premium 0"), std::pair(Kind::out_of_range, std::string{"0"}));
    EXPECT_EQ(problem(price, "0"), std::pair(Kind::out_of_range, std::string{"0"}));
    EXPECT_EQ(problem(price, "99999999999999999999"),
              std::pair(Kind::out_of_range, std::string{"99999999999999999999"}));
    EXPECT_EQ(problem(price, "premium 40 now"), std::pair(Kind::too_many, std::string{"now"}));
    EXPECT_EQ(problem(price, "--colour red"), std::pair(Kind::unknown_name, std::string{"red"}));
    EXPECT_EQ(problem(price, "\"premium"), std::pair(Kind::unclosed_quote, std::string{}));
    EXPECT_EQ(problem(price, std::string(201, 'x')).first, Kind::too_long);
    EXPECT_EQ(problem(request, "new"), std::pair(Kind::missing, std::string{}));
    EXPECT_EQ(problem(request, "../users"), std::pair(Kind::not_an_id, std::string{"../users"}));
    EXPECT_EQ(problem(urgent, "perhaps"), std::pair(Kind::not_a_choice, std::string{"perhaps"}));
}

TEST(CommandLine, WritesAChoiceAsItWasDeclared) {
    EXPECT_EQ(given(urgent, "HIGH mail is down"),
              (Arguments{{"level", "High"}, {"why", "mail is down"}}));
}

TEST(CommandLine, ShowsTheUsageOfEveryForm) {
    EXPECT_EQ(usage_of(price), std::vector<std::string>{"/price [plan] [users]"});
    EXPECT_EQ(usage_of(request),
              (std::vector<std::string>{"/request new title", "/request list", "/request [id]"}));
    EXPECT_EQ(usage_of(urgent), std::vector<std::string>{"/urgent Low|High [why]"});
}

}  // namespace
}  // namespace desk
