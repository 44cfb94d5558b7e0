// A request that passed every check of the front door, and what the parts of the gate say to each
// other.
#pragma once

#include "bot/http/problem.hpp"
#include <desk/http.hpp>

#include <cstddef>
#include <string>
#include <variant>

namespace desk {

struct CheckedRequest {
    std::string method = {};  // GET HEAD POST PUT PATCH DELETE OPTIONS
    std::string target = {};  // path and query as sent, checked
    Headers headers = {};    // as sent and in order, without those the gate removes; a chunked body
                             // has its length instead
    std::string body = {};   // the raw bytes, chunks joined
    bool keep_alive = true;  // what the client wants
};

// The value, or what is wrong with the request.
template <class T>
using Checked = std::variant<T, Problem>;

}  // namespace desk
