#include "adapters/retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end || value < 0) return {};
    return value;
}

std::vector<std::string_view> pieces_of(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> pieces;
    for (auto from = text.find_first_not_of(separators); from != std::string_view::npos;) {
        const auto to = std::min(text.find_first_of(separators, from), text.size());
        pieces.push_back(text.substr(from, to - from));
        from = text.find_first_not_of(separators, to);
    }
    return pieces;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
    const auto parts = pieces_of(text, ":");
    if (parts.size() != 3) return {};
    const auto hour = number(parts[0]);
    const auto minute = number(parts[1]);
    const auto second = number(parts[2]);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return {};
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

// Two digits are the year of this century, unless that is far ahead.
int whole_year(int year) {
    if (year > 99) return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

// "Sun, 06 Nov 1994 08:49:37 GMT" | "Sunday, 06-Nov-94 08:49:37 GMT" | "Sun Nov  6 08:49:37 1994":
// the name of the month tells the forms apart.
std::optional<Time> http_date(std::string_view text) {
    auto pieces = pieces_of(text, " ,-");
    if (!pieces.empty() && pieces.back() == "GMT") pieces.pop_back();
    if (pieces.size() != 5) return {};
    const bool is_asctime = pieces[1].find_first_of("0123456789") == std::string_view::npos;
    if (is_asctime) {
        std::swap(pieces[1], pieces[2]);
        std::swap(pieces[3], pieces[4]);
    }
    const auto month = std::find(months.begin(), months.end(), pieces[2]);
    const auto day = number(pieces[1]);
    const auto year = number(pieces[3]);
    const auto clock = time_of_day(pieces[4]);
    if (month == months.end() || !day || !year || !clock || *day > 31 || *year > 9999) return {};

    const std::chrono::year_month_day date{
        std::chrono::year{whole_year(*year)},
        std::chrono::month{static_cast<unsigned>(month - months.begin() + 1)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return {};
    return Time{std::chrono::sys_days{date}} + *clock;
}

std::chrono::milliseconds clamped(std::chrono::milliseconds wait) {
    using namespace std::chrono_literals;
    return std::clamp<std::chrono::milliseconds>(wait, 1s, 1h);
}

}  // namespace

std::optional<std::chrono::milliseconds> read_retry_after(std::string_view value, Time now) {
    if (value.empty() || value.size() > 40) return {};
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        return clamped(std::chrono::seconds{number(value.substr(0, 9)).value_or(0)});
    }
    const auto date = http_date(value);
    if (!date) return {};
    return clamped(*date - now);
}

std::optional<std::chrono::milliseconds> asked_wait(const HttpResponse& response) {
    const auto* value = find_header(response.headers, "Retry-After");
    if (value == nullptr) return {};
    const auto* date = find_header(response.headers, "Date");
    const auto said_at = date == nullptr ? std::nullopt : http_date(*date);
    const auto from = said_at.value_or(response.fetched_at);
    // A date counted from no time at all would always be an hour.
    if (from == Time{} && http_date(*value)) return {};
    return read_retry_after(*value, from);
}

}  // namespace desk
