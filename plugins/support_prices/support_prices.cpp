// Answers "/price [plan] [users]" from the partner's price list: what support costs, when it
// answers, how long that is valid. A price that is not certain is not said; a person takes over
// instead.
#include "plugins/services/service.hpp"
#include "plugins/support_prices/cards.hpp"
#include <desk/entry.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace {

using desk::Answer, desk::Call, desk::Offer, desk::PriceQuestion, desk::Result;

class SupportPrices final : public desk::Plugin {
public:
    explicit SupportPrices(desk::Host& host) : host_{host} {
        on_command("price", [this](const Call& call) { return show(call); });
    }

private:
    Result<Answer> show(const Call& call) {
        DESK_TRY(const auto list, desk::read_price_list(host_.setting("catalogue")));
        if (call.now >= list.valid_until) {
            const desk::When last_day{list.last_day, desk::TimeStyle::date};
            return to_a_person(desk::say("price.expired", {{"date", last_day}}),
                               "the price list has expired");
        }
        const auto customer = host_.look_up("customer");  // a guest has no record
        const PriceQuestion question{call, list, desk::read_buyer(customer ? *customer : "", list)};
        if (call.now < list.valid_from || desk::offers_for(question).empty()) return no_price();

        const auto users = number(call["users"]);
        if (!call["plan"].empty()) return plan(question, call["plan"], users);
        if (users > 0) return desk::all_prices(question, users);
        return desk::support_offer(question, current_offer(question));
    }

    Result<Answer> plan(const PriceQuestion& question, const std::string& text,
                        std::int64_t users) {
        const auto found = offers_called(question, text);
        if (found.empty()) return desk::no_such_plan(question, text);
        if (found.size() > 1) return to_a_person(desk::say("price.ambiguous"), "two prices fit");

        const auto& offer = *found.front();
        if (!offer.prices.empty() && !offer.prices.contains(question.buyer.currency))
            return no_price();
        if (users == 0) users = question.buyer.users;
        if (users == 0 && offer.model == desk::PriceModel::per_user_month) {
            return desk::how_many_users(question, offer);
        }
        return desk::plan_price(question, offer, users);
    }

    // By id, or by its name in any language.
    static std::vector<const Offer*> offers_called(const PriceQuestion& question,
                                                   const std::string& text) {
        std::vector<const Offer*> found;
        for (const auto& offer : question.list.offers) {
            desk::Service names{.id = offer.id, .name = offer.id};
            for (const auto& [language, name] : offer.name) names.aliases.push_back(name);
            if (desk::is_called(names, text)) found.push_back(&offer);
        }
        return found;
    }

    static const Offer* current_offer(const PriceQuestion& question) {
        const auto current = offers_called(question, question.buyer.plan);
        const auto offers = desk::offers_for(question);
        if (current.size() == 1 &&
            std::find(offers.begin(), offers.end(), current.front()) != offers.end()) {
            return current.front();
        }
        return offers.front();
    }

    Answer no_price() { return to_a_person(desk::say("price.none"), "no price for this customer"); }

    Answer to_a_person(Answer answer, const char* why) {
        host_.hand_over(why);
        return answer;
    }

    // Checked by the manifest; 0 when it was not given.
    static std::int64_t number(const std::string& text) {
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    desk::Host& host_;
};

}  // namespace

DESK_PLUGIN(SupportPrices)
