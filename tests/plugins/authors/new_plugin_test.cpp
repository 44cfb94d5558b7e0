// deskhand plugin new, and what its templates promise before anything is built.
#include "bot/authoring/new_plugin.hpp"

#include "bot/cli/chat_script.hpp"
#include "conversations/language/catalogue.hpp"
#include "conversations/language/text_rules.hpp"
#include "tests/bot/cli/cli_world.hpp"
#include <desk/manifest.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

class Templates : public testing::TestWithParam<const char*> {
protected:
    static std::vector<NewFile> files() { return *new_plugin_files("notice_board", GetParam()); }
    static std::string text_of(std::string_view path) {
        for (const auto& file : files()) {
            if (file.path == path) return file.text;
        }
        ADD_FAILURE() << "no file " << path;
        return {};
    }
};

TEST_P(Templates, WriteEverythingAPluginNeeds) {
    std::vector<std::string> paths;
    for (const auto& file : files()) paths.push_back(file.path);
    EXPECT_THAT(
        paths, IsSupersetOf({"plugin.json", "notice_board.cpp", "texts/en.json", "texts/hu.json", "texts/de.json",
                             "tests/notice_board_test.cpp", "tests/notice_board.chat", "CMakeLists.txt", "README.md"}));
}

TEST_P(Templates, LeaveNoMarkUnfilled) {
    for (const auto& file : files()) {
        EXPECT_THAT(file.text, Not(testing::ContainsRegex("@[A-Za-z]+@"))) << file.path;
        EXPECT_THAT(file.path, Not(HasSubstr("NAME")));
    }
}

TEST_P(Templates, HaveASourceOfAtMost25Lines) {
    const auto source = text_of("notice_board.cpp");
    EXPECT_LE(std::count(source.begin(), source.end(), '\n'), 25);
    EXPECT_THAT(source, HasSubstr("DESK_PLUGIN(NoticeBoard)"));
}

TEST_P(Templates, HaveAManifestWithoutMistakes) {
    const auto manifest = read_manifest(text_of("plugin.json"), "plugin.json");
    ASSERT_TRUE(manifest) << manifest.error().what;
    EXPECT_EQ(manifest->id, "notice_board");
    EXPECT_EQ(manifest->title.at("en"), "Notice board");
}

TEST_P(Templates, HaveCarefulTextsInThreeLanguages) {
    const std::map<std::string, std::string> texts{
        {"en", text_of("texts/en.json")}, {"hu", text_of("texts/hu.json")}, {"de", text_of("texts/de.json")}};
    for (const auto& problem : Catalogue::problems(texts)) ADD_FAILURE() << sentence_of(problem);
    for (const auto& problem : rule_problems(texts)) ADD_FAILURE() << sentence_of(problem);
}

TEST_P(Templates, HaveAScriptInThreeLanguages) {
    const auto lines = read_script("x.chat", text_of("tests/notice_board.chat"));
    ASSERT_TRUE(lines) << lines.error().what;
    std::set<std::string> languages;
    for (const auto& line : *lines) languages.insert(line.language);
    EXPECT_THAT(languages, IsSupersetOf({"en", "hu", "de"}));
}

INSTANTIATE_TEST_SUITE_P(Kinds, Templates, testing::Values("command", "responder", "source"),
                         [](const auto& kind) { return kind.param; });

TEST(NewPlugin, RefusesWhatIsNoName) {
    for (const auto* name :
         {"", "Tea", "1tea", "te a", "../tea", "tea-time", "tea_", "te__a", "téa", "help", "confirm"}) {
        EXPECT_FALSE(new_plugin_files(name, "command")) << name;
    }
    EXPECT_FALSE(new_plugin_files(std::string(33, 'a'), "command"));
    EXPECT_FALSE(new_plugin_files("tea", "common"));
    EXPECT_FALSE(new_plugin_files("tea", "teapot"));
}

TEST(NewPlugin, WritesAFolderAndNeverIntoAnother) {
    test::CliWorld world;
    const auto folder = world.folder / "plugins";
    ASSERT_EQ(world.run({"plugin", "new", "tea", "--to", folder}), exit_ok) << world.complained();
    EXPECT_THAT(world.said(), HasSubstr("tea/plugin.json"));
    EXPECT_TRUE(std::filesystem::exists(folder + "/tea/tests/tea.chat"));

    EXPECT_EQ(world.run({"plugin", "new", "tea", "--to", folder}), exit_usage);
    EXPECT_THAT(world.complained(), HasSubstr("it exists already"));
}

TEST(NewPlugin, SaysWhichKindsThereAre) {
    test::CliWorld world;
    EXPECT_EQ(world.run({"plugin", "new", "tea", "--kind", "teapot"}), exit_usage);
    EXPECT_THAT(world.complained(), HasSubstr("command|responder|source"));
    EXPECT_EQ(world.run({"plugin", "new", "Tea"}), exit_usage);
    EXPECT_THAT(world.complained(), HasSubstr("a-z, 0-9 and _"));
}

}  // namespace
}  // namespace desk
