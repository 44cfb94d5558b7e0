// Text as it stands in an address or a form. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// Everything but letters, digits and "-._~" becomes %XX. Source: RFC 3986, 2.1 and 2.3.
std::string percent_encoded(std::string_view text);

}  // namespace desk
