#include "conversations/timestamp.hpp"

#include <algorithm>
#include <optional>

#include <desk/wire_values.hpp>

namespace desk {
namespace {

using namespace std::chrono;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Takes what it recognises from the front of the text.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    std::optional<int> number(std::size_t digits) {
        if (rest_.size() < digits) return {};
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!is_digit(rest_[i])) return {};
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }
    bool one_of(std::string_view characters) {
        if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    char next() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

std::optional<milliseconds> read_decimals(Scanner& scanner) {
    if (!scanner.one_of(".")) return milliseconds{0};
    if (!is_digit(scanner.next())) return {};
    int value = 0;
    int unit = 100;
    while (const auto digit = scanner.number(1)) {
        value += *digit * unit;
        unit /= 10;
    }
    return milliseconds{value};
}

std::optional<minutes> read_offset(Scanner& scanner) {
    if (scanner.one_of("Zz")) return minutes{0};
    const bool is_behind = scanner.next() == '-';
    if (!scanner.one_of("+-")) return {};
    const auto hour = scanner.number(2);
    if (!hour || *hour > 23 || !scanner.one_of(":")) return {};
    const auto minute = scanner.number(2);
    if (!minute || *minute > 59) return {};
    const auto offset = hours{*hour} + minutes{*minute};
    return is_behind ? -offset : offset;
}

std::optional<sys_days> read_day(Scanner& scanner) {
    const auto y = scanner.number(4);
    if (!y || !scanner.one_of("-")) return {};
    const auto m = scanner.number(2);
    if (!m || !scanner.one_of("-")) return {};
    const auto d = scanner.number(2);
    if (!d) return {};
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                              day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return {};
    return sys_days{date};
}

std::optional<seconds> read_time_of_day(Scanner& scanner) {
    const auto hour = scanner.number(2);
    if (!hour || *hour > 23 || !scanner.one_of(":")) return {};
    const auto minute = scanner.number(2);
    if (!minute || *minute > 59 || !scanner.one_of(":")) return {};
    const auto second = scanner.number(2);
    if (!second || *second > 60) return {};
    return hours{*hour} + minutes{*minute} + seconds{std::min(*second, 59)};
}

std::optional<Time> read_time(Scanner& scanner) {
    const auto date = read_day(scanner);
    if (!date || !scanner.one_of("Tt ")) return {};
    const auto time_of_day = read_time_of_day(scanner);
    if (!time_of_day) return {};
    const auto decimals = read_decimals(scanner);
    if (!decimals) return {};
    const auto offset = read_offset(scanner);
    if (!offset || !scanner.at_end()) return {};
    return Time{*date} + *time_of_day + *decimals - *offset;
}

}  // namespace

std::string timestamp(Time time) {
    return wire::time_text(time);
}

Result<Time> read_timestamp(std::string_view text) {
    Scanner scanner{text};
    if (const auto time = read_time(scanner)) return *time;
    return invalid("not a time: \"" + std::string{text.substr(0, 40)} + "\"");
}

}  // namespace desk
