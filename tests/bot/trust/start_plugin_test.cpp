// Consent at the start of a real plugin, and at every later start of its process.
#include "bot/start_plugin.hpp"

#include "bot/trust/file_digest.hpp"
#include "bot/trust/permission.hpp"
#include "bot/trust/plugin_lock.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace desk {
namespace {

using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

struct StartedPlugin : testing::Test {
    test::ScratchFolder folder;
    const Log log{{.is_silent = true}};
    std::string file = folder / "plugins/fault.so";
    std::string configuration_file = folder.write("deskhand.toml", "plugin_directory = \"plugins\"\n[plugins.fault]\n");

    void SetUp() override {
        const std::string built = std::string{DESK_BUILD_DIR} + "/plugins/fault";
        fs::create_directories(folder / "plugins");
        fs::copy_file(built + ".so", file);
        fs::copy_file(built + ".plugin.json", folder / "plugins/fault.plugin.json");
    }
    Configuration configuration() const {
        return load_configuration(configuration_file, {.plugin_directory = folder / "own"}).configuration;
    }
    static Manifest manifest_of(const PluginConfiguration& plugin) {
        std::ifstream stream{plugin.manifest_file()};
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        return *read_manifest(text, "fault.plugin.json");
    }
    auto started() const {
        Limits limits;
        limits.plugin_start_time = std::chrono::seconds{30};
        limits.plugin_children = 1;
        const auto plugin = configuration().plugins.at(0);
        const auto start = isolated_plugins(std::string{DESK_BUILD_DIR} + "/deskhand-plugin-host", limits, log);
        return start(plugin, manifest_of(plugin));
    }
    void enable() const {
        const auto plugin = configuration().plugins.at(0);
        const auto keys = permission_keys(permissions_of(manifest_of(plugin), {}, "fault"));
        ASSERT_TRUE(
            write_plugin_lock(folder / "plugins.lock", {{"fault",
                                                         {.file = file,
                                                          .sha256 = *file_digest(file),
                                                          .manifest_sha256 = *file_digest(plugin.manifest_file()),
                                                          .permissions = keys}}}));
    }
    // As an upgrade does it: another file takes its name.
    void exchange() const {
        fs::copy_file(std::string{DESK_BUILD_DIR} + "/plugins/echo.so", folder / "other.so");
        fs::rename(folder / "other.so", file);
    }
    static Result<PluginAnswer> say(PluginRunner& runner, const std::string& text) {
        Call call{.id = "message-1", .kind = CallKind::text, .name = "fault"};
        call.arguments["text"] = text;
        call.asker = {"p1", "contact", {"Anna", "Kovács"}};
        return runner.answer(
            call, [](std::string_view) { return std::string{"{}"}; },
            std::chrono::steady_clock::now() + std::chrono::seconds{30});
    }
};

TEST_F(StartedPlugin, RunsUnpinnedWithoutConsent) {
    const auto runner = started();
    ASSERT_TRUE(runner) << runner.error().what;
    EXPECT_EQ((*runner)->report().trust, "unpinned");
    EXPECT_FALSE((*runner)->report().layers.empty());
}

TEST_F(StartedPlugin, RunsPinnedOnceEnabled) {
    enable();
    const auto runner = started();
    ASSERT_TRUE(runner) << runner.error().what;
    EXPECT_EQ((*runner)->report().trust, "pinned");
    EXPECT_FALSE((*runner)->report().p95);
    static_cast<void>(say(**runner, "!fault sleep 1"));
    EXPECT_TRUE((*runner)->report().p95);
}

TEST_F(StartedPlugin, IsRefusedWhenItsFileWasExchanged) {
    enable();
    const auto before = *file_digest(file);
    exchange();
    const auto runner = started();
    ASSERT_FALSE(runner);
    EXPECT_EQ(runner.error().code, ErrorCode::invalid);
    EXPECT_THAT(runner.error().what, AllOf(HasSubstr(before), HasSubstr(*file_digest(file)), HasSubstr("(DH5101)"),
                                           HasSubstr("deskhand plugin enable fault")));
}

TEST_F(StartedPlugin, IsNotTakenUpByARestartWhenItsFileWasExchangedMeanwhile) {
    enable();
    const auto runner = started();
    ASSERT_TRUE(runner) << runner.error().what;
    exchange();
    EXPECT_FALSE(say(**runner, "!fault exit 3"));
    const auto later = say(**runner, "!fault sleep 1");
    ASSERT_FALSE(later);
    EXPECT_THAT(later.error().what, HasSubstr("DH5101"));
    EXPECT_EQ((*runner)->report().state, PluginState::refused);
}

TEST_F(StartedPlugin, IsNotTakenUpByARestartWithoutConsentEither) {
    const auto runner = started();
    ASSERT_TRUE(runner) << runner.error().what;
    exchange();
    EXPECT_FALSE(say(**runner, "!fault exit 3"));
    const auto later = say(**runner, "!fault sleep 1");
    ASSERT_FALSE(later);
    EXPECT_THAT(later.error().what, HasSubstr("deskhand plugin reload fault"));
}

TEST_F(StartedPlugin, IsLeftOutWhileDisabled) {
    ASSERT_TRUE(write_plugin_lock(folder / "plugins.lock", {{"fault", {.file = file, .is_enabled = false}}}));
    const auto runner = started();
    ASSERT_FALSE(runner);
    EXPECT_THAT(runner.error().what, HasSubstr("disabled in plugins.lock"));
}

}  // namespace
}  // namespace desk
