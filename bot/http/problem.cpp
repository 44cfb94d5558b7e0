#include "bot/http/problem.hpp"

#include "bot/http/security_headers.hpp"

#include <algorithm>
#include <array>

namespace desk {
namespace {

struct Title {
    int status = 0;
    std::string_view text = {};
};

constexpr std::array titles{
    Title{200, "OK"},
    Title{201, "Created"},
    Title{202, "Accepted"},
    Title{204, "No Content"},
    Title{400, "Bad Request"},
    Title{401, "Unauthorized"},
    Title{403, "Forbidden"},
    Title{404, "Not Found"},
    Title{405, "Method Not Allowed"},
    Title{408, "Request Timeout"},
    Title{409, "Conflict"},
    Title{411, "Length Required"},
    Title{413, "Content Too Large"},
    Title{414, "URI Too Long"},
    Title{415, "Unsupported Media Type"},
    Title{417, "Expectation Failed"},
    Title{422, "Unprocessable Content"},
    Title{429, "Too Many Requests"},
    Title{431, "Request Header Fields Too Large"},
    Title{500, "Internal Server Error"},
    Title{502, "Bad Gateway"},
    Title{503, "Service Unavailable"},
    Title{504, "Gateway Timeout"},
};

constexpr std::string_view methods_served = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

// RFC 8259: quotation mark, reverse solidus and control characters are escaped.
void append_json_text(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 15U];
        } else {
            out += c;
        }
    }
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view title_of(int status) {
    const auto* const found = std::find_if(
        titles.begin(), titles.end(), [&](const Title& title) { return title.status == status; });
    if (found != titles.end()) return found->text;
    return status < 400 ? "OK" : "Error";
}

std::string to_json(const Problem& problem) {
    std::string document = R"({"type":"about:blank","title":")";
    append_json_text(document, title_of(problem.status));
    document += R"(","status":)" + std::to_string(problem.status) + R"(,"detail":")";
    append_json_text(document, problem.detail);
    document += R"(","code":")";
    append_json_text(document, problem.code);
    document += "\"}";
    return document;
}

HttpResponse problem_response(const Problem& problem,
                              std::optional<std::chrono::seconds> retry_after) {
    HttpResponse response{.status = problem.status,
                          .headers = {{"Content-Type", "application/problem+json"}},
                          .body = to_json(problem)};
    if (retry_after) {
        const auto seconds = std::max<std::chrono::seconds::rep>(1, retry_after->count());
        response.headers.emplace_back("Retry-After", std::to_string(seconds));
    }
    return response;
}

HttpResponse problem_response(int status, std::string_view detail, std::string_view code) {
    return problem_response({.status = status, .code = code, .detail = detail});
}

std::string as_wire(const Problem& problem, bool close, bool with_body) {
    const auto document = to_json(problem);
    std::string wire = "HTTP/1.1 " + std::to_string(problem.status) + " ";
    wire.append(title_of(problem.status)).append("\r\n");
    append_header(wire, "Content-Type", "application/problem+json");
    append_header(wire, "Content-Length", std::to_string(document.size()));
    for (const auto& [name, value] : security_headers) append_header(wire, name, value);
    if (problem.status == 405) append_header(wire, "Allow", methods_served);
    if (problem.status == 503 || problem.status == 429) append_header(wire, "Retry-After", "2");
    if (close) append_header(wire, "Connection", "close");
    wire += "\r\n";
    if (with_body) wire += document;
    return wire;
}

}  // namespace desk
