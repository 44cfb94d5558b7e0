// One service of the simulator: answers what it knows, and leaves the rest to others. It is called under the
// simulator's lock.
#pragma once

#include <desk/http.hpp>
#include <desk/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace desk::test {

// A request as the simulator got it.
struct SimulatedRequest {
    std::string method = {};
    std::string path = {};  // decoded nothing, without the query
    std::string query = {};
    Headers headers = {};
    std::string body = {};

    // The part of the path between the n-th slash and the next, decoded: part(0) of "/v1/customers" is "v1"; "" beyond.
    std::string part(std::size_t n) const;
    std::size_t parts() const;
    // A value of the query, decoded; "" when it is not given.
    std::string asked(std::string_view name) const;
    std::string header(std::string_view name) const;
    // {} when it is no JSON object.
    Json document() const;
};

class SimulatedVendor {
public:
    virtual ~SimulatedVendor() = default;
    // Nothing: not this one's address. `origin`: the simulator's, for the links in answers.
    virtual std::optional<HttpResponse> answer(const SimulatedRequest& request, const std::string& origin) = 0;
};

HttpResponse json_answer(int status, const Json& document, Headers headers = {});
std::string percent_decoded(std::string_view text);

}  // namespace desk::test
