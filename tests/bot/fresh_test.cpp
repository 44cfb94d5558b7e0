#include "bot/fresh.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

Time at(std::int64_t milliseconds) { return Time{std::chrono::milliseconds{milliseconds}}; }

TEST(FreshEventId, IsAULIDInLowerCase) {
    const auto id = fresh_event_id(at(1'469'918'176'385));
    EXPECT_EQ(id.substr(0, 10), "01aryz6s41") << "the example of the specification";
    EXPECT_EQ(id.size(), 26U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz"), std::string::npos);
}

TEST(FreshEventId, ComesAfterThoseOfEarlierMilliseconds) {
    EXPECT_LT(fresh_event_id(at(1'764'000'000'031)), fresh_event_id(at(1'764'000'000'032)));
    EXPECT_LT(fresh_event_id(at(1'764'000'001'023)), fresh_event_id(at(1'764'000'001'024)));
}

TEST(FreshEventId, IsNotRepeated) {
    EXPECT_NE(fresh_event_id(at(0)), fresh_event_id(at(0)));
}

}  // namespace
}  // namespace desk
