// An operator's day with a plugin, on the real desk: unpinned, enabled, exchanged, enabled again, disabled; and the
// doctor beside it.
#include "tests/support/desk_customer.hpp"
#include "tests/support/desk_process.hpp"
#include "tests/support/eventually.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

namespace desk::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

constexpr std::chrono::seconds long_enough{30};

struct Consent : testing::Test {
    FakePlatform platform;
    DeskProcess desk{{.reply_url = platform.url("/replies")}};
    DeskCustomer anna{desk.port(), platform, "anna"};
    const std::string built = std::string{DESK_BUILD_DIR} + "/plugins/";

    void SetUp() override {
        fs::create_directories(desk.folder() + "/mine");
        fs::copy_file(built + "echo.plugin.json", desk.folder() + "/mine/echo.plugin.json");
        put("echo.so");
        auto text = desk.configuration();
        const std::string file = "file = \"echo.so\"";
        const auto at = text.find(file);
        if (at != std::string::npos) {
            text.replace(at, file.size(), "file = \"./mine/echo.so\"");
        } else {
            const std::string section = "[plugins.echo]\n";
            ASSERT_NE(text.find(section), std::string::npos) << text;
            text.insert(text.find(section) + section.size(), "file = \"./mine/echo.so\"\n");
        }
        desk.write_configuration(text);
        ASSERT_TRUE(desk.start_and_wait());
    }
    // As an upgrade does it: another file takes the plugin's name.
    void put(const std::string& other) const {
        fs::copy_file(built + other, desk.folder() + "/mine/new.so");
        fs::rename(desk.folder() + "/mine/new.so", desk.folder() + "/mine/echo.so");
    }
    Ran plugin(const std::string& verb) { return desk.command({"plugin", verb, "echo", "--yes"}); }
    std::string list() { return desk.command({"plugin", "list"}).out; }
    void reload() {
        const auto before = reloads();
        desk.signal(SIGHUP);
        ASSERT_TRUE(eventually(long_enough, [&] { return reloads() > before; })) << desk.log();
    }
    int reloads() const {
        const auto log = desk.log();
        int count = 0;
        for (auto at = log.find("desk.reloaded"); at != std::string::npos; at = log.find("desk.reloaded", at + 1))
            ++count;
        return count;
    }
};

TEST_F(Consent, IsRecordedAndKeepsAnExchangedPluginOut) {
    EXPECT_THAT(list(), HasSubstr("unpinned"));
    EXPECT_THAT(desk.log(), AllOf(HasSubstr("plugin.unpinned"), HasSubstr("\"sandbox\":\"")));
    EXPECT_THAT(anna.ask("c-1", "hello").text, HasSubstr("hello"));

    EXPECT_EQ(plugin("enable").code, 0);
    reload();
    EXPECT_THAT(list(), AllOf(HasSubstr("pinned"), Not(HasSubstr("unpinned"))));

    put("fault.so");
    reload();
    EXPECT_THAT(list(), AllOf(HasSubstr("refused"), HasSubstr("(DH5101)"), HasSubstr("deskhand plugin enable echo")));
    const auto examined = desk.command({"doctor"});
    EXPECT_EQ(examined.code, 1);
    EXPECT_THAT(examined.out, AllOf(HasSubstr("✗ plugin echo"), HasSubstr("fix: deskhand plugin enable echo"),
                                    HasSubstr("quick_check ok"), HasSubstr("held by this desk")));

    put("echo.so");
    reload();
    EXPECT_THAT(anna.ask("c-1", "again").text, HasSubstr("again"));
    EXPECT_EQ(desk.command({"plugin", "disable", "echo"}).code, 0);
    reload();
    EXPECT_THAT(list(), HasSubstr("disabled"));
    EXPECT_EQ(plugin("enable").code, 0);
    reload();
    EXPECT_THAT(anna.ask("c-1", "back").text, HasSubstr("back"));
}

}  // namespace
}  // namespace desk::test
