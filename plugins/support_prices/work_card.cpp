#include "plugins/support_prices/work_card.hpp"

#include "plugins/support_prices/pieces.hpp"
#include "plugins/support_prices/sums.hpp"

#include <utility>

namespace desk {

using namespace price_pieces;

const Offer* hourly_of(const PriceQuestion& question, const Offer& offer) {
    if (offer.model == PriceModel::hourly) return &offer;
    if (offer.overage.empty()) return nullptr;
    const auto* beyond = offer_with_id(question.list, offer.overage);
    return beyond != nullptr && beyond->model == PriceModel::hourly ? beyond : nullptr;
}

Result<Quote> work_quote(const PriceQuestion& question, const Offer& hourly, const Work& work) {
    return quote_for_work(hourly, work, clock_of(question, hourly), question.buyer.currency,
                          question.buyer.vat);
}

Answer work_price(const PriceQuestion& question, const Offer& asked, const Offer& hourly,
                  const Work& work, const Quote& quote, const std::string& quote_id) {
    Card card{.kind = "price",
              .title = {"price.plan_title", {{"plan", name_of(question, hourly)}}}};
    card.text = work_lines(question, hourly, work, quote);
    if (const auto included = included_in(asked)) {
        card.text.push_back(*included);
        card.text.push_back({"price.beyond", {}});
    }
    for (auto& phrase : who_answers(hourly)) card.text.push_back(std::move(phrase));
    add_notes(card, question);
    add_quote_id(card, quote_id);
    card.facts = {fact("price.covers", covers_of(question, &hourly)),
                  fact("offer.hours", hours_of(question, hourly)),
                  fact("offer.reply", reply_of(hourly.first_reply)),
                  fact("price.vendor", vendor_of(hourly))};
    add_contact_and_validity(card, question);
    card.actions = {button("price.ask_quote", "/price offer"), person()};
    return with(std::move(card));
}

}  // namespace desk
