// What is read of shared objects that a linker really made, each breaking one rule.
#include "bot/authoring/check_rules.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"
#include <desk/plugin_abi.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace desk {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::string built(const std::string& name) {
    return DESK_BUILD_DIR "/plugins_of_authors/" + name + ".so";
}

// Offences of the rules about objects, as "rule: offence".
std::vector<std::string> offences(const PluginPlace& place) {
    const auto plugin = gather(place);
    std::vector<std::string> out;
    for (const auto& rule : object_rules()) {
        for (const auto& offence : rule.offences(plugin)) out.push_back(std::string{rule.id} + ": " + offence);
    }
    return out;
}

TEST(SharedObject, ReadsWhatTheLinkerWrote) {
    const auto object = read_shared_object(*text_of_file(built("sound")));
    ASSERT_TRUE(object) << object.error().what;
    EXPECT_THAT(object->exported, ElementsAre("desk_plugin_v1"));
    EXPECT_THAT(object->libraries, Contains("libc.so.6"));
    EXPECT_EQ(object->wall_major, std::uint32_t{DESK_WALL_MAJOR});
    EXPECT_EQ(object->search_path, "");
    EXPECT_FALSE(object->has_executable_stack);
}

TEST(SharedObject, IsNotReadBehindItsEnd) {
    const auto content = *text_of_file(built("sound"));
    for (std::size_t size = 0; size < content.size(); size += 97) {
        const auto object = read_shared_object(std::string_view{content}.substr(0, size));
        EXPECT_TRUE(!object || object->exported.size() < 1'000);
    }
    EXPECT_EQ(read_shared_object("#!/bin/sh\n").error().what, "this is no 64-bit shared object");
}

TEST(ObjectRules, KeepQuietAboutASoundObject) {
    EXPECT_THAT(offences({built("sound")}), ElementsAre());
}

TEST(ObjectRules, CatchASecondSymbol) {
    EXPECT_THAT(offences({built("two_symbols")}), ElementsAre("exports-one: second_symbol"));
}

TEST(ObjectRules, CatchALibraryAndWhatIsNowhereDefined) {
    EXPECT_THAT(offences({built("foreign")}), Contains(HasSubstr("needs-nothing: it loads libauthors_foreign.so")));
    EXPECT_THAT(offences({built("undefined")}), ElementsAre("needs-nothing: nowhere_defined is nowhere defined"));
}

TEST(ObjectRules, CatchASearchPathAndAnExecutableStack) {
    EXPECT_THAT(offences({built("search_path")}), ElementsAre("no-rpath: /opt/tea"));
    EXPECT_THAT(offences({built("executable_stack")}), ElementsAre("stack-plain: PT_GNU_STACK is executable"));
}

TEST(ObjectRules, CatchAFileThatEverybodyMayWrite) {
    const test::ScratchFolder folder;
    const auto file = folder.write("tea.so", *text_of_file(built("sound")), 0666);
    EXPECT_THAT(offences({file}), ElementsAre("file-closed: tea.so or its folder can be written by everybody"));
}

TEST(PluginPlace, IsFoundFromTheBuildResultAndFromTheSource) {
    const test::ScratchFolder folder;
    folder.write("tea/plugin.json", "{}");
    EXPECT_THAT(find_plugin(folder / "tea", "").error().what, HasSubstr("build it: cmake --workflow"));
    const auto file = folder.write("tea/build/plugins/tea.so", "x");
    EXPECT_EQ(find_plugin(file, "")->source, folder / "tea");
    EXPECT_EQ(find_plugin(folder / "tea/", "")->file, file);
    EXPECT_EQ(find_plugin(file, "elsewhere")->source, "elsewhere");
    EXPECT_FALSE(find_plugin(folder / "none.so", ""));
}

}  // namespace
}  // namespace desk
