#include "bot/http/header_block.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace desk {
namespace {

// RFC 9110 §5.6.2, without the underscore: CGI-like readers take it for "-", and cpp-httplib reads
// REMOTE_ADDR back.
bool is_name_character(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), [](char c) { return lower(c); });
    return result;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// A value that a careless reader behind us would decode into a line break or an end of text.
bool has_escaped_control(std::string_view value) {
    for (auto at = value.find('%'); at != std::string_view::npos; at = value.find('%', at + 1)) {
        const auto escape = lower(value.substr(at + 1, 2));
        if (escape == "00" || escape == "0a" || escape == "0d") return true;
    }
    return false;
}

bool has_control_byte(std::string_view value) {
    return std::any_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

bool is_dropped(std::string_view lower_name) {
    constexpr std::array<std::string_view, 13> names{"referer",
                                                     "range",
                                                     "if-range",
                                                     "upgrade",
                                                     "http2-settings",
                                                     "connection",
                                                     "keep-alive",
                                                     "te",
                                                     "trailer",
                                                     "expect",
                                                     "transfer-encoding",
                                                     "proxy-connection",
                                                     "proxy-authorization"};
    return std::find(names.begin(), names.end(), lower_name) != names.end();
}

bool is_host(std::string_view value) {
    constexpr std::string_view marks = ".-_:[]";
    return value.size() <= 262 && std::all_of(value.begin(), value.end(), [&](char c) {
               return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
                      marks.find(c) != std::string_view::npos;
           });
}

bool takes_body(std::string_view method) {
    return method == "POST" || method == "PUT" || method == "PATCH";
}

bool asks_to_close(std::string_view connection) {
    const auto options = lower(connection);
    for (std::string_view rest = options; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        if (trimmed(rest.substr(0, comma)) == "close") return true;
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return false;
}

}  // namespace

HeaderBlock::Seen* HeaderBlock::watched(std::string_view lower_name) {
    if (lower_name == "host") return &host_;
    if (lower_name == "content-length") return &length_;
    if (lower_name == "transfer-encoding") return &transfer_;
    if (lower_name == "content-encoding") return &encoding_;
    if (lower_name == "content-type") return &type_;
    if (lower_name == "connection") return &connection_;
    return lower_name == "expect" ? &expect_ : nullptr;
}

std::optional<Problem> HeaderBlock::add(std::string_view line, const HttpLimits& limits) {
    bytes_ += line.size() + 2;
    if (++lines_ > limits.header_lines || bytes_ > limits.header_bytes)
        return problems::headers_long;

    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return problems::bad_header;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (!std::all_of(name.begin(), name.end(), is_name_character)) return problems::bad_header;
    if (has_control_byte(value)) return problems::bad_header;

    const auto lower_name = lower(name);
    if (lower_name != "referer" && has_escaped_control(value)) return problems::bad_header;
    if (auto* const seen = watched(lower_name)) {
        ++seen->times;
        seen->value += (seen->times > 1 ? "," : "") + std::string{value};
    }
    if (is_dropped(lower_name)) return std::nullopt;
    if (headers_.empty()) headers_.reserve(12);
    headers_.emplace_back(name, value);
    return std::nullopt;
}

std::optional<Problem> HeaderBlock::check_body_size(std::size_t most_body,
                                                    std::size_t& length) const {
    const auto& digits = length_.value;
    if (length_.times > 1 || digits.empty()) return problems::bad_length;
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return problems::bad_length;
    if (digits.size() > 9) return problems::body_long;

    std::from_chars(digits.data(), digits.data() + digits.size(), length);
    return length > most_body ? std::optional{problems::body_long} : std::nullopt;
}

Checked<Framing> HeaderBlock::finish(const RequestLine& request, std::size_t most_body,
                                     bool is_upload) const {
    if (host_.times > 1 || (host_.times == 0 && !request.is_http_1_0) || !is_host(host_.value))
        return problems::bad_host;

    Framing framing;
    framing.keep_alive = !request.is_http_1_0 && !asks_to_close(connection_.value);
    if (transfer_.times > 0) {
        if (transfer_.times > 1 || length_.times > 0 || request.is_http_1_0)
            return problems::bad_framing;
        if (lower(transfer_.value) != "chunked") return problems::bad_framing;
        framing.is_chunked = true;
    } else if (length_.times > 0) {
        if (const auto problem = check_body_size(most_body, framing.length)) return *problem;
    } else if (takes_body(request.method)) {
        return problems::length_missing;
    }

    const bool has_body = framing.is_chunked || framing.length > 0;
    if (has_body && !takes_body(request.method)) return problems::unexpected_body;
    if (encoding_.times > 0) return problems::media_refused;
    if (!is_upload && lower(type_.value).starts_with("multipart/")) return problems::media_refused;
    if (expect_.times > 0 && lower(expect_.value) != "100-continue")
        return problems::expectation_unknown;
    framing.expects_continue = expect_.times > 0 && has_body && !request.is_http_1_0;
    return framing;
}

}  // namespace desk
