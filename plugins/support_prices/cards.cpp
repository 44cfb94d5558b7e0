#include "plugins/support_prices/cards.hpp"

#include "plugins/price_list/quote.hpp"
#include "plugins/services/service.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_lines = 4;  // of about 200 characters each, beside the two notes

Fact fact(const char* label, Value value) {
    return {{label, {}}, std::move(value)};
}

CardAction button(const char* label, std::string command) {
    return {{label, {}}, std::move(command)};
}

CardAction person() {
    return button("common.person", "/person");
}

Value or_not_set(std::string text) {
    if (text.empty()) return Phrase{"price.not_set", {}};
    return text;
}

std::string name_of(const PriceQuestion& question, const Offer& offer) {
    return in_language(offer.name, question.call.language);
}

bool is_promised(const FirstResponse& reply) {
    return reply.minutes > 0 || reply.business_days > 0;
}

Phrase coverage_of(const PriceQuestion& question, const Offer& offer) {
    std::string key = offer.hours.runs.empty() ? "price.coverage_24x7" : "price.coverage";
    if (!is_promised(offer.first_reply)) key += "_open";
    Phrase coverage{std::move(key), {}};
    if (is_promised(offer.first_reply)) coverage.values.emplace("reply", offer.first_reply);
    if (offer.hours.runs.empty()) return coverage;
    coverage.values.emplace("hours", offer.hours);
    coverage.values.emplace("zone", Zone{question.list.time_zone});
    return coverage;
}

Phrase user_line(const PriceQuestion& question, const Offer& offer, const Quote& quote) {
    std::map<std::string, Value> values{{"plan", name_of(question, offer)},
                                        {"count", quote.count},
                                        {"unit", quote.unit},
                                        {"net", quote.net}};
    if (!quote.vat || !is_promised(offer.first_reply)) {
        values.emplace("coverage", coverage_of(question, offer));
        return {"price.line_users", std::move(values)};
    }
    values.emplace("gross", quote.gross);
    values.emplace("vat", *quote.vat);
    values.emplace("reply", offer.first_reply);
    if (offer.hours.runs.empty()) return {"price.line_24x7", std::move(values)};
    values.emplace("hours", offer.hours);
    values.emplace("zone", Zone{question.list.time_zone});
    return {"price.line", std::move(values)};
}

