#include "adapters/split.hpp"

#include "conversations/text.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace desk {
namespace {

// Where `window` ends best: after the last of `ends` in its second half, or 0.
std::size_t after_last(std::string_view window, std::initializer_list<std::string_view> ends) {
    std::size_t best = 0;
    for (const auto end : ends) {
        const auto found = window.rfind(end);
        if (found != std::string_view::npos) best = std::max(best, found + end.size());
    }
    return best > window.size() / 2 ? best : 0;
}

// `window` is what fits; the text goes on behind it.
std::size_t end_of_part(std::string_view text, std::string_view window) {
    const std::array candidates{after_last(window, {"\n\n"}), after_last(window, {"\n"}),
                                after_last(window, {". ", "! ", "? ", "… "}),
                                after_last(window, {" ", "\t"})};
    for (const auto candidate : candidates) {
        // A mark may follow the space: then it is no place to cut.
        if (candidate > 0 && last_boundary_before(text, candidate) == candidate) return candidate;
    }
    const auto boundary = last_boundary_before(text, window.size());
    return boundary > 0 ? boundary : window.size();
}

}  // namespace

std::vector<std::string> split_reply(std::string_view text, std::size_t characters) {
    const auto most = std::max<std::size_t>(characters, 1);
    std::vector<std::string> parts;
    for (;;) {
        const auto fits = bytes_of_characters(text, most);
        if (fits >= text.size()) break;
        const auto end = end_of_part(text, text.substr(0, fits));
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    if (!text.empty() || parts.empty()) parts.emplace_back(text);
    return parts;
}

}  // namespace desk
