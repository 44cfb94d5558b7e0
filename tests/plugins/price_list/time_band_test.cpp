#include "plugins/price_list/time_band.hpp"

#include "plugins/price_list/fields.hpp"
#include "plugins/price_list/included.hpp"
#include "tests/plugins/price_list/price_files.hpp"

namespace desk {
namespace {

Result<Bands> read(const std::string& fields) {
    return price_fields::bands(test::or_throw(parse_json("{" + fields + "}")));
}
std::string problem(const std::string& bands) {
    const auto result = read("\"bands\": [" + bands + "]");
    return result ? "none" : result.error().what;
}

// "150" percent at that minute of hu-8x5.
std::int64_t percent_at(const Bands& bands, int month, int day, int minute) {
    const auto calendars = test::sample_clocks();
    const Day date{std::chrono::year{2026}, std::chrono::month{static_cast<unsigned>(month)},
                   std::chrono::day{static_cast<unsigned>(day)}};
    return band_at(bands, calendars.at("hu-8x5").calendar(), date, minute).factor.hundredths / 100;
}

TEST(TimeBands, ReplaceEachOtherAndTheHighestWins) {
    const auto bands = test::or_throw(read(
        R"("bands": [{"days": "any", "from": "18:00", "to": "08:00", "x": "1.5"}, {"days": "sat,sun", "x": 2}, {"days": "sun", "x": "1.2"}])"));
    EXPECT_EQ(percent_at(bands, 11, 24, 12 * 60), 100);
    EXPECT_EQ(percent_at(bands, 11, 24, 18 * 60), 150);
    EXPECT_EQ(percent_at(bands, 11, 24, 7 * 60 + 59), 150);
    EXPECT_EQ(percent_at(bands, 11, 24, 8 * 60), 100);
    EXPECT_EQ(percent_at(bands, 11, 22, 20 * 60), 200);
}

TEST(TimeBands, AddUpInTheOtherStyle) {
    const auto bands = test::or_throw(read(
        R"("bands": [{"days": "any", "from": "18:00", "to": "20:00", "add_percent": 50}, {"days": "weekend,holiday", "add_percent": 100}])"));
    EXPECT_EQ(percent_at(bands, 11, 24, 19 * 60), 150);
    EXPECT_EQ(percent_at(bands, 11, 21, 19 * 60), 250);
    EXPECT_EQ(percent_at(bands, 8, 20, 10 * 60), 200)
        << "a holiday is not added to the weekday it falls on";
    EXPECT_EQ(percent_at(bands, 8, 8, 10 * 60), 100) << "a working Saturday is no weekend";
}

TEST(TimeBands, TakeOneDayOfTheWeekForItselfAlone) {
    const auto bands =
        test::or_throw(read(R"("bands": [{"days": "sat", "x": 2}, {"days": "mon-fri", "x": 3}])"));
    EXPECT_EQ(percent_at(bands, 11, 21, 0), 200);
    EXPECT_EQ(percent_at(bands, 8, 8, 0), 300) << "a working Saturday counts as Monday to Friday";
    EXPECT_EQ(percent_at(bands, 11, 22, 0), 100);
}

TEST(TimeBands, SayWhatIsWrongWithThem) {
    EXPECT_EQ(problem(R"({"days": "mon-fri"})"), "bands[0]: either x or add_percent");
    EXPECT_EQ(problem(R"({"days": "mon-fri", "x": 1, "add_percent": 5})"),
              "bands[0]: either x or add_percent");
    EXPECT_EQ(problem(R"({"days": "mon-fri", "x": 1}, {"days": "sun", "add_percent": 5})"),
              "bands[1]: one offer uses either x or add_percent, not both");
    EXPECT_EQ(problem(R"({"days": "mon-fri", "x": 1.5})"),
              "bands[0]: x: write a number with decimals in quotes");
    EXPECT_EQ(problem(R"({"x": 1})"), "bands[0]: days: missing");
    EXPECT_EQ(problem(R"({"days": "mon", "x": 101})"), "bands[0]: x: over 100");
    EXPECT_EQ(problem(R"({"days": "mon", "x": 1, "from": "8:00"})"),
              "bands[0]: from: not a time like 08:00");
    EXPECT_EQ(problem(R"({"days": "mon", "x": 1, "to": "25:00"})"),
              "bands[0]: to: not a time like 17:00");
    EXPECT_EQ(problem(R"({"days": "mon", "x": 1, "other": true, "from": "08:00"})"),
              "bands[0]: other: has no hours of its own");
    for (const auto* days : {"", "fri-mon", "moon", "mon-", "mon, ", "monday", "mon fri"}) {
        EXPECT_NE(problem(R"({"x": 1, "days": ")" + std::string{days} + "\"}"), "none") << days;
    }
}

TEST(IncludedAmounts, AreLostOrKeptAsThePlanSays) {
    EXPECT_EQ(left_of(90, false, {}), 90);
    EXPECT_EQ(left_of(90, false, {30}), 60);
    EXPECT_EQ(left_of(90, false, {0, 0, 30}), 60) << "what was not used is lost";
    EXPECT_EQ(left_of(90, true, {0, 0, 30}), 240);
    EXPECT_EQ(left_of(90, true, {200, 30}), 60)
        << "what was used too much has been charged already";
    EXPECT_EQ(left_of(90, true, {30, 130, 0}), 110);
    EXPECT_EQ(left_of(90, false, {120}), 0);
}

}  // namespace
}  // namespace desk
