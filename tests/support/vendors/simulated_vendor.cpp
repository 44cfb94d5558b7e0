#include "tests/support/vendors/simulated_vendor.hpp"

#include <charconv>
#include <sstream>
#include <vector>

namespace desk::test {
namespace {

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts;
    std::istringstream stream{text};
    for (std::string part; std::getline(stream, part, by);) parts.push_back(part);
    return parts;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        int byte = 0;
        const bool is_code = text[at] == '%' && at + 2 < text.size();
        if (is_code && std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16).ec == std::errc{}) {
            decoded += static_cast<char>(byte);
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

std::string SimulatedRequest::part(std::size_t n) const {
    const auto all = split(path.substr(path.empty() ? 0 : 1), '/');
    return n < all.size() ? percent_decoded(all[n]) : std::string{};
}

std::size_t SimulatedRequest::parts() const {
    return split(path.substr(path.empty() ? 0 : 1), '/').size();
}

std::string SimulatedRequest::asked(std::string_view name) const {
    for (const auto& pair : split(query, '&')) {
        if (pair.starts_with(std::string{name} + "=")) return percent_decoded(pair.substr(name.size() + 1));
    }
    return {};
}

std::string SimulatedRequest::header(std::string_view name) const {
    const auto* value = find_header(headers, name);
    return value == nullptr ? std::string{} : *value;
}

Json SimulatedRequest::document() const {
    auto read = parse_json(body);
    return read && read->is_object() ? *std::move(read) : Json::object();
}

HttpResponse json_answer(int status, const Json& document, Headers headers) {
    headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    return {.status = status, .headers = std::move(headers), .body = dump_json(document), .fetched_at = {}};
}

}  // namespace desk::test
