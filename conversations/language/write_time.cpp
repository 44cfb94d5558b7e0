#include "conversations/language/article.hpp"
#include "conversations/language/local_time.hpp"
#include "conversations/language/voice.hpp"

#include <array>
#include <cstdio>

namespace desk {
namespace {

using namespace std::chrono;

std::string clock_text(const Voice& voice, int hour, int minute) {
    std::array<char, 16> text{};
    const auto* format = voice.language.numbers.pads_hours() ? "%02d:%02d" : "%d:%02d";
    std::snprintf(text.data(), text.size(), format, hour, minute);
    return text.data();
}

// Hungarian suffixes that never change after a clock time.
std::string clock_with(const Voice& voice, const LocalTime& time, const char* suffix) {
    return clock_text(voice, time.hour, time.minute) + (voice.language.name == "hu" ? suffix : "");
}

std::string numbered(std::string_view key, unsigned number) {
    return std::string{key} + "." + std::to_string(number);
}

// "30 November", "november 30.", "november 30-án"; with the year when `has_year`.
std::string date_text(const Voice& voice, sys_days day, bool has_year, std::string_view kind) {
    const year_month_day date{day};
    const auto number = static_cast<int>(static_cast<unsigned>(date.day()));
    const bool has_ending = kind == "on" && voice.language.name == "hu";
    return core_text(voice, std::string{"date."}.append(kind).append(has_year ? "_year" : ""),
                     {{"day", has_ending ? day_on(number) : std::to_string(number)},
                      {"month", voice.language.numbers.month(static_cast<unsigned>(date.month()))},
                      {"year", std::to_string(static_cast<int>(date.year()))}});
}

// Which row of the table in texts.md §2.1.
std::string_view distance_of(TimeStyle style, sys_days day, sys_days today) {
    const auto ahead = (day - today).count();
    if (ahead == 0) return "today";
    if (ahead == 1) return "tomorrow";
    if (ahead == -1 && style != TimeStyle::deadline) return "yesterday";
    return ahead >= 2 && ahead <= 6 ? "weekday" : "date";
}

std::string_view name_of(TimeStyle style) {
    if (style == TimeStyle::stamp) return "stamp";
    return style == TimeStyle::deadline ? "deadline" : "moment";
}

}  // namespace

std::string write_when(const Voice& voice, const When& when) {
    const auto time = voice.clock.at(when.at);
    const auto clock = clock_text(voice, time.hour, time.minute);
    if (when.style == TimeStyle::clock) return core_text(voice, "time.clock", {{"clock", clock}});
    if (when.style == TimeStyle::date) return date_text(voice, time.day, true, "plain");

    const auto today = voice.clock.at(voice.now).day;
    const bool has_year = year_month_day{time.day}.year() != year_month_day{today}.year();
    const auto distance = distance_of(when.style, time.day, today);
    const bool is_stamp = when.style == TimeStyle::stamp;
    const auto iso_day = weekday{time.day}.iso_encoding();
    const auto* suffix = when.style == TimeStyle::moment     ? "-kor"
                         : when.style == TimeStyle::deadline ? "-ig"
                                                             : "";
    std::string key{"time."};
    key.append(name_of(when.style)).append(".").append(distance);
    if (distance == "weekday") {
        const auto day =
            core_text(voice, numbered(is_stamp ? "weekday.name" : "weekday.on", iso_day));
        return core_text(voice, key,
                         {{"weekday", day}, {"clock", clock_with(voice, time, suffix)}});
    }
    if (distance == "date") {
        const auto day = date_text(voice, time.day, has_year, is_stamp ? "plain" : "on");
        return core_text(voice, key, {{"date", day}, {"clock", clock_with(voice, time, suffix)}});
    }
    return core_text(voice, key, {{"clock", clock_with(voice, time, suffix)}});
}

namespace {

struct Length {
    TimeUnit unit;
    std::int64_t seconds;
};
constexpr std::array lengths{Length{TimeUnit::day, 86'400}, Length{TimeUnit::hour, 3'600},
                             Length{TimeUnit::minute, 60}, Length{TimeUnit::second, 1}};

std::string duration_text(const Voice& voice, std::int64_t seconds) {
    const auto& numbers = voice.language.numbers;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        if (seconds < lengths.at(i).seconds && i + 1 < lengths.size()) continue;
        const auto first = numbers.amount(seconds / lengths.at(i).seconds, lengths.at(i).unit);
        if (i + 1 == lengths.size()) return first;
        const auto rest = seconds % lengths.at(i).seconds / lengths.at(i + 1).seconds;
        if (rest == 0) return first;
        return core_text(voice, "duration.join",
                         {{"a", first}, {"b", numbers.amount(rest, lengths.at(i + 1).unit)}});
    }
    return numbers.amount(seconds, TimeUnit::second);
}

// In the unit people would say: 90 minutes, but 3 hours. Rounded up: what we announce is not late.
std::string in_text(const Voice& voice, std::int64_t seconds) {
    const auto rounded_up = [&](std::int64_t unit) { return (seconds + unit - 1) / unit; };
    const auto& numbers = voice.language.numbers;
    if (seconds < 60) return numbers.in(seconds, TimeUnit::second);
    if (seconds < 2 * 3'600 && seconds != 3'600)
        return numbers.in(rounded_up(60), TimeUnit::minute);
    if (seconds < 2 * 86'400 && seconds != 86'400) {
        return numbers.in(rounded_up(3'600), TimeUnit::hour);
    }
    return numbers.in(rounded_up(86'400), TimeUnit::day);
}

}  // namespace

std::string write_span(const Voice& voice, const Span& span) {
    constexpr std::int64_t longest = std::int64_t{36'500} * 86'400;
    const auto seconds = std::clamp<std::int64_t>(span.length.count(), 0, longest);
    return span.style == SpanStyle::in ? in_text(voice, seconds) : duration_text(voice, seconds);
}

std::string write_zone(const Voice& voice, const Zone& zone) {
    std::string key{"zone."};
    for (const char c : zone.name) {
        key += c == '/' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    if (voice.core.has(key)) return core_text(voice, key);

    const auto offset = offset_from_utc(voice.now, zone.name).count();
    if (offset == 0) return "UTC";
    const auto size = offset < 0 ? -offset : offset;
    auto text = std::string{offset < 0 ? "UTC\u2212" : "UTC+"} + std::to_string(size / 60);
    if (size % 60 == 0) return text;
    return text + (size % 60 < 10 ? ":0" : ":") + std::to_string(size % 60);
}

namespace {

bool is_always(const Hours& hours) {
    return hours.runs.empty() ||
           (hours.runs.size() == 1 && hours.runs.front() == Hours::Run{1, 7, 0, 24 * 60});
}

bool has_same_days(const Hours::Run& a, const Hours::Run& b) {
    return a.first_day == b.first_day && a.last_day == b.last_day;
}

std::string frame_text(const Voice& voice, const Hours::Run& run) {
    return clock_text(voice, run.from_minute / 60, run.from_minute % 60) + "–" +
           clock_text(voice, run.to_minute / 60, run.to_minute % 60);
}

std::string run_text(const Voice& voice, const Hours::Run& run, const std::string& frames) {
    const auto first = static_cast<unsigned>(std::clamp(run.first_day, 1, 7));
    const auto last = static_cast<unsigned>(std::clamp(run.last_day, 1, 7));
    const auto times = core_text(voice, "hours.frames", {{"frames", frames}});
    if (first == last) {
        return core_text(
            voice, "hours.day",
            {{"day", core_text(voice, numbered("weekday.on", first))}, {"times", times}});
    }
    return core_text(voice, "hours.days",
                     {{"from", core_text(voice, numbered("weekday.from", first))},
                      {"to", core_text(voice, numbered("weekday.to", last))},
                      {"times", times}});
}

}  // namespace

std::string write_hours(const Voice& voice, const Hours& hours) {
    if (is_always(hours)) return core_text(voice, "hours.always");
    std::string text;
    for (std::size_t i = 0; i < hours.runs.size();) {
        const auto& run = hours.runs[i];
        std::string frames = frame_text(voice, run);
        for (++i; i < hours.runs.size() && has_same_days(run, hours.runs[i]); ++i) {
            frames += ", " + frame_text(voice, hours.runs[i]);
        }
        text += (text.empty() ? "" : "; ") + run_text(voice, run, frames);
    }
    return text;
}

std::string write_response(const Voice& voice, const FirstResponse& response) {
    if (response.business_days > 0) {
        return core_text(voice, "reply.business_days", response.business_days);
    }
    if (response.minutes <= 0) return core_text(voice, "reply.none");
    const bool is_hours = response.minutes % 60 == 0;
    std::string key{"reply."};
    key.append(response.business_hours ? "business_" : "").append(is_hours ? "hours" : "minutes");
    return core_text(voice, key, is_hours ? response.minutes / 60 : response.minutes);
}

}  // namespace desk
