// Working time against the vectors of ../shared/facts/partner-support.md §6.5, in the calendars of the sample desk.
#include "plugins/working_time/working_time.hpp"

#include "bot/configuration/toml_file.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <fstream>
#include <iterator>

namespace desk {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::minutes, std::chrono::seconds, std::chrono::sys_days;

std::string calendars_json() {
    std::ifstream stream{DESK_SOURCE_DIR "/bot/sample/desk/calendars.toml"};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    const auto parsed = parse_toml("calendars.toml", text);
    EXPECT_FALSE(parsed.problem);
    return to_json_text(parsed.file.root);
}

WorkingTime working_time(const std::string& id) {
    const auto calendars = read_calendars(calendars_json());
    if (!calendars) throw std::runtime_error{calendars.error().what};
    auto made = WorkingTime::of(calendars->at(id));
    if (!made) throw std::runtime_error{made.error().what};
    return *std::move(made);
}

Time utc(const std::string& text) {
    const auto time = wire::read_time(text);
    if (!time) throw std::runtime_error{text};
    return *time;
}

// "2026-11-20 16:30" on the clock of the calendar's place.
Time local(const WorkingTime& in, const std::string& text) {
    const auto day = std::chrono::floor<days>(utc(text.substr(0, 10) + "T00:00:00Z"));
    return in.zone().time_of({Day{day}, std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2))});
}

struct Vector {
    int number = 0;
    std::string start = {};
    int minutes = 0;
    std::string calendar = {};
    std::string due = {};
};

TEST(WorkingTimeOf, CountsAsTheVectorsOfTheFacts) {
    const std::vector<Vector> vectors{{1, "2026-11-20 16:30", 60, "hu-8x5", "2026-11-23T07:30:00Z"},
                                      {2, "2026-11-24 06:00", 60, "hu-8x5", "2026-11-24T08:00:00Z"},
                                      {3, "2026-11-24 17:00", 60, "hu-8x5", "2026-11-25T08:00:00Z"},
                                      {4, "2026-11-24 16:59", 1, "hu-8x5", "2026-11-24T16:00:00Z"},
                                      {5, "2026-04-02 16:30", 60, "hu-8x5", "2026-04-07T06:30:00Z"},
                                      {6, "2026-05-22 16:30", 60, "hu-8x5", "2026-05-26T06:30:00Z"},
                                      {7, "2026-08-19 16:30", 60, "hu-8x5", "2026-08-24T06:30:00Z"},
                                      {8, "2026-08-07 16:30", 60, "hu-8x5", "2026-08-08T06:30:00Z"},
                                      {9, "2026-01-09 16:00", 240, "hu-8x5", "2026-01-10T10:00:00Z"},
                                      {10, "2026-01-10 10:00", 120, "hu-8x5", "2026-01-10T11:00:00Z"},
                                      {11, "2026-08-15 10:00", 30, "hu-8x5", "2026-08-17T06:30:00Z"},
                                      {12, "2025-12-31 16:30", 60, "hu-8x5", "2026-01-05T07:30:00Z"},
                                      {13, "2026-11-24 11:30", 60, "lunch", "2026-11-24T12:30:00Z"},
                                      {14, "2026-11-24 12:15", 30, "lunch", "2026-11-24T12:30:00Z"},
                                      {15, "2026-11-20 16:30", 60, "24x7", "2026-11-20T16:30:00Z"},
                                      {16, "2026-03-29 01:30", 60, "24x7", "2026-03-29T01:30:00Z"},
                                      {17, "2026-10-25 01:30", 120, "24x7", "2026-10-25T01:30:00Z"},
                                      {18, "2026-10-24 12:00", 1440, "24x7", "2026-10-25T10:00:00Z"},
                                      {19, "2026-03-28 12:00", 1440, "24x7", "2026-03-29T11:00:00Z"},
                                      {20, "2026-03-27 16:30", 60, "hu-8x5", "2026-03-30T06:30:00Z"},
                                      {21, "2026-10-22 16:30", 60, "hu-8x5", "2026-10-26T07:30:00Z"},
                                      {24, "2026-11-24 16:00", 480, "hu-8x5", "2026-11-25T14:00:00Z"},
                                      {25, "2026-11-24 10:00", 1080, "hu-8x5", "2026-11-26T09:00:00Z"}};
    for (const auto& vector : vectors) {
        const auto in = working_time(vector.calendar);
        const auto start = local(in, vector.start);
        const auto due = in.due(start, minutes{vector.minutes});
        EXPECT_EQ(wire::time_text(due), wire::time_text(utc(vector.due))) << "vector " << vector.number;
        EXPECT_EQ(in.between(start, due), minutes{vector.minutes}) << "vector " << vector.number;
    }
}

