// Reloading a plugin under load, again and again: nothing is lost or failed, every answer is of the build that is recorded
// with it, and the desk does not grow.
#include "tests/support/desk_client.hpp"
#include "tests/support/desk_process.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/fake_platform.hpp"
#include "tests/support/numbered_load.hpp"
#include "tests/support/road_oracle.hpp"
#include "tests/support/sql.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace desk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int reloads = 200;
constexpr long long mega = 1'048'576;

long long resident_bytes(pid_t pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/statm"};
    long long pages = 0;
    file >> pages >> pages;
    return pages * 4'096;
}

long descriptors(pid_t pid) {
    const std::filesystem::directory_iterator folder{"/proc/" + std::to_string(pid) + "/fd"};
    return std::distance(begin(folder), end(folder));
}

struct HotSwap : testing::Test {
    FakePlatform platform;
    // Few deliverers: each holds a connection once it was at work, and how many were is not what is counted here.
    DeskProcess desk{{.reply_url = platform.url("/replies"), .limits = {{"deliverers", "2"}}}};
    std::string file = desk.folder() + "/swapped.so";

    HotSwap() {
        put(1);
        auto text = desk.configuration();
        text = text.substr(0, text.find("[plugins.")) + "[plugins.swapped]\nfile = \"" + file + "\"\n";
        desk.write_configuration(text);
        EXPECT_TRUE(desk.start_and_wait());
    }
    // As an installer does: written beside, then renamed.
    void put(int build) const {
        const auto source = std::string{DESK_BUILD_DIR} + "/plugins_of_tests/two_builds_" + std::to_string(build) + ".so";
        std::filesystem::copy_file(source, file + ".new", std::filesystem::copy_options::overwrite_existing);
        std::ofstream{desk.folder() + "/manifest.new"}
            << R"({"id":"swapped","version":")" << build << R"(.0.0","wall":"1.0","license":"MIT",)"
            << R"("title":{"en":"Swapped"},"listens":[{"name":"everything","roles":["guest"]}]})";
        std::filesystem::rename(file + ".new", file);
        std::filesystem::rename(desk.folder() + "/manifest.new", desk.folder() + "/swapped.plugin.json");
    }
    HttpResponse reload() const {
        return exchange(desk.admin_port(), {.method = "POST", .url = "/admin/plugins/swapped/reload"});
    }
    // Answers whose words are of another build than the one recorded beside them.
    std::vector<Row> mixed() const {
        return rows_of(desk.database(),
                       "SELECT body, plugin_version FROM turn WHERE author = 'bot'"
                       " AND CAST(body AS TEXT) NOT LIKE 'build ' || plugin_version || ' %'");
    }
};

TEST_F(HotSwap, LosesAndMixesNothingIn200ReloadsUnderLoad) {
    NumberedLoad load{desk.port(), 2, 8};
    long long early_bytes = 0;
    long early_descriptors = 0;
    milliseconds slowest{};
    for (int n = 1; n <= reloads; ++n) {
        put(1 + n % 2);
        const auto began = std::chrono::steady_clock::now();
        const auto response = reload();
        ASSERT_EQ(response.status, 200) << "reload " << n << ": " << response.body;
        EXPECT_THAT(response.body, HasSubstr(R"("to":")" + std::to_string(1 + n % 2)));
        slowest = std::max(slowest, std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began));
        if (n != reloads / 4) continue;
        early_bytes = resident_bytes(desk.pid());
        early_descriptors = descriptors(desk.pid());
    }
    const auto late_bytes = resident_bytes(desk.pid());
    const auto late_descriptors = descriptors(desk.pid());
    ASSERT_TRUE(load.finish(seconds{60}));
    ASSERT_TRUE(eventually(seconds{60}, [&] { return is_quiet(desk.admin_port()); }));

    EXPECT_EQ(load.figures().odd, 0);
    EXPECT_THAT(mixed(), IsEmpty());
    const auto acknowledged = load.figures().acknowledged.load();
    EXPECT_EQ(number_of(desk.database(), "SELECT count(*) FROM seen WHERE state = 'replied'"), acknowledged);
    EXPECT_EQ(number_of(desk.database(), "SELECT count(*) FROM turn WHERE author = 'bot'"), acknowledged);
    EXPECT_GT(number_of(desk.database(), "SELECT count(*) FROM turn WHERE plugin_version = '1.0.0'"), 0);
    EXPECT_GT(number_of(desk.database(), "SELECT count(*) FROM turn WHERE plugin_version = '2.0.0'"), 0);
#ifndef DESK_SANITIZED  // AddressSanitizer keeps what was freed
    EXPECT_LT(late_bytes, early_bytes + 8 * mega);
#endif
    EXPECT_LT(late_descriptors, early_descriptors + 16);
    std::cout << reloads << " reloads, slowest " << slowest.count() << " ms; " << acknowledged
              << " messages answered, none lost, failed or mixed; memory " << early_bytes / mega << " → "
              << late_bytes / mega << " MB, descriptors " << early_descriptors << " → " << late_descriptors << "\n";
}

TEST_F(HotSwap, KeepsTheOldBuildWhenTheNewOneIsNone) {
    std::ofstream{file + ".new"} << "no plugin";
    std::filesystem::rename(file + ".new", file);
    const auto response = reload();
    EXPECT_EQ(response.status, 409);
    EXPECT_THAT(response.body, HasSubstr("DH5108"));
    const auto answer = exchange(desk.port(), question("q1", message_body("c-1", "hello")));
    EXPECT_THAT(answer.body, HasSubstr("build 1.0.0 hello"));
}

TEST_F(HotSwap, IsDoneByOneCommand) {
    put(2);
    const auto ran = desk.command({"plugin", "reload", "swapped"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("swapped 1.0.0 → 2.0.0"));
    EXPECT_EQ(desk.command({"plugin", "reload", "nothing"}).code, 5);
    desk.kill();
    EXPECT_EQ(desk.command({"plugin", "reload", "swapped"}).code, 6);
}

}  // namespace
}  // namespace desk::test
