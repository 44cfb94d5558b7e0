// Parts of addresses: made safely from values, and checked when a vendor names them. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace desk::vendors {

// One segment of a path or one value of a query, everything but A–Z a–z 0–9 - . _ ~ as %XX: an id from outside can
// leave neither its place nor its request.
std::string address_part(std::string_view value);

// "https://host:port" of an absolute address, in lower case; "" when it is none (no scheme, credentials before the
// host, control bytes or blanks).
std::string origin_of(std::string_view address);

// "host" or "host:port" of an absolute address, or "".
std::string host_of(std::string_view address);

// True when `address` is https and its host is one of `hosts` ("portal.office.com"), or below one that begins with a
// dot
// (".microsoft.com").
bool is_allowed_link(std::string_view address, const std::vector<std::string>& hosts);

// "a.example, b.example" → its words, in lower case.
std::vector<std::string> host_list(std::string_view text);

}  // namespace desk::vendors
