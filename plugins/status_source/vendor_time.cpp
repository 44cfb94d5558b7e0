#include "plugins/status_source/vendor_time.hpp"

#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <string>

namespace desk {
namespace {

// Takes what it reads off the front of `rest`; after the first misfit all that follows fails too.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    int number(std::size_t digits) {
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) value = value * 10 + digit();
        return value;
    }
    bool skip(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(std::string_view any_of) { is_good_ = skip(any_of) && is_good_; }
    bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    bool is_good() const { return is_good_; }
    bool is_done() const { return is_good_ && rest_.empty(); }
    // Up to `most` letters, in lower case.
    std::string word(std::size_t most) {
        std::string letters;
        while (letters.size() < most && !rest_.empty() &&
               std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) {
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(rest_.front())));
            rest_.remove_prefix(1);
        }
        return letters;
    }
    // One to `most` digits.
    int short_number(std::size_t most) {
        int value = number(1);
        for (std::size_t i = 1; i < most && at_digit(); ++i) value = value * 10 + digit();
        return value;
    }
    void skip_all(std::string_view any_of) {
        while (skip(any_of)) {
        }
    }

private:
    int digit() {
        if (!at_digit()) {
            is_good_ = false;
            return 0;
        }
        const int value = rest_.front() - '0';
        rest_.remove_prefix(1);
        return value;
    }

    std::string_view rest_;
    bool is_good_ = true;
};

std::chrono::milliseconds fraction(Scanner& scanner) {
    if (!scanner.skip(".,")) return std::chrono::milliseconds{0};
    int value = 0;
    for (int weight = 100; scanner.at_digit(); weight /= 10) value += scanner.number(1) * weight;
    return std::chrono::milliseconds{value};
}

// How far the written clock is ahead of UTC; nothing written is UTC.
std::chrono::minutes offset(Scanner& scanner) {
    if (scanner.is_done() || scanner.skip("Zz")) return std::chrono::minutes{0};
    const bool is_behind = scanner.skip("-");
    if (!is_behind) scanner.expect("+");
    const int hours = scanner.number(2);
    scanner.skip(":");
    const int minutes = hours * 60 + scanner.number(2);
    return std::chrono::minutes{is_behind ? -minutes : minutes};
}

// 1 to 12 of "jul" or "july", else 0.
unsigned month_of(std::string_view word) {
    constexpr std::array<std::string_view, 12> months{
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (word == months[i] || (word.size() == 3 && months[i].starts_with(word)))
            return static_cast<unsigned>(i + 1);
    }
    return 0;
}

// Zones as letters, of RFC 822: how far they are ahead of UTC.
std::optional<std::chrono::minutes> named_offset(std::string_view zone) {
    struct Named {
        std::string_view name;
        int hours;
    };
    constexpr std::array named{Named{"z", 0},    Named{"gmt", 0},  Named{"ut", 0},
                               Named{"utc", 0},  Named{"est", -5}, Named{"edt", -4},
                               Named{"cst", -6}, Named{"cdt", -5}, Named{"mst", -7},
                               Named{"mdt", -6}, Named{"pst", -8}, Named{"pdt", -7}};
    for (const auto& one : named) {
        if (one.name == zone) return std::chrono::hours{one.hours};
    }
    return std::nullopt;
}

struct Clock {
    int hour = 0;
    int minute = 0;
    int second = 0;
};

std::optional<Time> moment(std::chrono::year_month_day date, Clock clock) {
    if (!date.ok() || clock.hour > 23 || clock.minute > 59 || clock.second > 60)
        return std::nullopt;
    return Time{std::chrono::sys_days{date}} + std::chrono::hours{clock.hour} +
           std::chrono::minutes{clock.minute} + std::chrono::seconds{clock.second};
}

bool is_set(Time time) {
    using namespace std::chrono;
    return time >= sys_days{year{1970} / January / 1} && time < sys_days{year{2200} / January / 1};
}

std::optional<Time> if_set(std::optional<Time> time) {
    return time && is_set(*time) ? time : std::nullopt;
}