// The line of an offer that is not priced by the user.
Phrase other_line(const PriceQuestion& question, const Offer& offer, const Quote& quote) {
    const Value plan = name_of(question, offer);
    switch (offer.model) {
        case PriceModel::hourly:
            return {"price.line_hourly",
                    {{"plan", plan}, {"unit", quote.unit}, {"duration", Span{offer.increment}}}};
        case PriceModel::per_incident:
            return {"price.line_incident", {{"plan", plan}, {"unit", quote.unit}}};
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

// The worked sum. Errors: as quote_for.
Result<std::vector<Phrase>> line_of(const PriceQuestion& question, const Offer& offer,
                                    std::int64_t users) {
    if (offer.prices.empty()) return std::vector{other_line(question, offer, {})};
    DESK_TRY(const auto quote,
             quote_for(offer, users, question.buyer.currency, question.buyer.vat));
    const bool is_per_user = offer.model == PriceModel::per_user_month;
    std::vector<Phrase> line{is_per_user ? user_line(question, offer, quote)
                                         : other_line(question, offer, quote)};
    const bool has_gross =
        line.front().values.contains("gross") || offer.model == PriceModel::hourly;
    if (quote.vat && !has_gross)
        line.push_back({"price.with_vat", {{"vat", *quote.vat}, {"gross", quote.gross}}});
    if (is_per_user && quote.count > users)
        line.push_back({"price.minimum", {{"count", quote.count}}});
    return line;
}

void add_notes(Card& card, const PriceQuestion& question) {
    if (!question.buyer.vat) card.text.push_back({"price.net", {}});
    card.text.push_back({"price.reply_note", {}});
    card.text.push_back({"price.not_binding", {}});
}

void add_contact_and_validity(Card& card, const PriceQuestion& question) {
    const auto& list = question.list;
    card.facts.push_back(
        fact("offer.contact", Phrase{"offer.this_chat", {{"contact", list.contact}}}));
    card.facts.push_back(fact("price.valid_until", When{list.last_day, TimeStyle::date}));
    card.facts.push_back(fact("price.list", list.id));
    for (const auto& offer : list.offers) {
        const Service plan{.id = offer.id, .name = name_of(question, offer)};
        if (!is_called(plan, question.buyer.plan)) continue;
        card.facts.push_back(fact("price.current", plan.name));
    }
}

Value vendor_of(const Offer& offer) {
    return Phrase{offer.passes_to_vendor ? "price.included" : "price.extra", {}};
}

// "Business, €4.50 per user a month, net"
Value short_price(const PriceQuestion& question, const Offer& offer) {
    constexpr std::array keys{
        "offer.included",   "offer.free",         "offer.per_user",
        "offer.per_tenant", "offer.per_incident", "offer.per_hour"};  // in the order of PriceModel
    Phrase phrase{keys.at(static_cast<std::size_t>(offer.model)),
                  {{"plan", name_of(question, offer)}}};
    const auto price = offer.prices.find(question.buyer.currency);
    if (price != offer.prices.end()) phrase.values.emplace("unit", price->second);
    return phrase;
}

Value hours_of(const PriceQuestion& question, const Offer& offer) {
    if (offer.hours.runs.empty()) return offer.hours;
    return Phrase{"offer.hours_zone",
                  {{"hours", offer.hours}, {"zone", Zone{question.list.time_zone}}}};
}

Value languages_of(const PriceList& list) {
    List languages;
    for (const auto& language : list.languages) {
        if (language == "en" || language == "hu" || language == "de") {
            languages.items.emplace_back(Phrase{"language." + language, {}});
        }
    }
    if (languages.items.empty()) return Phrase{"price.not_set", {}};
    return languages;
}

Value reply_of(const Offer& offer) {
    if (!is_promised(offer.first_reply)) return Phrase{"price.not_set", {}};
    return Phrase{"price.within", {{"reply", offer.first_reply}}};
}

Answer with(Card card) {
    Answer answer;
    answer.card = std::move(card);
    return answer;
}

}  // namespace

std::vector<const Offer*> offers_for(const PriceQuestion& question) {
    std::vector<const Offer*> offers;
    for (const auto& offer : question.list.offers) {
        if (offer.prices.empty() || offer.prices.contains(question.buyer.currency))
            offers.push_back(&offer);
    }
    return offers;
}

Answer support_offer(const PriceQuestion& question, const Offer* offer) {
    const Value not_set = Phrase{"price.not_set", {}};
    const auto& contact = question.list.contact;
    Card card{.kind = "support_offer", .title = {"offer.title", {}}, .text = {{"offer.text", {}}}};
    card.facts = {
        fact("offer.hours", offer == nullptr ? not_set : hours_of(question, *offer)),
        fact("offer.contact",
             contact.empty() ? not_set : Phrase{"offer.this_chat", {{"contact", contact}}}),
        fact("offer.languages", languages_of(question.list)),
        fact("offer.reply", offer == nullptr ? not_set : reply_of(*offer)),
        fact("offer.price", offer == nullptr ? not_set : short_price(question, *offer))};
    const auto users = std::max(question.buyer.users, std::int64_t{1});
    card.actions = {button("offer.prices", "/price " + std::to_string(users)), person()};
    return with(std::move(card));
}

Result<Answer> plan_price(const PriceQuestion& question, const Offer& offer, std::int64_t users) {
    Card card{.kind = "price"};
    card.title = {"price.plan_title", {{"plan", name_of(question, offer)}}};
    if (offer.model == PriceModel::per_user_month) card.title = {"price.title", {{"count", users}}};
    DESK_TRY(card.text, line_of(question, offer, users));
    add_notes(card, question);
    card.facts = {fact("price.covers",
                       or_not_set(in_language(question.list.covers, question.call.language)))};
    constexpr std::array priorities{
        std::pair{"P1", "price.reply_p1"}, std::pair{"P2", "price.reply_p2"},
        std::pair{"P3", "price.reply_p3"}, std::pair{"P4", "price.reply_p4"}};
    for (const auto& [priority, label] : priorities) {
        const auto reply = offer.replies.find(priority);
        if (reply == offer.replies.end() || !is_promised(reply->second)) continue;
        card.facts.push_back(fact(label, Phrase{"price.within", {{"reply", reply->second}}}));
    }
    card.facts.push_back(fact("price.vendor", vendor_of(offer)));
    add_contact_and_validity(card, question);
    card.actions = {
        button("price.compare", "/price " + std::to_string(std::max(users, std::int64_t{1}))),
        person()};
    return with(std::move(card));
}

Result<Answer> all_prices(const PriceQuestion& question, std::int64_t users) {
    Card card{.kind = "price", .title = {"price.title", {{"count", users}}}};
    const auto offers = offers_for(question);
    for (std::size_t i = 0; i < std::min(offers.size(), most_lines); ++i) {
        DESK_TRY(const auto line, line_of(question, *offers[i], users));
        card.text.insert(card.text.end(), line.begin(), line.end());
    }
    if (offers.size() > most_lines) {
        card.text.push_back({"common.and_more",
                             {{"count", static_cast<std::int64_t>(offers.size() - most_lines)}}});
    }
    add_notes(card, question);
    card.facts = {fact("price.covers",
                       or_not_set(in_language(question.list.covers, question.call.language)))};
    const auto passes = [](const auto* offer) { return offer->passes_to_vendor; };
    if (std::all_of(offers.begin(), offers.end(), passes)) {
        card.facts.push_back(fact("price.vendor", Phrase{"price.included", {}}));
    }
    add_contact_and_validity(card, question);
    card.actions = {person()};
    return with(std::move(card));
}

Answer how_many_users(const PriceQuestion& question, const Offer& offer) {
    Card card{.kind = "price", .text = {{"price.how_many", {}}}};
    for (const auto* users : {"10", "25", "50", "100"}) {
        card.actions.push_back(
            {{"common.text", {{"text", std::stoi(users)}}}, "/price " + offer.id + " " + users});
    }
    card.title = {"price.plan_title", {{"plan", name_of(question, offer)}}};
    return with(std::move(card));
}

Answer no_such_plan(const PriceQuestion& question, const std::string& text) {
    List names;
    for (const auto* offer : offers_for(question))
        names.items.emplace_back(name_of(question, *offer));
    return say("price.no_such", {{"text", text}, {"list", std::move(names)}});
}

}  // namespace desk
