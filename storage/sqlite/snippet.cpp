#include "storage/sqlite/snippet.hpp"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t width = 120;
constexpr std::size_t lead = 40;
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

char lowered(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
}

std::size_t find_word(std::string_view text, std::string_view word) {
    const auto* found = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                    [](char a, char b) { return lowered(a) == lowered(b); });
    return found == text.end() ? std::string_view::npos
                               : static_cast<std::size_t>(found - text.begin());
}

std::size_t first_find(std::string_view text, std::string_view query) {
    for (std::size_t at = 0; at < query.size();) {
        const auto end = std::min(query.find(' ', at), query.size());
        const auto word = query.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (const auto found = find_word(text, word); found != std::string_view::npos) return found;
    }
    return 0;
}

}  // namespace

std::string beginning(std::string_view text, std::size_t characters) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!begins_character(text[at]) || ++count <= characters) continue;
        return std::string{text.substr(0, at)} + std::string{ellipsis};
    }
    return std::string{text};
}

std::string words_around(std::string_view text, std::string_view query) {
    const auto found = first_find(text, query);
    if (found <= lead) return beginning(text, width);
    auto from = found - lead;
    while (!begins_character(text[from])) ++from;
    return std::string{ellipsis} + beginning(text.substr(from), width);
}

}  // namespace desk
