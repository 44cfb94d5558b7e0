// What a partner owes its customers, each as an answer: which types of support there are, when, how
// to reach us, what it costs; and which of it this customer has. What is not configured is said to
// be so, never left out.
// ../shared/facts/partner-support.md §1.2, §11.13. Pure.
#pragma once

#include "plugins/support_prices/question.hpp"

namespace desk {

// All in short, of `offer`, or of none. "/price"
Answer support_offer(const PriceQuestion& question, const Offer* offer);
// "/price types"
Answer support_types(const PriceQuestion& question);
// "/price open"
Answer opening_hours(const PriceQuestion& question);
// "/price contact"
Answer how_to_reach(const PriceQuestion& question);
// "/price contract"
Answer own_contract(const PriceQuestion& question);

}  // namespace desk
