// The partner's price list as a value, read from the catalogue (a TOML file, handed over as JSON).
// The file is explained in bot/sample/desk/prices.toml. Amounts are whole numbers of hundredths from the
// first byte on. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// By language; "" is the one for all others.
using Translated = std::map<std::string, std::string>;
std::string in_language(const Translated& text, const std::string& language);

enum class PriceModel { included, free, per_user_month, per_tenant_month, per_incident, hourly };

struct Offer {
    std::string id = {};
    Translated name = {};
    PriceModel model = PriceModel::per_user_month;
    std::map<std::string, Money> prices = {};  // net, by currency; none of what costs nothing
    int minimum_users = 1;
    std::chrono::minutes increment{60};  // of an hourly price: each started one counts
    Hours hours = {};
    FirstResponse first_reply = {};
    std::map<std::string, FirstResponse> replies = {};  // by priority, "P1" … "P4"
    bool passes_to_vendor = false;
};

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
};

// Errors: invalid ("offers[1].price.EUR: …").
Result<PriceList> read_price_list(std::string_view json);

// Pieces of it. "4 business hours" | "30 minutes" | "2 business days" | "none"; "mon-fri
// 08:00-17:00, sat 09:00-12:00" | "24x7"; "4.50" → 450. Errors: invalid.
Result<FirstResponse> read_first_response(std::string_view text);
Result<Hours> read_hours(std::string_view text);
Result<std::int64_t> read_hundredths(std::string_view decimal);

}  // namespace desk
