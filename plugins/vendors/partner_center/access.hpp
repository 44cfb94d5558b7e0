// How Partner Center is asked, and how it pages. Conventions: ../shared/facts/partner-support.md §8.2. Pure; any
// thread.
#pragma once

#include "plugins/vendors/call_ids.hpp"
#include <desk/http.hpp>
#include <desk/json.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk::partner_center {

struct Access {
    std::string base = "https://api.partnercenter.microsoft.com";  // China: partner.partnercenterapi.microsoftonline.cn
    std::string locale = "en-US";                                  // of the vendor's texts
    std::string account = {};  // of the desk, which signs with the partner's own token; "": nothing signs
};

// `path` begins with "/v1/", with its query. A body makes it JSON.
HttpRequest request(const Access& access, const vendors::CallIds& ids, std::string_view method, std::string_view path,
                    const Json* body = nullptr);

// Where the rest of a collection is: links.next as the vendor sent it. It can be kept: to_json and read_next_page.
struct NextPage {
    std::string uri = {};  // relative, with or without /v1
    Headers headers = {};  // to be sent back: MS-ContinuationToken; only names that begin with MS- are taken over
    bool operator==(const NextPage&) const = default;
};
Json to_json(const NextPage& page);
// Nothing when the document is none.
std::optional<NextPage> read_next_page(const Json& document);

// {"totalCount":n,"items":[…],"links":{"next":{"uri","method","headers":[{"key","value"}]}}}
struct Collection {
    std::int64_t total = 0;  // as the vendor says, else how many came
    Json items = Json::array();
    std::optional<NextPage> next = {};
};
// Errors: as vendors::document_of; unavailable (no list in it).
Result<Collection> read_collection(const HttpResponse& response, std::string_view tried);

// Errors: denied (the page is at another host).
Result<HttpRequest> next_request(const Access& access, const vendors::CallIds& ids, const NextPage& page);

// filter={"Field":…,"Value":…,"Operator":…}, encoded for a query.
std::string filter(std::string_view field, std::string_view value, std::string_view op);

}  // namespace desk::partner_center
