#include "plugins/support_prices/cards.hpp"

#include "plugins/support_prices/pieces.hpp"
#include "plugins/support_prices/sums.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace desk {
namespace {

using namespace price_pieces;

constexpr std::size_t most_lines = 4;  // of about 200 characters each, beside the two notes

Phrase title_of(const PriceQuestion& question, const Offer& offer, std::int64_t users) {
    if (offer.model == PriceModel::per_user_month) return {"price.title", {{"count", users}}};
    return {"price.plan_title", {{"plan", name_of(question, offer)}}};
}

// What the line itself does not say: when, what is included, who answers.
void add_terms(Card& card, const PriceQuestion& question, const Offer& offer) {
    const auto& first = card.text.front().values;
    const bool says_hours = first.contains("coverage") || first.contains("reply");
    if (!says_hours && has_coverage(question, offer))
        card.text.push_back({"price.when", {{"coverage", coverage_of(question, offer)}}});
    if (offer.model == PriceModel::per_incident) card.text.push_back({"price.incident_is", {}});
    if (const auto included = included_in(offer)) card.text.push_back(*included);
    for (auto& phrase : who_answers(offer)) card.text.push_back(std::move(phrase));
    if (offer.authorised_contacts > 0)
        card.text.push_back({"price.contacts", {{"count", offer.authorised_contacts}}});
    if (!offer.call_out.empty() || !offer.per_km.empty())
        card.text.push_back({"price.on_site", {}});
}

void add_replies(Card& card, const Offer& offer) {
    constexpr std::array priorities{
        std::pair{"P1", "price.reply_p1"}, std::pair{"P2", "price.reply_p2"},
        std::pair{"P3", "price.reply_p3"}, std::pair{"P4", "price.reply_p4"}};
    for (const auto& [priority, label] : priorities) {
        const auto reply = offer.replies.find(priority);
        if (reply == offer.replies.end()) continue;
        if (!reply->second.is_promised() && !reply->second.is_best_effort) continue;
        card.facts.push_back(fact(label, reply_of(reply->second)));
    }
}

// "A solution within 4 hours (critical), …": a promise few make, so it is a sentence of its own.
void add_resolutions(Card& card, const Offer& offer) {
    constexpr std::array priorities{
        std::pair{"P1", "price.solved_p1"}, std::pair{"P2", "price.solved_p2"},
        std::pair{"P3", "price.solved_p3"}, std::pair{"P4", "price.solved_p4"}};
    List promised;
    for (const auto& [priority, key] : priorities) {
        const auto found = offer.resolutions.find(priority);
        if (found == offer.resolutions.end() || !found->second.is_promised()) continue;
        promised.items.emplace_back(Phrase{key, {{"reply", found->second.promise}}});
    }
    if (!promised.items.empty())
        card.text.push_back({"price.solved", {{"list", std::move(promised)}}});
}

// "weekends: 200 % of the normal price", or "weekends: plus 100 %"; once for each kind of day and
// change.
std::vector<Phrase> told_bands(const PriceQuestion& question, const Offer& offer) {
    std::vector<Phrase> told;
    const bool adds = offer.bands.style == BandStyle::add;
    const auto tell = [&](Value label, Percent change) {
        Phrase phrase{adds ? "price.band_plus" : "price.band_factor",
                      {{"band", std::move(label)}, {"percent", change}}};
        if (std::find(told.begin(), told.end(), phrase) == told.end())
            told.push_back(std::move(phrase));
    };
    for (const auto& band : offer.bands.bands) {
        if (band.change == Percent{adds ? 0 : 10'000}) continue;
        const auto name = in_language(band.name, question.call.language);
        const bool is_week = !band.days.weekend && !band.days.holiday;
        if (!name.empty()) tell(name, band.change);
        if (name.empty() && is_week) tell(Phrase{"price.band_other", {}}, band.change);
        if (name.empty() && band.days.weekend) tell(Phrase{"price.band_weekend", {}}, band.change);
        if (name.empty() && band.days.holiday) tell(Phrase{"price.band_holiday", {}}, band.change);
    }
    return told;
}

void add_bands(Card& card, const PriceQuestion& question, const Offer& offer) {
    List bands;
    for (auto& phrase : told_bands(question, offer)) bands.items.emplace_back(std::move(phrase));
    if (!bands.items.empty()) card.text.push_back({"price.bands", {{"list", std::move(bands)}}});
}

void add_work_button(Card& card, const Offer& offer) {
    if (offer.model == PriceModel::hourly)
        card.actions.push_back(button("price.ask_work", "/price hours " + offer.id + " 60"));
}

}  // namespace

Result<Answer> plan_price(const PriceQuestion& question, const Offer& offer, std::int64_t users,
                          const std::string& quote_id) {
    Card card{.kind = "price", .title = title_of(question, offer, users)};
    DESK_TRY(card.text, line_of(question, offer, users));
    add_bands(card, question, offer);
    add_terms(card, question, offer);
    add_resolutions(card, offer);
    add_notes(card, question);
    add_quote_id(card, quote_id);
    card.facts = {fact("price.covers", covers_of(question, &offer))};
    add_replies(card, offer);
    card.facts.push_back(fact("price.vendor", vendor_of(offer)));
    add_contact_and_validity(card, question);
    add_work_button(card, offer);
    card.actions.push_back(
        button("price.compare", "/price " + std::to_string(std::max(users, std::int64_t{1}))));
    card.actions.push_back(person());
    return with(std::move(card));
}

Result<Answer> all_prices(const PriceQuestion& question, std::int64_t users) {
    Card card{.kind = "price", .title = {"price.title", {{"count", users}}}};
    const auto offers = plans_for(question);
    for (std::size_t i = 0; i < std::min(offers.size(), most_lines); ++i) {
        DESK_TRY(const auto line, line_of(question, *offers[i], users));
        card.text.insert(card.text.end(), line.begin(), line.end());
    }
    if (offers.size() > most_lines) {
        card.text.push_back({"common.and_more",
                             {{"count", static_cast<std::int64_t>(offers.size() - most_lines)}}});
    }
    add_notes(card, question);
    card.facts = {fact("price.covers", covers_of(question, nullptr))};
    const auto passes = [](const auto* offer) { return offer->passes_to_vendor; };
    if (std::all_of(offers.begin(), offers.end(), passes)) {
        card.facts.push_back(fact("price.vendor", Phrase{"price.included", {}}));
    }
    add_contact_and_validity(card, question);
    card.actions = {button("price.ask_quote", "/price offer"),
                    button("price.compare", "/price types"), person()};
    return with(std::move(card));
}

Answer how_many_users(const PriceQuestion& question, const Offer& offer) {
    const bool is_devices = offer.model == PriceModel::per_device_month;
    Card card{.kind = "price",
              .text = {{is_devices ? "price.how_many_devices" : "price.how_many", {}}}};
    for (const auto* users : {"10", "25", "50", "100"}) {
        card.actions.push_back(
            {{"common.text", {{"text", std::stoi(users)}}}, "/price " + offer.id + " " + users});
    }
    card.title = {"price.plan_title", {{"plan", name_of(question, offer)}}};
    return with(std::move(card));
}

Answer no_such_plan(const PriceQuestion& question, const std::string& text) {
    List names;
    for (const auto* offer : plans_for(question))
        names.items.emplace_back(name_of(question, *offer));
    return say("price.no_such", {{"text", text}, {"list", std::move(names)}});
}

}  // namespace desk
