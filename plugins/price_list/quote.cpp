#include "plugins/price_list/quote.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace desk {
namespace {

// Rates and amounts are non-negative.
std::int64_t divided_half_up(std::int64_t number, std::int64_t by) {
    return (number + by / 2) / by;
}

}  // namespace

std::int64_t smallest_amount(std::string_view currency) {
    constexpr std::array<std::string_view, 4> whole_only{"HUF", "JPY", "ISK", "KRW"};
    return std::find(whole_only.begin(), whole_only.end(), currency) == whole_only.end() ? 1 : 100;
}

Result<Quote> quote_for(const Offer& offer, std::int64_t users, const std::string& currency,
                        std::optional<Percent> vat) {
    const auto price = offer.prices.find(currency);
    if (price == offer.prices.end()) return not_found(offer.id + ": no price in " + currency);

    Quote quote{.unit = price->second, .vat = vat};
    if (offer.model == PriceModel::per_user_month) {
        quote.count = std::max(users, std::int64_t{offer.minimum_users});
    }
    constexpr auto most =
        std::numeric_limits<std::int64_t>::max() / 20'000;  // room for the sum with VAT
    const auto each = std::max(quote.unit.minor_units, std::int64_t{1});
    if (quote.count < 1 || quote.count > most / each)
        return invalid(offer.id + ": a sum out of range");

    quote.net = {quote.unit.minor_units * quote.count, currency};
    const auto digit = smallest_amount(currency);
    const auto rate = vat ? vat->hundredths : 0;
    const auto added = divided_half_up(quote.net.minor_units * rate, 10'000 * digit) * digit;
    quote.gross = {quote.net.minor_units + added, currency};
    return quote;
}

}  // namespace desk
