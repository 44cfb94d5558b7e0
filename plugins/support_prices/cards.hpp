// The answers of /price about plans. Pure: price list and buyer in, answer out.
#pragma once

#include "plugins/support_prices/question.hpp"

#include <cstdint>
#include <string>

namespace desk {

// One plan, with first replies by severity, and `quote_id` when its sum is certain ("": none).
// Errors: invalid, not_found as `quote_for`.
Result<Answer> plan_price(const PriceQuestion& question, const Offer& offer, std::int64_t users,
                          const std::string& quote_id);
// All plans side by side. Errors: the same.
Result<Answer> all_prices(const PriceQuestion& question, std::int64_t users);
Answer how_many_users(const PriceQuestion& question, const Offer& offer);
Answer no_such_plan(const PriceQuestion& question, const std::string& text);

}  // namespace desk
