// An upgrade reviewed like code, on the real desk: what customers asked is asked again of another build, beside the
// desk that runs, and later without its database.
#include "tests/support/desk_client.hpp"
#include "tests/support/desk_process.hpp"
#include "tests/support/sql.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace desk::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct ReplayRoad : testing::Test {
    DeskProcess desk{{}};
    std::string old_build = build(1);
    std::string new_build = build(2);

    ReplayRoad() {
        configure("");
        EXPECT_TRUE(desk.start_and_wait());
    }
    // The file of a build, with its manifest, in a folder of its own.
    std::string build(int number) const {
        const auto folder = desk.folder() + "/build-" + std::to_string(number);
        std::filesystem::create_directory(folder);
        const auto built = "/plugins_of_tests/two_builds_" + std::to_string(number) + ".so";
        std::filesystem::copy_file(DESK_BUILD_DIR + built, folder + "/swapped.so");
        std::ofstream{folder + "/swapped.plugin.json"}
            << R"({"id":"swapped","version":")" << number << R"(.0.0","wall":"1.0","license":"MIT",)"
            << R"("title":{"en":"Swapped"},"listens":[{"name":"everything","roles":["guest"]}]})";
        return folder + "/swapped.so";
    }
    void configure(const std::string& limits) const {
        auto text = desk.configuration();
        text = text.substr(0, text.find("[plugins.")) + "[plugins.swapped]\nfile = \"" + old_build + "\"\n";
        text.insert(text.find("[limits]\n") + 9, limits);
        desk.write_configuration(text);
    }
    void ask(int questions) const {
        for (int n = 1; n <= questions; ++n) {
            const auto number = std::to_string(n);
            const auto body = message_body("c-1", "question " + number);
            const auto answer = exchange(desk.port(), question("q" + number, body));
            EXPECT_THAT(answer.body, HasSubstr("build 1.0.0 question " + number));
        }
    }
    std::string conversation() const {
        return rows_of(desk.database(), "SELECT id FROM conversation WHERE conv LIKE '%c-1%'").at(0).at(0);
    }
};

TEST_F(ReplayRoad, FindsNothingDifferentInTheSameBuild) {
    ask(3);
    const auto ran = desk.command({"replay", "--since", "1h"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.out, "3 calls, 3 the same, 0 different\n");
}

TEST_F(ReplayRoad, ShowsExactlyWhatAnotherBuildSaysOtherwise) {
    ask(2);
    const auto ran = desk.command({"replay", "--since", "1h", "--with", "swapped=" + new_build});
    EXPECT_EQ(ran.code, 1) << ran.err;
    const auto conv = "conv " + conversation();
    EXPECT_EQ(ran.out, conv + " turn 2: swapped 1.0.0 → 2.0.0\n"
                              "- build 1.0.0 question 1\n+ build 2.0.0 question 1\n" +
                           conv + " turn 4: swapped 1.0.0 → 2.0.0\n"
                                  "- build 1.0.0 question 2\n+ build 2.0.0 question 2\n"
                                  "2 calls, 0 the same, 2 different\n");
    // The desk has not noticed.
    EXPECT_EQ(number_of(desk.database(), "SELECT count(*) FROM turn"), 4);
    const auto json = desk.command({"replay", "--since", "1h", "--most", "1", "--with", "swapped=" + new_build,
                                    "--json"});
    EXPECT_EQ(json.code, 1);
    const auto document = parse_json(json.out);
    ASSERT_TRUE(document) << json.out;
    EXPECT_EQ(integer_or(*document, "calls", 0), 1);
    EXPECT_EQ(text_or(document->at("differences").at(0), "to", ""), "2.0.0");
    EXPECT_EQ(document->at("differences").at(0).at("diff").at(1), "+ build 2.0.0 question 2");
}

TEST_F(ReplayRoad, KeepsAGoldenSetThatNeedsNoDatabase) {
    ask(2);
    const auto file = desk.folder() + "/golden.calls";
    EXPECT_EQ(desk.command({"replay", "--since", "1h", "--save", file}).code, 0);
    desk.kill();
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(desk.database() + end);
    EXPECT_EQ(desk.command({"replay", file}).out, "2 calls, 2 the same, 0 different\n");
    EXPECT_EQ(desk.command({"replay", file, "--with", "swapped=" + new_build}).code, 1);
}

TEST_F(ReplayRoad, SaysWhatIsWrong) {
    ask(1);
    EXPECT_EQ(desk.command({"replay"}).code, 2);
    EXPECT_EQ(desk.command({"replay", "x.calls", "--since", "1h"}).code, 2);
    EXPECT_EQ(desk.command({"replay", "--since", "sometime"}).code, 2);
    EXPECT_EQ(desk.command({"replay", "--since", "1h", "--with", "swapped"}).code, 2);
    const auto no_file = desk.command({"replay", desk.folder() + "/no.calls"});
    EXPECT_EQ(no_file.code, 1);
    EXPECT_THAT(no_file.err, HasSubstr("DH6101"));

    std::ofstream{new_build} << "no plugin";
    const auto broken = desk.command({"replay", "--since", "1h", "--with", "swapped=" + new_build});
    EXPECT_EQ(broken.code, 5);
    EXPECT_THAT(broken.err, AllOf(HasSubstr("DH5301"), HasSubstr("swapped")));
    const auto missing = desk.command({"replay", "--since", "1h", "--with", "swapped=" + desk.folder() + "/none.so"});
    EXPECT_EQ(missing.code, 5);
}

TEST_F(ReplayRoad, TriesABuildNobodyHasAllowedYet) {
    ask(1);
    EXPECT_EQ(desk.command({"plugin", "enable", "swapped", "--yes"}).code, 0);
    EXPECT_EQ(desk.command({"replay", "--since", "1h", "--with", "swapped=" + new_build}).code, 1);
    // As the configured build it would be refused.
    std::filesystem::copy_file(new_build, old_build, std::filesystem::copy_options::overwrite_existing);
    const auto changed = desk.command({"replay", "--since", "1h"});
    EXPECT_EQ(changed.code, 5);
    EXPECT_THAT(changed.err, HasSubstr("DH5101"));
}

TEST_F(ReplayRoad, LeavesOutCallsOfAPluginThatIsGone) {
    ask(1);
    auto text = desk.configuration();
    desk.write_configuration(text.substr(0, text.find("[plugins.")));
    const auto ran = desk.command({"replay", "--since", "1h"});
    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(ran.out, "0 calls, 0 the same, 0 different\n");
    EXPECT_THAT(ran.err, HasSubstr("1 call left out: the configuration has no such plugin: swapped"));
}

TEST_F(ReplayRoad, FindsNothingWhenNothingIsRecorded) {
    desk.kill();
    configure("call_records = \"0s\"\n");
    ASSERT_TRUE(desk.start_and_wait());
    ask(1);
    EXPECT_EQ(number_of(desk.database(), "SELECT count(*) FROM call_record"), 0);
    EXPECT_EQ(desk.command({"replay", "--since", "1h"}).out, "0 calls, 0 the same, 0 different\n");
}

}  // namespace
}  // namespace desk::test
