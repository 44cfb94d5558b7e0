// What an offer costs: whole numbers only, VAT on the net total, rounded half up to the digit
// people pay in. Rules and worked sums: ../shared/facts/partner-support.md §7.4, §7.6. Pure; any
// thread.
#pragma once

#include "plugins/price_list/price_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct Quote {
    Money unit = {};
    std::int64_t count = 1;  // of units: users charged for (at least the minimum), or 1
    Money net = {};
    std::optional<Percent> vat = {};
    Money gross = {};  // net when the VAT rate is not known
};

// `users` counts for a price per user alone. Errors: not_found (no price in that currency), invalid
// (out of range).
Result<Quote> quote_for(const Offer& offer, std::int64_t users, const std::string& currency,
                        std::optional<Percent> vat);

// The smallest amount people pay in, in hundredths: 100 of HUF, 1 of EUR.
std::int64_t smallest_amount(std::string_view currency);

}  // namespace desk
