#include "bot/trust/plugin_lock.hpp"

#include "tests/bot/configuration/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace desk {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

struct PluginLockFile : testing::Test {
    test::ScratchFolder folder;
    std::string path = folder / "plugins.lock";

    static PluginConsent consent() {
        return {.file = "/plugins/crm.so",
                .version = "1.0.0",
                .sha256 = std::string(64, 'a'),
                .manifest_sha256 = std::string(64, 'b'),
                .permissions = {"command crm contact", "host crm.example"},
                .at = "2026-11-25T10:00:00.000Z"};
    }
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator{folder / ""})
            found.push_back(entry.path().filename().string());
        return found;
    }
};

TEST_F(PluginLockFile, ComesBackAsItWasWritten) {
    const PluginLock lock{{"crm", consent()}, {"old", {.file = "/plugins/old.so", .is_enabled = false}}};
    ASSERT_TRUE(write_plugin_lock(path, lock));
    const auto read = read_plugin_lock(path);
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(*read, lock);
}

TEST_F(PluginLockFile, IsEmptyWhenThereIsNone) {
    const auto read = read_plugin_lock(path);
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->empty());
}

TEST_F(PluginLockFile, IsReplacedWholeAndLeavesNothingBehind) {
    ASSERT_TRUE(write_plugin_lock(path, {{"crm", consent()}}));
    ASSERT_TRUE(write_plugin_lock(path, {}));
    EXPECT_THAT(names(), UnorderedElementsAre("plugins.lock"));
    struct stat found {};
    ASSERT_EQ(stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 07777u, 0644u);
}

TEST_F(PluginLockFile, IsLeftAloneWhenItCannotBeReplaced) {
    std::filesystem::create_directories(path + "/in_the_way");
    EXPECT_FALSE(write_plugin_lock(path, {{"crm", consent()}}));
    EXPECT_THAT(names(), UnorderedElementsAre("plugins.lock"));
}

TEST_F(PluginLockFile, IsRefusedWhenItIsNotOurs) {
    struct {
        const char* text;
        const char* why;
    } const wrong[] = {{"[]", "format 0"},
                       {R"({"format": 2, "plugins": {}})", "format 2; this Deskhand knows 1"},
                       {R"({"format": 1})", "plugins must be an object"},
                       {R"({"format": 1, "plugins": {"crm": 7}})", "plugin \"crm\": must be an object"},
                       {R"({"format": 1, "plugins": {"crm": {"sha256": "AB"}}})", "sha256 must be 64"},
                       {"{", "plugins.lock: "}};
    for (const auto& row : wrong) {
        folder.write("plugins.lock", row.text);
        const auto read = read_plugin_lock(path);
        ASSERT_FALSE(read) << row.text;
        EXPECT_THAT(read.error().what, HasSubstr(row.why));
        EXPECT_THAT(read.error().what, HasSubstr(path));
    }
}

// Somebody who takes a digest out must not get a plugin that is enabled without one.
TEST_F(PluginLockFile, NeedsDigestsOfWhatIsEnabled) {
    folder.write("plugins.lock", R"({"format": 1, "plugins": {"crm": {"enabled": true, "permissions": []}}})");
    EXPECT_FALSE(read_plugin_lock(path));
}

TEST(PluginLockPath, IsBesideTheConfiguration) {
    EXPECT_EQ(plugin_lock_path("/etc/deskhand/deskhand.toml"), "/etc/deskhand/plugins.lock");
    EXPECT_EQ(plugin_lock_path("deskhand.toml"), "plugins.lock");
    EXPECT_EQ(plugin_lock_path(""), "");
}

}  // namespace
}  // namespace desk
