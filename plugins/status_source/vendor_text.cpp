#include "plugins/status_source/vendor_text.hpp"

#include "plugins/services/short_text.hpp"
#include "plugins/status_source/status_report.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <sstream>
#include <utility>
#include <vector>

namespace desk {
namespace {

struct Entity {
    std::string_view name;
    std::string_view letter;
};
// The named ones that vendors' editors write; any other is left as it stands.
constexpr std::array entities{
    Entity{"amp", "&"},    Entity{"lt", "<"},    Entity{"gt", ">"},    Entity{"quot", "\""},
    Entity{"apos", "'"},   Entity{"nbsp", " "},  Entity{"rsquo", "’"}, Entity{"lsquo", "‘"},
    Entity{"rdquo", "”"},  Entity{"ldquo", "“"}, Entity{"ndash", "–"}, Entity{"mdash", "—"},
    Entity{"hellip", "…"}, Entity{"bull", "•"},  Entity{"deg", "°"},   Entity{"eacute", "é"},
    Entity{"auml", "ä"},   Entity{"ouml", "ö"},  Entity{"uuml", "ü"},  Entity{"szlig", "ß"},
    Entity{"copy", "©"},   Entity{"reg", "®"},   Entity{"trade", "™"}, Entity{"times", "×"},
    Entity{"euro", "€"}};

constexpr std::size_t most_read = 64 * 1024;  // of a body; what follows would be cut anyway

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

std::string utf8_letter(unsigned long code) {
    const bool is_letter = code >= 0x20 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
    if (!is_letter) return " ";
    const auto byte = [](unsigned long bits) {
        return static_cast<char>(static_cast<unsigned char>(bits));
    };
    const auto tail = [&](int shift) { return byte(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0 | code >> 6), tail(0)};
    if (code < 0x10000) return {byte(0xE0 | code >> 12), tail(6), tail(0)};
    return {byte(0xF0 | code >> 18), tail(12), tail(6), tail(0)};
}

// What "#8217" or "#x2019" stands for; nothing when it is no number.
std::optional<std::string> numbered_letter(std::string_view name) {
    if (name.size() < 2 || name[0] != '#') return std::nullopt;
    const bool is_hex = name[1] == 'x' || name[1] == 'X';
    const auto digits = name.substr(is_hex ? 2 : 1);
    unsigned long code = 0;
    const auto [end, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
    if (problem != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return utf8_letter(code);
}

// Length of the entity or letter at the front, and what it stands for.
std::pair<std::size_t, std::string> next_piece(std::string_view text) {
    const auto end = text[0] == '&' ? text.substr(0, 12).find(';') : std::string_view::npos;
    if (end == std::string_view::npos) return {1, std::string{text[0]}};
    const auto name = text.substr(1, end - 1);
    if (auto letter = numbered_letter(name)) return {end + 1, *std::move(letter)};
    for (const auto& entity : entities) {
        if (entity.name == name) return {end + 1, std::string{entity.letter}};
    }
    return {1, "&"};
}

// Length of a comment, script or style at the front, with its content; an open one goes to the end.
std::size_t unseen_length(std::string_view text) {
    struct Unseen {
        std::string_view begin;
        std::string_view end;
    };
    for (const auto& [begin, end] :
         {Unseen{"<!--", "-->"}, Unseen{"<script", "</script>"}, Unseen{"<style", "</style>"}}) {
        if (!text.starts_with(begin)) continue;
        const auto at = text.find(end);
        return at == std::string_view::npos ? text.size() : at + end.size();
    }
    return 0;
}

bool is_break(std::string_view tag) {
    constexpr std::array<std::string_view, 9> breaks{"<br", "<p>", "<p ",  "</p", "<li",
                                                     "<h",  "</h", "<div", "<tr"};
    return std::any_of(breaks.begin(), breaks.end(),
                       [&](auto begin) { return tag.starts_with(begin); });
}

constexpr std::array<std::string_view, 15> labels{"title",
                                                  "user impact",
                                                  "more info",
                                                  "current status",
                                                  "final status",
                                                  "start time",
                                                  "incident start time",
                                                  "incident end time",
                                                  "root cause",
                                                  "preliminary root cause",
                                                  "next steps",
                                                  "next update by",
                                                  "next update",
                                                  "estimated time to resolve",
                                                  "scope of impact"};

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (auto& letter : lower)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return lower;
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
    html = html.substr(0, most_read);
    std::string words;
    while (!html.empty()) {
        if (const auto unseen = unseen_length(html); unseen > 0) {
            html.remove_prefix(unseen);
            continue;
        }
        if (const auto tag = tag_length(html); tag > 0) {
            if (is_break(html)) add(words, " ");
            html.remove_prefix(tag);
            continue;
        }
        const auto [length, piece] = next_piece(html);
        add(words, piece);
        html.remove_prefix(length);
    }
    if (!words.empty() && words.back() == ' ') words.pop_back();
    return shortened(std::move(words), most_update_text);
}

std::string plain_markdown(std::string_view markdown) {
    std::string text;
    bool is_at_start = true;
    for (std::size_t i = 0; i < markdown.size() && i < most_read; ++i) {
        const char letter = markdown[i];
        const char next = i + 1 < markdown.size() ? markdown[i + 1] : ' ';
        const bool is_heading = is_at_start && (letter == '#' || (letter == '\\' && next == '#'));
        const bool is_item = is_at_start && (letter == '*' || letter == '-') && next == ' ';
        const bool is_bold = letter == '*' && (next == '*' || (i > 0 && markdown[i - 1] == '*'));
        if (letter == ']' && next == '(') {  // the address of a link
            const auto end = markdown.find(')', i);
            if (end != std::string_view::npos) i = end;
        } else if (letter == '\\' && std::ispunct(static_cast<unsigned char>(next)) != 0 &&
                   !is_heading) {
            text += markdown[++i];
        } else if (letter != '[' && letter != '`' && !is_heading && !is_item && !is_bold) {
            text += letter;
        }
        is_at_start = letter == '\n' || (is_at_start && (letter == ' ' || is_heading));
    }
    return plain_text(text);
}

std::string labelled(std::string_view plain, std::string_view label) {
    const auto lower = lower_case(plain);
    const auto at = lower.find(std::string{label} + ":");
    if (at == std::string::npos) return {};
    const auto begin = at + label.size() + 1;
    auto end = lower.size();
    for (const auto other : labels)
        end = std::min(end, lower.find(std::string{other} + ":", begin));
    auto text = std::string{plain.substr(begin, end - begin)};
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::optional<std::chrono::minutes> promised_update(std::string_view text) {
    const auto words = words_of(text);
    for (std::size_t i = 0; i + 3 < words.size(); ++i) {
        if (words[i] != "update" && words[i] != "updates") continue;
        if (words[i + 1] != "in" && words[i + 1] != "within" && words[i + 1] != "every") continue;
        const bool says_the_next =
            words[i + 2] == "the" && words[i + 3] == "next" && i + 5 < words.size();
        const auto number = i + (says_the_next ? 4 : 2);
        const auto promised = number_of(words[number]) * unit_of(words[number + 1]);
        if (promised > std::chrono::minutes{0}) return promised;
    }
    return std::nullopt;
}

std::optional<Time> next_update_in(std::string_view plain, Time at) {
    for (const auto* label : {"next update by", "next update"}) {
        if (const auto time = read_long_time(labelled(plain, label))) return time;
    }
    const auto promised = promised_update(plain);
    if (!promised || at == Time{}) return std::nullopt;
    return at + *promised;
}

}  // namespace desk
