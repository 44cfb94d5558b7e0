#include "plugins/price_list/gaps.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace desk {
namespace {

using Calendars = std::map<std::string, Calendar>;
using Gaps = std::vector<PriceGap>;
using Kind = PriceGap::Kind;

void note(Gaps& found, Kind kind, std::string place, std::string what) {
    found.push_back({kind, std::move(place), std::move(what)});
}

void check_list(Gaps& found, const PriceList& list, Time now) {
    if (now >= list.valid_until) note(found, Kind::validity, "valid_until", "the list has expired");
    const auto is_near = list.valid_until - now < std::chrono::days{30};
    if (now < list.valid_until && is_near)
        note(found, Kind::validity, "valid_until", "the list ends within 30 days");
    if (now < list.valid_from)
        note(found, Kind::validity, "valid_from", "the list is not valid yet");
    if (list.contact.empty())
        note(found, Kind::contact, "contact", "customers are not told how to reach the desk");
    if (list.covers.empty())
        note(found, Kind::types, "covers", "customers are not told what is supported");
    if (list.languages.empty())
        note(found, Kind::contact, "languages", "customers are not told in which languages");
    if (list.vat.empty()) note(found, Kind::prices, "vat", "no rate: every price is told net");
    if (list.offers.empty())
        note(found, Kind::types, "offers", "there is no type of support at all");
    for (const auto& key : list.unknown_keys)
        note(found, Kind::unknown_key, key, "is not known, so it does nothing");
}

void check_offer(Gaps& found, const PriceList& list, const Calendars& calendars, const Offer& offer,
                 const std::string& place) {
    if (!offer.hours && offer.calendar.empty())
        note(found, Kind::hours, place, offer.id + ": no support hours (hours, or calendar)");
    if (!offer.calendar.empty() && !calendars.contains(offer.calendar))
        note(found, Kind::calendar, place, offer.id + ": no calendar \"" + offer.calendar + "\"");
    const bool has_own_price = costs(offer) && offer.model != PriceModel::percent_of_spend;
    if (has_own_price && !offer.prices.contains(list.currency))
        note(found, Kind::prices, place, offer.id + ": no price in " + list.currency);
    if (!offer.first_reply.is_promised() && !offer.first_reply.is_best_effort &&
        offer.replies.empty())
        note(found, Kind::types, place, offer.id + ": no first response, nor \"best effort\"");
    if (offer.structure != SupportStructure::direct && offer.answered_by.empty())
        note(found, Kind::contact, place,
             offer.id + ": answered by somebody else, who is not named (answered_by)");
    if (offer.is_gross && !offer.vat && list.vat.empty())
        note(found, Kind::prices, place, offer.id + ": gross prices, and no VAT rate");
    if (offer.included && offer.overage.empty())
        note(found, Kind::prices, place, offer.id + ": no price beyond what is included (overage)");
}

std::set<std::string> calendars_of(const PriceList& list) {
    std::set<std::string> used;
    for (const auto& offer : list.offers) used.insert(offer.calendar);
    for (const auto& contract : list.contracts) used.insert(contract.terms.calendar);
    used.erase("");
    return used;
}

// A calendar that names no dates at all (around the clock) has none to miss.
void check_holidays(Gaps& found, const Calendar& calendar, Time now) {
    const auto known = last_year_known(calendar);
    if (known == 0) return;
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    const auto year = static_cast<int>(today.year());
    const auto needed = today.month() >= std::chrono::November ? year + 1 : year;
    if (known < needed)
        note(found, Kind::holidays, calendar.id,
             "the holidays of " + std::to_string(known + 1) + " are missing");
}

}  // namespace

std::vector<PriceGap> gaps(const PriceList& list, const Calendars& calendars, Time now) {
    Gaps found;
    check_list(found, list, now);
    for (std::size_t i = 0; i < list.offers.size(); ++i) {
        check_offer(found, list, calendars, list.offers[i], "offers[" + std::to_string(i) + "]");
    }
    for (std::size_t i = 0; i < list.contracts.size(); ++i) {
        const auto& terms = list.contracts[i].terms;
        const auto place = "contracts[" + std::to_string(i) + "]";
        if (!terms.calendar.empty() && !calendars.contains(terms.calendar))
            note(found, Kind::calendar, place,
                 terms.id + ": no calendar \"" + terms.calendar + "\"");
        if (terms.validity.until && now >= *terms.validity.until)
            note(found, Kind::validity, place, terms.id + ": the contract has ended");
    }
    for (const auto& id : calendars_of(list)) {
        const auto calendar = calendars.find(id);
        if (calendar != calendars.end()) check_holidays(found, calendar->second, now);
    }
    return found;
}

}  // namespace desk