// Vectors 22 and 23: what is left when a pause begins is counted from its end.
TEST(WorkingTimeOf, ResumesAfterAPause) {
    const auto in = working_time("hu-8x5");
    const auto start = local(in, "2026-11-20 15:00");
    const auto resumed = [&](const std::string& pause, const std::string& end) {
        const auto left = minutes{240} - in.between(start, local(in, pause));
        return wire::time_text(in.due(local(in, end), left));
    };
    EXPECT_EQ(resumed("2026-11-20 16:00", "2026-11-23 10:00"), "2026-11-23T12:00:00.000Z");
    EXPECT_EQ(resumed("2026-11-20 18:00", "2026-11-23 07:00"), "2026-11-23T09:00:00.000Z");
}

TEST(WorkingTimeOf, CountsBusinessDaysByTheClock) {
    const auto in = working_time("hu-8x5");
    const auto after = [&](const std::string& start, int count) {
        return wire::time_text(in.due_in_days(local(in, start), count));
    };
    EXPECT_EQ(after("2026-11-24 10:00", 2), "2026-11-26T09:00:00.000Z");  // vector 25
    EXPECT_EQ(after("2026-11-20 18:00", 1), "2026-11-24T07:00:00.000Z");  // from Monday's opening
    EXPECT_EQ(after("2026-08-07 10:00", 1), "2026-08-08T08:00:00.000Z");  // a working Saturday
    EXPECT_EQ(after("2026-03-27 10:00", 1), "2026-03-30T08:00:00.000Z");  // over a change of the clock
    EXPECT_EQ(after("2026-11-24 10:00", 0), "2026-11-24T09:00:00.000Z");
    EXPECT_EQ(in.due_in_days(utc("2026-11-24T09:00:30Z"), 1), utc("2026-11-25T09:00:30Z"));
}

// Vector 26, and what else can never be open.
TEST(WorkingTimeOf, RefusesACalendarThatIsNeverOpen) {
    EXPECT_EQ(WorkingTime::of({.id = "shut"}).error().what,
              "calendar \"shut\": no working minute in 366 days (every weekday is closed)");
    Calendar away{.id = "away", .time_zone = "Europe/Budapest"};
    away.week[0] = {{480, 1020}};
    const sys_days first{Day{std::chrono::year{2026} / 1 / 1}};
    for (auto day = first; day < first + days{400}; day += days{1}) away.holidays[day] = "away";
    EXPECT_EQ(WorkingTime::of(away).error().what, "calendar \"away\": no working minute in 366 days up to 2027");
    away.extra_days[Day{first + days{200}}] = {{0, 1}};
    EXPECT_TRUE(WorkingTime::of(away));
}

TEST(WorkingTimeOf, RefusesFramesAndZonesThatAreNone) {
    const auto error = [](Calendar calendar) { return WorkingTime::of(std::move(calendar)).error().what; };
    EXPECT_EQ(error({.id = "x", .time_zone = "Europe/Buda"}), "calendar \"x\": time zone \"Europe/Buda\" is not known");
    EXPECT_EQ(error({.id = "x", .time_zone = "GMT+3"}), "calendar \"x\": time zone \"GMT+3\" is not known");
    EXPECT_EQ(error({.id = "x", .week = {Frames{{600, 540}}}}), "10:00-09:00 runs backwards");
    EXPECT_EQ(error({.id = "x", .week = {Frames{{0, 1441}}}}), "00:00-24:01 is not within a day");
    EXPECT_EQ(error({.id = "x", .week = {Frames{{0, 600}, {540, 700}}}}),
              "09:00-11:40 overlaps or touches the one before it");
}

TEST(WorkingTimeOf, KnowsWhenItIsOpen) {
    const auto in = working_time("lunch");
    EXPECT_TRUE(in.is_open(local(in, "2026-11-24 08:00")));
    EXPECT_FALSE(in.is_open(local(in, "2026-11-24 12:00")));
    EXPECT_FALSE(in.is_open(local(in, "2026-11-24 17:00")));
    EXPECT_EQ(in.next_opening(local(in, "2026-11-24 12:00")), local(in, "2026-11-24 13:00"));
    EXPECT_EQ(in.next_opening(local(in, "2026-11-24 13:30")), local(in, "2026-11-24 13:30"));
    EXPECT_EQ(in.next_opening(local(in, "2026-11-27 17:00")), local(in, "2026-11-30 08:00"));
}

