#include "plugins/status_source/iso_time.hpp"

#include <chrono>
#include <cstddef>

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
    bool is_done() const { return is_good_ && rest_.empty(); }

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

// How far the written clock is ahead of UTC.
std::chrono::minutes offset(Scanner& scanner) {
    if (scanner.skip("Zz")) return std::chrono::minutes{0};
    const bool is_behind = scanner.skip("-");
    if (!is_behind) scanner.expect("+");
    const int hours = scanner.number(2);
    scanner.skip(":");
    const int minutes = hours * 60 + scanner.number(2);
    return std::chrono::minutes{is_behind ? -minutes : minutes};
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

    const std::chrono::year_month_day date{year, month, day};
    if (!scanner.is_done() || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second} + part - ahead;
}

}  // namespace desk
