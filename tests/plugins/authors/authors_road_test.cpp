// From nothing to a plugin that answers, outside the tree: the three kinds, and what goes wrong on the way.
#include "tests/plugins/authors/workshop.hpp"
#include <desk/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int exit_plugin = 5;

// One installation for all kinds.
Workshop& workshop() {
    static Workshop one;
    return one;
}

struct Kind {
    const char* name;
    const char* chat;  // options of `deskhand chat`
    const char* typed;
    const char* answer;
};

class Authors : public testing::TestWithParam<Kind> {};

TEST_P(Authors, GetFromNothingToAnAnswer) {
    const std::string name = GetParam().name;
    auto& place = workshop();
    const auto made = place.run("cd " + (place / "work") + "\ndeskhand plugin new my_" + name + " --kind " + name);
    ASSERT_EQ(made.code, 0) << made.output;
    const auto built = place.run("cd my_" + name + " && cmake --workflow --preset test");
    ASSERT_EQ(built.code, 0) << built.output;
    EXPECT_THAT(built.output, HasSubstr("100% tests passed, 0 tests failed out of 3"));
    const auto checked = place.run("deskhand plugin check build/plugins/my_" + name + ".so");
    EXPECT_THAT(checked.output, HasSubstr("level: gold"));
    const auto said =
        place.run("deskhand chat --plugin build/plugins/my_" + name + ".so " + GetParam().chat, GetParam().typed);
    EXPECT_EQ(said.code, 0);
    EXPECT_THAT(said.output, HasSubstr(GetParam().answer));
}

INSTANTIATE_TEST_SUITE_P(Kinds, Authors,
                         testing::Values(Kind{"command", "--as customer:jonas", "/my_command 4\n",
                                              "4 Stück sind notiert."},
                                         Kind{"responder", "--as customer:anna", "kifogyott a papír\n",
                                              "Feljegyeztem: „kifogyott a papír”."},
                                         Kind{"source", "--world tests/my_source.chat", "/my_source\n",
                                              "The lift is closed. (as of 09:05)"}),
                         [](const auto& kind) { return kind.param.name; });

// What the tests below break, and mend again: a plugin of the kind command, built without its unit tests.
struct BuiltCommand : testing::Test {
    Workshop& place = workshop();
    const std::string folder = place / "work/tea";

    static void SetUpTestSuite() {
        const auto built = workshop().run("cd " + (workshop() / "work") +
                                          "\ndeskhand plugin new tea && cd tea && cmake --preset test && "
                                          "cmake --build build --target tea_plugin");
        ASSERT_EQ(built.code, 0) << built.output;
    }
    void SetUp() override { ASSERT_EQ(place.run("cd " + folder).code, 0); }
};

TEST_F(BuiltCommand, ShowsTheDifferenceOfAScriptThatDoesNotHold) {
    const auto script = folder + "/tests/tea.chat";
    const auto before = read_text(script);
    change(script, "3 pieces are noted", "3 pieces are lost");
    const auto failed = place.run("deskhand plugin test build/plugins/tea.so");
    EXPECT_EQ(failed.code, exit_plugin);
    EXPECT_THAT(failed.output, HasSubstr("  > /tea 3\n  - text = Thank you, Joe Miller: 3 pieces are lost.\n"
                                         "  + text = Thank you, Joe Miller: 3 pieces are noted.\n"));

    EXPECT_THAT(place.run("deskhand plugin test build/plugins/tea.so --update").output, HasSubstr("rewritten"));
    EXPECT_EQ(read_text(script), before);
    EXPECT_EQ(place.run("deskhand plugin test .").code, 0);
}

TEST_F(BuiltCommand, IsRefusedWhenItsManifestDeclaresSomethingElse) {
    const auto manifest = folder + "/build/plugins/tea.plugin.json";
    const auto before = read_text(manifest);
    change(manifest, R"("intents")", R"("listens": [{"name": "ears", "roles": ["contact"]}], "intents")");
    const auto checked = place.run("deskhand plugin check build/plugins/tea.so --json");
    EXPECT_EQ(checked.code, exit_plugin);
    const auto document = parse_json(checked.output);
    ASSERT_TRUE(document) << checked.output;
    EXPECT_EQ(text_or(*document, "reached", ""), "none");
    for (const auto& rule : array_or_empty(*document, "rules")) {
        const bool is_meant = text_or(rule, "id", "") == "handlers-match";
        EXPECT_EQ(text_or(rule, "state", ""), is_meant ? "broken" : "kept") << dump_json(rule);
    }
    const auto tested = place.run("deskhand plugin test build/plugins/tea.so");
    EXPECT_EQ(tested.code, exit_plugin);
    EXPECT_THAT(tested.output, HasSubstr("DH5202"));
    std::ofstream{manifest, std::ios::binary} << before;
}

TEST_F(BuiltCommand, CannotBeTestedWithoutScripts) {
    const auto none = place.run("mkdir -p empty && deskhand plugin test build/plugins/tea.so --scripts empty");
    EXPECT_EQ(none.code, exit_plugin);
    EXPECT_THAT(none.output, HasSubstr("there is no golden script"));
    EXPECT_EQ(place.run("deskhand plugin test nowhere.so").code, exit_plugin);
}

TEST_F(BuiltCommand, LeavesNothingBehind) {
    ASSERT_EQ(place.run("mkdir -p tmp && TMPDIR=$PWD/tmp deskhand plugin test . && rmdir tmp").code, 0);
}

TEST(BundledPlugins, AreFoundByAnInstalledDesk) {
    auto& place = workshop();
    const auto checked = place.run("deskhand demo --check");
    EXPECT_EQ(checked.code, 0) << checked.output;
    EXPECT_THAT(checked.output, HasSubstr("all answers are right"));
}

TEST(BundledPlugins, BringTheirGoldenScripts) {
    auto& place = workshop();
    for (const std::string name : {"health", "incidents", "service_requests", "support_prices"}) {
        const auto tested = place.run("deskhand plugin test " + (place / "desk/lib/deskhand/plugins/") + name + ".so");
        EXPECT_EQ(tested.code, 0) << tested.output;
    }
}

}  // namespace
}  // namespace desk::test
