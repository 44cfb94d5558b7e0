#include "plugins/price_list/quote.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

constexpr std::int64_t whole = 10'000;  // 100 % in hundredths of a percent

Result<Money> price_in(const Offer& offer, const Prices& prices, const std::string& currency,
                       const char* of) {
    const auto found = prices.find(currency);
    if (found == prices.end()) return not_found(offer.id + ": no " + of + " in " + currency);
    return found->second;
}

// Charged `times` (visits, kilometres); nothing when the offer charges none.
Result<Money> extra(const Offer& offer, const Prices& prices, std::int64_t times,
                    const std::string& currency) {
    Money sum{0, currency};
    if (times == 0 || prices.empty()) return sum;
    DESK_TRY(const auto each, price_in(offer, prices, currency, "price of call-out or travel"));
    DESK_TRY(sum.minor_units, multiplied(each.minor_units, times));
    return sum;
}

Error with_offer(const Offer& offer, const Error& error) {
    return {error.code, offer.id + ": " + error.what};
}

// An amount before it is rounded: hundredths, numerator / denominator.
struct ExactAmount {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    std::string currency = {};
};

// Discount, the one rounding, and VAT of the amount as the list writes it: net or gross.
Result<Quote> finished(const Offer& offer, Quote quote, const ExactAmount& amount,
                       std::optional<Percent> vat) {
    DESK_TRY(const auto by, multiplied(amount.denominator, whole));
    const auto rounded = portion(amount.numerator, whole - offer.discount.hundredths, by,
                                 smallest_amount(amount.currency));
    if (!rounded) return with_offer(offer, rounded.error());
    const auto total =
        total_of({*rounded, amount.currency}, offer.is_gross, offer.vat ? offer.vat : vat);
    if (!total) return with_offer(offer, total.error());

    quote.net = total->net;
    quote.tax = total->tax;
    quote.gross = total->gross;
    quote.vat = total->vat;
    quote.is_unit_gross = offer.is_gross;
    quote.discount = offer.discount;
    return quote;
}

std::int64_t charged_count(const Offer& offer, std::int64_t count) {
    switch (offer.model) {
        case PriceModel::per_user_month:
        case PriceModel::per_device_month:
            return std::max(count, offer.minimum_count);
        case PriceModel::per_incident:
        case PriceModel::block_hours:
            return std::max(count, std::int64_t{1});
        default:
            return 1;
    }
}

std::string key_of(const Translated& name) {
    std::string key;
    for (const auto& [language, text] : name) key += language + "=" + text + ";";
    return key;
}

bool is_alike(const WorkPart& a, const WorkPart& b) {
    return a.each == b.each && a.factor == b.factor && a.day == b.day &&
           key_of(a.band) == key_of(b.band);
}

// The piece that begins at `at`.
WorkPart piece_at(const Offer& offer, Time at, const WorkingTime* clock, bool is_first) {
    WorkPart part{.from = at, .each = offer.increment};
    if (clock != nullptr) {
        const auto local = clock->zone().local(at);
        const auto band = band_at(offer.bands, clock->calendar(), local.day, local.minute);
        part.factor = band.factor;
        part.day = band.day;
        part.each = band.increment.value_or(offer.increment);
        if (band.band != nullptr) part.band = band.band->name;
    }
    if (is_first && offer.first_block.count() > 0) part.each = offer.first_block;
    return part;
}

std::vector<WorkPart> parts_of(const Offer& offer, const Work& work, const WorkingTime* clock) {
    std::vector<WorkPart> parts;
    const auto start = std::chrono::floor<std::chrono::minutes>(work.start);
    std::chrono::minutes done{0};
    while (done < work.length) {
        auto part = piece_at(offer, start + done, clock, done.count() == 0);
        done += part.each;
        if (!parts.empty() && is_alike(parts.back(), part)) {
            ++parts.back().blocks;
        } else {
            parts.push_back(std::move(part));
        }
    }
    if (done < offer.minimum_work) {
        auto rest = parts.back();
        rest.from = start + done;
        rest.blocks = 1;
        rest.each = offer.minimum_work - done;
        parts.push_back(std::move(rest));
    }
    return parts;
}

// Minutes, each as dear as it is: hundredths of a percent of a minute.
Result<std::int64_t> weight_of(const std::vector<WorkPart>& parts) {
    std::int64_t weight = 0;
    for (const auto& part : parts) {
        DESK_TRY(const auto minutes, multiplied(part.blocks, part.each.count()));
        DESK_TRY(const auto more, multiplied(minutes, part.factor.hundredths));
        DESK_TRY(weight, added(weight, more));
    }
    return weight;
}

