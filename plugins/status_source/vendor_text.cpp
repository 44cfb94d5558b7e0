#include "plugins/status_source/vendor_text.hpp"

#include <array>
#include <cctype>
#include <sstream>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> entities{{{"&amp;", "&"},
                                                                                 {"&lt;", "<"},
                                                                                 {"&gt;", ">"},
                                                                                 {"&quot;", "\""},
                                                                                 {"&#39;", "'"},
                                                                                 {"&apos;", "'"},
                                                                                 {"&nbsp;", " "}}};

// The words of a tag are dropped; a lone "<" of "latency < 5 s" is not a tag.
std::size_t tag_length(std::string_view text) {
    if (text.size() < 3 || text[0] != '<') return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    if (std::isalpha(second) == 0 && second != '/') return 0;
    const auto end = text.find('>');
    return end == std::string_view::npos ? 0 : end + 1;
}

void add(std::string& words, std::string_view piece) {
    for (const char letter : piece) {
        const bool is_space = std::isspace(static_cast<unsigned char>(letter)) != 0;
        if (!is_space) words += letter;
        if (is_space && !words.empty() && words.back() != ' ') words += ' ';
    }
}

// Length of the entity or letter at the front, and what it stands for.
std::pair<std::size_t, std::string_view> next_piece(std::string_view text) {
    for (const auto& [entity, letter] : entities) {
        if (text.starts_with(entity)) return {entity.size(), letter};
    }
    return {1, text.substr(0, 1)};
}

std::vector<std::string> words_of(std::string_view text) {
    std::string lower;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        lower += std::isalnum(byte) != 0 ? static_cast<char>(std::tolower(byte)) : ' ';
    }
    std::istringstream stream{lower};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

int number_of(std::string_view word) {
    constexpr std::array<std::string_view, 13> names{"zero", "one",    "two",   "three", "four",
                                                     "five", "six",    "seven", "eight", "nine",
                                                     "ten",  "eleven", "twelve"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (word == names[i]) return static_cast<int>(i);
    }
    if (word == "an" || word == "a") return 1;
    if (word.empty() || word.size() > 3) return 0;
    int number = 0;
    for (const char letter : word) {
        if (letter < '0' || letter > '9') return 0;
        number = number * 10 + (letter - '0');
    }
    return number;
}

std::chrono::minutes unit_of(std::string_view word) {
    if (word.starts_with("minute") || word == "min" || word == "mins")
        return std::chrono::minutes{1};
    if (word.starts_with("hour")) return std::chrono::minutes{60};
    return std::chrono::minutes{0};
}

}  // namespace

std::string plain_text(std::string_view html) {
    std::string words;
    while (!html.empty()) {
        if (const auto tag = tag_length(html); tag > 0) {
            const auto name = html.substr(0, 3);
            if (name == "<br" || name == "<p>" || name == "</p" || name == "<li") add(words, " ");
            html.remove_prefix(tag);
            continue;
        }
        const auto [length, piece] = next_piece(html);
        add(words, piece);
        html.remove_prefix(length);
    }
    if (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

std::optional<std::chrono::minutes> promised_update(std::string_view text) {
    const auto words = words_of(text);
    for (std::size_t i = 0; i + 3 < words.size(); ++i) {
        if (words[i] != "update" && words[i] != "updates") continue;
        if (words[i + 1] != "in" && words[i + 1] != "within" && words[i + 1] != "every") continue;
        const auto promised = number_of(words[i + 2]) * unit_of(words[i + 3]);
        if (promised > std::chrono::minutes{0}) return promised;
    }
    return std::nullopt;
}

}  // namespace desk
