#include "plugins/price_list/price_list.hpp"

#include "plugins/services/digest.hpp"
#include "plugins/price_list/fields.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace desk {
namespace {

using price_fields::at, price_fields::Edge;

constexpr std::array list_keys{"id",       "valid_from", "valid_until", "time_zone",
                               "currency", "contact",    "languages",   "covers",
                               "vat",      "offers",     "contracts"};
constexpr std::array contract_keys{"customer", "number", "offer"};

Result<std::map<std::string, Percent>> read_vat(const Json& document) {
    std::map<std::string, Percent> rates;
    const auto* table = find_field(document, "vat");
    if (table == nullptr) return rates;
    if (!table->is_object()) return invalid("vat: not a table of percent by country");
    for (const auto& [country, value] : table->items()) {
        auto rate = price_fields::percent(*table, country.c_str(), 100, {});
        if (!rate) return at("vat", rate.error());
        rates[country] = *rate;
    }
    return rates;
}

void note_unknown(PriceList& list, const std::string& place, const std::vector<std::string>& keys) {
    for (const auto& key : keys) list.unknown_keys.push_back(place + key);
}

Result<void> read_offers(const Json& document, PriceList& list) {
    std::set<std::string> ids;
    for (const auto& entry : array_or_empty(document, "offers")) {
        const auto place = "offers[" + std::to_string(list.offers.size()) + "]";
        auto offer = price_fields::offer(entry, list.time_zone);
        if (!offer) return at(place, offer.error());
        if (!ids.insert(offer->id).second)
            return invalid(place + ": id: \"" + offer->id + "\" stands twice");
        note_unknown(list, place + ".", price_fields::unknown_in(entry));
        list.offers.push_back(*std::move(offer));
    }
    return {};
}

// Every overage leads to an offer that is paid by itself, so there is no circle.
Result<void> check_overages(const PriceList& list) {
    for (const auto& offer : list.offers) {
        if (offer.overage.empty()) continue;
        const auto* next = offer_with_id(list, offer.overage);
        const auto problem = offer.id + ": overage: \"" + offer.overage + "\" ";
        if (next == nullptr) return invalid(problem + "is no offer");
        if (next->model != PriceModel::hourly && next->model != PriceModel::per_incident)
            return invalid(problem + "is neither hourly nor per incident");
    }
    return {};
}

const Json* offer_entry(const Json& document, const std::string& id) {
    for (const auto& entry : array_or_empty(document, "offers")) {
        if (text_or(entry, "id", "") == id) return &entry;
    }
    return nullptr;
}

// The offer as it stands in the file, with every key the contract has as well taken from there.
Result<Contract> read_contract(const Json& document, const Json& entry, const std::string& zone) {
    Contract contract;
    DESK_TRY(contract.customer, text_field(entry, "customer"));
    if (contract.customer.empty()) return invalid("customer: empty");
    DESK_TRY(contract.number, price_fields::text(entry, "number", ""));
    DESK_TRY(const auto id, text_field(entry, "offer"));
    const auto* base = offer_entry(document, id);
    if (base == nullptr) return invalid("offer: \"" + id + "\" is no offer");
    auto terms = *base;
    for (const auto& [key, value] : entry.items()) {
        if (std::find(contract_keys.begin(), contract_keys.end(), key) == contract_keys.end())
            terms[key] = value;
    }
    terms["id"] = id;
    DESK_TRY(contract.terms, price_fields::offer(terms, zone));
    contract.terms.audience = {contract.customer};
    contract.digest = digest_of(dump_json(entry));
    return contract;
}

bool overlap(const Validity& a, const Validity& b) {
    const bool a_ends_first = a.until && b.from && *a.until <= *b.from;
    const bool b_ends_first = b.until && a.from && *b.until <= *a.from;
    return !a_ends_first && !b_ends_first;
}

Result<void> read_contracts(const Json& document, PriceList& list) {
    std::map<std::pair<std::string, std::string>, std::vector<Validity>> agreed;
    for (const auto& entry : array_or_empty(document, "contracts")) {
        const auto place = "contracts[" + std::to_string(list.contracts.size()) + "]";
        auto contract = read_contract(document, entry, list.time_zone);
        if (!contract) return at(place, contract.error());
        auto& times = agreed[{contract->customer, contract->terms.id}];
        for (const auto& other : times) {
            if (!overlap(other, contract->terms.validity)) continue;
            return invalid(place + ": two contracts for " + contract->terms.id +
                           " at the same time");
        }
        times.push_back(contract->terms.validity);
        for (const auto& key : price_fields::unknown_in(entry)) {
            if (std::find(contract_keys.begin(), contract_keys.end(), key) == contract_keys.end())
                note_unknown(list, place + ".", {key});
        }
        list.contracts.push_back(*std::move(contract));
    }
    return {};
}

Result<void> read_validity(const Json& document, PriceList& list) {
    DESK_CHECK(text_field(document, "valid_from"));
    DESK_CHECK(text_field(document, "valid_until"));
    DESK_TRY(const auto from,
             price_fields::day(document, "valid_from", Edge::begins, list.time_zone));
    DESK_TRY(const auto until,
             price_fields::day(document, "valid_until", Edge::ends, list.time_zone));
    list.valid_from = *from;
    list.valid_until = *until;
    list.last_day = *until - std::chrono::hours{12};
    if (list.valid_until <= list.valid_from) return invalid("valid_until: before valid_from");
    return {};
}

// A desk with ten thousand contracts copies none of them for an answer.
PriceList without_contracts(const PriceList& list) {
    return {.id = list.id,
            .valid_from = list.valid_from,
            .valid_until = list.valid_until,
            .last_day = list.last_day,
            .time_zone = list.time_zone,
            .currency = list.currency,
            .contact = list.contact,
            .languages = list.languages,
            .covers = list.covers,
            .vat = list.vat,
            .offers = list.offers,
            .digest = list.digest};
}

bool is_meant_for(const Offer& offer, const std::string& customer) {
    const auto& audience = offer.audience;
    if (audience.empty()) return true;
    return !customer.empty() &&
           std::find(audience.begin(), audience.end(), customer) != audience.end();
}

}  // namespace

