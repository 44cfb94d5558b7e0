// A newcomer's walk through plugins/README.md: its ```sh blocks are typed word by word in a clean folder, with an
// installed desk and nothing else, and what the guide promises must come. In a block, "# → words" promises that the
// line before prints them; a block ```… file=NAME replaces or adds that file first.
#include "tests/plugins/authors/workshop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <sstream>
#include <vector>

namespace desk::test {
namespace {

using std::chrono::milliseconds;

// One fenced block of the guide.
struct Block {
    std::string info = {};  // "sh", "cpp file=tea.cpp"
    std::string text = {};
};

std::vector<Block> blocks_of(const std::string& guide) {
    std::vector<Block> blocks;
    std::istringstream lines{guide};
    bool is_inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) {
            is_inside = !is_inside;
            if (is_inside) blocks.push_back({line.substr(3), {}});
        } else if (is_inside) {
            blocks.back().text += line + "\n";
        }
    }
    return blocks;
}

// The ten-minute guide: up to the reference.
std::string guide() {
    const auto text = read_text(DESK_SOURCE_DIR "/plugins/README.md");
    const auto end = text.find("\n## Reference");
    EXPECT_NE(end, std::string::npos);
    return text.substr(0, end);
}

struct Typed {
    std::string lines = {};
    std::vector<std::string> promised = {};
};

// A line with what it promises; lines that promise nothing go with the next.
std::vector<Typed> typed_lines(const std::string& block) {
    std::vector<Typed> out;
    std::istringstream lines{block};
    const std::string mark = "# → ";
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(mark) && !out.empty()) {
            out.back().promised.push_back(line.substr(mark.size()));
        } else {
            out.push_back({line + "\n", {}});
        }
    }
    return out;
}

struct Newcomer : testing::Test {
    Workshop place;
    milliseconds took{};
    milliseconds machine{};

    void type(const Typed& typed) {
        const auto worked = place.run(typed.lines);
        took += worked.took;
        machine += worked.machine;
        EXPECT_EQ(worked.code, 0) << typed.lines << worked.output;
        for (const auto& words : typed.promised) EXPECT_THAT(worked.output, testing::HasSubstr(words)) << typed.lines;
        std::cout << "  " << worked.took.count() << " ms  " << typed.lines;
    }
    void write(const std::string& name, const std::string& text) {
        const auto put = place.run("cat > " + name + " <<'END_OF_FILE'\n" + text + "END_OF_FILE");
        ASSERT_EQ(put.code, 0) << put.output;
    }
};

TEST_F(Newcomer, WalksThroughTheGuideWordByWord) {
    std::size_t commands = 0;
    milliseconds first_three_took{};
    milliseconds first_three_machine{};
    std::size_t promises = 0;
    for (const auto& block : blocks_of(guide())) {
        if (const auto at = block.info.find("file="); at != std::string::npos)
            write(block.info.substr(at + 5), block.text);
        if (block.info != "sh") continue;
        for (const auto& typed : typed_lines(block.text)) {
            type(typed);
            promises += typed.promised.size();
            if (++commands == 3) first_three_took = took, first_three_machine = machine;
        }
    }
    EXPECT_GE(commands, 3u);
    EXPECT_GE(promises, 3u) << "the guide promises nothing that could be checked";
    EXPECT_LT(first_three_machine, std::chrono::minutes{1});
    std::cout << "from nothing to a tested plugin that answers: " << first_three_machine.count()
              << " ms of machine time, " << first_three_took.count()
              << " ms by the clock; the whole guide: " << took.count() << " ms\n";
}

TEST(Guide, BeginsWithThreeCommands) {
    const auto blocks = blocks_of(guide());
    const auto first =
        std::find_if(blocks.begin(), blocks.end(), [](const Block& block) { return block.info == "sh"; });
    ASSERT_NE(first, blocks.end());
    EXPECT_EQ(typed_lines(first->text).size(), 3u);
}

}  // namespace
}  // namespace desk::test
