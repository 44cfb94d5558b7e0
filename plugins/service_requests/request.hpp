// A filed request, and what was known about the service when it was filed. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// What the health plugin said. Of a source that cannot be asked: unknown, at the time it was tried.
struct HealthSnapshot {
    std::string state = "unknown";  // ok | watch | degraded | outage | unknown
    std::string word = "unknown";   // for the key "state.WORD"
    std::string service = {};       // the name of the service it is about
    std::string vendor = {};
    std::string incident = {};  // id of an open incident, or ""
    Time as_of = {};
};

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

// The reply of "health.lookup". Errors: invalid (not that).
Result<HealthSnapshot> read_health_reply(std::string_view json, Time now);

// As kept on the shelf. Errors: invalid.
std::string write_request(const FiledRequest& request);
Result<FiledRequest> read_request(std::string_view json);

// The customer's requests in a seed file, {"requests": [request …]}; nothing when there is no such
// file. Errors: invalid.
Result<std::vector<FiledRequest>> read_seed(std::string_view json, std::string_view customer);

}  // namespace desk
