#include "plugins/support_prices/when_words.hpp"

#include "tests/plugins/price_list/price_files.hpp"

namespace desk {
namespace {

// In Budapest, asked on Tuesday, 24 November 2026, at 10:05.
std::string begins(const std::string& text) {
    const auto zone = test::or_throw(LocalZone::named("Europe/Budapest"));
    const auto wish = read_when(text, zone, *wire::read_time("2026-11-24T09:05:00Z"));
    if (!wish) return "none";
    const auto local = zone.local(wish->start);
    const auto two = [](unsigned number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    std::string said = two(static_cast<unsigned>(local.day.month())) + "-" +
                       two(static_cast<unsigned>(local.day.day())) + " " +
                       two(static_cast<unsigned>(local.minute) / 60) + ":" +
                       two(static_cast<unsigned>(local.minute) % 60);
    if (wish->km > 0) said += ", " + std::to_string(wish->km) + " km";
    return said;
}

TEST(WhenWords, AreUnderstoodInThreeLanguages) {
    EXPECT_EQ(begins(""), "11-24 10:05");
    EXPECT_EQ(begins("now"), "11-24 10:05");
    for (const auto* text : {"Saturday", "on Saturday at 10:00", "szombaton", "szombat 10 órakor",
                             "SZOMBATON 10:00-kor", "am Samstag um 10 Uhr", "Sonnabend 10.00",
                             "sat 10:00", "2026-11-28", "2026.11.28. 10:00"}) {
        EXPECT_EQ(begins(text), "11-28 10:00") << text;
    }
    for (const auto* text : {"tomorrow 18:30", "holnap 18:30", "morgen um 18:30", "Wednesday 18:30",
                             "szerdán 18:30"}) {
        EXPECT_EQ(begins(text), "11-25 18:30") << text;
    }
    EXPECT_EQ(begins("vasárnap 6pm"), "11-29 18:00");
    EXPECT_EQ(begins("Sonntag"), "11-29 10:00");
    EXPECT_EQ(begins("sunday, 9:15"), "11-29 09:15");
    EXPECT_EQ(begins("csütörtök"), "11-26 10:00");
    EXPECT_EQ(begins("ma 18:00"), "11-24 18:00");
}

TEST(WhenWords, MeanTheNextSuchMoment) {
    EXPECT_EQ(begins("Tuesday 12:00"), "11-24 12:00");
    EXPECT_EQ(begins("Tuesday 10:00"), "12-01 10:00") << "today's has passed";
    EXPECT_EQ(begins("22:00"), "11-24 22:00");
    EXPECT_EQ(begins("08:00"), "11-25 08:00");
    EXPECT_EQ(begins("2026-08-08 10:00"), "08-08 10:00") << "a date says what it says";
}

TEST(WhenWords, TakeTheWay) {
    EXPECT_EQ(begins("sat 10:00 15 km"), "11-28 10:00, 15 km");
    EXPECT_EQ(begins("15km"), "11-24 10:05, 15 km");
    EXPECT_EQ(begins("holnap 8 órakor 120 kilométer"), "11-25 08:00, 120 km");
}

TEST(WhenWords, AreRefusedWhenTheyAreNone) {
    for (const auto* text : {"soon", "Saturday Sunday", "10:00 11:00", "2026-02-30", "2026-13-01",
                             "25:00", "10:60", "15", "24 Uhr", "13pm", "today tomorrow", "10:00 15",
                             "15 miles", "99999 km", "2026-11-28 2026-11-29"}) {
        EXPECT_EQ(begins(text), "none") << text;
    }
}

}  // namespace
}  // namespace desk
