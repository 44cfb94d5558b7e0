// "What would an hour on Saturday cost?": work by time, worked out with the bands in force. Pure.
#pragma once

#include "plugins/support_prices/question.hpp"

#include <string>

namespace desk {

// What is paid by the hour for this plan: itself, or what is charged beyond what it includes. Null:
// nothing is.
const Offer* hourly_of(const PriceQuestion& question, const Offer& offer);

// Errors: as quote_for_work.
Result<Quote> work_quote(const PriceQuestion& question, const Offer& hourly, const Work& work);
// `asked` is the plan that was named: when its price includes hours, that is said.
Answer work_price(const PriceQuestion& question, const Offer& asked, const Offer& hourly,
                  const Work& work, const Quote& quote, const std::string& quote_id);

}  // namespace desk
