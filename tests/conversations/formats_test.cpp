#include "conversations/language/local_time.hpp"
#include "conversations/language/wording.hpp"
#include "conversations/timestamp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace desk {
namespace {

using testing::HasSubstr;

// The scene of texts.md §8: Tuesday 24 November 2026, 10:05 in Budapest.
Time at(std::string_view text) {
    return *read_timestamp(text);
}
Time budapest(std::string_view text) {
    return at(std::string{text} + ":00+01:00");
}
const Time now = budapest("2026-11-24T10:05");

Wording::Reader reader(const char* language, Time when = now) {
    return {language, "Europe/Budapest", when};
}

const Wording& core() {
    static const Wording wording{*core_catalogue()};
    return wording;
}

std::string in(const char* language, const Value& value, Time when = now) {
    return *core().write(value, reader(language, when));
}

// "en | hu | de" of a value, with no-break spaces shown as "_".
std::string all(const Value& value, Time when = now) {
    auto text =
        in("en", value, when) + " | " + in("hu", value, when) + " | " + in("de", value, when);
    for (auto space = text.find("\u00A0"); space != std::string::npos;
         space = text.find("\u00A0")) {
        text.replace(space, 2, "_");
    }
    return text;
}

// texts.md §2, row by row.
TEST(Formats, OfNumbers) {
    EXPECT_EQ(all(1800), "1,800 | 1800 | 1.800");
    EXPECT_EQ(all(72'000), "72,000 | 72_000 | 72.000");
    EXPECT_EQ(all(Percent{9750}), "97.5% | 97,5% | 97,5_%");
    EXPECT_EQ(all(Percent{2700}), "27% | 27% | 27_%");
    EXPECT_EQ(all(std::int64_t{-1}), "-1 | -1 | -1");
}

TEST(Formats, OfMoney) {
    EXPECT_EQ(all(Money{180'000, "HUF"}), "HUF_1,800 | 1800_Ft | 1.800_HUF");
    EXPECT_EQ(all(Money{7'200'000, "HUF"}), "HUF_72,000 | 72_000_Ft | 72.000_HUF");
    EXPECT_EQ(all(Money{450, "EUR"}), "€4.50 | 4,50_EUR | 4,50_€");
    EXPECT_EQ(all(Money{18'000, "EUR"}), "€180 | 180_EUR | 180_€");
    EXPECT_EQ(all(Money{180'050, "HUF"}), "HUF_1,801 | 1801_Ft | 1.801_HUF");
    EXPECT_EQ(in("en", Money{9'007'199'254'740'993, "EUR"}), "€90,071,992,547,409.93");
    EXPECT_EQ(in("en", Money{-5, "EUR"}), "-€0.05");
    EXPECT_EQ(in("de", Money{100, "SEK"}), "1\u00A0SEK");
    EXPECT_EQ(in("de", Money{100, "NZD"}), "1\u00A0NZ$");
    EXPECT_THAT(in("en", Money{100, "not a currency"}), HasSubstr("1"));
}

TEST(Formats, OfLengthsOfTime) {
    using namespace std::chrono_literals;
    EXPECT_EQ(all(Span{3h + 38min}),
              "3 hours 38 minutes | 3 óra 38 perc | 3 Stunden und 38 Minuten");
    EXPECT_EQ(all(Span{3h + 38min + 20s}),
              "3 hours 38 minutes | 3 óra 38 perc | 3 Stunden und 38 Minuten");
    EXPECT_EQ(all(Span{4min}), "4 minutes | 4 perc | 4 Minuten");
    EXPECT_EQ(all(Span{48h + 5min}), "2 days | 2 nap | 2 Tage");
    EXPECT_EQ(all(Span{0s}), "0 seconds | 0 másodperc | 0 Sekunden");
    EXPECT_EQ(all(Span{-5s}), "0 seconds | 0 másodperc | 0 Sekunden");
    EXPECT_EQ(all(Span{5min, SpanStyle::in}), "in 5 minutes | 5 perc múlva | in 5 Minuten");
    EXPECT_EQ(all(Span{72h, SpanStyle::in}), "in 3 days | 3 nap múlva | in 3 Tagen");
    EXPECT_EQ(in("en", Span{1h, SpanStyle::in}), "in 1 hour");
    EXPECT_EQ(in("en", Span{90min, SpanStyle::in}), "in 90 minutes");
    EXPECT_EQ(in("en", Span{61s, SpanStyle::in}), "in 2 minutes");
    EXPECT_EQ(in("en", Span{25h, SpanStyle::in}), "in 25 hours");
}

TEST(Formats, OfListsAndPeople) {
    const List three{{"A", "B", "C"}, ListStyle::all};
    EXPECT_EQ(all(three), "A, B and C | A, B és C | A, B und C");
    EXPECT_EQ(all(List{three.items, ListStyle::any}), "A, B or C | A, B vagy C | A, B oder C");
    EXPECT_EQ(all(List{{"A"}, ListStyle::all}), "A | A | A");
    EXPECT_EQ(all(List{}), " |  | ");
    EXPECT_EQ(all(List{{Money{450, "EUR"}, Phrase{"state.degraded"}}, ListStyle::all}),
              "€4.50 and degraded | 4,50_EUR és korlátozottan működik | 4,50_€ und eingeschränkt");
    EXPECT_EQ(all(PersonName{"Anna", "Kovács"}), "Anna Kovács | Kovács Anna | Anna Kovács");
    EXPECT_EQ(all(PersonName{"Anna", ""}), "Anna | Anna | Anna");
}

TEST(Formats, OfZones) {
    EXPECT_EQ(all(Zone{"Europe/Budapest"}), "Budapest time | budapesti idő | Budapester Zeit");
    EXPECT_EQ(all(Zone{"Europe/Vienna"}), "Vienna time | bécsi idő | Wiener Zeit");
    EXPECT_EQ(all(Zone{"Europe/Berlin"}), "Berlin time | berlini idő | Berliner Zeit");
    EXPECT_EQ(all(Zone{"Europe/Prague"}), "Prague time | prágai idő | Prager Zeit");
    EXPECT_EQ(all(Zone{"Europe/Warsaw"}), "Warsaw time | varsói idő | Warschauer Zeit");
    EXPECT_EQ(all(Zone{"Europe/Bucharest"}), "Bucharest time | bukaresti idő | Bukarester Zeit");
    EXPECT_EQ(all(Zone{"Europe/London"}), "London time | londoni idő | Londoner Zeit");
    EXPECT_EQ(in("hu", Zone{"UTC"}), "UTC");
    EXPECT_EQ(in("hu", Zone{"Europe/Paris"}), "UTC+1");
    EXPECT_EQ(in("hu", Zone{"Europe/Paris"}, at("2026-07-01T00:00:00Z")), "UTC+2");
    EXPECT_EQ(in("hu", Zone{"Asia/Kolkata"}), "UTC+5:30");
    EXPECT_EQ(in("hu", Zone{"America/New_York"}), "UTC−5");
    EXPECT_EQ(in("hu", Zone{"Mars/Olympus"}), "UTC");
}

// texts.md §2.1, row by row.
struct TimeRow {
    const char* local;
    TimeStyle style;
    const char* expected;
};

TEST(Times, StandInSentencesAsPeopleSayThem) {
    const TimeRow rows[] = {
        {"2026-11-24T08:42", TimeStyle::clock, "08:42 | 8:42 | 08:42 Uhr"},
        {"2026-11-24T08:42", TimeStyle::moment,
         "at 08:42 today | ma 8:42-kor | heute um 08:42 Uhr"},
        {"2026-11-24T11:00", TimeStyle::stamp, "11:00 | 11:00 | 11:00 Uhr"},
        {"2026-11-24T14:00", TimeStyle::deadline,
         "by 14:00 today | legkésőbb ma 14:00-ig | spätestens heute um 14:00 Uhr"},
        {"2026-11-23T08:42", TimeStyle::moment,
         "at 08:42 yesterday | tegnap 8:42-kor | gestern um 08:42 Uhr"},
        {"2026-11-23T08:42", TimeStyle::stamp,
         "yesterday, 08:42 | tegnap, 8:42 | gestern, 08:42 Uhr"},
        {"2026-11-25T09:00", TimeStyle::moment,
         "at 09:00 tomorrow | holnap 9:00-kor | morgen um 09:00 Uhr"},
        {"2026-11-25T09:00", TimeStyle::stamp,
         "tomorrow, 09:00 | holnap, 9:00 | morgen, 09:00 Uhr"},
        {"2026-11-25T09:00", TimeStyle::deadline,
         "by 09:00 tomorrow | legkésőbb holnap 9:00-ig | spätestens morgen um 09:00 Uhr"},
        {"2026-11-30T09:00", TimeStyle::moment,
         "at 09:00 on Monday | hétfőn 9:00-kor | am Montag um 09:00 Uhr"},
        {"2026-11-30T09:00", TimeStyle::stamp, "Monday, 09:00 | hétfő, 9:00 | Montag, 09:00 Uhr"},
        {"2026-11-30T09:00", TimeStyle::deadline,
         "by 09:00 on Monday | legkésőbb hétfőn 9:00-ig | spätestens am Montag um 09:00 Uhr"},
        {"2026-12-01T09:00", TimeStyle::moment,
         "at 09:00 on 1 December | december 1-jén 9:00-kor | am 1. Dezember um 09:00 Uhr"},
        {"2026-11-22T09:00", TimeStyle::moment,
         "at 09:00 on 22 November | november 22-én 9:00-kor | am 22. November um 09:00 Uhr"},
        {"2026-12-01T09:00", TimeStyle::stamp,
         "1 December, 09:00 | december 1., 9:00 | 1. Dezember, 09:00 Uhr"},
        {"2026-12-01T09:00", TimeStyle::deadline,
         "by 09:00 on 1 December | legkésőbb december 1-jén 9:00-ig | "
         "spätestens am 1. Dezember um 09:00 Uhr"},
        {"2027-01-04T09:00", TimeStyle::moment,
         "at 09:00 on 4 January 2027 | 2027. január 4-én 9:00-kor | am 4. Januar 2027 um 09:00 "
         "Uhr"},
        {"2027-01-04T09:00", TimeStyle::stamp,
         "4 January 2027, 09:00 | 2027. január 4., 9:00 | 4. Januar 2027, 09:00 Uhr"},
        {"2026-11-24T00:00", TimeStyle::date,
         "24 November 2026 | 2026. november 24. | 24. November 2026"},
        {"2026-11-24T00:10", TimeStyle::moment,
         "at 00:10 today | ma 0:10-kor | heute um 00:10 Uhr"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(all(When{budapest(row.local), row.style}), row.expected) << row.local;
    }
}

TEST(Times, CountDaysInTheReadersZone) {
    const When late{at("2026-11-24T23:30:00Z"), TimeStyle::moment};
    EXPECT_EQ(*core().write(Value{late}, {"en", "Europe/Budapest", now}), "at 00:30 tomorrow");
    EXPECT_EQ(*core().write(Value{late}, {"en", "Europe/London", now}), "at 23:30 today");
    EXPECT_EQ(*core().write(Value{late}, {"en", "America/New_York", now}), "at 18:30 today");
    EXPECT_EQ(*core().write(Value{late}, {"en", "", now}), "at 23:30 today");
}

TEST(Times, AreRightOnTheDaysTheClockIsChanged) {
    // Europe/Budapest: 02:00 → 03:00 on 29 March 2026, 03:00 → 02:00 on 25 October 2026, both at
    // 01:00 UTC.
    const When before{at("2026-03-29T00:59:00Z"), TimeStyle::clock};
    const When after{at("2026-03-29T01:00:00Z"), TimeStyle::clock};
    EXPECT_EQ(in("en", before), "01:59");
    EXPECT_EQ(in("en", after), "03:00");
    EXPECT_EQ(in("en", When{at("2026-10-25T00:30:00Z"), TimeStyle::clock}), "02:30");
    EXPECT_EQ(in("en", When{at("2026-10-25T01:30:00Z"), TimeStyle::clock}), "02:30");
    // The day of 25 hours is one day.
    EXPECT_EQ(
        in("en", When{at("2026-10-25T22:30:00Z"), TimeStyle::moment}, at("2026-10-24T22:30:00Z")),
        "at 23:30 today");
}

TEST(Times, AreRightAtTheTurnOfTheYearAndInLeapYears) {
    EXPECT_EQ(in("hu", When{budapest("2027-01-01T00:00"), TimeStyle::moment},
                 budapest("2026-12-31T23:59")),
              "holnap 0:00-kor");
    EXPECT_EQ(in("en", When{budapest("2026-12-31T23:59"), TimeStyle::moment},
                 budapest("2027-01-01T00:00")),
              "at 23:59 yesterday");
    EXPECT_EQ(in("hu", When{budapest("2028-02-29T08:00"), TimeStyle::moment}),
              "2028. február 29-én 8:00-kor");
    EXPECT_EQ(in("de", When{budapest("2028-02-29T08:00"), TimeStyle::date}), "29. Februar 2028");
}

TEST(TimeZones, ExistOrDoNot) {
    EXPECT_TRUE(is_time_zone("Europe/Budapest"));
    EXPECT_TRUE(is_time_zone("UTC"));
    EXPECT_FALSE(is_time_zone("Europe/Contoso"));
    EXPECT_FALSE(is_time_zone(""));
}

// texts.md §2.3.
TEST(Hours, AreSaidAsRunsOfDays) {
    EXPECT_EQ(all(Hours{{{1, 5, 480, 1020}}}),
              "Monday to Friday 08:00–17:00 | hétfőtől péntekig 8:00–17:00 | "
              "Montag bis Freitag, 08:00–17:00 Uhr");
    EXPECT_EQ(all(Hours{}), "around the clock | éjjel-nappal | rund um die Uhr");
    EXPECT_EQ(all(Hours{{{1, 7, 0, 1440}}}), "around the clock | éjjel-nappal | rund um die Uhr");
    EXPECT_EQ(all(Hours{{{1, 5, 480, 720}, {1, 5, 780, 1020}, {6, 6, 540, 720}}}),
              "Monday to Friday 08:00–12:00, 13:00–17:00; Saturday 09:00–12:00 | "
              "hétfőtől péntekig 8:00–12:00, 13:00–17:00; szombaton 9:00–12:00 | "
              "Montag bis Freitag, 08:00–12:00, 13:00–17:00 Uhr; Samstag, 09:00–12:00 Uhr");
}

TEST(Hours, NameEachDayOfTheWeek) {
    const char* english[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                             "Friday", "Saturday", "Sunday"};
    const char* on[] = {"hétfőn",   "kedden",    "szerdán", "csütörtökön",
                        "pénteken", "szombaton", "vasárnap"};
    const char* from[] = {"hétfőtől",  "keddtől",    "szerdától",  "csütörtöktől",
                          "péntektől", "szombattól", "vasárnaptól"};
    const char* to[] = {"hétfőig",  "keddig",    "szerdáig",  "csütörtökig",
                        "péntekig", "szombatig", "vasárnapig"};
    for (int i = 0; i < 7; ++i) {
        EXPECT_EQ(in("en", Hours{{{i + 1, i + 1, 480, 600}}}),
                  std::string{english[i]} + " 08:00–10:00");
        EXPECT_EQ(in("hu", Hours{{{i + 1, i + 1, 480, 600}}}), std::string{on[i]} + " 8:00–10:00");
        if (i < 6) {
            EXPECT_EQ(in("hu", Hours{{{i + 1, 7, 480, 600}}}),
                      std::string{from[i]} + " vasárnapig 8:00–10:00");
        }
        if (i > 0) {
            EXPECT_EQ(in("hu", Hours{{{1, i + 1, 480, 600}}}),
                      "hétfőtől " + std::string{to[i]} + " 8:00–10:00");
        }
    }
}

TEST(FirstResponses, ArePromisedInTheRightHours) {
    EXPECT_EQ(all(FirstResponse{30, 0, false}), "30 minutes | 30 percen belül | 30 Minuten");
    EXPECT_EQ(all(FirstResponse{60, 0, false}), "1 hour | 1 órán belül | 1 Stunde");
    EXPECT_EQ(all(FirstResponse{240, 0, true}),
              "4 business hours | munkaidőben 4 órán belül | 4 Stunden in der Servicezeit");
    EXPECT_EQ(all(FirstResponse{0, 2, true}),
              "2 business days | 2 munkanapon belül | 2 Arbeitstagen");
    EXPECT_EQ(all(FirstResponse{}), "no promised time | nincs vállalt idő | keine zugesagte Zeit");
}

}  // namespace
}  // namespace desk
