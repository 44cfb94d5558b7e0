#include "plugins/support_prices/owed_facts.hpp"

#include "plugins/support_prices/pieces.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace desk {
namespace {

using namespace price_pieces;

constexpr std::size_t most_plans = 6;  // a sentence each; and a fact each, beside the contact

CardAction all_plans(const PriceQuestion& question) {
    const auto users = std::max(question.buyer.users, std::int64_t{1});
    return button("offer.prices", "/price " + std::to_string(users));
}

// The customer's plan, else the first of the list: whose hours and contacts are told. Null: there
// is none.
const Offer* told_offer(const PriceQuestion& question) {
    if (const auto* current = current_offer(question)) return current;
    const auto plans = plans_for(question);
    return plans.empty() ? nullptr : plans.front();
}

void and_more(Card& card, std::size_t all) {
    if (all <= most_plans) return;
    card.text.push_back(
        {"common.and_more", {{"count", static_cast<std::int64_t>(all - most_plans)}}});
}

Value channels_of(const PriceQuestion& question, const Offer* offer) {
    if (offer == nullptr || offer->channels.empty()) return contact_of(question);
    List channels;
    for (const auto& channel : offer->channels) {
        const bool is_known =
            channel == "chat" || channel == "email" || channel == "phone" || channel == "portal";
        channels.items.emplace_back(is_known ? Value{Phrase{"price.by_" + channel, {}}}
                                             : Value{channel});
    }
    return channels;
}

// The next date within a month on which the calendar is closed though its weekday is worked.
std::optional<Time> next_holiday(const WorkingTime& clock, Time now) {
    const std::chrono::sys_days today{clock.zone().local(now).day};
    for (int i = 0; i <= 31; ++i) {
        const Day day{today + std::chrono::days{i}};
        const auto weekday = std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding();
        const bool is_worked = !clock.calendar().week[weekday - 1].empty();
        if (is_worked && kind_of(clock.calendar(), day) == DayKind::holiday)
            return clock.zone().time_of({day, 12 * 60});
    }
    return std::nullopt;
}

void add_state(Card& card, const PriceQuestion& question, const Offer& offer) {
    const auto* clock = clock_of(question, offer);
    if (clock == nullptr) return;
    const auto now = question.call.now;
    const auto opening = clock->next_opening(now);
    card.tone = clock->is_open(now) ? Tone::ok : Tone::neutral;
    if (clock->is_open(now)) {
        card.text.push_back({"price.open_now", {}});
    } else {
        card.text.push_back({"price.closed_now",
                             {{"moment", When{opening, TimeStyle::stamp}},
                              {"zone", Zone{question.call.time_zone}}}});
    }
    if (const auto holiday = next_holiday(*clock, now))
        card.text.push_back({"price.closed_on", {{"date", When{*holiday, TimeStyle::date}}}});
}

Fact plan_hours(const PriceQuestion& question, const Offer& offer) {
    return {{"price.plan", {{"plan", name_of(question, offer)}}}, hours_of(question, offer)};
}

void add_contract(Card& card, const PriceQuestion& question, const Offer& offer) {
    const auto* contract = contract_of(question, offer);
    if (contract == nullptr) return;
    card.facts.push_back(fact("price.contract", or_not_set(contract->number)));
    if (const auto& until = contract->terms.validity.until) {
        card.facts.push_back(
            fact("price.contract_until", When{*until - std::chrono::hours{12}, TimeStyle::date}));
    }
}

// "Your contract ended on 30 November 2026; since then our price list applies."
void add_ended(Card& card, const PriceQuestion& question, const Offer& offer) {
    for (const auto& contract : question.list.contracts) {
        const auto& until = contract.terms.validity.until;
        if (contract.terms.id != offer.id || !until || question.call.now < *until) continue;
        if (contract_of(question, offer) != nullptr) continue;
        card.text.push_back({"price.contract_ended",
                             {{"date", When{*until - std::chrono::hours{12}, TimeStyle::date}}}});
    }
}

}  // namespace

