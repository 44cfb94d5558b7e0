#include "plugins/support_prices/sums.hpp"

#include "plugins/support_prices/pieces.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace desk {
namespace {

using namespace price_pieces;
using Values = std::map<std::string, Value>;

bool is_counted(const Offer& offer) {
    return offer.model == PriceModel::per_user_month || offer.model == PriceModel::per_device_month;
}

// The line with everything in one sentence, where hours, first reply and VAT are known.
Phrase user_line(const PriceQuestion& question, const Offer& offer, const Quote& quote) {
    Values values{{"plan", name_of(question, offer)},
                  {"count", quote.count},
                  {"unit", quote.unit},
                  {"net", quote.net}};
    const auto hours = hours_told(question, offer);
    if (offer.is_gross) {
        values.emplace("coverage", coverage_of(question, offer));
        values.emplace("gross", quote.gross);
        values.emplace("vat", quote.vat.value_or(Percent{}));
        return {"price.line_gross", std::move(values)};
    }
    if (!quote.vat || !offer.first_reply.is_promised() || !hours) {
        values.emplace("coverage", coverage_of(question, offer));
        return {"price.line_users", std::move(values)};
    }
    values.emplace("gross", quote.gross);
    values.emplace("vat", *quote.vat);
    values.emplace("reply", offer.first_reply.promise);
    if (hours->runs.empty()) return {"price.line_24x7", std::move(values)};
    values.emplace("hours", *hours);
    values.emplace("zone", zone_of(question, offer));
    return {"price.line", std::move(values)};
}

Phrase block_line(const Offer& offer, const Value& plan, const Quote& quote) {
    Values values{{"plan", plan}, {"unit", quote.net}, {"duration", Span{offer.block}}};
    if (offer.block_months == 0) return {"price.line_block", std::move(values)};
    values.emplace("count", offer.block_months);
    return {"price.line_block_until", std::move(values)};
}

Phrase percent_line(const PriceQuestion& question, const Offer& offer, const Value& plan) {
    const auto least = offer.minimum_amount.find(question.buyer.currency);
    if (least == offer.minimum_amount.end())
        return {"price.line_percent", {{"plan", plan}, {"percent", offer.share}}};
    return {"price.line_percent_least",
            {{"plan", plan}, {"percent", offer.share}, {"least", least->second}}};
}

// The line of an offer that is not priced by the user.
Phrase other_line(const PriceQuestion& question, const Offer& offer, const Quote& quote) {
    const Value plan = name_of(question, offer);
    const std::string gross = offer.is_gross ? "_gross" : "";
    switch (offer.model) {
        case PriceModel::hourly:
            return {"price.line_hourly" + gross,
                    {{"plan", plan}, {"unit", quote.unit}, {"duration", Span{offer.increment}}}};
        case PriceModel::per_incident:
            return {"price.line_incident", {{"plan", plan}, {"unit", quote.net}}};
        case PriceModel::block_hours:
            return block_line(offer, plan, quote);
        case PriceModel::percent_of_spend:
            return percent_line(question, offer, plan);
        case PriceModel::included:
            return {"price.line_included", {{"plan", plan}}};
        case PriceModel::free:
            return {"price.line_free",
                    {{"plan", plan}, {"coverage", coverage_of(question, offer)}}};
        default:
            return {
                "price.line_tenant",
                {{"plan", plan}, {"coverage", coverage_of(question, offer)}, {"net", quote.net}}};
    }
}

Phrase with_vat(const Quote& quote) {
    return {"price.with_vat", {{"vat", *quote.vat}, {"gross", quote.gross}}};
}

void add_sum(std::vector<Phrase>& line, const PriceQuestion& question, const Offer& offer,
             const Quote& quote, std::int64_t users) {
    const auto& first = line.front();
    const bool is_told = first.values.contains("gross") || offer.model == PriceModel::hourly;
    if (offer.model == PriceModel::percent_of_spend) {
        line.push_back(
            {"price.spend_sum",
             {{"spend", Money{users * 100, question.buyer.currency}}, {"net", quote.net}}});
    }
    if (quote.vat && !is_told) line.push_back(with_vat(quote));
    if (is_counted(offer) && quote.count > users) {
        const bool is_devices = offer.model == PriceModel::per_device_month;
        line.push_back(
            {is_devices ? "price.minimum_devices" : "price.minimum", {{"count", quote.count}}});
    }
    if (quote.discount.hundredths > 0)
        line.push_back({"price.discount", {{"percent", quote.discount}}});
}

// "weekends: 200 % of the normal price".
Value band_of(const PriceQuestion& question, const WorkPart& part) {
    auto name = in_language(part.band, question.call.language);
    if (part.factor == Percent{10'000} && name.empty()) return Phrase{"price.band_normal", {}};
    const char* key = "price.band_other";
    if (part.day == DayKind::weekend) key = "price.band_weekend";
    if (part.day == DayKind::holiday) key = "price.band_holiday";
    const Value band = name.empty() ? Value{Phrase{key, {}}} : Value{std::move(name)};
    return Phrase{"price.band_factor", {{"band", band}, {"percent", part.factor}}};
}

Phrase sum_of(const Quote& quote) {
    if (!quote.vat) return {"price.sum_net", {{"net", quote.net}}};
    return {"price.sum", {{"net", quote.net}, {"gross", quote.gross}, {"vat", *quote.vat}}};
}

}  // namespace

std::int64_t counted_by(const Offer& offer, std::int64_t users) {
    const bool counts = is_counted(offer) || offer.model == PriceModel::percent_of_spend;
    return counts ? users : 1;
}

Result<Quote> quote_of(const PriceQuestion& question, const Offer& offer, std::int64_t users) {
    const auto& buyer = question.buyer;
    if (offer.model == PriceModel::percent_of_spend)
        return quote_for_spend(offer, Money{users * 100, buyer.currency}, buyer.vat);
    return quote_for(offer, counted_by(offer, users), buyer.currency, buyer.vat);
}

Result<std::vector<Phrase>> line_of(const PriceQuestion& question, const Offer& offer,
                                    std::int64_t users) {
    std::vector<Phrase> line;
    const bool has_spend = offer.model == PriceModel::percent_of_spend && users > 0;
    if (offer.prices.empty() && !has_spend) {
        line.push_back(other_line(question, offer, {}));
        return line;
    }
    DESK_TRY(const auto quote, quote_of(question, offer, users));
    line.push_back(is_counted(offer) ? user_line(question, offer, quote)
                                     : other_line(question, offer, quote));
    add_sum(line, question, offer, quote, users);
    return line;
}

std::vector<Phrase> work_lines(const PriceQuestion& question, const Offer& offer, const Work& work,
                               const Quote& quote) {
    std::vector<Phrase> lines{other_line(question, offer, quote)};
    lines.push_back({"price.work_from",
                     {{"duration", Span{work.length}},
                      {"start", When{work.start, TimeStyle::stamp}},
                      {"zone", Zone{question.call.time_zone}}}});
    for (std::size_t i = 0; i < std::min(quote.parts.size(), std::size_t{4}); ++i) {
        const auto& part = quote.parts[i];
        lines.push_back({"price.part",
                         {{"count", part.blocks},
                          {"duration", Span{part.each}},
                          {"band", band_of(question, part)}}});
    }
    if (quote.parts.size() > 4) lines.push_back({"price.more_parts", {}});
    if (quote.is_minimum) lines.push_back({"price.least_charged", {}});
    if (quote.call_out.minor_units > 0)
        lines.push_back({"price.call_out", {{"sum", quote.call_out}}});
    if (quote.travel.minor_units > 0)
        lines.push_back({"price.travel", {{"count", work.km}, {"sum", quote.travel}}});
    if (quote.discount.hundredths > 0)
        lines.push_back({"price.discount", {{"percent", quote.discount}}});
    lines.push_back(sum_of(quote));
    return lines;
}

}  // namespace desk
