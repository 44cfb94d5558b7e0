// Going over to a new build of one plugin: by hand, with made-up builds and a clock that stands still.
#include "bot/plugin_reloads.hpp"

#include <fstream>

#include "tests/support/road.hpp"
#include "tests/support/scripted_plugin.hpp"

namespace desk::test {
namespace {

using std::chrono::seconds;

// A build that reports what a test wants.
class MadeUpBuild final : public PluginRunner {
public:
    explicit MadeUpBuild(Manifest manifest) : manifest_{std::move(manifest)} {}
    const Manifest& manifest() const override { return manifest_; }
    Result<PluginAnswer> answer(const Call&, const AskBot&, Deadline) override { return answers(manifest_.version); }
    PluginReport report() const override { return reported; }

    PluginReport reported{.state = PluginState::ok};

private:
    Manifest manifest_;
};

struct Reloads : testing::Test {
    Folder folder{"reloads"};
    Time now{seconds{1'764'000'000}};
    Log log{{.is_silent = true}};
    PluginConfiguration configured{.name = "echo", .file = folder.path() + "/echo.so"};
    std::shared_ptr<MadeUpBuild> old_build = build("1.0.0", "echo");
    std::shared_ptr<MadeUpBuild> new_build = build("2.0.0", "echo");
    Current<Desk> desk{made()};
    PluginReloads reloads{{desk, log, [this] { return now; }}};

    std::shared_ptr<MadeUpBuild> build(const std::string& version, const std::string& command) {
        auto manifest = open_manifest(command);
        manifest.id = "echo";
        manifest.version = version;
        return std::make_shared<MadeUpBuild>(std::move(manifest));
    }
    std::shared_ptr<const Desk> made() {
        write_manifest();
        Configuration configuration;
        configuration.desk = {.name = "Contoso Partner", .languages = {"en"}, .time_zone = "UTC"};
        auto other = configured;
        other.name = "other";
        configuration.plugins = {configured, other};
        return build_desk(configuration, [this](const PluginConfiguration& plugin, const Manifest&) {
                   return Result<std::shared_ptr<PluginRunner>>{plugin.name == "echo" ? old_build : build("1.0.0", "other")};
               })->desk;
    }
    void write_manifest() {
        std::ofstream{folder.path() + "/echo.plugin.json"}
            << R"({"id":"echo","version":"2.0.0","wall":"1.0","license":"MIT","title":{"en":"Echo"}})";
    }
    Result<PluginReloads::Reloaded> reload() {
        return reloads.reload(configured, [this](const PluginConfiguration&, const Manifest&) {
            return Result<std::shared_ptr<PluginRunner>>{new_build};
        });
    }
    std::string running() { return desk.get()->plugin("echo")->runner->manifest().version; }
    void calls(std::int64_t good, std::int64_t bad) {
        auto& counts = *desk.get()->plugin("echo")->counts;
        counts.calls += good + bad;
        counts.failed += bad;
    }
};

TEST_F(Reloads, LetEveryNextCallGoToTheNewBuild) {
    const auto during = desk.get();  // a turn that is under way
    const auto done = reload();
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_EQ(done->from, "1.0.0");
    EXPECT_EQ(done->to, "2.0.0");
    EXPECT_EQ(running(), "2.0.0");
    EXPECT_EQ(during->plugin("echo")->runner->manifest().version, "1.0.0");
    EXPECT_EQ(desk.get()->plugin("other")->runner, during->plugin("other")->runner);
}

TEST_F(Reloads, LeaveTheOldBuildWhenTheNewOneDoesNotStart) {
    new_build->reported.state = PluginState::starting;
    EXPECT_FALSE(reload());
    EXPECT_EQ(running(), "1.0.0");
}

TEST_F(Reloads, LeaveTheOldBuildWhenTheNewOneIsRefused) {
    const auto refused = reloads.reload(configured, [](const PluginConfiguration&, const Manifest&) {
        return Result<std::shared_ptr<PluginRunner>>{invalid("built for another wall")};
    });
    EXPECT_EQ(refused.error().what, "built for another wall");
    EXPECT_EQ(running(), "1.0.0");
}

TEST_F(Reloads, LeaveTheOldBuildWhenTheNewOneClaimsAnothersCommand) {
    new_build = build("2.0.0", "other");
    EXPECT_FALSE(reload());
    EXPECT_EQ(running(), "1.0.0");
}

TEST_F(Reloads, SayThatAPluginIsNotInUse) {
    configured.name = "gone";
    EXPECT_EQ(reload().error().code, ErrorCode::not_found);
}

TEST_F(Reloads, TakeBackABuildThatDies) {
    ASSERT_TRUE(reload());
    new_build->reported.deaths = 3;
    ASSERT_TRUE(reloads.watch());
    EXPECT_EQ(running(), "1.0.0");
}

TEST_F(Reloads, TakeBackABuildThatFailsMoreThanTheOneBefore) {
    calls(95, 5);
    ASSERT_TRUE(reload());
    calls(7, 3);
    ASSERT_TRUE(reloads.watch());
    EXPECT_EQ(running(), "1.0.0");
}

TEST_F(Reloads, KeepABuildThatFailsNoMoreThanTheOneBefore) {
    calls(50, 50);
    ASSERT_TRUE(reload());
    calls(7, 3);
    ASSERT_TRUE(reloads.watch());
    EXPECT_EQ(running(), "2.0.0");
}

TEST_F(Reloads, LetTheOldBuildGoWhenTheNewOneHasProvedItself) {
    ASSERT_TRUE(reload());
    const std::weak_ptr<MadeUpBuild> before = std::exchange(old_build, nullptr);
    ASSERT_TRUE(reloads.watch());
    EXPECT_FALSE(before.expired());
    now += seconds{31};
    ASSERT_TRUE(reloads.watch());
    EXPECT_TRUE(before.expired());
    new_build->reported.deaths = 9;  // too late to be taken back: quarantine is for that
    ASSERT_TRUE(reloads.watch());
    EXPECT_EQ(running(), "2.0.0");
}

TEST(WorseThan, JudgesOnlyWhatIsClear) {
    const ReloadRules rules;
    EXPECT_EQ(worse_than({}, {}, rules), "");
    EXPECT_EQ(worse_than({}, {.calls = 9, .failed = 9}, rules), "");
    EXPECT_EQ(worse_than({}, {.calls = 10, .failed = 2}, rules), "");
    EXPECT_EQ(worse_than({}, {.calls = 10, .failed = 3}, rules), "30% of its calls failed, 0% before");
    EXPECT_EQ(worse_than({}, {.state = PluginState::quarantined}, rules), "it is quarantined");
    EXPECT_EQ(worse_than({}, {.deaths = 3}, rules), "it died 3 times");
}

}  // namespace
}  // namespace desk::test
