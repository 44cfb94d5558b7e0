#include "plugins/price_list/buyer.hpp"

#include <desk/json.hpp>

#include <algorithm>

namespace desk {

Buyer read_buyer(std::string_view customer, const PriceList& list) {
    Buyer buyer{.currency = list.currency};
    const auto document = parse_json(customer);
    if (!document) return buyer;

    const auto currency = text_or(*document, "currency", "");
    if (!currency.empty()) buyer.currency = currency;
    buyer.customer = text_or(*document, "id", "");
    buyer.plan = text_or(*document, "plan", "");
    buyer.users =
        std::clamp(integer_or(*document, "users", 0), std::int64_t{0}, std::int64_t{100'000});
    buyer.devices =
        std::clamp(integer_or(*document, "devices", 0), std::int64_t{0}, std::int64_t{100'000});
    const auto rate = list.vat.find(text_or(*document, "country", ""));
    if (rate != list.vat.end()) buyer.vat = rate->second;
    return buyer;
}

}  // namespace desk
