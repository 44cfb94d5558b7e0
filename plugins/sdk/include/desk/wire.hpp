// The documents that cross the plugin wall and the values they stand for, both directions: the
// call, the answer with its effects, errors, and what a plugin asks during a call with what it
// gets. plugins/sdk/wire.md has all of them on one page. Used by the two sides of the wall; a
// plugin's own code never sees a document. Readers ignore unknown fields and give missing ones
// their default. Errors of readers: invalid.
#pragma once

#include <desk/effect.hpp>
#include <desk/json.hpp>
#include <desk/plugin.hpp>
#include <desk/result.hpp>
#include <desk/wire_values.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace desk::wire {

// Of a call, an answer and a question; what a question brings back may be as large as a fetched
// page.
inline constexpr JsonLimits document_limits{262'144, 16, 10'000};
inline constexpr JsonLimits inner_limits{229'376, 14, 10'000};  // a document inside one
inline constexpr JsonLimits reply_limits{33'554'432, 32, 100'000};
inline constexpr std::size_t most_sentences = 20;
inline constexpr std::size_t most_value_bytes = 65'536;

inline constexpr std::array error_codes{Name<ErrorCode>{ErrorCode::broken, "broken"},
                                        Name<ErrorCode>{ErrorCode::invalid, "invalid"},
                                        Name<ErrorCode>{ErrorCode::denied, "denied"},
                                        Name<ErrorCode>{ErrorCode::not_found, "not_found"},
                                        Name<ErrorCode>{ErrorCode::unavailable, "unavailable"},
                                        Name<ErrorCode>{ErrorCode::timeout, "timeout"}};
inline constexpr std::array call_kinds{Name<CallKind>{CallKind::command, "command"},
                                       Name<CallKind>{CallKind::text, "text"},
                                       Name<CallKind>{CallKind::question, "question"},
                                       Name<CallKind>{CallKind::timer, "timer"},
                                       Name<CallKind>{CallKind::hook, "hook"}};
inline constexpr std::array steps{Name<Step>{Step::answer, "answer"},
                                  Name<Step>{Step::preview, "preview"},
                                  Name<Step>{Step::perform, "perform"}};

// ---- errors: {"error":"unavailable","what":"status.example: 503"} ----

inline Json to_json(const Error& error) {
    return {{"error", name_in(error_codes, error.code)}, {"what", error.what}};
}
inline bool is_error(const Json& document) {
    return find_field(document, "error") != nullptr;
}
// An unknown code reads as broken.
inline Error read_error(const Json& document) {
    const auto code = value_in(error_codes, text_or(document, "error", ""));
    return {code.value_or(ErrorCode::broken), text_or(document, "what", "")};
}

// ---- the call ----

inline Json to_json(const Call& call) {
    return {
        {"id", call.id},
        {"kind", name_in(call_kinds, call.kind)},
        {"name", call.name},
        {"arguments", call.arguments},
        {"step", name_in(steps, call.step)},
        {"conversation", call.conversation},
        {"seq", call.seq},
        {"attempt", call.attempt},
        {"asker",
         {{"id", call.asker.id}, {"role", call.asker.role}, {"name", to_json(call.asker.name)}}},
        {"customer", {{"id", call.customer.id}, {"name", call.customer.name}}},
        {"language", call.language},
        {"time_zone", call.time_zone},
        {"now", time_text(call.now)}};
}

inline Result<Arguments> read_arguments(const Json& document) {
    Arguments arguments;
    const auto* field = find_field(document, "arguments");
    if (field == nullptr || field->is_null()) return arguments;
    if (!field->is_object()) return invalid("arguments: not an object");
    for (const auto& [name, value] : field->items()) {
        if (!value.is_string()) return invalid("arguments." + name + ": not a text");
        arguments.emplace(name, value.get_ref<const std::string&>());
    }
    return arguments;
}

inline Asker read_asker(const Json& document) {
    const auto* asker = find_field(document, "asker");
    if (asker == nullptr) return {};
    const auto* name = find_field(*asker, "name");
    return {text_or(*asker, "id", ""), text_or(*asker, "role", ""),
            name == nullptr ? PersonName{} : read_person_name(*name)};
}

inline CustomerRef read_customer(const Json& document) {
    const auto* customer = find_field(document, "customer");
    if (customer == nullptr) return {};
    return {text_or(*customer, "id", ""), text_or(*customer, "name", "")};
}

inline Result<Call> read_call(const Json& document) {
    if (!document.is_object()) return invalid("a call is an object");
    const auto kind = value_in(call_kinds, text_or(document, "kind", "command"));
    const auto step = value_in(steps, text_or(document, "step", "answer"));
    if (!kind || !step) return invalid("call: a kind or step this plugin does not know");

    Call call;
    DESK_TRY(call.name, text_field(document, "name"));
    DESK_TRY(call.arguments, read_arguments(document));
    DESK_TRY(call.now, read_time(text_or(document, "now", "1970-01-01T00:00:00Z")));
    call.id = text_or(document, "id", "");
    call.kind = *kind;
    call.step = *step;
    call.conversation = text_or(document, "conversation", "");
    call.seq = integer_or(document, "seq", 0);
    call.attempt = small_or(document, "attempt", 1);
    call.asker = read_asker(document);
    call.customer = read_customer(document);
    call.language = text_or(document, "language", "");
    call.time_zone = text_or(document, "time_zone", "");
    return call;
}

// ---- the answer and what is to be done with it ----

using desk::Effect;
inline constexpr std::array effect_kinds{
    Name<Effect::Kind>{Effect::Kind::remember, "remember"},       Name<Effect::Kind>{Effect::Kind::forget, "forget"},
    Name<Effect::Kind>{Effect::Kind::hand_over, "hand_over"},     Name<Effect::Kind>{Effect::Kind::schedule, "schedule"},
    Name<Effect::Kind>{Effect::Kind::unschedule, "unschedule"},   Name<Effect::Kind>{Effect::Kind::subscribe, "subscribe"},
    Name<Effect::Kind>{Effect::Kind::unsubscribe, "unsubscribe"}, Name<Effect::Kind>{Effect::Kind::publish, "publish"},
    Name<Effect::Kind>{Effect::Kind::count, "count"},             Name<Effect::Kind>{Effect::Kind::enrol, "enrol"}};

struct FullAnswer {
    Answer answer = {};
    std::vector<Effect> effects = {};
    std::string reply = {};  // of a question: a JSON document as text; else ""
};

// What the field `key` is called in each effect's document; "": it has none.
inline const char* key_field(Effect::Kind kind) {
    switch (kind) {
        case Effect::Kind::hand_over: return "";
        case Effect::Kind::schedule:
        case Effect::Kind::unschedule: return "timer";
        case Effect::Kind::subscribe:
        case Effect::Kind::unsubscribe:
        case Effect::Kind::publish: return "topic";
        case Effect::Kind::count: return "metric";
        case Effect::Kind::enrol: return "customer_at_source";
        default: return "key";
    }
}

inline Json to_json(const Effect& effect) {
    Json document{{"do", name_in(effect_kinds, effect.kind)}};
    if (effect.kind == Effect::Kind::hand_over) {
        document["why"] = effect.value;
        return document;
    }
    document[key_field(effect.kind)] = effect.key;
    if (effect.kind == Effect::Kind::remember) document["value"] = effect.value;
    if (effect.kind == Effect::Kind::count) document["by"] = effect.by;
    if (effect.kind == Effect::Kind::schedule) {
        document["at"] = time_text(effect.at);
        document["value"] = effect.value;
    }
    if (effect.kind == Effect::Kind::publish) {
        auto answer = parse_json(effect.value, inner_limits);
        document["revision"] = effect.revision;
        document["answer"] = answer ? *std::move(answer) : Json(effect.value);
        if (effect.to_desk) document["to_desk"] = true;
    }
    if (effect.kind == Effect::Kind::enrol) {
        auto entry = parse_json(effect.value, inner_limits);
        document["document"] = entry ? *std::move(entry) : Json(effect.value);
    }
    return document;
}

inline Result<Effect> read_effect(const Json& document) {
    const auto kind = value_in(effect_kinds, text_or(document, "do", ""));
    if (!kind) return invalid("effects: \"" + text_or(document, "do", "") + "\" is none");
    Effect effect{.kind = *kind};
    if (*kind == Effect::Kind::hand_over) {
        effect.value = text_or(document, "why", "");
        return effect;
    }
    DESK_TRY(effect.key, text_field(document, key_field(*kind)));
    if (effect.key.empty()) return invalid("effects: a " + std::string{key_field(*kind)} + " is empty");
    if (*kind == Effect::Kind::remember) {
        DESK_TRY(effect.value, text_field(document, "value"));
    }
    if (*kind == Effect::Kind::count) effect.by = integer_or(document, "by", 1);
    if (*kind == Effect::Kind::schedule) {
        DESK_TRY(effect.at, read_time(text_or(document, "at", "")));
        effect.value = text_or(document, "value", "");
    }
    if (*kind == Effect::Kind::publish) {
        DESK_TRY(effect.revision, text_field(document, "revision"));
        const auto* answer = find_field(document, "answer");
        if (answer == nullptr) return invalid("effects: news without an answer");
        effect.value = dump_json(*answer);
        effect.to_desk = bool_or(document, "to_desk", false);
    }
    if (*kind == Effect::Kind::enrol) {
        const auto* entry = find_field(document, "document");
        if (entry == nullptr || !entry->is_object()) return invalid("effects: a customer without a document");
        effect.value = dump_json(*entry);
    }
    if (effect.value.size() > most_value_bytes) return invalid("effects: a value over 64 KB");
    return effect;
}

// `reply`, when there is one, must be JSON; otherwise it crosses as a text.
inline Json to_json(const FullAnswer& full) {
    Json document{{"text", to_json(full.answer.text)}};
    if (full.answer.card) document["card"] = to_json(*full.answer.card);
    if (!full.answer.confirmable) document["confirmable"] = false;
    if (!full.answer.asks.empty()) document["asks"] = full.answer.asks;
    for (const auto& effect : full.effects) document["effects"].push_back(to_json(effect));
    if (!full.reply.empty()) {
        auto reply = parse_json(full.reply, inner_limits);
        document["reply"] = reply ? *std::move(reply) : Json(full.reply);
    }
    return document;
}

inline Result<FullAnswer> read_answer(const Json& document) {
    if (!document.is_object()) return invalid("an answer is an object");
    FullAnswer full;
    DESK_TRY(full.answer.text, read_phrases(find_field(document, "text")));
    if (full.answer.text.size() > most_sentences) return invalid("an answer of over 20 sentences");
    const auto* card = find_field(document, "card");
    if (card != nullptr && !card->is_null()) {
        DESK_TRY(full.answer.card, read_card(*card));
    }
    full.answer.confirmable = bool_or(document, "confirmable", true);
    full.answer.asks = text_or(document, "asks", "");
    for (const auto& item : array_or_empty(document, "effects")) {
        DESK_TRY(auto effect, read_effect(item));
        full.effects.push_back(std::move(effect));
    }
    const auto* reply = find_field(document, "reply");
    if (reply != nullptr && !reply->is_null()) full.reply = dump_json(*reply);
    return full;
}

// ---- what a plugin asks during a call ----

struct Fetch {
    HttpRequest request = {};
};
struct Recall {
    std::string key = {};
    bool is_shared = false;
};
struct RecallAll {
    std::string prefix = {};
    bool is_shared = false;
};
struct LookUp {
    std::string what = {};
};
struct AskCapability {
    std::string capability = {};
    std::string question = {};  // a JSON document as text
};
struct NextNumber {
    std::string series = {};
};
using Question = std::variant<Fetch, Recall, RecallAll, LookUp, AskCapability, NextNumber, Probe>;

inline constexpr std::array probe_kinds{Name<Probe::Kind>{Probe::Kind::tcp, "tcp"}, Name<Probe::Kind>{Probe::Kind::tls, "tls"}};

inline Json to_json(const Headers& headers) {
    Json document = Json::array();
    for (const auto& [name, value] : headers) document.push_back(Json::array({name, value}));
    return document;
}

inline Result<Headers> read_headers(const Json& document) {
    Headers headers;
    for (const auto& item : array_or_empty(document, "headers")) {
        const bool is_pair =
            item.is_array() && item.size() == 2 && item[0].is_string() && item[1].is_string();
        if (!is_pair) return invalid("headers: each is [name, value]");
        headers.emplace_back(item[0].get<std::string>(), item[1].get<std::string>());
    }
    return headers;
}

struct QuestionWriter {
    Json operator()(const Fetch& fetch) const {
        Json document{
            {"do", "fetch"}, {"method", fetch.request.method}, {"url", fetch.request.url}};
        if (!fetch.request.headers.empty()) document["headers"] = to_json(fetch.request.headers);
        if (!fetch.request.body.empty()) document["body"] = fetch.request.body;
        if (fetch.request.max_age.count() > 0)
            document["max_age_s"] = fetch.request.max_age.count();
        if (!fetch.request.account.empty()) document["account"] = fetch.request.account;
        if (fetch.request.as_customer) document["as_customer"] = true;
        return document;
    }
    Json operator()(const Recall& recall) const { return of_shelf({{"do", "recall"}, {"key", recall.key}}, recall.is_shared); }
    Json operator()(const RecallAll& recall) const {
        return of_shelf({{"do", "recall_all"}, {"prefix", recall.prefix}}, recall.is_shared);
    }
    Json operator()(const LookUp& look_up) const {
        return {{"do", "look_up"}, {"what", look_up.what}};
    }
    Json operator()(const AskCapability& ask) const {
        auto question = parse_json(ask.question, inner_limits);
        return {{"do", "ask"},
                {"capability", ask.capability},
                {"question", question ? *std::move(question) : Json(ask.question)}};
    }
    Json operator()(const NextNumber& next) const {
        return {{"do", "next_number"}, {"series", next.series}};
    }
    Json operator()(const Probe& probe) const {
        return {{"do", "probe"}, {"kind", name_in(probe_kinds, probe.kind)}, {"host", probe.host}, {"port", probe.port}};
    }

    static Json of_shelf(Json document, bool is_shared) {
        if (is_shared) document["shared"] = true;
        return document;
    }
};

inline Json to_json(const Question& question) {
    return std::visit(QuestionWriter{}, question);
}

inline Result<Question> read_fetch(const Json& document) {
    HttpRequest request;
    DESK_TRY(request.url, text_field(document, "url"));
    DESK_TRY(request.headers, read_headers(document));
    request.method = text_or(document, "method", "GET");
    request.body = text_or(document, "body", "");
    request.max_age = std::chrono::seconds{integer_or(document, "max_age_s", 0)};
    request.account = text_or(document, "account", "");
    request.as_customer = bool_or(document, "as_customer", false);
    return Question{Fetch{std::move(request)}};
}

inline Result<Question> read_capability(const Json& document) {
    DESK_TRY(auto capability, text_field(document, "capability"));
    const auto* question = find_field(document, "question");
    return Question{
        AskCapability{std::move(capability), question == nullptr ? "null" : dump_json(*question)}};
}

// A question with one text field called `name`.
template <class Kind>
Result<Question> read_one_text(const Json& document, const char* name) {
    DESK_TRY(auto text, text_field(document, name));
    return Question{Kind{std::move(text)}};
}

// A question about the shelf, of this customer's or the shared part.
template <class Kind>
Result<Question> read_shelf(const Json& document, const char* name) {
    DESK_TRY(auto text, text_field(document, name));
    return Question{Kind{std::move(text), bool_or(document, "shared", false)}};
}

inline Result<Question> read_probe(const Json& document) {
    const auto kind = value_in(probe_kinds, text_or(document, "kind", ""));
    const int port = small_or(document, "port", 0);
    if (!kind) return invalid("probe: the kind is neither tcp nor tls");
    if (port < 1 || port > 65'535) return invalid("probe: the port is not between 1 and 65535");
    DESK_TRY(auto host, text_field(document, "host"));
    return Question{Probe{*kind, std::move(host), port}};
}

inline Result<Question> read_question(const Json& document) {
    const auto kind = text_or(document, "do", "");
    if (kind == "fetch") return read_fetch(document);
    if (kind == "recall") return read_shelf<Recall>(document, "key");
    if (kind == "recall_all") return read_shelf<RecallAll>(document, "prefix");
    if (kind == "look_up") return read_one_text<LookUp>(document, "what");
    if (kind == "ask") return read_capability(document);
    if (kind == "next_number") return read_one_text<NextNumber>(document, "series");
    if (kind == "probe") return read_probe(document);
    return invalid("a question this desk does not know: \"" + kind.substr(0, 40) + "\"");
}

}  // namespace desk::wire
