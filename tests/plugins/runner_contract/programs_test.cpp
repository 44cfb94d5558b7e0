// A plugin that is a program: how it is run, what it may not do, and which layers of the sandbox see to that.
#include "tests/plugins/runner_contract/runners.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace desk {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using test::call_of;
using test::in;
using test::kept;
using test::launch_of_program;
using test::said;

struct Programs : testing::Test {
    Programs() {
        const auto started = pool.start();
        EXPECT_TRUE(started) << started.error().what;
    }
    std::string fault(const std::string& what) {
        return said(pool.answer(call_of("fault", "!fault " + what), kept, in(seconds{60})));
    }
    bool has_layer(const std::string& name) const {
        const auto layers = pool.report().layers;
        return std::find(layers.begin(), layers.end(), name) != layers.end();
    }

    PluginPool pool{launch_of_program("fault"), test::patient_limits(), nullptr};
};

TEST_F(Programs, RunWithAnEmptyEnvironment) {
    // What Python itself sets, in the C locale.
    EXPECT_THAT(fault("environment"), testing::AnyOf("empty", "LC_CTYPE"));
}

TEST_F(Programs, ThatDieCostTheirAnswerAndAreReplaced) {
    EXPECT_EQ(fault("exit 3"), "unavailable: process died: its socket is closed (exited with 3)");
    EXPECT_EQ(fault("abort"), "unavailable: process died: its socket is closed (killed by SIGABRT)");
    EXPECT_EQ(fault("garbage"),
              "unavailable: process died: a frame whose length is not what it says (killed by SIGKILL)");
    EXPECT_EQ(fault("sleep 0"), "slept");
}

#ifndef DESK_SANITIZED  // the sandbox is relaxed there
TEST_F(Programs, ReachNeitherAddressesNorProcessesNorFilesToWrite) {
    const std::string canary = std::string{DESK_BUILD_DIR} + "/program_canary";
    fs::remove(canary);
    for (const auto& what : std::vector<std::string>{
             "connect 127.0.0.1:80", "connect 169.254.169.254:80", "fork", "exec", "ptrace", "kill-parent",
             "raise-limit", "write " + canary}) {
        EXPECT_THAT(fault(what), testing::HasSubstr(": denied (")) << what;
    }
    EXPECT_FALSE(fs::exists(canary));
    EXPECT_EQ(fault("thread"), "thread: done") << "threads of its own are no harm";
    EXPECT_TRUE(has_layer("seccomp"));
    EXPECT_TRUE(has_layer("rlimits"));
    EXPECT_TRUE(has_layer("no_new_privs"));
    EXPECT_EQ(pool.report().deaths, 0);
}

TEST_F(Programs, ReadTheSystemsLibrariesAloneWhereTheKernelHasLandlock) {
    if (!has_layer("landlock")) GTEST_SKIP() << "this kernel has no Landlock";
    const std::string database = std::string{DESK_BUILD_DIR} + "/program_database";
    std::ofstream{database} << "a customer's words";
    EXPECT_EQ(fault("open /etc/passwd"), "open: denied (Permission denied)");
    EXPECT_EQ(fault("open " + database), "open: denied (Permission denied)");
    EXPECT_EQ(fault("open /proc/self/mem"), "open: denied (Permission denied)");
    EXPECT_EQ(fault("open /usr/bin/python3"), "open: done");
    fs::remove(database);
}

TEST(ProgramLimits, AreThoseOfTheConfiguration) {
    auto limits = test::patient_limits();
    limits.memory_bytes = 96ull << 20;
    limits.descriptors = 12;
    PluginPool pool{launch_of_program("fault"), limits, nullptr};
    ASSERT_TRUE(pool.start());
    const auto said_of = [&](const std::string& what) {
        return said(pool.answer(call_of("fault", "!fault " + what), kept, in(seconds{60})));
    };
    EXPECT_EQ(said_of("leak 8"), "8388608");
    EXPECT_EQ(said_of("leak 128"), "broken: it threw: ");  // Python's MemoryError has no words
    EXPECT_EQ(said_of("fds 20"), "fds: denied (Too many open files)");
}
#endif

// A folder with a program in it, called run.me.
struct ProgramFile : testing::Test {
    ProgramFile() { launch.file = folder.path + "/run.me"; }

    test::TestFolder folder{"programs"};
    PluginLaunch launch = launch_of_program("echo");

    std::string started_as(const std::string& text, fs::perms permissions, const PluginLog& log = nullptr) {
        fs::remove(launch.file);
        std::ofstream{launch.file} << text;
        fs::permissions(launch.file, permissions);
        PluginPool pool{launch, test::patient_limits(), log};
        const auto started = pool.start();
        return started ? "started" : started.error().what;
    }
};

TEST_F(ProgramFile, MustBeExecutable) {
    EXPECT_EQ(started_as("#!/usr/bin/python3\n", fs::perms::owner_read),
              launch.file + " is neither a shared object of ours nor a program; if it is one: chmod +x it");
}

TEST_F(ProgramFile, MustNameItsInterpreter) {
    const std::string advice =
        "; the first line of a script names its interpreter itself: #!/usr/bin/python3";
    EXPECT_EQ(started_as("#!/nowhere/python3\n", fs::perms::owner_all),
              launch.file + " cannot be run: No such file or directory" + advice);
    EXPECT_EQ(started_as("no program at all", fs::perms::owner_all),
              launch.file + " cannot be run: Exec format error" + advice);
}

// perl does not open the file it is told but reads the descriptor, from where that stands.
TEST_F(ProgramFile, IsReadFromItsBeginning) {
    std::vector<std::string> lines;
    const auto said = started_as("#!/usr/bin/perl\nprint \"perl was here\\n\";\n", fs::perms::owner_all,
                                 [&](int, std::string_view line) { lines.emplace_back(line); });
    EXPECT_THAT(said, testing::HasSubstr("(exited with 0)"));
    EXPECT_THAT(lines, testing::Contains("perl was here"));
}

TEST_F(ProgramFile, MustAnswerWhatItsManifestSays) {
    launch.manifest.listens.front().name = "parrot";
    EXPECT_EQ(started_as(test::read_file(launch_of_program("echo").file), fs::perms::owner_all),
              "\"echo\" answers other listeners than its manifest says: echo instead of parrot");
}

}  // namespace
}  // namespace desk
