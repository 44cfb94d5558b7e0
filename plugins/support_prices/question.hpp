// Everything a price answer is made from.
#pragma once

#include "plugins/price_list/buyer.hpp"
#include "plugins/price_list/quote.hpp"
#include <desk/plugin.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace desk {

struct PriceQuestion {
    const Call& call;
    const PriceList& list;  // the customer's own: `list_for`
    const WorkClocks& clocks;
    Buyer buyer = {};
    std::uint64_t calendars = 0;  // the digest of their file
};

// Offers the buyer can be told a price of, in the order of the list.
std::vector<const Offer*> offers_for(const PriceQuestion& question);
// Those of them that are plans; all of them when none is.
std::vector<const Offer*> plans_for(const PriceQuestion& question);
// By id, or by its name in any language.
std::vector<const Offer*> offers_called(const PriceQuestion& question, const std::string& text);
// The one the customer has now, if it is certain. Null: none.
const Offer* current_offer(const PriceQuestion& question);
// The contract behind an offer, or null.
const Contract* contract_of(const PriceQuestion& question, const Offer& offer);

std::string name_of(const PriceQuestion& question, const Offer& offer);
// The offer's calendar, or null.
const WorkingTime* clock_of(const PriceQuestion& question, const Offer& offer);

// When the first reply of the customer's plan (else of the first one) is due, asked now. Nothing:
// none is promised, or its hours are in no calendar.
std::optional<When> answered_by(const PriceQuestion& question);

}  // namespace desk
