#include "bot/chores/cron.hpp"

#include <charconv>
#include <string>

namespace desk {
namespace {

struct Range {
    const char* name;
    int from;
    int to;
};
constexpr std::array ranges{Range{"minute", 0, 59}, Range{"hour", 0, 23}, Range{"day", 1, 31}, Range{"month", 1, 12},
                            Range{"weekday", 0, 7}};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number = failure == std::errc{} && end == text.data() + text.size() && !text.empty();
    return is_number ? std::optional{value} : std::nullopt;
}

// Cuts off and gives back what stands before the first `letter`.
std::string_view cut_at(std::string_view& rest, char letter) {
    const auto at = rest.find(letter);
    const auto head = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return head;
}

// One of a list: "*", "*/15", "1-5", "8-18/2", "7".
template <class Field>
bool add_part(std::string_view part, const Range& range, Field& field) {
    const bool has_step = part.find('/') != std::string_view::npos;
    const auto span = cut_at(part, '/');
    const auto step = has_step ? number(part) : std::optional{1};
    auto rest = span;
    const auto first = cut_at(rest, '-');
    const bool is_all = span == "*";
    const bool is_span = is_all || span.find('-') != std::string_view::npos;
    const auto from = is_all ? std::optional{range.from} : number(first);
    const auto to = is_all ? std::optional{range.to} : is_span ? number(rest) : from;
    const bool fits = step && *step > 0 && from && to && *from >= range.from && *to <= range.to && *from <= *to &&
                      (is_span || !has_step);
    if (!fits) return false;
    for (int value = *from; value <= *to; value += *step) field.set(static_cast<std::size_t>(value));
    return true;
}

}  // namespace

Result<Cron> Cron::read(std::string_view text) {
    Cron cron;
    for (std::size_t n = 0; n < ranges.size(); ++n) {
        const auto whole = cut_at(text, ' ');
        auto rest = whole;
        do {
            const auto part = cut_at(rest, ',');
            if (!add_part(part, ranges[n], cron.fields_[n])) {
                return invalid(std::string{"cron: "} + ranges[n].name + " \"" + std::string{whole.substr(0, 40)} +
                               "\" must be * or numbers from " + std::to_string(ranges[n].from) + " to " +
                               std::to_string(ranges[n].to) + ", as in 1-5, 1,15 or */10");
            }
        } while (!rest.empty());
        if (n == 2) cron.any_day_ = whole == "*";
        if (n == 4) cron.any_weekday_ = whole == "*";
    }
    if (!text.empty()) return invalid("cron: more than five fields");
    if (cron.fields_[4].test(7)) cron.fields_[4].set(0);
    return cron;
}

bool Cron::matches(const LocalTime& at) const {
    const std::chrono::year_month_day date{at.day};
    const auto has = [this](std::size_t n, unsigned value) { return fields_[n].test(value); };
    if (!has(0, static_cast<unsigned>(at.minute)) || !has(1, static_cast<unsigned>(at.hour))) return false;
    if (!has(3, static_cast<unsigned>(date.month()))) return false;
    const bool is_day = has(2, static_cast<unsigned>(date.day()));
    const bool is_weekday = has(4, std::chrono::weekday{at.day}.c_encoding());
    return any_day_ || any_weekday_ ? is_day && is_weekday : is_day || is_weekday;
}

std::optional<Time> Cron::last_match(Time after, Time until, std::string_view zone) const {
    WallClock clock{zone};
    auto minute = std::chrono::floor<std::chrono::minutes>(until);
    for (; minute > after; minute -= std::chrono::minutes{1}) {
        if (matches(clock.at(minute))) return std::chrono::time_point_cast<Time::duration>(minute);
    }
    return std::nullopt;
}

}  // namespace desk
