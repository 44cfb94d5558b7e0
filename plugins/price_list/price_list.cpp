#include "plugins/price_list/price_list.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <array>
#include <utility>

namespace desk {
namespace {

struct ModelName {
    PriceModel model = PriceModel::free;
    std::string_view name = {};
};
constexpr std::array model_names{ModelName{PriceModel::included, "included"},
                                 ModelName{PriceModel::free, "free"},
                                 ModelName{PriceModel::per_user_month, "per_user_month"},
                                 ModelName{PriceModel::per_tenant_month, "per_tenant_month"},
                                 ModelName{PriceModel::per_incident, "per_incident"},
                                 ModelName{PriceModel::hourly, "hourly"}};

// The error of a part, with the place of the part before it.
Error at(const std::string& place, const Error& error) {
    return {error.code, place + ": " + error.what};
}

Translated translated(const Json& object, const char* name) {
    Translated text;
    const auto* field = find_field(object, name);
    if (field == nullptr) return text;
    if (field->is_string()) text[""] = field->get<std::string>();
    if (!field->is_object()) return text;
    for (const auto& [language, words] : field->items()) {
        if (words.is_string()) text[language] = words.get<std::string>();
    }
    return text;
}

// 1800 and "4.50"; a TOML number with a point is refused, because it has been a binary fraction by
// now.
Result<std::int64_t> read_amount(const Json& value) {
    if (value.is_string()) return read_hundredths(value.get_ref<const std::string&>());
    if (value.is_number_float()) return invalid("write a number with decimals in quotes");
    const auto whole = integer_or(Json{{"is", value}}, "is", -1);
    if (whole < 0 || whole > 999'999'999) return invalid("not an amount");
    return whole * 100;
}

Result<PriceModel> read_model(const std::string& name) {
    for (const auto& row : model_names) {
        if (row.name == name) return row.model;
    }
    return invalid("model: \"" + name + "\" is not known");
}

Result<std::map<std::string, Money>> read_prices(const Json& entry, PriceModel model) {
    std::map<std::string, Money> prices;
    const auto* table = find_field(entry, "price");
    const bool costs = model != PriceModel::free && model != PriceModel::included;
    if (costs && (table == nullptr || !table->is_object() || table->empty()))
        return invalid("price: missing");
    if (!costs || table == nullptr) return prices;
    for (const auto& [currency, value] : table->items()) {
        const auto amount = read_amount(value);
        if (!amount) return at("price." + currency, amount.error());
        prices[currency] = Money{*amount, currency};
    }
    return prices;
}

Result<std::map<std::string, FirstResponse>> read_replies(const Json& entry) {
    std::map<std::string, FirstResponse> replies;
    const auto* table = find_field(entry, "replies");
    if (table == nullptr || !table->is_object()) return replies;
    for (const auto& [priority, text] : table->items()) {
        if (!text.is_string()) return invalid("replies." + priority + ": not a text");
        DESK_TRY(replies[priority], read_first_response(text.get_ref<const std::string&>()));
    }
    return replies;
}

Result<Offer> read_offer(const Json& entry) {
    Offer offer;
    DESK_TRY(offer.id, text_field(entry, "id"));
    offer.name = translated(entry, "name");
    if (offer.name.empty()) return invalid("name: missing");
    DESK_TRY(offer.model, read_model(text_or(entry, "model", "per_user_month")));
    DESK_TRY(offer.prices, read_prices(entry, offer.model));
    const auto users = integer_or(entry, "minimum_users", 1);
    const auto increment = integer_or(entry, "increment_minutes", 60);
    if (users < 1 || users > 100'000 || increment < 1 || increment > 1'440)
        return invalid("a minimum out of range");
    offer.minimum_users = static_cast<int>(users);
    offer.increment = std::chrono::minutes{increment};
    DESK_TRY(offer.hours, read_hours(text_or(entry, "hours", "24x7")));
    DESK_TRY(offer.first_reply, read_first_response(text_or(entry, "first_reply", "none")));
    DESK_TRY(offer.replies, read_replies(entry));
    offer.passes_to_vendor = bool_or(entry, "vendor_escalation", false);
    return offer;
}

// Both "2026-12-31" and a whole moment, "2026-12-31T23:00:00Z". A day begins and ends in UTC.
Result<Time> read_day(const Json& document, const char* name, std::chrono::hours end_of_day) {
    DESK_TRY(const auto text, text_field(document, name));
    const auto is_day = text.size() == 10;
    const auto time = wire::read_time(is_day ? text + "T00:00:00Z" : text);
    if (!time) return at(name, time.error());
    return *time + (is_day ? end_of_day : std::chrono::hours{0});
}

Result<std::map<std::string, Percent>> read_vat(const Json& document) {
    std::map<std::string, Percent> rates;
    const auto* table = find_field(document, "vat");
    if (table == nullptr || !table->is_object()) return rates;
    for (const auto& [country, value] : table->items()) {
        const auto rate = read_amount(value);
        if (!rate) return at("vat." + country, rate.error());
        if (*rate > 10'000) return invalid("vat." + country + ": over 100 percent");
        rates[country] = Percent{*rate};
    }
    return rates;
}

}  // namespace

std::string in_language(const Translated& text, const std::string& language) {
    for (const auto& wanted : {language, std::string{}, std::string{"en"}}) {
        if (const auto found = text.find(wanted); found != text.end()) return found->second;
    }
    return text.empty() ? std::string{} : text.begin()->second;
}

Result<PriceList> read_price_list(std::string_view json) {
    DESK_TRY(const auto document, parse_json(json));
    PriceList list;
    DESK_TRY(list.id, text_field(document, "id"));
    DESK_TRY(list.valid_from, read_day(document, "valid_from", std::chrono::hours{0}));
    DESK_TRY(list.valid_until, read_day(document, "valid_until", std::chrono::hours{24}));
    list.last_day = list.valid_until - std::chrono::hours{12};
    list.time_zone = text_or(document, "time_zone", "UTC");
    DESK_TRY(list.currency, text_field(document, "currency"));
    list.contact = text_or(document, "contact", "");
    list.covers = translated(document, "covers");
    for (const auto& language : array_or_empty(document, "languages")) {
        if (language.is_string()) list.languages.push_back(language.get<std::string>());
    }
    DESK_TRY(list.vat, read_vat(document));
    for (const auto& entry : array_or_empty(document, "offers")) {
        auto offer = read_offer(entry);
        if (!offer) return at("offers[" + std::to_string(list.offers.size()) + "]", offer.error());
        list.offers.push_back(*std::move(offer));
    }
    return list;
}

}  // namespace desk
