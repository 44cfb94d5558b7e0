// The answers of /price. Pure: price list and buyer in, answer out.
#pragma once

#include "plugins/price_list/buyer.hpp"
#include "plugins/price_list/price_list.hpp"
#include <desk/plugin.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace desk {

// Everything an answer is made from.
struct PriceQuestion {
    const Call& call;
    const PriceList& list;
    Buyer buyer = {};
};

// Offers the buyer can be told a price of.
std::vector<const Offer*> offers_for(const PriceQuestion& question);

// The four things a partner tells its customers: when, how to reach us, how fast, how much. Of
// `offer`, or of none.
Answer support_offer(const PriceQuestion& question, const Offer* offer);
// One plan, with first replies by severity. Errors: invalid, not_found as `quote_for`.
Result<Answer> plan_price(const PriceQuestion& question, const Offer& offer, std::int64_t users);
// All plans side by side. Errors: the same.
Result<Answer> all_prices(const PriceQuestion& question, std::int64_t users);
Answer how_many_users(const PriceQuestion& question, const Offer& offer);
Answer no_such_plan(const PriceQuestion& question, const std::string& text);

}  // namespace desk