std::chrono::minutes time_of(const std::vector<WorkPart>& parts) {
    std::chrono::minutes sum{0};
    for (const auto& part : parts) sum += part.blocks * part.each;
    return sum;
}

// At least the minimum amount of that currency, when the offer has one.
Result<void> raise_to_minimum(const Offer& offer, ExactAmount& amount, Quote& quote) {
    if (offer.minimum_amount.empty()) return {};
    DESK_TRY(const auto least,
             price_in(offer, offer.minimum_amount, amount.currency, "minimum amount"));
    DESK_TRY(const auto least_numerator, multiplied(least.minor_units, amount.denominator));
    quote.is_minimum = amount.numerator < least_numerator;
    if (quote.is_minimum) amount.numerator = least_numerator;
    return {};
}

// Call-out and travel on top.
Result<void> add_extras(const Offer& offer, const Work& work, ExactAmount& amount, Quote& quote) {
    DESK_TRY(quote.call_out, extra(offer, offer.call_out, work.visits, amount.currency));
    DESK_TRY(quote.travel, extra(offer, offer.per_km, work.km, amount.currency));
    DESK_TRY(const auto extras, added(quote.call_out.minor_units, quote.travel.minor_units));
    DESK_TRY(const auto more, multiplied(extras, amount.denominator));
    DESK_TRY(amount.numerator, added(amount.numerator, more));
    return {};
}

}  // namespace

Result<WorkClocks> read_work_clocks(std::string_view json) {
    DESK_TRY(auto calendars, read_calendars(json));
    WorkClocks clocks;
    for (auto& [id, calendar] : calendars) {
        DESK_TRY(auto clock, WorkingTime::of(std::move(calendar)));
        clocks.emplace(id, std::move(clock));
    }
    return clocks;
}

Result<Quote> quote_for(const Offer& offer, std::int64_t count, const std::string& currency,
                        std::optional<Percent> vat) {
    if (offer.model == PriceModel::percent_of_spend)
        return invalid(offer.id + ": a percentage, and no spend to take it of");
    if (!costs(offer)) return not_found(offer.id + ": has no price");
    if (count < 0) return invalid(offer.id + ": a number below zero");
    Quote quote;
    DESK_TRY(quote.unit, price_in(offer, offer.prices, currency, "price"));
    quote.count = charged_count(offer, count);
    const auto amount = multiplied(quote.unit.minor_units, quote.count);
    if (!amount) return with_offer(offer, amount.error());
    return finished(offer, std::move(quote), {*amount, 1, currency}, vat);
}

Result<Quote> quote_for_work(const Offer& offer, const Work& work, const WorkingTime* clock,
                             const std::string& currency, std::optional<Percent> vat) {
    if (offer.model != PriceModel::hourly) return invalid(offer.id + ": is not paid by time");
    if (work.length.count() < 1 || work.length > std::chrono::days{31})
        return invalid(offer.id + ": work of no time, or of more than 31 days");
    if (work.visits < 0 || work.km < 0) return invalid(offer.id + ": a number below zero");
    if (!offer.bands.bands.empty() && clock == nullptr)
        return not_found(offer.id + ": no calendar \"" + offer.calendar + "\"");
    Quote quote;
    DESK_TRY(quote.unit, price_in(offer, offer.prices, currency, "price"));
    quote.parts = parts_of(offer, work, clock);
    quote.charged = time_of(quote.parts);

    // One division for the whole sum, so that an hour of 20-minute pieces costs an hour.
    const auto weight = weight_of(quote.parts);
    if (!weight) return with_offer(offer, weight.error());
    const auto price = multiplied(quote.unit.minor_units, *weight);
    if (!price) return with_offer(offer, price.error());
    ExactAmount amount{*price, 60 * whole, currency};
    DESK_CHECK(raise_to_minimum(offer, amount, quote));
    DESK_CHECK(add_extras(offer, work, amount, quote));
    return finished(offer, std::move(quote), amount, vat);
}

Result<Quote> quote_for_spend(const Offer& offer, const Money& spend, std::optional<Percent> vat) {
    if (offer.model != PriceModel::percent_of_spend)
        return invalid(offer.id + ": is no percentage of spend");
    if (spend.minor_units < 0) return invalid(offer.id + ": a spend below zero");
    Quote quote{.unit = spend};
    const auto share = multiplied(spend.minor_units, offer.share.hundredths);
    if (!share) return with_offer(offer, share.error());
    ExactAmount amount{*share, whole, spend.currency};
    DESK_CHECK(raise_to_minimum(offer, amount, quote));
    return finished(offer, std::move(quote), amount, vat);
}

}  // namespace desk
