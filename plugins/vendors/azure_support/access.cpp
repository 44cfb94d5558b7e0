#include "plugins/vendors/azure_support/access.hpp"

#include "plugins/vendors/web_address.hpp"

namespace desk::azure_support {

HttpRequest request(const Access& access, const vendors::CallIds& ids, std::string_view method, std::string path,
                    std::string_view query, const Json* body) {
    HttpRequest made{.method = std::string{method}, .url = access.base + std::move(path)};
    made.url += "?api-version=" + access.api_version;
    if (!query.empty()) made.url.append("&").append(query);
    made.headers = {{"Accept", "application/json"},
                    {"x-ms-client-request-id", ids.request_id},
                    {"x-ms-correlation-request-id", ids.correlation_id}};
    made.account = access.account;
    made.as_customer = !access.account.empty();
    if (body == nullptr) return made;
    made.headers.emplace_back("Content-Type", "application/json");
    made.body = dump_json(*body);
    return made;
}

Result<HttpRequest> follow(const Access& access, const vendors::CallIds& ids, const std::string& link) {
    const auto origin = vendors::origin_of(link);
    if (origin.empty() || origin != vendors::origin_of(access.base))
        return denied("azure support: a link that leads elsewhere");
    auto made = request(access, ids, "GET", "");
    made.url = link;
    return made;
}

}  // namespace desk::azure_support
