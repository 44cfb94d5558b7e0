// The worked sum of an offer, in sentences. Pure.
#pragma once

#include "plugins/support_prices/question.hpp"

#include <cstdint>
#include <vector>

namespace desk {

// What the sum is made of: users or devices of a monthly price, the monthly spend (whole currency
// units) of a percentage; of all others it does not count.
std::int64_t counted_by(const Offer& offer, std::int64_t users);
Result<Quote> quote_of(const PriceQuestion& question, const Offer& offer, std::int64_t users);

// "**Business** (…): 40 × €4.50 = €180 net a month, €228.60 with 27 % VAT." and what belongs to it.
// Errors: as quote_for.
Result<std::vector<Phrase>> line_of(const PriceQuestion& question, const Offer& offer,
                                    std::int64_t users);
// The same of work: each band with its part, extras, the sum.
std::vector<Phrase> work_lines(const PriceQuestion& question, const Offer& offer, const Work& work,
                               const Quote& quote);

}  // namespace desk
