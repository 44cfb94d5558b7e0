#include "plugins/support_prices/kept_quotes.hpp"

#include "plugins/services/digest.hpp"
#include "plugins/support_prices/pieces.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <utility>

namespace desk {
namespace {

using namespace price_pieces;

// A sum of work depends on the calendars as well; a monthly price does not.
std::uint32_t digest_for(const PriceQuestion& question, bool is_work) {
    return folded_digest(is_work ? digest_of(question.calendars, question.list.digest)
                                 : question.list.digest);
}

std::uint16_t digest_of_offer(const Offer& offer) {
    return folded_digest_16(digest_of(offer.id));
}

QuoteBasis basis_without_work(const PriceQuestion& question, const Offer& offer, bool is_work) {
    return {.list = digest_for(question, is_work),
            .offer = digest_of_offer(offer),
            .currency = question.buyer.currency,
            .vat = question.buyer.vat};
}

}  // namespace

QuoteBasis basis_of(const PriceQuestion& question, const Offer& offer, std::int64_t users) {
    auto basis = basis_without_work(question, offer, false);
    basis.count = static_cast<std::uint32_t>(users);
    return basis;
}

QuoteBasis basis_of(const PriceQuestion& question, const Offer& offer, const Work& work) {
    auto basis = basis_without_work(question, offer, true);
    basis.start = std::chrono::floor<std::chrono::minutes>(work.start);
    basis.length = work.length;
    basis.visits = static_cast<std::uint32_t>(work.visits);
    basis.km = static_cast<std::uint32_t>(work.km);
    return basis;
}

const Offer* offer_behind(const PriceQuestion& question, const QuoteBasis& basis) {
    if (basis.list != digest_for(question, basis.length.count() > 0)) return nullptr;
    for (const auto& offer : question.list.offers) {
        if (digest_of_offer(offer) == basis.offer) return &offer;
    }
    return nullptr;
}

Work work_of(const QuoteBasis& basis) {
    return {.start = basis.start, .length = basis.length, .visits = basis.visits, .km = basis.km};
}

std::string place_of(std::string_view id) {
    return "quote/" + std::to_string(digest_of(id) % 1024);
}

std::string kept_text(const KeptQuote& quote) {
    Json document{{"id", quote.id},
                  {"list", quote.list},
                  {"plan", quote.plan},
                  {"name", quote.name},
                  {"currency", quote.net.currency},
                  {"net", quote.net.minor_units},
                  {"gross", quote.gross.minor_units},
                  {"at", wire::time_text(quote.at)}};
    if (quote.vat) document["vat"] = quote.vat->hundredths;
    return dump_json(document);
}

std::optional<KeptQuote> kept_from(std::string_view text, std::string_view id) {
    const auto document = parse_json(text);
    if (!document || text_or(*document, "id", "") != id) return std::nullopt;
    const auto at = wire::read_time(text_or(*document, "at", ""));
    if (!at) return std::nullopt;
    const auto currency = text_or(*document, "currency", "");
    KeptQuote quote{.id = std::string{id},
                    .list = text_or(*document, "list", ""),
                    .plan = text_or(*document, "plan", ""),
                    .name = text_or(*document, "name", ""),
                    .net = {integer_or(*document, "net", 0), currency},
                    .gross = {integer_or(*document, "gross", 0), currency},
                    .at = *at};
    if (find_field(*document, "vat") != nullptr)
        quote.vat = Percent{integer_or(*document, "vat", 0)};
    return quote;
}

Answer changed_since(const PriceQuestion& question, const KeptQuote& kept) {
    Card card{
        .kind = "price", .tone = Tone::info, .title = {"price.quote_title", {{"id", kept.id}}}};
    std::map<std::string, Value> values{
        {"date", When{kept.at, TimeStyle::date}}, {"plan", kept.name}, {"net", kept.net}};
    if (kept.vat) {
        values.emplace("gross", kept.gross);
        values.emplace("vat", *kept.vat);
    }
    card.text = {{kept.vat ? "price.quoted" : "price.quoted_net", std::move(values)},
                 {"price.quote_changed", {}},
                 {"price.not_binding", {}}};
    card.facts = {fact("price.list", kept.list)};
    const auto* offer = offer_with_id(question.list, kept.plan);
    if (offer != nullptr) card.actions.push_back(button("price.today", "/price " + offer->id));
    card.actions.push_back(person());
    return with(std::move(card));
}

Answer no_such_quote(const std::string& id) {
    return say("price.no_quote", {{"text", id}});
}

}  // namespace desk