TEST(WorkingTimeOf, CountsBetweenAsTheInverseOfDue) {
    for (const std::string id : {"hu-8x5", "lunch", "24x7"}) {
        const auto in = working_time(id);
        auto start = utc("2026-01-01T00:00:17Z");
        for (int i = 0; i < 400; ++i) {
            const seconds length{1 + i * 997 % 400'000};
            const auto due = in.due(start, length);
            ASSERT_EQ(in.between(start, due), length) << id << " from " << wire::time_text(start);
            ASSERT_LE(in.due(start, length - seconds{1}), due);
            start += hours{22} + minutes{i};
        }
    }
}

TEST(WorkingTimeOf, AddsUpWhatIsCutAnywhere) {
    const auto in = working_time("lunch");
    const auto from = utc("2026-10-20T05:00:00Z"), until = utc("2026-10-29T18:00:00Z");
    const auto whole = in.between(from, until);
    for (auto cut = from; cut < until; cut += minutes{97})
        ASSERT_EQ(in.between(from, cut) + in.between(cut, until), whole);
    EXPECT_EQ(in.between(until, from), seconds{0});
    EXPECT_EQ(in.between(from, from), seconds{0});
    EXPECT_EQ(in.due(from, seconds{0}), from);
}

TEST(WorkingTimeOf, MeasuresAFrameOverAChangeOfTheClock) {
    Calendar night{.id = "night", .time_zone = "Europe/Budapest"};
    for (auto& frames : night.week) frames = {{0, 360}};
    const auto in = *WorkingTime::of(night);
    const auto worked = [&](const std::string& day) {
        return in.between(local(in, day + " 00:00"), local(in, day + " 06:00"));
    };
    EXPECT_EQ(worked("2026-03-28"), hours{6});
    EXPECT_EQ(worked("2026-03-29"), hours{5});
    EXPECT_EQ(worked("2026-10-25"), hours{7});
}

TEST(WorkingTimeOf, EndsASearchThatHasNoEnd) {
    const auto in = working_time("24x7");
    const auto start = utc("2026-01-01T00:00:00Z");
    EXPECT_LT(in.due(start, hours{24} * 365 * 1'000), start + days{36'700});
    EXPECT_LT(in.due_in_days(start, 2'000'000'000), start + days{36'700});
}

TEST(CalendarDays, AreExtraDaysBeforeHolidaysBeforeWeekdays) {
    using std::chrono::year;
    auto calendar = read_calendars(calendars_json())->at("hu-8x5");
    const Day saturday{year{2026} / 8 / 8}, moved{year{2026} / 8 / 21}, plain{year{2026} / 8 / 24},
        free{year{2026} / 8 / 15};
    EXPECT_EQ(kind_of(calendar, saturday), DayKind::extra_working_day);
    EXPECT_EQ(kind_of(calendar, moved), DayKind::holiday);
    EXPECT_EQ(kind_of(calendar, plain), DayKind::weekday);
    EXPECT_EQ(kind_of(calendar, free), DayKind::weekend);
    EXPECT_EQ(frames_on(calendar, saturday), (Frames{{480, 1020}}));
    EXPECT_TRUE(frames_on(calendar, moved).empty());
    calendar.extra_days[moved] = {{600, 660}};
    EXPECT_EQ(frames_on(calendar, moved), (Frames{{600, 660}}));
    EXPECT_EQ(last_year_known(calendar), 2026);
    EXPECT_EQ(last_year_known({}), 0);
}

TEST(LocalZoneOf, ReadsTheClockOfAPlace) {
    const auto zone = *LocalZone::named("Europe/Budapest");
    const Day spring{std::chrono::year{2026} / 3 / 29}, autumn{std::chrono::year{2026} / 10 / 25};
    EXPECT_EQ(zone.local(utc("2026-03-29T00:59:59Z")), (LocalMinute{spring, 119}));
    EXPECT_EQ(zone.local(utc("2026-03-29T01:00:00Z")), (LocalMinute{spring, 180}));
    EXPECT_EQ(zone.time_of({spring, 150}), utc("2026-03-29T01:00:00Z"));  // 02:30 does not exist: after the gap
    EXPECT_EQ(zone.time_of({autumn, 150}), utc("2026-10-25T00:30:00Z"));  // 02:30 is there twice: the first
    EXPECT_EQ(zone.local(utc("2026-10-25T01:30:00Z")), (LocalMinute{autumn, 150}));
    EXPECT_EQ(zone.local(utc("2026-11-23T23:30:00Z")), (LocalMinute{Day{std::chrono::year{2026} / 11 / 24}, 30}));
}

TEST(LocalZoneOf, KnowsWhatVendorsCallAPlace) {
    EXPECT_EQ(LocalZone::named("Europe/Budapest")->windows_name(), "Central Europe Standard Time");
    EXPECT_EQ(LocalZone::named("Europe/Berlin")->windows_name(), "W. Europe Standard Time");
    EXPECT_EQ(alpha3_of("HU"), "HUN");
    EXPECT_EQ(alpha3_of("de"), "DEU");
    EXPECT_EQ(alpha3_of("ZQ"), "");
    EXPECT_EQ(alpha3_of("Hungary"), "");
}

std::string refusal(const std::string& calendar) {
    const auto read = read_calendars(R"({"calendars": [{"id": "c", "time_zone": "UTC", )" + calendar + "}]}");
    return read ? "read" : read.error().what;
}

TEST(ReadCalendars, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(refusal(R"("week": {"mon": ["08:00-17:00"]})"), "read");
    EXPECT_EQ(refusal(R"("week": {"mon": ["8-17"]})"), "calendars[0]: week.mon: \"8-17\" is not like \"08:00-17:00\"");
    EXPECT_EQ(refusal(R"("week": {"mon": ["08:00-24:01"]})"),
              "calendars[0]: week.mon: \"08:00-24:01\" is not like \"08:00-17:00\"");
    EXPECT_EQ(refusal(R"("week": {"mon": ["17:00-08:00"]})"), "calendars[0]: week.mon: 17:00-08:00 runs backwards");
    EXPECT_EQ(refusal(R"("week": {"mon": ["08:00-12:00", "11:00-13:00"]})"),
              "calendars[0]: week.mon: 11:00-13:00 overlaps or touches the one before it");
    EXPECT_EQ(refusal(R"("week": {"mon": 8})"),
              "calendars[0]: week.mon: not a list of times, like [\"08:00-12:00\", \"13:00-17:00\"]");
    EXPECT_EQ(refusal(R"("week": {"monday": []})"),
              "calendars[0]: week.monday: not a day, like \"mon\" or \"mon-fri\"");
    EXPECT_EQ(refusal(R"("week": {"fri-mon": []})"),
              "calendars[0]: week.fri-mon: not a day, like \"mon\" or \"mon-fri\"");
    EXPECT_EQ(refusal(R"("week": {"mon-fri": [], "tue": []})"), "calendars[0]: week.tue: tue is there twice");
    EXPECT_EQ(refusal(R"("week": {"mon": ["08:00-09:00"]}, "holiday": {})"), "calendars[0]: holiday: no such field");
    EXPECT_EQ(refusal(R"("week": {"mon": ["08:00-09:00"]}, "holidays": {"2026-02-29": "x"})"),
              "calendars[0]: holidays.2026-02-29: not a date, like \"2026-08-20\"");
    EXPECT_EQ(refusal(R"("week": {"mon": ["08:00-09:00"]}, "extra_days": {"2026-02-28": []})"),
              "calendars[0]: extra_days.2026-02-28: a working day without a time");
    EXPECT_EQ(refusal(R"("week": {})"),
              "calendars[0]: calendar \"c\": no working minute in 366 days (every weekday is closed)");
    EXPECT_EQ(read_calendars("{}").error().what, "calendars: missing");
    EXPECT_EQ(read_calendars(R"({"calendars": [{"time_zone": "UTC"}]})").error().what, "calendars[0]: id: missing");
    EXPECT_EQ(read_calendars(R"({"calendars": [{"id": "c", "time_zone": "Mars", "week": {"mon": ["08:00-09:00"]}}]})")
                  .error()
                  .what,
              "calendars[0]: calendar \"c\": time zone \"Mars\" is not known");
    const std::string fine = R"({"id": "c", "time_zone": "UTC", "week": {"mon": ["08:00-09:00"]}})";
    EXPECT_EQ(read_calendars(R"({"calendars": [)" + fine + "," + fine + "]}").error().what,
              "calendars[1].id: \"c\" is there twice");
}

TEST(ReadCalendars, JoinsFramesThatTouch) {
    const auto read = read_calendars(
        R"({"calendars": [{"id": "c", "time_zone": "UTC", "week": {"mon": ["08:00-12:00", "12:00-17:00"]}}]})");
    EXPECT_EQ(read->at("c").week[0], (Frames{{480, 1020}}));
}

}  // namespace
}  // namespace desk