Answer support_offer(const PriceQuestion& question, const Offer* offer) {
    Card card{.kind = "support_offer", .title = {"offer.title", {}}, .text = {{"offer.text", {}}}};
    card.facts = {
        fact("offer.hours", offer == nullptr ? not_set() : hours_of(question, *offer)),
        fact("offer.contact", contact_of(question)),
        fact("offer.languages", languages_of(question, offer)),
        fact("offer.reply", offer == nullptr ? not_set() : reply_of(offer->first_reply)),
        fact("offer.price", offer == nullptr ? not_set() : short_price(question, *offer))};
    card.actions = {all_plans(question), person()};
    return with(std::move(card));
}

Answer support_types(const PriceQuestion& question) {
    Card card{.kind = "support_types", .title = {"price.types_title", {}}};
    const auto offers = offers_for(question);
    for (std::size_t i = 0; i < std::min(offers.size(), most_plans); ++i) {
        const auto& offer = *offers[i];
        card.text.push_back({"price.type",
                             {{"price", short_price(question, offer)},
                              {"coverage", coverage_of(question, offer)}}});
        for (auto& phrase : who_answers(offer)) card.text.push_back(std::move(phrase));
    }
    and_more(card, offers.size());
    if (offers.empty()) card.text.push_back({"price.types_unset", {}});
    card.facts = {fact("price.covers", covers_of(question, nullptr))};
    const auto passes = [](const auto* offer) { return offer->passes_to_vendor; };
    if (!offers.empty() && std::all_of(offers.begin(), offers.end(), passes))
        card.facts.push_back(fact("price.vendor", Phrase{"price.included", {}}));
    add_contact_and_validity(card, question);
    card.actions = {all_plans(question), person()};
    return with(std::move(card));
}

Answer opening_hours(const PriceQuestion& question) {
    Card card{.kind = "support_hours", .title = {"offer.hours", {}}};
    const auto* told = told_offer(question);
    if (told != nullptr) add_state(card, question, *told);
    const auto offers = offers_for(question);
    for (std::size_t i = 0; i < std::min(offers.size(), most_plans); ++i)
        card.facts.push_back(plan_hours(question, *offers[i]));
    and_more(card, offers.size());
    if (offers.empty()) card.facts.push_back(fact("offer.hours", not_set()));
    card.facts.push_back(fact("offer.contact", contact_of(question)));
    card.actions = {all_plans(question), person()};
    return with(std::move(card));
}

Answer how_to_reach(const PriceQuestion& question) {
    Card card{.kind = "support_contact", .title = {"price.contact_title", {}}};
    const auto* told = told_offer(question);
    if (told != nullptr) {
        card.text = who_answers(*told);
        if (told->authorised_contacts > 0)
            card.text.push_back({"price.contacts", {{"count", told->authorised_contacts}}});
    }
    card.facts = {fact("offer.contact", contact_of(question)),
                  fact("price.channels", channels_of(question, told)),
                  fact("offer.languages", languages_of(question, told)),
                  fact("offer.hours", told == nullptr ? not_set() : hours_of(question, *told))};
    card.actions = {person()};
    return with(std::move(card));
}

Answer own_contract(const PriceQuestion& question) {
    Card card{.kind = "support_contract", .title = {"price.contract_title", {}}};
    const auto* offer = current_offer(question);
    card.actions = {all_plans(question), person()};
    if (offer == nullptr) {
        card.text = {{"price.no_plan", {}}};
        card.facts = {fact("price.current", not_set()),
                      fact("offer.contact", contact_of(question))};
        return with(std::move(card));
    }
    add_ended(card, question, *offer);
    if (offer->discount.hundredths > 0)
        card.text.push_back({"price.discount", {{"percent", offer->discount}}});
    if (auto included = included_in(*offer)) card.text.push_back(*std::move(included));
    for (auto& phrase : who_answers(*offer)) card.text.push_back(std::move(phrase));
    card.text.push_back({"price.reply_note", {}});
    card.facts = {fact("price.current", name_of(question, *offer))};
    add_contract(card, question, *offer);
    card.facts.push_back(fact("price.covers", covers_of(question, offer)));
    card.facts.push_back(fact("offer.hours", hours_of(question, *offer)));
    card.facts.push_back(fact("offer.reply", reply_of(offer->first_reply)));
    card.facts.push_back(fact("offer.price", short_price(question, *offer)));
    card.facts.push_back(fact("price.vendor", vendor_of(*offer)));
    card.facts.push_back(fact("offer.contact", contact_of(question)));
    return with(std::move(card));
}

}  // namespace desk
