// Names to addresses, with a time limit, which getaddrinfo has not. One thread at a time.
#pragma once

#include "bot/http/address_rules.hpp"
#include <desk/result.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace desk {

// All addresses of `host`, in the system's order. Also takes the odd notations of IPv4 (127.1,
// 0x7f000001), as connecting would. Errors: unavailable (no such name, no answer from the name
// server), timeout.
Result<std::vector<IpAddress>> resolve(const std::string& host, std::chrono::milliseconds most);

}  // namespace desk
