// Golden dialogues: tests/road/dialogues/*.chat. ">" says who writes what, "<" what comes back, whole. "#" is a remark, "=" changes
// the scene: "= outage" opens incident EX1042, "= calm" ends it, "= wait 5m" and "= days 2" let time pass and show what is said meanwhile. UPDATE_DIALOGUES=1 writes the
// answers anew: read the difference.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/partner_desk.hpp"

namespace desk::test {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path{DESK_SOURCE_DIR} / "tests/road/dialogues";

std::vector<std::string> dialogues() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() == ".chat") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

struct Dialogue : PartnerDesk, testing::WithParamInterface<std::string> {
    // What is said by itself meanwhile.
    std::string change_scene(const std::string& scene) {
        if (scene == "outage") summary = status_page("minor", "degraded_performance", status_incident("identified", "Users may experience delays."));
        if (scene == "calm") summary = status_page("none", "operational", "");
        if (scene.starts_with("days ")) return waited(std::chrono::days{std::stoi(scene.substr(5))}, std::chrono::hours{1});
        const int minutes = scene.starts_with("wait ") ? std::stoi(scene.substr(5)) : 2;
        return waited(std::chrono::minutes{minutes});
    }
    static void write(std::ostream& out, const std::string& said) {
        std::istringstream answer{said};
        for (std::string line; std::getline(answer, line);) out << (line.empty() ? "<" : "< ") << line << '\n';
    }
    // Most ticks say nothing.
    std::string waited(std::chrono::seconds time, std::chrono::seconds step = std::chrono::seconds{30}) {
        std::string said;
        for (auto left = time; left.count() > 0; left -= step) {
            const auto now = wait(step, step);
            if (now.find_first_not_of('\n') != std::string::npos) said += now + "\n";
        }
        return said;
    }
    // The dialogue as it went: what was said stands as it is, what came back is that of now.
    std::string played(const std::string& script) {
        std::istringstream lines{script};
        std::ostringstream out;
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("<")) continue;
            out << line << '\n';
            if (line.starts_with("= ")) write(out, change_scene(line.substr(2)));
            if (!line.starts_with("> ")) continue;
            const auto colon = line.find(": ");
            write(out, say(line.substr(2, colon - 2), line.substr(colon + 2)));
        }
        return out.str();
    }
};

TEST_P(Dialogue, GoesAsItIsWritten) {
    const auto file = folder / (GetParam() + ".chat");
    std::ostringstream script;
    script << std::ifstream{file}.rdbuf();
    wait(std::chrono::minutes{2});
    const auto now = played(script.str());
    if (std::getenv("UPDATE_DIALOGUES") != nullptr) {
        std::ofstream{file} << now;
    } else {
        EXPECT_EQ(script.str(), now);
    }
}

INSTANTIATE_TEST_SUITE_P(All, Dialogue, testing::ValuesIn(dialogues()),
                         [](const auto& each) {
                             auto name = each.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace desk::test
