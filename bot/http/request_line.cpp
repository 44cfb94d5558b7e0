#include "bot/http/request_line.hpp"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::array<std::string_view, 7> methods{"GET",   "HEAD",   "POST",   "PUT",
                                                  "PATCH", "DELETE", "OPTIONS"};

bool is_visible(char c) {
    return c > ' ' && c <= '~';
}

// The value of a hexadecimal digit; -1: it is none.
int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The byte an escape at the front of `text` stands for; -1: there is none.
int escaped_byte(std::string_view text) {
    if (text.size() < 3 || text[0] != '%') return -1;
    const int high = hex_value(text[1]);
    const int low = hex_value(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string decode_once(std::string_view path) {
    std::string decoded;
    for (std::size_t at = 0; at < path.size(); ++at) {
        const int byte = escaped_byte(path.substr(at));
        decoded += byte < 0 ? path[at] : static_cast<char>(byte);
        if (byte >= 0) at += 2;
    }
    return decoded;
}

bool has_hidden_separator(std::string_view path) {
    for (std::size_t at = path.find('%'); at != std::string_view::npos;
         at = path.find('%', at + 1)) {
        const int byte = escaped_byte(path.substr(at));
        if (byte == '/' || byte == '\\' || byte == 0) return true;
    }
    return path.find('\\') != std::string_view::npos;
}

bool has_dot_segment(std::string_view path) {
    for (std::size_t start = 0; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        const auto segment = decode_once(path.substr(start, end - start));
        if (segment == "." || segment == "..") return true;
        start = end + 1;
    }
    return false;
}

bool has_broken_escape(std::string_view path) {
    for (std::size_t at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1))
        if (escaped_byte(path.substr(at)) < 0) return true;
    return false;
}

bool has_control_byte(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

Checked<RequestLine> read_request_line(std::string_view line, const HttpLimits& limits) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || first == 0)
        return problems::bad_request_line;

    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return problems::bad_request_line;
    if (!std::all_of(method.begin(), method.end(), is_visible)) return problems::bad_request_line;
    if (std::find(methods.begin(), methods.end(), method) == methods.end())
        return problems::method_unknown;
    if (!target.starts_with('/') || !std::all_of(target.begin(), target.end(), is_visible))
        return problems::bad_request_line;
    if (target.find('#') != std::string_view::npos) return problems::bad_request_line;

    const auto path = path_of(target);
    if (path.size() > limits.path_bytes) return problems::target_long;
    if (!is_clean_path(path)) return problems::bad_path;
    return RequestLine{std::string{method}, std::string{target}, version == "HTTP/1.0"};
}

bool is_clean_path(std::string_view path) {
    if (path.find_first_of("%\\") == std::string_view::npos &&
        path.find("/.") == std::string_view::npos)
        return !has_control_byte(path);
    if (has_broken_escape(path) || has_hidden_separator(path) || has_dot_segment(path))
        return false;

    const auto decoded = decode_once(path);
    return !has_control_byte(decoded) && !has_hidden_separator(decoded) &&
           !has_dot_segment(decoded);
}

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

}  // namespace desk
