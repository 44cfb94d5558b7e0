#include "bot/http/response_head.hpp"

#include <algorithm>

namespace desk {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_control(char c) {
    return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f;
}

}  // namespace

bool ResponseHead::add(std::string_view line) {
    if (line.size() > bytes_left_ || lines_left_ == 0) return false;
    bytes_left_ -= line.size();
    --lines_left_;
    const auto text = trimmed(line);
    if (std::any_of(text.begin(), text.end(), is_control)) return false;
    if (text.starts_with("HTTP/")) {
        headers_.clear();
        return true;
    }
    const auto colon = text.find(':');
    if (colon != std::string_view::npos && colon > 0)
        headers_.emplace_back(text.substr(0, colon), trimmed(text.substr(colon + 1)));
    return true;
}

}  // namespace desk
