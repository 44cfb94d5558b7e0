// How Azure's support provider is asked: Azure Resource Manager, everything below one address, JSON both ways.
// Source: Azure/azure-rest-api-specs, specification/support; ../shared/facts/partner-support.md §5.5. Pure; any thread.
#pragma once

#include "plugins/vendors/call_ids.hpp"
#include <desk/http.hpp>
#include <desk/json.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk::azure_support {

// "2024-04-01" has all but the classification of texts, which begins with "2026-06-01" (and a preview of 2023).
struct Access {
    std::string base = "https://management.azure.com";
    std::string api_version = "2024-04-01";
    // The desk's account that signs, for the own tenant of the call's customer; "": nothing signs.
    std::string account = {};
};

// `path` begins with "/"; `query` is "" or "$top=100" (encoded). A body makes it JSON.
HttpRequest request(const Access& access, const vendors::CallIds& ids, std::string_view method, std::string path,
                    std::string_view query = {}, const Json* body = nullptr);

// An address the vendor named for the rest of a list or an operation. Errors: denied (it leads somewhere else than
// `base`).
Result<HttpRequest> follow(const Access& access, const vendors::CallIds& ids, const std::string& link);

}  // namespace desk::azure_support
