// The partner's price list as a value, read from the catalogue (a TOML file, handed over as JSON).
// The file is explained in bot/sample/desk/prices.toml. Amounts are whole numbers of hundredths
// from the first byte on. Pure; any thread.
#pragma once

#include "plugins/price_list/contract.hpp"
#include "plugins/price_list/offer.hpp"
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct PriceList {
    std::string id = {};
    Time valid_from = {};
    Time valid_until = {};  // the first moment it is no longer valid
    Time last_day = {};     // for people: a moment within the last day
    std::string time_zone = {};
    std::string currency = {};  // for whom no other is known
    std::string contact = {};
    std::vector<std::string> languages = {};
    Translated covers = {};
    std::map<std::string, Percent> vat = {};  // by country
    std::vector<Offer> offers = {};
    std::vector<Contract> contracts = {};
    std::vector<std::string> unknown_keys =
        {};                    // "offers[2].increment_minute": read, and not understood
    std::uint64_t digest = 0;  // of everything but the contracts
};

// Errors: invalid ("offers[1]: price.EUR: …"; an id twice; an overage that leads nowhere or in a
// circle; two contracts of one customer for the same offer at the same time; a zone nobody knows).
Result<PriceList> read_price_list(std::string_view json);

// What this customer is told at this moment: offers that are valid now and meant for them, with the
// terms of their own contract where it has begun and not ended. Contracts of others are gone, and
// `digest` is the customer's own: it stays the same when somebody else's contract changes. An empty
// id is a guest.
PriceList list_for(const PriceList& list, const std::string& customer, Time now);

const Offer* offer_with_id(const PriceList& list, std::string_view id);

}  // namespace desk
