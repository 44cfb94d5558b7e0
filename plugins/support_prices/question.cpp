#include "plugins/support_prices/question.hpp"

#include "plugins/services/service.hpp"

namespace desk {

std::vector<const Offer*> offers_for(const PriceQuestion& question) {
    std::vector<const Offer*> offers;
    for (const auto& offer : question.list.offers) {
        if (offer.prices.empty() || offer.prices.contains(question.buyer.currency))
            offers.push_back(&offer);
    }
    return offers;
}

std::vector<const Offer*> plans_for(const PriceQuestion& question) {
    const auto offers = offers_for(question);
    auto plans = offers;
    std::erase_if(plans, [](const Offer* offer) { return !offer->is_plan; });
    return plans.empty() ? offers : plans;
}

std::vector<const Offer*> offers_called(const PriceQuestion& question, const std::string& text) {
    std::vector<const Offer*> found;
    for (const auto& offer : question.list.offers) {
        Service names{.id = offer.id, .name = offer.id};
        for (const auto& [language, name] : offer.name) names.aliases.push_back(name);
        if (is_called(names, text)) found.push_back(&offer);
    }
    return found;
}

const Offer* current_offer(const PriceQuestion& question) {
    const auto called = offers_called(question, question.buyer.plan);
    return called.size() == 1 ? called.front() : nullptr;
}

const Contract* contract_of(const PriceQuestion& question, const Offer& offer) {
    for (const auto& contract : question.list.contracts) {
        if (contract.terms.id == offer.id && contract.terms.validity.holds(question.call.now))
            return &contract;
    }
    return nullptr;
}

std::string name_of(const PriceQuestion& question, const Offer& offer) {
    return in_language(offer.name, question.call.language);
}

const WorkingTime* clock_of(const PriceQuestion& question, const Offer& offer) {
    const auto found = question.clocks.find(offer.calendar);
    return found == question.clocks.end() ? nullptr : &found->second;
}

std::optional<When> answered_by(const PriceQuestion& question) {
    const auto* offer = current_offer(question);
    const auto plans = plans_for(question);
    if (offer == nullptr && !plans.empty()) offer = plans.front();
    if (offer == nullptr || !offer->first_reply.is_promised()) return std::nullopt;

    const auto& promise = offer->first_reply.promise;
    const auto now = question.call.now;
    const std::chrono::minutes length{promise.minutes};
    if (!promise.business_hours) return When{now + length, TimeStyle::deadline};
    const auto* clock = clock_of(question, *offer);
    if (clock == nullptr) return std::nullopt;
    if (promise.business_days > 0)
        return When{clock->due_in_days(now, promise.business_days), TimeStyle::deadline};
    return When{clock->due(now, length), TimeStyle::deadline};
}

}  // namespace desk
