#include "bot/cli/codes.hpp"
#include "bot/cli/command_table.hpp"
#include "bot/cli/help.hpp"
#include "bot/cli/time_argument.hpp"
#include "conversations/timestamp.hpp"
#include "tests/bot/cli/cli_world.hpp"
#include <desk/json.hpp>
#include <desk/plugin_abi.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace desk {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct CommandLine : testing::Test, test::CliWorld {};

TEST_F(CommandLine, ShowsExamplesFirst) {
    // Golden: shared/design/experience.md §4, and what is to be labelled.
    EXPECT_EQ(run({"conversations", "export", "--help"}), exit_ok);
    EXPECT_EQ(said(), R"(Write conversations to a file or to standard output.

Examples:
  deskhand conversations export --since 30d --format csv -o november.csv
  deskhand conversations export 1042 --format html --no-notes > 1042.html
  deskhand conversations export --unmatched --since 7d > to-label.csv

Usage: deskhand conversations export [options] [ID|QUERY]
  --format txt|html|json|jsonl|csv   default txt; csv is one row per conversation
  --since TIME, --until TIME         2026-11-01, 30d, monday
  --unmatched                        only sentences the bot was unsure of, as CSV to be labelled
  --no-notes                         leave out internal notes
  --redact                           mask e-mail addresses, telephone numbers, tenant ids
  -o, --output FILE                  default: standard output
  --config FILE, --json, --quiet, --color WHEN
)");
    const auto shown = said();
    EXPECT_EQ(run({"help", "conversations", "export"}), exit_ok);
    EXPECT_EQ(said(), shown);
}

TEST_F(CommandLine, HelpsWithoutACommand) {
    EXPECT_EQ(run({}), exit_usage);
    EXPECT_EQ(said(), "");
    EXPECT_THAT(complained(), HasSubstr("deskhand demo"));
    EXPECT_EQ(run({"--help"}), exit_ok);
    EXPECT_THAT(said(), HasSubstr("conversations export [ID|QUERY]"));
    EXPECT_EQ(run({"config", "--help"}), exit_ok);
    EXPECT_THAT(said(), HasSubstr("config check"));
    EXPECT_EQ(run({"config"}), exit_usage);
    EXPECT_THAT(said(), HasSubstr("config check"));
}

