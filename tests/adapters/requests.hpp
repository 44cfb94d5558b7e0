// Authentic requests of each platform, signed as its own libraries would.
#pragma once

#include <desk/http.hpp>

#include <string>
#include <string_view>

namespace desk::test {

inline Time at_second(long long seconds) {
    return Time{std::chrono::seconds{seconds}};
}

HttpRequest webhook_request(std::string_view secret, std::string id, std::string body, Time at);
// A form, when the body does not begin with "{".
HttpRequest slack_request(std::string_view secret, std::string body, Time at);
HttpRequest ask_request(std::string_view token, std::string key, std::string body);

std::string url_encoded(std::string_view text);

// A file of the repository's tests or of the shared data; "" when it is not there.
std::string file_text(const std::string& path);

}  // namespace desk::test