// Seconds since 1970; a text may have decimals, which are dropped.
std::optional<Time> epoch_time(std::string_view text) {
    long long seconds = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const std::string_view rest{end, static_cast<std::size_t>(text.data() + text.size() - end)};
    const bool is_number =
        problem == std::errc{} && (rest.empty() || rest.front() == '.') && seconds < 10'000'000'000;
    if (!is_number || seconds < 100'000'000)
        return std::nullopt;  // 1973: smaller numbers are no dates
    return Time{std::chrono::seconds{seconds}};
}

}  // namespace

std::optional<Time> read_iso_time(std::string_view text) {
    Scanner scanner{text};
    const std::chrono::year year{scanner.number(4)};
    scanner.expect("-");
    const std::chrono::month month{static_cast<unsigned>(scanner.number(2))};
    scanner.expect("-");
    const std::chrono::day day{static_cast<unsigned>(scanner.number(2))};
    scanner.expect("Tt ");
    const int hour = scanner.number(2);
    scanner.expect(":");
    const int minute = scanner.number(2);
    scanner.expect(":");
    const int second = scanner.number(2);
    const auto part = fraction(scanner);
    const auto ahead = offset(scanner);

    const auto whole =
        moment(std::chrono::year_month_day{year, month, day}, {hour, minute, second});
    if (!scanner.is_done() || !whole) return std::nullopt;
    return *whole + part - ahead;
}

std::optional<Time> read_feed_time(std::string_view text) {
    Scanner scanner{text};
    scanner.word(9);
    scanner.skip_all(", ");
    const std::chrono::day day{static_cast<unsigned>(scanner.short_number(2))};
    scanner.skip_all(" ");
    const std::chrono::month month{month_of(scanner.word(9))};
    scanner.skip_all(" ");
    const std::chrono::year year{scanner.number(4)};
    scanner.skip_all(" ");
    Clock clock{.hour = scanner.number(2)};
    scanner.expect(":");
    clock.minute = scanner.number(2);
    if (scanner.skip(":")) clock.second = scanner.number(2);
    scanner.skip_all(" ");
    const auto zone = scanner.word(3);
    const auto ahead = zone.empty() ? offset(scanner) : named_offset(zone);
    const auto whole = moment(std::chrono::year_month_day{year, month, day}, clock);
    if (!scanner.is_done() || !ahead || !whole) return std::nullopt;
    return *whole - *ahead;
}

std::optional<Time> read_long_time(std::string_view text) {
    Scanner scanner{text};
    scanner.skip_all(" ");
    auto word = scanner.word(9);
    scanner.skip_all(", ");
    if (month_of(word) == 0) word = scanner.word(9);  // after the weekday
    scanner.skip_all(" ");
    const std::chrono::month month{month_of(word)};
    const std::chrono::day day{static_cast<unsigned>(scanner.short_number(2))};
    scanner.skip_all(", ");
    const std::chrono::year year{scanner.number(4)};
    scanner.skip_all(", ");
    if (scanner.word(2) != "at") return std::nullopt;
    scanner.skip_all(" ");
    Clock clock{.hour = scanner.short_number(2)};
    scanner.expect(":");
    clock.minute = scanner.number(2);
    scanner.skip_all(" ");
    const auto half = scanner.word(2);
    if ((half != "am" && half != "pm") || clock.hour < 1 || clock.hour > 12) return std::nullopt;
    clock.hour = clock.hour % 12 + (half == "pm" ? 12 : 0);
    scanner.skip_all(" (");
    const auto ahead = named_offset(scanner.word(3));
    const auto whole = moment(std::chrono::year_month_day{year, month, day}, clock);
    if (!scanner.is_good() || !ahead || !whole) return std::nullopt;
    return *whole - *ahead;
}

std::optional<Time> read_vendor_time(const Json& value) {
    if (value.is_number()) return if_set(epoch_time(value.dump()));
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    for (const auto read : {read_iso_time, read_feed_time, read_long_time, epoch_time}) {
        if (const auto time = read(text)) return if_set(time);
    }
    return std::nullopt;
}

std::optional<Time> time_of(const Json& object, std::initializer_list<const char*> names) {
    for (const auto* name : names) {
        const auto* field = find_field(object, name);
        if (field == nullptr) continue;
        if (const auto time = read_vendor_time(*field)) return time;
    }
    return std::nullopt;
}

}  // namespace desk
