// What is not loaded, and the sentence that says so. No code of a refused plugin has run.
#include "plugins/host/load_plugin.hpp"
#include "plugins/host/plugin_note.hpp"
#include "tests/plugins/runner_contract/runners.hpp"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace desk {
namespace {

using test::launch_of;
namespace fs = std::filesystem;

// What the start of a plugin says, "started" when it does.
std::string started(const PluginLaunch& launch) {
    PluginPool pool{launch, test::patient_limits(), nullptr};
    const auto result = pool.start();
    if (result) return "started";
    EXPECT_EQ(pool.report().state, PluginState::refused);
    EXPECT_EQ(pool.report().last_error, result.error().what);
    EXPECT_EQ(result.error().code, ErrorCode::invalid);
    return result.error().what;
}

// A folder of the test's own with a copy of echo.so in it.
struct Refusal : testing::Test {
    Refusal() {
        fs::remove_all(folder);
        fs::create_directories(folder);
        fs::copy_file(launch.file, file);
        launch.file = file;
    }
    ~Refusal() override { fs::remove_all(folder); }

    const std::string folder =
        std::string{DESK_BUILD_DIR} + "/refusals." + std::to_string(::getpid());
    const std::string file = folder + "/echo.so";
    PluginLaunch launch = launch_of("echo");
};

TEST_F(Refusal, IsNotWhatAGoodPluginGets) {
    EXPECT_EQ(started(launch), "started");
}

struct Unfit {
    std::string name;
    std::string sentence;
};

TEST_F(Refusal, NamesBothWallsAndRunsNoConstructor) {
    const std::vector<Unfit> unfit{
        {"other_wall", "\"other_wall\" was built for plugin wall 2.0, this Deskhand offers 1.2"},
        {"newer_wall", "\"newer_wall\" was built for plugin wall 1.3, this Deskhand offers 1.2"},
        {"small_wall", "\"small_wall\" was built with a wall of 16 bytes, at least 48 are needed"}};
    for (const auto& [name, sentence] : unfit) {
        launch.file = std::string{DESK_BUILD_DIR} + "/plugins_of_tests/" + name + ".so";
        const auto canary = fs::path{launch.file}.replace_extension(".canary");
        fs::remove(canary);
        std::atomic<int> lines = 0;
        PluginPool pool{launch, test::patient_limits(), [&](int, std::string_view line) { lines += line == "canary"; }};
        const auto started_here = pool.start();
        ASSERT_FALSE(started_here) << name;
        EXPECT_EQ(started_here.error().what, sentence);
        const auto sealed = seal_plugin(launch.file);  // where nothing would keep a constructor from writing
        EXPECT_FALSE(sealed) << name;
        EXPECT_FALSE(fs::exists(canary)) << name << " has run";
        EXPECT_EQ(lines, 0) << name << " has run";
    }
}

TEST_F(Refusal, WouldBeSeenIfItCameTooLate) {
    const fs::path file_of_other = std::string{DESK_BUILD_DIR} + "/plugins_of_tests/other_wall.so";
    const auto canary = fs::path{file_of_other}.replace_extension(".canary");
    fs::remove(canary);
    void* loaded = ::dlopen(file_of_other.c_str(), RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(loaded, nullptr);
    EXPECT_TRUE(fs::exists(canary));
    ::dlclose(loaded);
    fs::remove(canary);
}

TEST_F(Refusal, ComesFromTheManifestToo) {
    launch.manifest.wall_minor = 7;
    EXPECT_EQ(started(launch), "\"echo\" was built for plugin wall 1.7, this Deskhand offers 1.2");
}

TEST_F(Refusal, SaysWhichHandlersDiffer) {
    launch.manifest.listens.front().name = "parrot";
    EXPECT_EQ(started(launch),
              "\"echo\" answers other listeners than its manifest says: echo instead of parrot");
    launch.manifest.listens.clear();
    EXPECT_EQ(started(launch),
              "\"echo\" answers other listeners than its manifest says: echo instead of none");
}

TEST_F(Refusal, KeepsAwayFromWhatIsNoRegularFileOfOurs) {
    fs::permissions(file, fs::perms::others_write, fs::perm_options::add);
    EXPECT_EQ(started(launch), file + " can be written by everybody; chmod o-w it");
    fs::permissions(file, fs::perms::others_write, fs::perm_options::remove);

    launch.file = folder + "/link.so";
    fs::create_symlink(file, launch.file);
    EXPECT_EQ(started(launch), launch.file + " is a link; name the file itself");

    launch.file = folder;
    EXPECT_EQ(started(launch), folder + " is not a regular file");
    launch.file = folder + "/pipe.so";
    ASSERT_EQ(::mkfifo(launch.file.c_str(), 0600), 0);
    EXPECT_EQ(started(launch), launch.file + " is not a regular file");
    launch.file = folder + "/missing.so";
    EXPECT_EQ(started(launch), launch.file + ": No such file or directory");
}

TEST_F(Refusal, KeepsAwayFromAFolderThatEverybodyMayWrite) {
    fs::permissions(folder, fs::perms::others_write, fs::perm_options::add);
    EXPECT_EQ(started(launch),
              "the folder of " + file + " can be written by everybody; chmod o-w it");
}

TEST_F(Refusal, ComesToWhatIsNoPlugin) {
    std::ofstream{file, std::ios::trunc} << "#!/bin/sh\n";
    EXPECT_EQ(started(launch), file + " is not a shared object");
    std::ofstream{file, std::ios::trunc};
    EXPECT_EQ(started(launch), file + " is not a shared object");
}

TEST_F(Refusal, IsNotConfusedByADamagedFile) {
    const std::string whole = test::read_file(file);
    ASSERT_TRUE(read_wall_version(whole));
    for (std::size_t size = 0; size < 128; ++size)
        EXPECT_FALSE(read_wall_version({whole.data(), size})) << size;
    EXPECT_FALSE(read_wall_version({whole.data(), whole.size() / 2}));
    for (std::size_t at = 16; at < 64; ++at) {  // every byte of the header behind the magic
        std::string damaged = whole;
        damaged[at] = static_cast<char>(0xFF);
        static_cast<void>(read_wall_version(
            damaged));  // whatever it says, it says it without reading beyond the end
    }
}

TEST_F(Refusal, SaysWhatAPluginSaidItself) {
    launch.settings = "no JSON";
    EXPECT_TRUE(started(launch).starts_with("JSON: ")) << started(launch);
}

TEST_F(Refusal, DoesNotMeetLongSettings) {
    launch.settings = R"({"catalogue":")" + std::string(600'000, 'x') + "\"}";
    EXPECT_EQ(started(launch), "started");
}

TEST_F(Refusal, IsPassingWhenTheHostProgramIsMissing) {
    launch.host_program = folder + "/nothing";
    PluginPool pool{launch, test::patient_limits(), nullptr};
    const auto result = pool.start();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::unavailable);
    EXPECT_EQ(result.error().what,
              launch.host_program + " cannot be started: No such file or directory");
}

}  // namespace
}  // namespace desk
