#include "plugins/support_prices/pieces.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk::price_pieces {
namespace {

constexpr Frame whole_day{0, 1'440};

// Days that follow each other and have the same frames become one run for each frame.
Hours hours_in(const Calendar& calendar) {
    Hours hours;
    const auto& week = calendar.week;
    const auto is_whole = [](const Frames& frames) { return frames == Frames{whole_day}; };
    if (std::all_of(week.begin(), week.end(), is_whole)) return hours;
    for (std::size_t first = 0; first < week.size();) {
        auto last = first;
        while (last + 1 < week.size() && week[last + 1] == week[first]) ++last;
        for (const auto& frame : week[first]) {
            hours.runs.push_back({.first_day = static_cast<int>(first) + 1,
                                  .last_day = static_cast<int>(last) + 1,
                                  .from_minute = frame.from,
                                  .to_minute = frame.until});
        }
        first = last + 1;
    }
    return hours;
}

}  // namespace

Fact fact(const char* label, Value value) {
    return {{label, {}}, std::move(value)};
}

CardAction button(const char* label, std::string command) {
    return {{label, {}}, std::move(command)};
}

CardAction person() {
    return button("common.person", "/person");
}

Answer with(Card card) {
    Answer answer;
    answer.card = std::move(card);
    return answer;
}

Value not_set() {
    return Phrase{"price.not_set", {}};
}

Value or_not_set(std::string text) {
    if (text.empty()) return not_set();
    return text;
}

std::optional<Hours> hours_told(const PriceQuestion& question, const Offer& offer) {
    if (offer.hours) return offer.hours;
    const auto* clock = clock_of(question, offer);
    if (clock == nullptr) return std::nullopt;
    return hours_in(clock->calendar());
}

Zone zone_of(const PriceQuestion& question, const Offer& offer) {
    const auto* clock = clock_of(question, offer);
    if (offer.hours || clock == nullptr) return Zone{question.list.time_zone};
    return Zone{clock->calendar().time_zone};
}

Value hours_of(const PriceQuestion& question, const Offer& offer) {
    const auto hours = hours_told(question, offer);
    if (!hours) return not_set();
    if (hours->runs.empty()) return *hours;
    return Phrase{"offer.hours_zone", {{"hours", *hours}, {"zone", zone_of(question, offer)}}};
}

bool has_coverage(const PriceQuestion& question, const Offer& offer) {
    return hours_told(question, offer).has_value() || offer.first_reply.is_promised();
}

Phrase coverage_of(const PriceQuestion& question, const Offer& offer) {
    const auto hours = hours_told(question, offer);
    const bool is_always = hours && hours->runs.empty();
    std::string key = is_always ? "price.coverage_24x7" : "price.coverage";
    if (!hours) key = "price.coverage_unset";
    Phrase coverage{std::move(key), {}};
    if (hours && !is_always) {
        coverage.values.emplace("hours", *hours);
        coverage.values.emplace("zone", zone_of(question, offer));
    }
    if (offer.first_reply.is_promised()) {
        coverage.values.emplace("reply", offer.first_reply.promise);
    } else {
        coverage.key += "_open";
    }
    return coverage;
}

Value reply_of(const ReplyTime& reply) {
    if (reply.is_best_effort) return Phrase{"price.best_effort", {}};
    if (!reply.is_promised()) return not_set();
    return Phrase{"price.within", {{"reply", reply.promise}}};
}

Value vendor_of(const Offer& offer) {
    if (!offer.passes_to_vendor) return Phrase{"price.extra", {}};
    constexpr std::array vehicles{"",
                                  "price.via_premier",
                                  "price.via_advanced",
                                  "price.via_signature",
                                  "price.via_included",
                                  "price.via_isv"};  // in the order of VendorVehicle
    if (offer.vehicle == VendorVehicle::not_told) return Phrase{"price.included", {}};
    const Phrase vehicle{vehicles.at(static_cast<std::size_t>(offer.vehicle)), {}};
    return Phrase{"price.included_via", {{"vehicle", vehicle}}};
}

std::vector<Phrase> who_answers(const Offer& offer) {
    if (offer.structure == SupportStructure::direct || offer.answered_by.empty()) return {};
    const bool is_resold = offer.structure == SupportStructure::resold;
    return {{is_resold ? "price.resold" : "price.outsourced", {{"name", offer.answered_by}}}};
}

std::optional<Phrase> included_in(const Offer& offer) {
    if (!offer.included) return std::nullopt;
    const auto& included = *offer.included;
    std::string key = included.work.count() > 0 ? "price.holds_time" : "price.holds_incidents";
    key += included.per == Included::Period::year ? "_year" : "_month";
    Phrase amount{key, {}};
    if (included.work.count() > 0) {
        amount.values.emplace("duration", Span{included.work});
    } else {
        amount.values.emplace("count", included.incidents);
    }
    return Phrase{included.carries_over ? "price.holds_kept" : "price.holds_lost",
                  {{"amount", amount}}};
}

Value short_price(const PriceQuestion& question, const Offer& offer) {
    constexpr std::array keys{
        "offer.included",   "offer.free",       "offer.per_user",
        "offer.per_device", "offer.per_tenant", "offer.per_incident",
        "offer.per_hour",   "offer.per_block",  "offer.percent"};  // in the order of PriceModel
    Phrase phrase{keys.at(static_cast<std::size_t>(offer.model)),
                  {{"plan", name_of(question, offer)}}};
    if (offer.model == PriceModel::percent_of_spend) phrase.values.emplace("percent", offer.share);
    if (offer.model == PriceModel::block_hours)
        phrase.values.emplace("duration", Span{offer.block});
    const auto price = offer.prices.find(question.buyer.currency);
    if (price == offer.prices.end()) return phrase;
    phrase.values.emplace("unit", price->second);
    if (offer.is_gross) phrase.key += "_gross";
    return phrase;
}

Value covers_of(const PriceQuestion& question, const Offer* offer) {
    const auto& language = question.call.language;
    if (offer != nullptr && !offer->covers.empty()) return in_language(offer->covers, language);
    return or_not_set(in_language(question.list.covers, language));
}

Value languages_of(const PriceQuestion& question, const Offer* offer) {
    const bool has_own = offer != nullptr && !offer->languages.empty();
    List languages;
    for (const auto& language : has_own ? offer->languages : question.list.languages) {
        if (language == "en" || language == "hu" || language == "de") {
            languages.items.emplace_back(Phrase{"language." + language, {}});
        }
    }
    if (languages.items.empty()) return not_set();
    return languages;
}

Value contact_of(const PriceQuestion& question) {
    const auto& contact = question.list.contact;
    if (contact.empty()) return not_set();
    return Phrase{"offer.this_chat", {{"contact", contact}}};
}

void add_notes(Card& card, const PriceQuestion& question) {
    if (!question.buyer.vat) card.text.push_back({"price.net", {}});
    card.text.push_back({"price.reply_note", {}});
    card.text.push_back({"price.not_binding", {}});
}

void add_quote_id(Card& card, const std::string& id) {
    if (!id.empty()) card.text.push_back({"price.quote_note", {{"id", id}}});
}

void add_contact_and_validity(Card& card, const PriceQuestion& question) {
    const auto& list = question.list;
    card.facts.push_back(fact("offer.contact", contact_of(question)));
    card.facts.push_back(fact("price.valid_until", When{list.last_day, TimeStyle::date}));
    card.facts.push_back(fact("price.list", list.id));
    if (const auto* current = current_offer(question))
        card.facts.push_back(fact("price.current", name_of(question, *current)));
}

}  // namespace desk::price_pieces
