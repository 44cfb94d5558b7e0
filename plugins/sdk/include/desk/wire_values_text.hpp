// How values, phrases and cards are written and read: the definitions behind desk/wire_values.hpp, which includes this;
// nobody else does.
#pragma once

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>
#include <variant>

#include <desk/inline.hpp>
#include <desk/wire_values.hpp>

namespace desk::wire {

// `number` into the digits that stand at `at`, with leading zeros.
inline void put_digits(std::string& text, std::size_t at, std::size_t digits, unsigned number) {
    for (; digits > 0; number /= 10) text[at + --digits] = static_cast<char>('0' + number % 10);
}

DESK_SDK_INLINE std::string time_text(Time time) {
    using namespace std::chrono;
    constexpr Time first{sys_days{year{0} / January / 1}};
    constexpr Time last{sys_days{year{9999} / December / 31} + hours{24} - milliseconds{1}};
    time = std::clamp(time, first, last);
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    std::string text = "0000-00-00T00:00:00.000Z";
    put_digits(text, 0, 4, static_cast<unsigned>(static_cast<int>(date.year())));
    put_digits(text, 5, 2, static_cast<unsigned>(date.month()));
    put_digits(text, 8, 2, static_cast<unsigned>(date.day()));
    put_digits(text, 11, 2, static_cast<unsigned>(clock.hours().count()));
    put_digits(text, 14, 2, static_cast<unsigned>(clock.minutes().count()));
    put_digits(text, 17, 2, static_cast<unsigned>(clock.seconds().count()));
    put_digits(text, 20, 3, static_cast<unsigned>(clock.subseconds().count()));
    return text;
}

// The number written in `digits`, or -1 when something else stands there.
inline int digits_at(std::string_view text, std::size_t from, std::size_t count) {
    if (from + count > text.size()) return -1;
    int number = 0;
    for (const char digit : text.substr(from, count)) {
        if (digit < '0' || digit > '9') return -1;
        number = number * 10 + (digit - '0');
    }
    return number;
}

DESK_SDK_INLINE Result<Time> read_time(std::string_view text) {
    const bool has_millis = text.size() == 24 && text[19] == '.';
    const bool is_shaped = (text.size() == 20 || has_millis) && text.back() == 'Z' &&
                           text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' &&
                           text[16] == ':';
    if (!is_shaped) return invalid("not a time: " + std::string{text.substr(0, 40)});

    const int year = digits_at(text, 0, 4), month = digits_at(text, 5, 2),
              day = digits_at(text, 8, 2);
    const int hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2),
              second = digits_at(text, 17, 2);
    const int millis = has_millis ? digits_at(text, 20, 3) : 0;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    const bool is_clock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 &&
                          second < 60 && millis >= 0;
    if (year < 0 || month < 0 || day < 0 || !date.ok() || !is_clock) {
        return invalid("no such time: " + std::string{text});
    }
    return Time{std::chrono::sys_days{date} + std::chrono::hours{hour} +
                std::chrono::minutes{minute} + std::chrono::seconds{second} +
                std::chrono::milliseconds{millis}};
}

DESK_SDK_INLINE int small_or(const Json& object, const char* name, int otherwise) {
    const std::int64_t number = integer_or(object, name, otherwise);
    const bool fits =
        number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
    return fits ? static_cast<int>(number) : otherwise;
}

DESK_SDK_INLINE Json to_json(const Phrase& phrase) {
    Json document{{"key", phrase.key}};
    for (const auto& [name, value] : phrase.values) document["values"][name] = to_json(value);
    return document;
}

DESK_SDK_INLINE Json to_json(const PersonName& name) {
    return {{"given", name.given}, {"family", name.family}};
}

