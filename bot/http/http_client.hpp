// The desk's only way out over HTTP. An address may come from somebody who is not trusted, and so
// may the answer:
//
//     HttpClient client;
//     DESK_TRY(const auto response, client.send({.method = "POST", .url = url, .body = text},
//     rules));
//
// * Where to: address_rules.hpp. The name is resolved here, every address checked, the checked ones
// pinned, and the address of the
//   socket checked once more when it is opened, so that a name that changes its mind is of no use.
// * Redirects are not followed, proxies and .netrc ignored, bodies not decompressed, certificates
// always verified.
// * Head and body of the answer are counted as they arrive; an answer that crawls is given up.
//
// Source: curl.se/libcurl/c/curl_easy_setopt.html
#pragma once

#include "bot/http/address_rules.hpp"
#include <desk/http.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace desk {

struct ClientRules {
    UrlRules reach = {};
    std::chrono::milliseconds connect_time = std::chrono::seconds{5};  // name and connection
    std::chrono::milliseconds total_time = std::chrono::seconds{10};   // all of it
    std::chrono::seconds stall_time{5};  // so long under 10 bytes a second: given up
    std::size_t most_body = 1'048'576;
    std::size_t most_header_bytes = 65'536;
    std::size_t most_header_lines = 100;
    std::string ca_file = {};  // PEM; "": the system's
    // On a new connection. libcurl sends a request again by itself, also a POST, when a connection that was used before ends
    // without the first byte of an answer (CURLOPT_FRESH_CONNECT, curl_easy_setopt(3)).
    bool is_sent_once = false;
};

// One connection is kept open between calls, so a client is for one adapter or plugin. One thread
// at a time.
class HttpClient {
public:
    HttpClient();
    ~HttpClient();
    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;

    // The response, whatever its status; fetched_at is left to the caller. Errors: invalid (the
    // URL, or a header with control bytes), denied (must not be reached), timeout, unavailable (no
    // connection, no proper answer, too large an answer). Where the request may have reached the
    // other side all the same, the error is in doubt (below).
    Result<HttpResponse> send(const HttpRequest& request, const ClientRules& rules);

private:
    class Handle;
    std::unique_ptr<Handle> handle_;
};

// True when the other side may have acted on the request although there is no answer: bytes of it
// were written. Such an error's `what` begins with "in doubt: ".
bool is_in_doubt(const Error& error);

}  // namespace desk
