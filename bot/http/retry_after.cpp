#include "bot/http/retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace desk {
namespace {

using std::chrono::seconds;

constexpr seconds shortest{1};
constexpr seconds longest{3'600};

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// All of `digits` as a number; none: something else is in it.
std::optional<int> number(std::string_view digits) {
    int value = 0;
    if (!is_number(digits)) return std::nullopt;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{}) return std::nullopt;
    return value;
}

std::optional<unsigned> month_of(std::string_view name) {
    constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto* const found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<unsigned>(found - names.begin()) + 1;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<std::chrono::sys_seconds> parse_date(std::string_view text) {
    constexpr std::string_view form = "aaa, 00 aaa 0000 00:00:00 GMT";
    if (text.size() != form.size() || !text.ends_with(" GMT")) return std::nullopt;
    for (const std::size_t at : {3U, 4U, 7U, 11U, 16U, 19U, 22U})
        if (text[at] != form[at]) return std::nullopt;

    const auto day = number(text.substr(5, 2));
    const auto month = month_of(text.substr(8, 3));
    const auto year = number(text.substr(12, 4));
    const auto hour = number(text.substr(17, 2));
    const auto minute = number(text.substr(20, 2));
    const auto second = number(text.substr(23, 2));
    if (!day || !month || !year || !hour || !minute || !second) return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;

    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           seconds{*second};
}

}  // namespace

std::optional<seconds> parse_retry_after(std::string_view value, Time now) {
    const auto first = value.find_first_not_of(" \t");
    if (first == std::string_view::npos) return std::nullopt;
    value = value.substr(first, value.find_last_not_of(" \t") - first + 1);

    if (is_number(value))
        return std::clamp(seconds{number(value).value_or(3'600)}, shortest, longest);
    const auto date = parse_date(value);
    if (!date) return std::nullopt;
    return std::clamp(std::chrono::ceil<seconds>(*date - now), shortest, longest);
}

std::optional<seconds> retry_after(const HttpResponse& response, Time now) {
    const auto* const value = find_header(response.headers, "Retry-After");
    return value == nullptr ? std::nullopt : parse_retry_after(*value, now);
}

}  // namespace desk