// Writes each kind of value; see the table in wire.md.
struct ValueWriter {
    Json operator()(const std::string& text) const { return text; }
    Json operator()(std::int64_t number) const { return number; }
    Json operator()(const Money& money) const {
        return {{"money", money.minor_units}, {"currency", money.currency}};
    }
    Json operator()(const When& when) const {
        return {{"when", time_text(when.at)}, {"style", name_in(time_styles, when.style)}};
    }
    Json operator()(const Span& span) const {
        return {{"span", span.length.count()}, {"style", name_in(span_styles, span.style)}};
    }
    Json operator()(const Percent& percent) const { return {{"percent", percent.hundredths}}; }
    Json operator()(const Zone& zone) const { return {{"zone", zone.name}}; }
    Json operator()(const PersonName& name) const { return {{"person", to_json(name)}}; }
    Json operator()(const Hours& hours) const {
        Json runs = Json::array();
        for (const auto& run : hours.runs) {
            runs.push_back(
                Json::array({run.first_day, run.last_day, run.from_minute, run.to_minute}));
        }
        return {{"hours", std::move(runs)}};
    }
    Json operator()(const FirstResponse& response) const {
        return {{"first_response",
                 {{"minutes", response.minutes},
                  {"business_days", response.business_days},
                  {"business_hours", response.business_hours}}}};
    }
    Json operator()(const List& list) const {
        Json items = Json::array();
        for (const auto& item : list.items) items.push_back(to_json(item));
        return {{"list", std::move(items)}, {"style", name_in(list_styles, list.style)}};
    }
    Json operator()(const Phrase& phrase) const { return {{"phrase", to_json(phrase)}}; }
};

DESK_SDK_INLINE Json to_json(const Value& value) {
    return std::visit(ValueWriter{}, value.content);
}

DESK_SDK_INLINE Result<Phrase> read_phrase(const Json& document) {
    if (!document.is_object()) return invalid("a phrase is an object");
    DESK_TRY(auto key, text_field(document, "key"));
    Phrase phrase{std::move(key), {}};
    const auto* values = find_field(document, "values");
    if (values == nullptr || !values->is_object()) return phrase;
    for (const auto& [name, field] : values->items()) {
        auto value = read_value(field);
        if (!value) return invalid(phrase.key + "." + name + ": " + value.error().what);
        phrase.values.emplace(name, *std::move(value));
    }
    return phrase;
}

DESK_SDK_INLINE PersonName read_person_name(const Json& document) {
    return {text_or(document, "given", ""), text_or(document, "family", "")};
}

inline Result<Value> read_hours(const Json& runs) {
    Hours hours;
    for (const auto& run : runs) {
        const bool is_run = run.is_array() && run.size() == 4 &&
                            std::all_of(run.begin(), run.end(), [](const Json& number) {
                                return number.is_number_integer() && number >= 0 && number <= 1440;
                            });
        if (!is_run)
            return invalid("hours: a run is [first day, last day, from minute, to minute]");
        hours.runs.push_back(
            {run[0].get<int>(), run[1].get<int>(), run[2].get<int>(), run[3].get<int>()});
    }
    return Value{std::move(hours)};
}

inline Result<Value> read_list(const Json& document) {
    List list;
    list.style = value_in(list_styles, text_or(document, "style", "all")).value_or(ListStyle::all);
    for (const auto& item : array_or_empty(document, "list")) {
        DESK_TRY(auto value, read_value(item));
        list.items.push_back(std::move(value));
    }
    return Value{std::move(list)};
}

inline Result<Value> read_when(const Json& document) {
    DESK_TRY(const auto at, read_time(text_or(document, "when", "")));
    const auto style = value_in(time_styles, text_or(document, "style", "moment"));
    return Value{When{at, style.value_or(TimeStyle::moment)}};
}

inline Value read_span(const Json& document) {
    const auto style = value_in(span_styles, text_or(document, "style", "duration"));
    return Span{std::chrono::seconds{integer_or(document, "span", 0)},
                style.value_or(SpanStyle::duration)};
}

inline Value read_first_response(const Json& document) {
    return FirstResponse{small_or(document, "minutes", 0), small_or(document, "business_days", 0),
                         bool_or(document, "business_hours", false)};
}

DESK_SDK_INLINE Result<Value> read_value(const Json& document) {
    if (document.is_string()) return Value{document.get_ref<const std::string&>()};
    if (document.is_number_integer()) {
        DESK_TRY(const auto number, integer_field(Json{{"number", document}}, "number"));
        return Value{number};
    }
    if (const auto* field = find_field(document, "phrase")) {
        DESK_TRY(auto phrase, read_phrase(*field));
        return Value{std::move(phrase)};
    }
    if (find_field(document, "money") != nullptr) {
        return Value{Money{integer_or(document, "money", 0), text_or(document, "currency", "")}};
    }
    if (find_field(document, "when") != nullptr) return read_when(document);
    if (find_field(document, "span") != nullptr) return read_span(document);
    if (find_field(document, "percent") != nullptr)
        return Value{Percent{integer_or(document, "percent", 0)}};
    if (find_field(document, "zone") != nullptr) return Value{Zone{text_or(document, "zone", "")}};
    if (const auto* field = find_field(document, "person")) return Value{read_person_name(*field)};
    if (find_field(document, "hours") != nullptr)
        return read_hours(array_or_empty(document, "hours"));
    if (const auto* field = find_field(document, "first_response"))
        return read_first_response(*field);
    if (find_field(document, "list") != nullptr) return read_list(document);
    return invalid("not a value this desk knows");
}

