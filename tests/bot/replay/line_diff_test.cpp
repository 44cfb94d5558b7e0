#include "bot/replay/line_diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> diff(std::string_view before, std::string_view after) {
    return changed_lines(lines_in(before), lines_in(after));
}

TEST(LineDiff, IsEmptyForTheSame) {
    EXPECT_THAT(diff("", ""), IsEmpty());
    EXPECT_THAT(diff("a\nb", "a\nb"), IsEmpty());
}

TEST(LineDiff, ShowsTheLineThatChanged) {
    EXPECT_THAT(diff("Premium\nNet: 128,000\nValid today", "Premium\nNet: 12,800\nValid today"),
                ElementsAre("- Net: 128,000", "+ Net: 12,800"));
}

TEST(LineDiff, ShowsWhatIsGoneAndWhatIsNew) {
    EXPECT_THAT(diff("a\nb\nc", "a\nc"), ElementsAre("- b"));
    EXPECT_THAT(diff("a\nc", "a\nb\nc"), ElementsAre("+ b"));
    EXPECT_THAT(diff("", "a\nb"), ElementsAre("+ a", "+ b"));
    EXPECT_THAT(diff("a\nb", ""), ElementsAre("- a", "- b"));
}

TEST(LineDiff, FindsTheFewestLinesInTheMiddle) {
    EXPECT_THAT(diff("a\nb\nc\nd\ne", "a\nx\nc\ny\ne"), ElementsAre("- b", "+ x", "- d", "+ y"));
    EXPECT_THAT(diff("h\n1\n2\n3\nt", "h\n2\n3\n4\nt"), ElementsAre("- 1", "+ 4"));
}

TEST(LineDiff, ShowsLinesThatChangedPlaces) { EXPECT_THAT(diff("a\nb", "b\na"), SizeIs(2)); }

TEST(LineDiff, TellsAnEmptyLineFromNone) {
    EXPECT_THAT(diff("a\n\nb", "a\nb"), ElementsAre("- "));
    EXPECT_THAT(lines_in("a\n"), ElementsAre("a"));
}

TEST(LineDiff, ShowsAllOfWhatIsTooLongToCompare) {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (int i = 0; i < 2'500; ++i) {
        before.push_back("old " + std::to_string(i));
        after.push_back("new " + std::to_string(i));
    }
    EXPECT_THAT(changed_lines(before, after), SizeIs(5'000));
}

}  // namespace
}  // namespace desk
