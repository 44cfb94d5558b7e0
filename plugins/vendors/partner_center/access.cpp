#include "plugins/vendors/partner_center/access.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"

namespace desk::partner_center {
namespace {

using vendors::object_in;
using vendors::text_in;

// Such a header may be sent back; "Authorization" or "Host" from outside may not.
bool is_vendor_header(std::string_view name) {
    return vendors::folded_word(name).starts_with("ms") && name.size() > 3 && name[2] == '-';
}

bool has_line_break(std::string_view text) {
    return text.find_first_of("\r\n") != std::string_view::npos;
}

Headers headers_in(const Json& list) {
    Headers headers;
    for (const auto& entry : list) {
        auto name = text_in(entry, "key");
        if (name.empty()) name = text_in(entry, "name");
        auto value = text_in(entry, "value");
        if (is_vendor_header(name) && !has_line_break(value)) headers.emplace_back(std::move(name), std::move(value));
    }
    return headers;
}

// "customers?size=40" | "/customers…" | "/v1/customers…" → "/v1/customers…"
std::string rooted(std::string_view path) {
    if (path.starts_with("/v1/")) return std::string{path};
    return std::string{path.starts_with('/') ? "/v1" : "/v1/"}.append(path.starts_with("v1/") ? path.substr(3) : path);
}

}  // namespace

HttpRequest request(const Access& access, const vendors::CallIds& ids, std::string_view method, std::string_view path,
                    const Json* body) {
    HttpRequest made{.method = std::string{method}, .url = access.base + std::string{path}};
    made.headers = {{"Accept", "application/json"},
                    {"MS-RequestId", ids.request_id},
                    {"MS-CorrelationId", ids.correlation_id},
                    {"MS-Contract-Version", "v1"},
                    {"MS-PartnerCenter-Application", "Deskhand"},
                    {"X-Locale", access.locale}};
    made.account = access.account;
    if (body == nullptr) return made;
    made.headers.emplace_back("Content-Type", "application/json");
    made.body = dump_json(*body);
    return made;
}

Json to_json(const NextPage& page) {
    Json headers = Json::array();
    for (const auto& [name, value] : page.headers) headers.push_back({{"key", name}, {"value", value}});
    return {{"uri", page.uri}, {"headers", std::move(headers)}};
}

std::optional<NextPage> read_next_page(const Json& document) {
    NextPage page{text_in(document, "uri"), headers_in(vendors::list_in(document, "headers"))};
    return page.uri.empty() ? std::nullopt : std::optional{std::move(page)};
}

Result<Collection> read_collection(const HttpResponse& response, std::string_view tried) {
    DESK_TRY(const auto body, vendors::document_of(response, tried));
    // {"totalCount":0} without a list, or with null, is an empty collection; anything else without a list is none.
    const bool is_collection = vendors::field_in(body, "items") != nullptr || vendors::number_in(body, "totalCount");
    if (!is_collection) return unavailable(std::string{tried} + ": an answer without a list");
    Collection collection{.items = vendors::list_in(body, "items")};
    collection.total =
        vendors::number_in(body, "totalCount").value_or(static_cast<std::int64_t>(collection.items.size()));
    collection.next = read_next_page(object_in(object_in(body, "links"), "next"));
    return collection;
}

Result<HttpRequest> next_request(const Access& access, const vendors::CallIds& ids, const NextPage& page) {
    auto path = page.uri;
    if (const auto origin = vendors::origin_of(path); !origin.empty()) {
        if (origin != vendors::origin_of(access.base)) return denied("partner center: a page at another host");
        path = path.substr(origin.size());
    }
    if (path.find("://") != std::string::npos || path.starts_with("//") || has_line_break(path))
        return denied("partner center: a page at an odd address");
    auto made = request(access, ids, "GET", rooted(path));
    for (const auto& header : page.headers) made.headers.push_back(header);
    return made;
}

std::string filter(std::string_view field, std::string_view value, std::string_view op) {
    const Json document{{"Field", field}, {"Value", value}, {"Operator", op}};
    return "filter=" + vendors::address_part(dump_json(document));
}

}  // namespace desk::partner_center
