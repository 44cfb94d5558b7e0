// An HTTP request and its response as values. Used on both sides of the desk (what a platform sends, what is sent to
// it) and by plugins that fetch through the bot.
#pragma once

#include <algorithm>
#include <cctype>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <desk/phrase.hpp>

namespace desk {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The value of the first header called `name` (ASCII case does not matter), or nullptr.
inline const std::string* find_header(const Headers& headers, std::string_view name) {
    const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
        return std::equal(header.first.begin(), header.first.end(), name.begin(), name.end(), same);
    });
    return found == headers.end() ? nullptr : &found->second;
}

struct HttpRequest {
    std::string method = "GET";
    std::string url = {};  // outgoing: absolute; incoming: the path, without the query
    Headers headers = {};
    std::string body = {};
    // Outgoing, plugins only: an answer the bot got this recently may be given again. Zero: always ask.
    std::chrono::seconds max_age = {};
    // Outgoing, plugins only: the desk's account that signs it ([accounts.NAME]); the plugin never sees the token.
    // `as_customer`: with a token for the own tenant of the call's customer instead of the partner's.
    std::string account = {};
    bool as_customer = false;
};

// Whether something can be reached, without a request.
struct Probe {
    enum class Kind { tcp, tls };
    Kind kind = Kind::tcp;
    std::string host = {};
    int port = 443;
};

struct Probed {
    bool is_open = false;
    std::chrono::milliseconds took = {};
    std::optional<Time> certificate_until = {};  // of TLS
    std::string why = {};                        // not open: "refused", "certificate has expired"
};

struct HttpResponse {
    int status = 0;
    Headers headers = {};
    std::string body = {};
    Time fetched_at = {};  // when the other side said so; earlier than now when it came from the bot's cache
};

}  // namespace desk
