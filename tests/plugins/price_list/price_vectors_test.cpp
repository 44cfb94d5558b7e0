// Every row of tests/plugins/data/price_vectors.toml: an offer, what was done, and what it must
// cost to the last digit.
#include "plugins/price_list/included.hpp"
#include "plugins/price_list/quote.hpp"
#include "tests/plugins/price_list/price_files.hpp"

namespace desk {
namespace {

struct Vectors {
    Json document = test::toml_document("tests/plugins/data/price_vectors.toml");
    PriceList list = test::or_throw(read_price_list(dump_json(document)));
    WorkClocks clocks = test::or_throw(read_work_clocks(dump_json(document)));

    Vectors() { clocks.merge(test::sample_clocks()); }
};

// A field of the row, or of the group it stands in.
std::string either(const Json& row, const Json& group, const char* name,
                   const std::string& otherwise) {
    for (const auto* where : {&row, &group}) {
        const auto* field = find_field(*where, name);
        if (field == nullptr) continue;
        return field->is_string() ? field->get<std::string>() : field->dump();
    }
    return otherwise;
}

// Decimals as people write the currency: "11500" HUF, "33.33" EUR.
std::string digits(const Money& money) {
    const auto whole = std::to_string(money.minor_units / 100);
    if (smallest_amount(money.currency) == 100)
        return money.minor_units % 100 == 0 ? whole : whole + ".??";
    const auto cents = std::to_string(money.minor_units % 100);
    return whole + "." + (cents.size() < 2 ? "0" : "") + cents;
}

const WorkingTime* clock_of(const Vectors& vectors, const Offer& offer) {
    const auto found = vectors.clocks.find(offer.calendar);
    return found == vectors.clocks.end() ? nullptr : &found->second;
}

Work work_of(const Vectors& vectors, const Offer& offer, const Json& row) {
    const auto* clock = clock_of(vectors, offer);
    const auto& zone = clock == nullptr ? vectors.clocks.at("hu-8x5").zone() : clock->zone();
    return {.start = test::local(zone, row.at("start").get<std::string>()),
            .length = std::chrono::minutes{row.at("minutes").get<int>()},
            .visits = integer_or(row, "visits", 0),
            .km = integer_or(row, "km", 0)};
}

struct Terms {
    PriceList list = {};
    const Offer* offer = nullptr;
    std::string currency = {};
    std::optional<Percent> vat = {};
};

Result<Quote> worked_out(const Vectors& vectors, const Terms& terms, const Json& row) {
    const auto& offer = *terms.offer;
    if (const auto* spend = find_field(row, "spend")) {
        const auto amount = spend->is_string() ? *read_hundredths(spend->get<std::string>())
                                               : spend->get<std::int64_t>() * 100;
        return quote_for_spend(offer, {amount, terms.currency}, terms.vat);
    }
    if (find_field(row, "start") != nullptr) {
        auto work = work_of(vectors, offer, row);
        const auto* paid = &offer;
        if (find_field(row, "left") != nullptr) {
            const auto rest = beyond(work, std::chrono::minutes{row.at("left").get<int>()});
            if (!rest) return not_found("included");
            work = *rest;
            paid = offer_with_id(terms.list, offer.overage);
        }
        return quote_for_work(*paid, work, clock_of(vectors, *paid), terms.currency, terms.vat);
    }
    auto count = integer_or(row, "count", 0);
    if (find_field(row, "block_minutes") != nullptr)
        count = blocks_for(offer, std::chrono::minutes{row.at("block_minutes").get<int>()});
    return quote_for(offer, count, terms.currency, terms.vat);
}

// "11500 + 3105 = 14605", or the error.
std::string outcome(const Vectors& vectors, const Json& group, const Json& row) {
    const auto at = *wire::read_time(either(row, group, "at", "2026-11-24T09:00:00Z"));
    Terms terms{.list = list_for(vectors.list, either(row, group, "customer", ""), at)};
    terms.offer = offer_with_id(terms.list, group.at("offer").get<std::string>());
    if (terms.offer == nullptr) return "no offer";
    terms.currency = either(row, group, "currency", "HUF");
    const auto rate = either(row, group, "vat", "none");
    if (rate != "none") terms.vat = Percent{*read_hundredths(rate)};

    const auto quote = worked_out(vectors, terms, row);
    if (!quote) return quote.error().what;
    const auto tax = quote->vat ? digits(quote->tax) : std::string{"?"};
    return digits(quote->net) + " + " + tax + " = " + digits(quote->gross);
}

std::string expected(const Json& row) {
    if (find_field(row, "error") != nullptr) return row.at("error").get<std::string>();
    return text_or(row, "net", "") + " + " + text_or(row, "tax", "?") + " = " +
           text_or(row, "gross", "");
}

TEST(PriceVectors, CostWhatTheyMustToTheLastDigit) {
    const Vectors vectors;
    int rows = 0;
    for (const auto& group : array_or_empty(vectors.document, "vectors")) {
        for (const auto* kind : {"counts", "work", "spends"}) {
            for (const auto& row : array_or_empty(group, kind)) {
                EXPECT_EQ(outcome(vectors, group, row), expected(row))
                    << group.at("offer") << " " << row;
                ++rows;
            }
        }
    }
    EXPECT_GE(rows, 60);
    RecordProperty("rows", rows);
}

}  // namespace
}  // namespace desk