std::string in_language(const Translated& text, const std::string& language) {
    for (const auto& wanted : {language, std::string{}, std::string{"en"}}) {
        if (const auto found = text.find(wanted); found != text.end()) return found->second;
    }
    return text.empty() ? std::string{} : text.begin()->second;
}

Result<PriceList> read_price_list(std::string_view json) {
    DESK_TRY(auto document, parse_json(json));
    PriceList list;
    DESK_TRY(list.id, text_field(document, "id"));
    DESK_TRY(list.time_zone, price_fields::text(document, "time_zone", "UTC"));
    DESK_CHECK(read_validity(document, list));
    DESK_TRY(list.currency, text_field(document, "currency"));
    DESK_TRY(list.contact, price_fields::text(document, "contact", ""));
    DESK_TRY(list.covers, price_fields::translated(document, "covers"));
    DESK_TRY(list.languages, price_fields::texts(document, "languages"));
    DESK_TRY(list.vat, read_vat(document));
    DESK_CHECK(read_offers(document, list));
    DESK_CHECK(check_overages(list));
    DESK_CHECK(read_contracts(document, list));
    for (const auto& [key, value] : document.items()) {
        if (std::find(list_keys.begin(), list_keys.end(), key) == list_keys.end())
            note_unknown(list, "", {key});
    }
    document.erase("contracts");
    list.digest = digest_of(dump_json(document));
    return list;
}

const Offer* offer_with_id(const PriceList& list, std::string_view id) {
    const auto found = std::find_if(list.offers.begin(), list.offers.end(),
                                    [&](const Offer& offer) { return offer.id == id; });
    return found == list.offers.end() ? nullptr : &*found;
}

PriceList list_for(const PriceList& list, const std::string& customer, Time now) {
    auto own = without_contracts(list);
    own.digest = digest_of(digest_of(customer), own.digest);
    for (const auto& contract : list.contracts) {
        if (contract.customer != customer) continue;
        own.contracts.push_back(contract);
        if (!contract.terms.validity.holds(now)) continue;
        own.digest = digest_of(contract.digest, own.digest);
        for (auto& offer : own.offers) {
            if (offer.id == contract.terms.id) offer = contract.terms;
        }
    }
    std::erase_if(own.offers, [&](const Offer& offer) {
        return !is_meant_for(offer, customer) || !offer.validity.holds(now);
    });
    for (const auto& offer : own.offers) own.digest = digest_of(offer.id, own.digest);
    return own;
}

}  // namespace desk
