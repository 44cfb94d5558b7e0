#include "plugins/price_list/amount.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace desk {
namespace {

constexpr std::int64_t whole = 10'000;  // 100 % in hundredths of a percent

Error out_of_range() {
    return invalid("a sum out of range");
}

}  // namespace

std::int64_t smallest_amount(std::string_view currency) {
    constexpr std::array<std::string_view, 4> whole_only{"HUF", "JPY", "ISK", "KRW"};
    return std::find(whole_only.begin(), whole_only.end(), currency) == whole_only.end() ? 1 : 100;
}

Result<std::int64_t> added(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) return out_of_range();
    return sum;
}

Result<std::int64_t> multiplied(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) return out_of_range();
    return product;
}

Result<std::int64_t> portion(std::int64_t amount, std::int64_t parts, std::int64_t by,
                             std::int64_t digit) {
    DESK_TRY(auto divisor, multiplied(by, digit));
    for (auto* factor : {&amount, &parts}) {
        const auto common = std::gcd(*factor, divisor);
        if (common == 0) continue;
        *factor /= common;
        divisor /= common;
    }
    DESK_TRY(const auto product, multiplied(amount, parts));
    DESK_TRY(const auto raised, added(product, divisor / 2));
    // An odd divisor has no half: (divisor - 1) / 2 added is the same as rounding half up.
    return multiplied(raised / divisor, digit);
}

Result<Total> total_of(Money amount, bool is_gross, std::optional<Percent> vat) {
    Total total{.net = amount, .tax = {0, amount.currency}, .gross = amount, .vat = vat};
    if (!vat && is_gross) return not_found("a gross price, and no VAT rate to take out of it");
    if (!vat) return total;

    const auto digit = smallest_amount(amount.currency);
    if (is_gross) {
        DESK_TRY(total.net.minor_units,
                 portion(amount.minor_units, whole, whole + vat->hundredths, digit));
        total.tax.minor_units = total.gross.minor_units - total.net.minor_units;
        return total;
    }
    DESK_TRY(total.tax.minor_units, portion(amount.minor_units, vat->hundredths, whole, digit));
    DESK_TRY(total.gross.minor_units, added(total.net.minor_units, total.tax.minor_units));
    return total;
}

}  // namespace desk
