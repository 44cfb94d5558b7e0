// One plugin, built in every way a stranger might build it, all of them in one desk's runtime at the same time.
#include "tests/plugins/runner_contract/runners.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace desk {
namespace {

using std::chrono::seconds;
using test::call_of;
using test::in;
using test::kept;
using test::said;

// `file` of plugins_of_tests, with the manifest of echo.
PluginLaunch echo_built_as(const std::string& file) {
    auto launch = test::launch_of_program("echo");
    launch.file = std::string{DESK_BUILD_DIR} + "/plugins_of_tests/" + file;
    return launch;
}

bool is_built(const std::string& file) {
    return std::filesystem::exists(echo_built_as(file).file);
}

std::unique_ptr<PluginPool> running(const std::string& file) {
    auto pool = std::make_unique<PluginPool>(echo_built_as(file), test::patient_limits(), nullptr);
    const auto started = pool->start();
    EXPECT_TRUE(started) << file << ": " << started.error().what;
    return pool;
}

// The old plugin knows no numbers.
std::string expected_of(const std::string& file, std::int64_t seq) {
    return file == "old_wall.so" ? "hello" : "seq:" + std::to_string(seq) + " hello";
}

TEST(PluginBuilds, AllRunBesideEachOther) {
    std::vector<std::string> files{"echo_O0.so", "echo_O2.so", "old_wall.so", "echo.py"};
    for (const std::string file : {"echo_asan.so", "echo_clang.so"}) {
        if (is_built(file)) files.push_back(file);
    }
    std::map<std::string, std::unique_ptr<PluginPool>> desk;
    for (const auto& file : files) desk[file] = running(file);

    std::vector<std::thread> customers;
    for (const auto& file : files) {
        customers.emplace_back([&, file] {
            for (std::int64_t seq = 1; seq <= 50; ++seq) {
                const auto answered = desk[file]->answer(call_of("echo", "hello", seq), kept, in(seconds{60}));
                EXPECT_EQ(said(answered), expected_of(file, seq)) << file;
            }
        });
    }
    for (auto& customer : customers) customer.join();
    for (const auto& file : files) EXPECT_EQ(desk[file]->report().deaths, 0) << file;
}

TEST(PluginBuilds, TellThatTheSandboxIsRelaxedForAddressSanitizer) {
    if (!is_built("echo_asan.so")) GTEST_SKIP() << "this build carries a sanitizer itself";
    const auto pool = running("echo_asan.so");
    EXPECT_EQ(pool->report().layers, std::vector<std::string>{"no_new_privs"});
}

TEST(PluginBuilds, RefuseAddressSanitizerWhereNoHostCanLoadIt) {
    if (!is_built("echo_asan.so")) GTEST_SKIP() << "this build carries a sanitizer itself";
    const auto folder = test::TestFolder{"no_sanitizer"};
    auto launch = echo_built_as("echo_asan.so");
    const auto host = folder.path + "/host";
    std::filesystem::copy_file(launch.host_program, host);
    launch.host_program = host;
    PluginPool pool{launch, test::patient_limits(), nullptr};
    const auto started = pool.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().what, "\"echo_asan\" was built with AddressSanitizer and needs " + host +
                                        "-asan: No such file or directory");
}

TEST(PluginBuilds, OfClangWithLibstdcxxRun) {
    if (!is_built("echo_clang.so"))
        GTEST_SKIP() << "clang++-14 is not installed (or this build carries a sanitizer): apt-get install clang-14";
    const auto pool = running("echo_clang.so");
    EXPECT_EQ(said(pool->answer(call_of("echo", "hello", 3), kept, in(seconds{60}))), "seq:3 hello");
}

}  // namespace
}  // namespace desk