TEST_F(CommandLine, ProposesTheNearestCommand) {
    EXPECT_EQ(run({"confg", "check"}), exit_usage);
    EXPECT_EQ(complained(),
              "error[DH2001]: unknown command \"confg\"\n  fix: did you mean: deskhand config?\n");
    EXPECT_EQ(run({"config", "chekc"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("did you mean: deskhand config check?"));
    EXPECT_EQ(run({"admin", "dlq", "redrove", "x"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("did you mean: deskhand admin dlq redrive?"));
    EXPECT_EQ(run({"zzz"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("all commands: deskhand --help"));
}

TEST_F(CommandLine, ProposesTheNearestOption) {
    EXPECT_EQ(run({"conversations", "export", "--frmat=csv"}), exit_usage);
    EXPECT_EQ(complained(), R"(error[DH2002]: unknown option "--frmat"
  where: deskhand conversations export
  fix:   did you mean --format?
)");
}

TEST_F(CommandLine, RefusesWhatIsMissingTooMuchOrImpossible) {
    EXPECT_EQ(run({"explain"}), exit_usage);
    EXPECT_THAT(complained(), StartsWith("error[DH2004]"));
    EXPECT_EQ(run({"explain", "DH1203", "DH1204"}), exit_usage);
    EXPECT_THAT(complained(), StartsWith("error[DH2005]: \"DH1204\" is one argument too many"));
    EXPECT_EQ(run({"conversations", "export", "--format", "pdf"}), exit_usage);
    EXPECT_THAT(complained(), StartsWith("error[DH2006]: --format cannot be \"pdf\""));
    EXPECT_EQ(run({"chat", "--server"}), exit_usage);
    EXPECT_THAT(complained(), StartsWith("error[DH2003]"));
    EXPECT_EQ(run({"--json", "version"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("options stand behind the command"));
}

TEST_F(CommandLine, TakesWordsBehindTwoDashesAsTheyAre) {
    EXPECT_EQ(run({"explain", "--", "--help"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("there is no code \"--HELP\""));
}

TEST_F(CommandLine, WritesErrorsAsDocumentsWhenAsked) {
    EXPECT_EQ(run({"version", "--jsn", "--json"}), exit_usage);
    EXPECT_THAT(complained(), StartsWith(R"({"code":"DH2002")"));
}

TEST_F(CommandLine, ColoursOnlyTerminals) {
    EXPECT_EQ(run({"explain", "DH9"}), exit_usage);
    EXPECT_THAT(complained(), testing::Not(HasSubstr("\x1b[")));
    shell.err_is_terminal = true;
    run({"explain", "DH9"});
    EXPECT_THAT(complained(), HasSubstr("\x1b["));
    run({"explain", "DH9", "--color", "never"});
    EXPECT_THAT(complained(), testing::Not(HasSubstr("\x1b[")));
    shell.environment["NO_COLOR"] = "1";
    run({"explain", "DH9"});
    EXPECT_THAT(complained(), testing::Not(HasSubstr("\x1b[")));
    run({"explain", "DH9", "--color=always"});
    EXPECT_THAT(complained(), HasSubstr("\x1b["));
}

TEST_F(CommandLine, HandsOptionsToThePrograms) {
    EXPECT_EQ(run({"serve", "--config", "x.toml"}), exit_ok);
    EXPECT_EQ(said(), "serve x.toml\n");
    EXPECT_EQ(run({"demo", "--listen=127.0.0.1:9"}), exit_ok);
    EXPECT_EQ(said(), "demo 127.0.0.1:9\n");
}

TEST_F(CommandLine, SaysItsVersions) {
    EXPECT_EQ(run({"version", "--json"}), exit_ok);
    const auto document = parse_json(said());
    ASSERT_TRUE(document);
    EXPECT_EQ(text_or(*document, "wall", ""),
              std::to_string(DESK_WALL_MAJOR) + "." + std::to_string(DESK_WALL_MINOR));
    EXPECT_GE(integer_or(*document, "schema", 0), 1);
    EXPECT_EQ(integer_or(*document, "config", 0), 1);
    EXPECT_NE(text_or(*document, "program", ""), "");
    EXPECT_EQ(run({"--version"}), exit_ok);
    EXPECT_THAT(said(), StartsWith("deskhand "));
}

TEST_F(CommandLine, ExplainsCodes) {
    EXPECT_EQ(run({"explain", "dh1203"}), exit_ok);
    EXPECT_THAT(said(), StartsWith("DH1203  A key or section that Deskhand does not know.\n"));
    EXPECT_THAT(said(), HasSubstr("Exit code: 3"));
    EXPECT_THAT(said(), HasSubstr("DH1204"));
    EXPECT_EQ(run({"explain", "DH12O3"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("did you mean DH1203?"));
}

// Survives any words: no crash, an exit code, and nothing on standard output but help.
TEST_F(CommandLine, SurvivesOddWords) {
    const std::vector<std::vector<std::string>> odd{{""},
                                                    {"", ""},
                                                    {"-"},
                                                    {"--"},
                                                    {"--="},
                                                    {"config", "check", "\xff\xfe"},
                                                    {"version", "--json=x"},
                                                    {"version", std::string(100'000, 'a')},
                                                    {"explain", std::string("\0x", 2)},
                                                    {"help", "help"},
                                                    {"version", "@file"},
                                                    {"chat", "--lang", "--script"},
                                                    {"explain", "-5"},
                                                    {"version", "--quiet", "--quiet"}};
    for (const auto& words : odd) EXPECT_LE(run(words), exit_network);
}

TEST(CommandTable, HasHelpForEveryCommand) {
    std::set<std::string_view> paths;
    for (const auto& command : command_table()) {
        EXPECT_TRUE(paths.insert(command.path).second) << command.path;
        EXPECT_NE(command.summary, "") << command.path;
        EXPECT_FALSE(command.examples.empty()) << command.path;
        EXPECT_NE(command.run, nullptr) << command.path;
        for (const auto example : command.examples) {
            EXPECT_TRUE(example.starts_with(command.path)) << example;
        }
        std::size_t longest = 0;
        const auto help = help_text(command);
        for (std::size_t at = 0; at < help.size();) {
            const auto end = help.find('\n', at);
            longest = std::max(longest, end - at);
            at = end + 1;
        }
        EXPECT_LE(longest, 110u) << help;
    }
}

TEST(Codes, AreSortedAndComplete) {
    std::string before;
    for (const auto& page : code_pages()) {
        EXPECT_LT(before, page.code);
        before = page.code;
        EXPECT_NE(page.meaning, "");
        EXPECT_NE(page.causes, "");
        EXPECT_NE(page.fix, "");
    }
}

// Codes that sources use, by walking the tree.
std::set<std::string> used_codes() {
    std::set<std::string> codes;
    const std::filesystem::path root{DESK_SOURCE_DIR};
    for (const auto* folder : {"bot", "conversations", "storage", "adapters", "plugins"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root / folder}) {
            const auto ending = entry.path().extension();
            if (ending != ".cpp" && ending != ".hpp") continue;
            if (entry.path().filename() == "codes.cpp") continue;
            std::ifstream in{entry.path()};
            const std::string text{std::istreambuf_iterator<char>{in}, {}};
            for (auto at = text.find("DH"); at != std::string::npos; at = text.find("DH", at + 2)) {
                const auto digits = text.substr(at + 2, 4);
                const bool is_code = digits.find_first_not_of("0123456789") == std::string::npos &&
                                     digits.size() == 4;
                if (is_code) codes.insert("DH" + digits);
            }
        }
    }
    return codes;
}

TEST(Codes, ThatAreUsedAreExplained) {
    const auto used = used_codes();
    ASSERT_GE(used.size(), 20u);
    for (const auto& code : used) EXPECT_NE(find_code(code), nullptr) << code;
}

TEST(Codes, ThatAreExplainedAreUsed) {
    const auto used = used_codes();
    for (const auto& page : code_pages()) {
        EXPECT_TRUE(used.contains(std::string{page.code})) << page.code;
    }
}

TEST(Codes, DecideTheExitCode) {
    EXPECT_EQ(exit_code_of("DH1203"), 3);
    EXPECT_EQ(exit_code_of("DH2001"), 2);
    EXPECT_EQ(exit_code_of("DH3101"), 6);
    EXPECT_EQ(exit_code_of("DH4101"), 4);
    EXPECT_EQ(exit_code_of("DH5007"), 5);
    EXPECT_EQ(exit_code_of("DH7101"), 1);
    EXPECT_EQ(exit_code_of(""), 1);
}

TEST(TimeArgument, IsReadAsPeopleTypeIt) {
    const auto now = *read_timestamp("2026-11-24T09:05:00Z");  // a Tuesday
    const auto read = [&](std::string_view text) {
        const auto time = read_time_argument(text, now);
        return time ? timestamp(*time) : time.error().what;
    };
    EXPECT_EQ(read("2026-11-01"), "2026-11-01T00:00:00.000Z");
    EXPECT_EQ(read("2026-11-01T08:00:00Z"), "2026-11-01T08:00:00.000Z");
    EXPECT_EQ(read("30d"), "2026-10-25T09:05:00.000Z");
    EXPECT_EQ(read("today"), "2026-11-24T00:00:00.000Z");
    EXPECT_EQ(read("yesterday"), "2026-11-23T00:00:00.000Z");
    EXPECT_EQ(read("monday"), "2026-11-23T00:00:00.000Z");
    EXPECT_EQ(read("tuesday"), "2026-11-24T00:00:00.000Z");
    EXPECT_EQ(read("wednesday"), "2026-11-18T00:00:00.000Z");
    EXPECT_EQ(read("soon"), "\"soon\" is no time: 2026-11-01, 30d, monday");
    EXPECT_EQ(read("2026-02-30").substr(0, 1), "\"");
}

}  // namespace
}  // namespace desk
