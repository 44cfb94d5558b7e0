// Who asks for a price, as far as the price depends on it. Pure; any thread.
#pragma once

#include "plugins/price_list/price_list.hpp"
#include <desk/phrase.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct Buyer {
    std::string customer = {};  // id; "" is a guest
    std::string currency = {};
    std::string plan = {};            // id or name of the current one, or ""
    std::int64_t users = 0;           // 0: not known
    std::int64_t devices = 0;         // the same
    std::optional<Percent> vat = {};  // nothing: prices are told net
};

// From the document of look_up("customer"). A guest, or somebody whose record cannot be read, is
// told the list's own currency without VAT.
Buyer read_buyer(std::string_view customer, const PriceList& list);

}  // namespace desk
