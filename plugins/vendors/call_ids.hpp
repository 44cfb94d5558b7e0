// The ids a request carries so that the vendor can tell a repetition from a new request, and its support can find it.
// Pure; any thread.
#pragma once

#include <desk/plugin.hpp>

#include <string>
#include <string_view>

namespace desk::vendors {

// Partner Center's MS-RequestId and MS-CorrelationId; Azure's x-ms-client-request-id is the request id.
struct CallIds {
    std::string request_id = {};
    std::string correlation_id = {};
};

// "0f3a…-…": always the same for the same text. A GUID of version 8 (RFC 9562), made by no cryptography: it tells
// requests apart, and is no secret.
std::string guid_of(std::string_view text);

// Of the call's request number `n`, from 1. The ids stay the same when the desk makes the call again after a time-out,
// as the vendor asks; another call has others.
CallIds ids_of(const Call& call, int n);

// 8-4-4-4-12 hexadecimal digits, as tenants and subscriptions are called.
bool is_guid(std::string_view text);

}  // namespace desk::vendors
