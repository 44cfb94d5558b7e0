// What a plugin's question brings back, as documents, both directions. Instead of any of them an
// error document may come. See plugins/sdk/wire.md. Readers ignore unknown fields. Errors of
// readers: invalid.
#pragma once

#include <desk/http.hpp>
#include <desk/json.hpp>
#include <desk/plugin.hpp>
#include <desk/result.hpp>
#include <desk/wire.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk::wire {

// fetch: {"status":200,"headers":[["name","value"]],"body":"…","fetched_at":"…Z"}
inline Json to_json(const HttpResponse& response) {
    return {{"status", response.status},
            {"headers", to_json(response.headers)},
            {"body", response.body},
            {"fetched_at", time_text(response.fetched_at)}};
}

inline Result<HttpResponse> read_response(const Json& document) {
    HttpResponse response;
    response.status = small_or(document, "status", 0);
    if (response.status < 100 || response.status > 599)
        return invalid("status: not an HTTP status");
    DESK_TRY(response.headers, read_headers(document));
    DESK_TRY(response.fetched_at,
             read_time(text_or(document, "fetched_at", "1970-01-01T00:00:00Z")));
    response.body = text_or(document, "body", "");
    return response;
}

// recall: {"value":"…"} or {"value":null}
inline Json recalled(const std::optional<std::string>& value) {
    return {{"value", value ? Json(*value) : Json(nullptr)}};
}

inline Result<std::optional<std::string>> read_recalled(const Json& document) {
    const auto* value = find_field(document, "value");
    if (value == nullptr || value->is_null()) return std::optional<std::string>{};
    if (!value->is_string()) return invalid("value: not a text");
    return std::optional{value->get<std::string>()};
}

// recall_all: {"entries":[{"key":"…","value":"…"}]}
inline Json to_json(const std::vector<Kept>& entries) {
    Json list = Json::array();
    for (const auto& entry : entries) list.push_back({{"key", entry.key}, {"value", entry.value}});
    return {{"entries", std::move(list)}};
}

inline Result<std::vector<Kept>> read_entries(const Json& document) {
    std::vector<Kept> entries;
    for (const auto& item : array_or_empty(document, "entries")) {
        DESK_TRY(auto key, text_field(item, "key"));
        DESK_TRY(auto value, text_field(item, "value"));
        entries.push_back({std::move(key), std::move(value)});
    }
    return entries;
}

// look_up, ask: {"document":…}; `text` is the JSON document as text. Errors: invalid (it is not
// JSON).
inline Result<Json> wrapped(std::string_view text) {
    DESK_TRY(auto document, parse_json(text, reply_limits));
    return Json{{"document", std::move(document)}};
}

inline Result<std::string> read_wrapped(const Json& document) {
    const auto* field = find_field(document, "document");
    if (field == nullptr) return invalid("document: missing");
    return dump_json(*field);
}

// next_number: {"number":42}
inline Json numbered(std::int64_t number) {
    return {{"number", number}};
}

inline Result<std::int64_t> read_number(const Json& document) {
    return integer_field(document, "number");
}

// probe: {"open":true,"took_ms":3,"certificate_until":"…Z","why":"refused"}; the last two when there is one.
inline Json to_json(const Probed& probed) {
    Json document{{"open", probed.is_open}, {"took_ms", probed.took.count()}};
    if (probed.certificate_until) document["certificate_until"] = time_text(*probed.certificate_until);
    if (!probed.why.empty()) document["why"] = probed.why;
    return document;
}

inline Result<Probed> read_probed(const Json& document) {
    Probed probed{.is_open = bool_or(document, "open", false),
                  .took = std::chrono::milliseconds{integer_or(document, "took_ms", 0)},
                  .why = text_or(document, "why", "")};
    const auto until = text_or(document, "certificate_until", "");
    if (!until.empty()) {
        DESK_TRY(probed.certificate_until, read_time(until));
    }
    return probed;
}

}  // namespace desk::wire
