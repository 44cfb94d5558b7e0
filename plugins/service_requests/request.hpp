// A filed request, and what was known about the service when it was filed. Pure; any thread.
#pragma once

#include "plugins/services/health_reply.hpp"
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct FiledRequest {
    std::string id = {};  // "SR-2032"
    std::string title = {};
    std::string service = {};     // name, or ""
    std::string priority = "P3";  // P1 … P4
    std::string state = "open";   // draft | open | with_vendor | attention_needed | closed
    std::string customer = {};    // id
    PersonName contact = {};
    Time filed_at = {};
    Time changed_at = {};
    HealthSnapshot health = {};
};

// As kept on the shelf. Errors: invalid.
std::string write_request(const FiledRequest& request);
Result<FiledRequest> read_request(std::string_view json);

// The customer's requests in a seed file, {"requests": [request …]}; nothing when there is no such
// file. Errors: invalid.
Result<std::vector<FiledRequest>> read_seed(std::string_view json, std::string_view customer);

}  // namespace desk
