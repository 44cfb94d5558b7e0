// Plugins of strangers in one desk: built with and without optimisation, with AddressSanitizer, by another compiler, for
// the wall of years ago, and written in another language.
#include "tests/support/desk_client.hpp"
#include "tests/support/desk_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace desk::test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

const fs::path built = fs::path{DESK_BUILD_DIR} / "plugins_of_tests";

// Name in the desk → file; those that this machine could not build are left out.
std::map<std::string, std::string> builds() {
    std::map<std::string, std::string> found{{"plain", "echo_O0.so"},      {"fast", "echo_O2.so"},  {"clang", "echo_clang.so"},
                                             {"sanitized", "echo_asan.so"}, {"old", "old_wall.so"}, {"python", "echo.py"}};
    std::erase_if(found, [](const auto& one) { return !fs::exists(built / one.second); });
    return found;
}

struct MixedBuilds : testing::Test {
    DeskProcess desk{{}};

    MixedBuilds() {
        auto text = desk.configuration();
        text = text.substr(0, text.find("[plugins."));
        for (const auto& [name, file] : builds()) {
            const auto copy = desk.folder() + "/" + name + fs::path{file}.extension().string();
            fs::copy_file(built / file, copy);
            // Each listens to a word of its own, so that one desk can have them all.
            std::ofstream{desk.folder() + "/" + name + ".plugin.json"}
                << R"({"id":")" << name << R"(","version":"1.0.0","wall":"1.0","license":"MIT","title":{"en":"Echo"},)"
                << R"("listens":[{"name":"echo","prefix":"!)" << name << R"(","roles":["guest"]}]})";
            text += "\n[plugins." + name + "]\nfile = \"" + copy + "\"\n";
        }
        desk.write_configuration(text);
    }
};

TEST_F(MixedBuilds, AllAnswerInOneDesk) {
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_GE(builds().size(), 4U);
    for (const auto& [name, file] : builds()) {
        const auto answer = exchange(desk.port(), question("q-" + name, message_body("c-" + name, "!" + name + " hello")));
        EXPECT_THAT(answer.body, HasSubstr("!" + name + " hello")) << file << "\n" << desk.log();
        EXPECT_THAT(answer.body, HasSubstr(R"("why":")" + name + " 1.0.0")) << file;
    }
}

}  // namespace
}  // namespace desk::test
