// What is said, before it becomes a language: a key of the catalogue and typed values. The bot puts a phrase into the
// reader's words where it leaves the desk, so one answer reaches a Hungarian and a German customer, each in their own.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace desk {

// A moment of the calendar, UTC, in whole milliseconds.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// 1800 HUF is {180000, "HUF"}: always hundredths, also where people do not write them.
struct Money {
    std::int64_t minor_units = 0;
    std::string currency = {};  // ISO 4217
    bool operator==(const Money&) const = default;
};

// How a time is written: "08:42" | "at 08:42 today" | "today, 08:42" | "by 14:00 today" | "24 November 2026".
enum class TimeStyle { clock, moment, stamp, deadline, date };
struct When {
    Time at = {};
    TimeStyle style = TimeStyle::moment;
    bool operator==(const When&) const = default;
};

// A length of time: "3 hours 38 minutes" | "in 5 minutes".
enum class SpanStyle { duration, in };
struct Span {
    std::chrono::seconds length = {};
    SpanStyle style = SpanStyle::duration;
    bool operator==(const Span&) const = default;
};

// 2700 is 27 %: hundredths of a percent.
struct Percent {
    std::int64_t hundredths = 0;
    bool operator==(const Percent&) const = default;
};

// A time zone named by the IANA data base, shown as "Budapest time".
struct Zone {
    std::string name = {};
    bool operator==(const Zone&) const = default;
};

struct PersonName {
    std::string given = {};
    std::string family = {};  // first in Hungarian
    bool operator==(const PersonName&) const = default;
};

// "Monday to Friday 08:00–17:00". Days 1 (Monday) … 7; minutes since midnight. No run at all: around the clock.
struct Hours {
    struct Run {
        int first_day = 1;
        int last_day = 5;
        int from_minute = 0;
        int to_minute = 0;
        bool operator==(const Run&) const = default;
    };
    std::vector<Run> runs = {};
    bool operator==(const Hours&) const = default;
};

// A promised first response: "4 business hours". Zero minutes and zero days: no promise.
struct FirstResponse {
    int minutes = 0;
    int business_days = 0;
    bool business_hours = false;  // minutes are counted inside support hours
    bool operator==(const FirstResponse&) const = default;
};

struct Value;

// A key of the catalogue with what fills its placeholders.
struct Phrase {
    std::string key = {};
    std::map<std::string, Value> values = {};
    inline bool operator==(const Phrase& other) const;
};

// "A, B and C", or "A, B or C".
enum class ListStyle { all, any };
struct List {
    std::vector<Value> items;
    ListStyle style = ListStyle::all;
    inline bool operator==(const List& other) const;
};

// What stands in a placeholder. The type decides the format, never the message. Text is never parsed as mark-up.
struct Value {
    using Content = std::variant<std::string, std::int64_t, Money, When, Span, Percent, Zone, PersonName, Hours,
                                 FirstResponse, List, Phrase>;
    Content content = {};

    Value() = default;
    Value(const char* text) : content{std::string{text}} {}
    Value(std::string text) : content{std::move(text)} {}
    Value(int number) : content{std::int64_t{number}} {}
    Value(std::int64_t number) : content{number} {}
    Value(Money money) : content{std::move(money)} {}
    Value(When when) : content{when} {}
    Value(Span span) : content{span} {}
    Value(Percent percent) : content{percent} {}
    Value(Zone zone) : content{std::move(zone)} {}
    Value(PersonName name) : content{std::move(name)} {}
    Value(Hours hours) : content{std::move(hours)} {}
    Value(FirstResponse response) : content{response} {}
    Value(List list) : content{std::move(list)} {}
    Value(Phrase phrase) : content{std::move(phrase)} {}
    bool operator==(const Value&) const = default;
};

inline bool Phrase::operator==(const Phrase& other) const { return key == other.key && values == other.values; }
inline bool List::operator==(const List& other) const { return style == other.style && items == other.items; }

}  // namespace desk
