// Quotes: the id a price answer carries, what is kept of it for the customer, and what an id says
// later. The id alone is enough to work out the same number from the same list; what is kept tells
// it also when the list has changed. Pure.
#pragma once

#include "plugins/price_list/quote_id.hpp"
#include "plugins/support_prices/question.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct KeptQuote {
    std::string id = {};
    std::string list = {};  // id of the price list
    std::string plan = {};  // the offer's id
    std::string name = {};  // and its name, as it was told
    Money net = {};
    std::optional<Percent> vat = {};
    Money gross = {};
    Time at = {};
};

// Of a plan with a number, or of work.
QuoteBasis basis_of(const PriceQuestion& question, const Offer& offer, std::int64_t users);
QuoteBasis basis_of(const PriceQuestion& question, const Offer& offer, const Work& work);

// The offer the id was made from, when list, contract and calendars are still the same. Null:
// something has changed, or the id is somebody else's.
const Offer* offer_behind(const PriceQuestion& question, const QuoteBasis& basis);
Work work_of(const QuoteBasis& basis);

// Under which key it is kept: one of 1024 places, so a customer's quotes never take more than about
// 300 KB. Where two meet the later one stays; the other can still be worked out while its list
// stands.
std::string place_of(std::string_view id);
std::string kept_text(const KeptQuote& quote);
// Nothing: another one has taken the place, or it cannot be read.
std::optional<KeptQuote> kept_from(std::string_view text, std::string_view id);

// The list has changed since: what was said then.
Answer changed_since(const PriceQuestion& question, const KeptQuote& kept);
// Not yours, mistyped or never given: never told apart.
Answer no_such_quote(const std::string& id);

}  // namespace desk