DESK_SDK_INLINE Result<std::vector<Phrase>> read_phrases(const Json* field) {
    std::vector<Phrase> phrases;
    if (field == nullptr || field->is_null()) return phrases;
    if (field->is_object()) {
        DESK_TRY(auto phrase, read_phrase(*field));
        phrases.push_back(std::move(phrase));
        return phrases;
    }
    if (!field->is_array()) return invalid("phrases are an array");
    for (const auto& item : *field) {
        DESK_TRY(auto phrase, read_phrase(item));
        phrases.push_back(std::move(phrase));
    }
    return phrases;
}

DESK_SDK_INLINE Json to_json(const std::vector<Phrase>& phrases) {
    Json document = Json::array();
    for (const auto& phrase : phrases) document.push_back(to_json(phrase));
    return document;
}

DESK_SDK_INLINE Json to_json(const Card& card) {
    Json document{{"kind", card.kind},
                  {"tone", name_in(tones, card.tone)},
                  {"title", to_json(card.title)},
                  {"text", to_json(card.text)}};
    for (const auto& fact : card.facts) {
        document["facts"].push_back(
            {{"label", to_json(fact.label)}, {"value", to_json(fact.value)}});
    }
    for (const auto& action : card.actions) {
        document["actions"].push_back(
            {{"label", to_json(action.label)}, {"command", action.command}});
    }
    if (card.source) {
        document["source"] = {{"name", to_json(card.source->name)},
                              {"checked_at", time_text(card.source->checked_at)}};
    }
    return document;
}

inline Result<Fact> read_fact(const Json& document) {
    const auto* label = find_field(document, "label");
    const auto* value = find_field(document, "value");
    if (label == nullptr || value == nullptr)
        return invalid("card.facts: a fact has a label and a value");
    DESK_TRY(auto phrase, read_phrase(*label));
    DESK_TRY(auto shown, read_value(*value));
    return Fact{std::move(phrase), std::move(shown)};
}

inline Result<CardAction> read_action(const Json& document) {
    const auto* label = find_field(document, "label");
    if (label == nullptr) return invalid("card.actions: an action has a label");
    DESK_TRY(auto phrase, read_phrase(*label));
    return CardAction{std::move(phrase), text_or(document, "command", "")};
}

inline Result<Source> read_source(const Json& document) {
    const auto* name = find_field(document, "name");
    if (name == nullptr) return invalid("card.source: name is missing");
    DESK_TRY(auto value, read_value(*name));
    DESK_TRY(const auto checked_at, read_time(text_or(document, "checked_at", "")));
    return Source{std::move(value), checked_at};
}

DESK_SDK_INLINE Result<Card> read_card(const Json& document) {
    if (!document.is_object()) return invalid("a card is an object");
    Card card;
    card.kind = text_or(document, "kind", "");
    card.tone = value_in(tones, text_or(document, "tone", "neutral")).value_or(Tone::neutral);
    if (const auto* title = find_field(document, "title")) {
        DESK_TRY(card.title, read_phrase(*title));
    }
    DESK_TRY(card.text, read_phrases(find_field(document, "text")));
    for (const auto& item : array_or_empty(document, "facts")) {
        DESK_TRY(auto fact, read_fact(item));
        card.facts.push_back(std::move(fact));
    }
    for (const auto& item : array_or_empty(document, "actions")) {
        DESK_TRY(auto action, read_action(item));
        card.actions.push_back(std::move(action));
    }
    const auto* source = find_field(document, "source");
    if (source != nullptr && !source->is_null()) {
        DESK_TRY(card.source, read_source(*source));
    }
    return card;
}

}  // namespace desk::wire
