#include "bot/http/response_bytes.hpp"

#include "bot/http/problem.hpp"
#include "bot/http/security_headers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

bool is_same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

// The framing of the answer is decided here, not by handlers.
bool is_framing(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"Content-Length", "Transfer-Encoding",
                                                    "Connection", "Keep-Alive"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view framing) { return is_same_name(name, framing); });
}

bool is_writable_header(const std::pair<std::string, std::string>& header) {
    const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; };
    const auto is_bad_in_name = [&](char c) { return c <= ' ' || c == ':' || c == 0x7f; };
    const auto& [name, value] = header;
    return !name.empty() && std::none_of(name.begin(), name.end(), is_bad_in_name) &&
           std::none_of(value.begin(), value.end(), is_control);
}

bool has_header(const Headers& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return is_same_name(header.first, name); });
}

void append_line(std::string& to, std::string_view name, std::string_view value) {
    to.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool is_sound(const HttpResponse& response) {
    return response.status >= 200 && response.status <= 599 &&
           std::all_of(response.headers.begin(), response.headers.end(), is_writable_header);
}

std::string response_bytes(const HttpResponse& response, std::string_view connection, bool with_body) {
    std::string bytes;
    bytes.reserve(512 + response.body.size());
    bytes.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(title_of(response.status)).append("\r\n");
    append_line(bytes, "Content-Length", std::to_string(response.body.size()));
    for (const auto& [name, value] : response.headers)
        if (!is_framing(name)) append_line(bytes, name, value);
    if (!response.body.empty() && !has_header(response.headers, "Content-Type"))
        append_line(bytes, "Content-Type", "text/plain");
    for (const auto& [name, value] : security_headers)
        if (!has_header(response.headers, name)) append_line(bytes, name, value);
    bytes.append(connection).append("\r\n\r\n");
    if (with_body) bytes += response.body;
    return bytes;
}

}  // namespace desk
