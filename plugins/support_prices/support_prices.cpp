// Answers "/price …" from the partner's price list: what support there is, when, how to reach it,
// what it costs, what work would cost, and what was quoted before. A price that is not certain is
// not said; a person takes over instead.
#include "plugins/services/digest.hpp"
#include "plugins/price_list/gaps.hpp"
#include "plugins/support_prices/cards.hpp"
#include "plugins/support_prices/kept_quotes.hpp"
#include "plugins/support_prices/owed_facts.hpp"
#include "plugins/support_prices/sums.hpp"
#include "plugins/support_prices/when_words.hpp"
#include "plugins/support_prices/work_card.hpp"
#include <desk/entry.hpp>

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace {

using desk::Answer, desk::Call, desk::Offer, desk::PriceQuestion, desk::Result;

// The two files, read once: settings do not change while a plugin lives.
struct Files {
    desk::PriceList list = {};
    desk::WorkClocks clocks = {};
    std::uint64_t calendars = 0;
};

class SupportPrices final : public desk::Plugin {
public:
    explicit SupportPrices(desk::Host& host) : host_{host} {
        on_command("price", [this](const Call& call) { return answer(call); });
    }

private:
    Result<Answer> answer(const Call& call) {
        DESK_CHECK(read_files(call.now));
        const auto customer = host_.look_up("customer");  // a guest has no record
        const auto buyer = desk::read_buyer(customer ? *customer : "", files_->list);
        const auto list = desk::list_for(files_->list, buyer.customer, call.now);
        const PriceQuestion question{call, list, files_->clocks, buyer, files_->calendars};
        const auto& form = call["form"];
        if (form == "open") return desk::opening_hours(question);
        if (form == "contact") return desk::how_to_reach(question);

        // Everything else says prices.
        if (call.now >= list.valid_until) return expired();
        if (call.now < list.valid_from) return no_price();
        if (form == "hours") return work(question);
        if (form == "quote") return quote(call, buyer);
        if (form == "types") return desk::support_types(question);
        if (form == "contract") return desk::own_contract(question);
        if (form == "offer") return asks_for_quote(question);
        return show(question);
    }

    Result<void> read_files(desk::Time now) {
        if (files_) return {};
        Files files;
        DESK_TRY(files.list, desk::read_price_list(host_.setting("catalogue")));
        const auto calendars = host_.setting("calendars");
        if (!calendars.empty()) {
            DESK_TRY(files.clocks, desk::read_work_clocks(calendars));
        }
        files.calendars = desk::digest_of(calendars);
        DESK_CHECK(log_gaps(files.list, calendars, now));
        files_ = std::move(files);
        return {};
    }

    // Once for each start of the plugin: what customers are owed and the files do not say.
    Result<void> log_gaps(const desk::PriceList& list, const std::string& calendars,
                          desk::Time now) {
        std::map<std::string, desk::Calendar> known;
        if (!calendars.empty()) {
            DESK_TRY(known, desk::read_calendars(calendars));
        }
        for (const auto& gap : desk::gaps(list, known, now))
            host_.log(2, "price list: " + gap.place + ": " + gap.what);
        return {};
    }

    // ---- plans ----
    Result<Answer> show(const PriceQuestion& question) {
        const auto& call = question.call;
        const auto users = number(call["users"]);
        const auto offers = desk::offers_for(question);
        if (!call["plan"].empty()) return plan(question, call["plan"], users);
        if (offers.empty() && users > 0) return no_price();
        if (offers.empty())
            return to_a_person(desk::support_offer(question, nullptr),
                               "no price for this customer");
        if (users > 0) return or_no_price(desk::all_prices(question, users));
        const auto* current = desk::current_offer(question);
        const bool has_price = current != nullptr && is_told(question, *current);
        return desk::support_offer(question,
                                   has_price ? current : desk::plans_for(question).front());
    }

    Result<Answer> plan(const PriceQuestion& question, const std::string& text,
                        std::int64_t users) {
        const auto found = desk::offers_called(question, text);
        if (found.empty() && desk::offers_for(question).empty()) return no_price();
        if (found.empty()) return desk::no_such_plan(question, text);
        if (found.size() > 1) return ambiguous();
        const auto& offer = *found.front();
        if (!is_told(question, offer)) return no_price();
        if (users == 0) users = known_number(question, offer);
        if (users == 0 && is_counted(offer)) return desk::how_many_users(question, offer);
        return plan_card(question, offer, users);
    }

    // With a quote id where there is one sum.
    Result<Answer> plan_card(const PriceQuestion& question, const Offer& offer,
                             std::int64_t users) {
        const bool has_sum = desk::costs(offer) && offer.model != desk::PriceModel::hourly &&
                             (offer.model != desk::PriceModel::percent_of_spend || users > 0);
        if (!has_sum) return or_no_price(desk::plan_price(question, offer, users, ""));
        const auto sum = desk::quote_of(question, offer, users);
        if (!sum) return or_no_price(sum.error());
        const auto id = desk::quote_id(desk::basis_of(question, offer, users));
        keep(question, offer, *sum, id);
        return or_no_price(desk::plan_price(question, offer, users, id));
    }

    // The customer's own number of users or devices, as the directory knows it.
    static std::int64_t known_number(const PriceQuestion& question, const Offer& offer) {
        if (offer.model == desk::PriceModel::per_device_month) return question.buyer.devices;
        if (offer.model == desk::PriceModel::percent_of_spend) return 0;
        return question.buyer.users;
    }
    static bool is_counted(const Offer& offer) {
        return offer.model == desk::PriceModel::per_user_month ||
               offer.model == desk::PriceModel::per_device_month;
    }
    static bool is_told(const PriceQuestion& question, const Offer& offer) {
        return offer.prices.empty() || offer.prices.contains(question.buyer.currency);
    }

    // ---- work ----
    // "/price hours 60 Saturday": a word that names no plan begins the time.
    struct WorkQuestion {
        std::string plan = {};
        std::string when = {};
    };
    static WorkQuestion work_question(const PriceQuestion& question) {
        const auto& call = question.call;
        if (call["plan"].empty() || !desk::offers_called(question, call["plan"]).empty())
            return {call["plan"], call["when"]};
        return {"", call["plan"] + " " + call["when"]};
    }

    Result<Answer> work(const PriceQuestion& now) {
        const auto& call = now.call;
        const auto& place = call.time_zone.empty() ? files_->list.time_zone : call.time_zone;
        DESK_TRY(const auto zone, desk::LocalZone::named(place));
        const auto asked = work_question(now);
        const auto wish = desk::read_when(asked.when, zone, call.now);
        if (!wish && asked.plan != call["plan"]) return desk::no_such_plan(now, call["plan"]);
        if (!wish) return desk::say("price.when_unclear", {{"text", call["when"]}});
        if (wish->start < files_->list.valid_from || wish->start >= files_->list.valid_until) {
            const desk::When day{wish->start, desk::TimeStyle::date};
            return desk::say("price.not_then", {{"date", day}});
        }

        // What is valid when the work begins.
        const auto list = desk::list_for(files_->list, now.buyer.customer, wish->start);
        const PriceQuestion then{call, list, now.clocks, now.buyer, now.calendars};
        const auto minutes = call["minutes"].empty() ? 60 : number(call["minutes"]);
        return work_of_plan(
            then, asked.plan,
            {.start = wish->start, .length = std::chrono::minutes{minutes}, .km = wish->km});
    }

    Result<Answer> work_of_plan(const PriceQuestion& question, const std::string& plan,
                                desk::Work work) {
        const auto called = desk::offers_called(question, plan);
        if (!plan.empty() && called.empty()) return desk::no_such_plan(question, plan);
        if (called.size() > 1) return ambiguous();
        const auto* asked = plan.empty() ? usual_work(question) : called.front();
        if (asked == nullptr) return desk::say("price.no_hourly");
        const auto* hourly = desk::hourly_of(question, *asked);
        if (hourly == nullptr)
            return desk::say("price.not_hourly", {{"plan", desk::name_of(question, *asked)}});
        work.visits = hourly->call_out.empty() ? 0 : 1;
        return work_card(question, *asked, *hourly, work);
    }

    Result<Answer> work_card(const PriceQuestion& question, const Offer& asked, const Offer& hourly,
                             const desk::Work& work) {
        const auto sum = desk::work_quote(question, hourly, work);
        if (!sum) return or_no_price(sum.error());
        const auto id = desk::quote_id(desk::basis_of(question, hourly, work));
        keep(question, hourly, *sum, id);
        return desk::work_price(question, asked, hourly, work, *sum, id);
    }

    // The customer's own plan when it is paid by the hour in some way, else the first offer that
    // is.
    static const Offer* usual_work(const PriceQuestion& question) {
        const auto* current = desk::current_offer(question);
        if (current != nullptr && desk::hourly_of(question, *current) != nullptr) return current;
        for (const auto* offer : desk::offers_for(question)) {
            if (offer->model == desk::PriceModel::hourly) return offer;
        }
        return nullptr;
    }

    // ---- quotes ----
    Result<Answer> quote(const Call& call, desk::Buyer buyer) {
        const auto basis = desk::read_quote_id(call["id"]);
        if (!basis) return desk::no_such_quote(call["id"]);
        const auto id = desk::quote_id(*basis);
        const bool is_work = basis->length.count() > 0;
        const auto list =
            desk::list_for(files_->list, buyer.customer, is_work ? basis->start : call.now);
        const bool has_same_terms = buyer.currency == basis->currency && buyer.vat == basis->vat;
        buyer.currency = basis->currency;
        buyer.vat = basis->vat;
        const PriceQuestion question{call, list, files_->clocks, buyer, files_->calendars};
        const auto before = kept(question, id);
        const auto* offer = desk::offer_behind(question, *basis);
        if (!before && !has_same_terms) return desk::no_such_quote(id);  // nobody was told this
        if (offer != nullptr && is_still(question, *offer, *basis, before)) {
            if (is_work) return work_card(question, *offer, *offer, desk::work_of(*basis));
            return plan_card(question, *offer, basis->count);
        }
        if (before) return desk::changed_since(question, *before);
        return desk::no_such_quote(id);
    }

    // True when the same number comes out as was said then (or nobody has kept what was said).
    static bool is_still(const PriceQuestion& question, const Offer& offer,
                         const desk::QuoteBasis& basis,
                         const std::optional<desk::KeptQuote>& before) {
        const auto sum = basis.length.count() > 0
                             ? desk::work_quote(question, offer, desk::work_of(basis))
                             : desk::quote_of(question, offer, basis.count);
        return sum && (!before || (before->net == sum->net && before->gross == sum->gross));
    }

    // Guests share no shelf: their quotes are worked out from the id alone.
    std::optional<desk::KeptQuote> kept(const PriceQuestion& question, const std::string& id) {
        if (question.buyer.customer.empty()) return std::nullopt;
        const auto text = host_.recall(desk::place_of(id));
        if (!text || !*text) return std::nullopt;
        return desk::kept_from(**text, id);
    }
    void keep(const PriceQuestion& question, const Offer& offer, const desk::Quote& sum,
              const std::string& id) {
        if (question.buyer.customer.empty() || kept(question, id)) return;
        const desk::KeptQuote quote{.id = id,
                                    .list = question.list.id,
                                    .plan = offer.id,
                                    .name = desk::name_of(question, offer),
                                    .net = sum.net,
                                    .vat = sum.vat,
                                    .gross = sum.gross,
                                    .at = question.call.now};
        host_.remember(desk::place_of(id), desk::kept_text(quote));
    }

    // ---- a person ----
    Answer asks_for_quote(const PriceQuestion& question) {
        const auto deadline = desk::answered_by(question);
        if (!deadline) return to_a_person(desk::say("price.quote_asked_open"), "asks for a quote");
        return to_a_person(desk::say("price.quote_asked", {{"deadline", *deadline}}),
                           "asks for a quote");
    }
    Answer expired() {
        const desk::When last_day{files_->list.last_day, desk::TimeStyle::date};
        return to_a_person(desk::say("price.expired", {{"date", last_day}}),
                           "the price list has expired");
    }
    Answer ambiguous() { return to_a_person(desk::say("price.ambiguous"), "two prices fit"); }
    Answer no_price() { return to_a_person(desk::say("price.none"), "no price for this customer"); }
    // What has no price for this customer is no error of theirs.
    Result<Answer> or_no_price(Result<Answer> answer) {
        if (answer || answer.error().code != desk::ErrorCode::not_found) return answer;
        host_.log(2, answer.error().what);
        return no_price();
    }

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
    std::optional<Files> files_ = {};
};

}  // namespace

DESK_PLUGIN(SupportPrices)
