#include "conversations/language/text_rules.hpp"

#include "conversations/text.hpp"
#include <desk/json.hpp>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace desk {
namespace {

icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

// "{service}ban", "{id}-t": vowel harmony cannot be guessed.
bool has_suffix_on_placeholder(std::string_view text) {
    const auto points = utf16(text);
    for (std::int32_t i = points.indexOf(u'}'); i >= 0; i = points.indexOf(u'}', i + 1)) {
        const auto next = points.char32At(i + 1);
        if (u_isalpha(next)) return true;
        if (next == u'-' && u_isalpha(points.char32At(i + 2))) return true;
    }
    return false;
}

bool has_emoji(std::string_view text) {
    const auto points = utf16(text);
    for (std::int32_t i = 0; i < points.length(); i = points.moveIndex32(i, 1)) {
        const auto point = points.char32At(i);
        if (point == 0xFE0F || u_hasBinaryProperty(point, UCHAR_EMOJI_PRESENTATION)) return true;
    }
    return false;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool has_space_before_punctuation(std::string_view language, std::string_view text) {
    constexpr std::array marks{" .", " ,", " ;", " :", " !", " ?"};
    const bool has_mark = std::any_of(marks.begin(), marks.end(),
                                      [&](const char* mark) { return contains(text, mark); });
    return has_mark || (language != "de" && contains(text, " …"));
}

// en “…”, hu „…”, de „…“.
bool has_foreign_quotes(std::string_view language, std::string_view text) {
    if (language == "en") return contains(text, "„");
    return contains(text, language == "hu" ? "“" : "”");
}

constexpr std::array never_said{"inconvenience", "kellemetlenseg", "unannehmlichkeit",
                                "tamogatasi jarmu", "valued customer"};

bool has_forbidden_word(std::string_view text) {
    const auto folded = fold(text);
    return std::any_of(never_said.begin(), never_said.end(),
                       [&](const char* word) { return contains(folded, word); });
}

void add_problems(std::vector<Catalogue::Problem>& problems, const std::string& language,
                  const std::string& key, const Json& value) {
    if (!value.is_string()) return;
    for (auto& rule : broken_rules(language, value.get_ref<const std::string&>())) {
        problems.push_back({language, key, std::move(rule)});
    }
}

}  // namespace

std::vector<std::string> broken_rules(std::string_view language, std::string_view text) {
    std::vector<std::string> broken;
    if (language == "hu" && has_suffix_on_placeholder(text)) {
        broken.emplace_back("a suffix on a placeholder");
    }
    if (language == "hu" && contains(text, "a(z)")) broken.emplace_back("\"a(z)\": use {az:…}");
    if (contains(text, "..")) broken.emplace_back("two periods");
    if (has_space_before_punctuation(language, text)) {
        broken.emplace_back("a space before punctuation");
    }
    if (contains(text, "\"")) broken.emplace_back("straight quotation marks");
    if (has_foreign_quotes(language, text)) {
        broken.emplace_back("quotation marks of another language");
    }
    if (has_emoji(text)) broken.emplace_back("an emoji");
    if (has_forbidden_word(text)) broken.emplace_back("words we never use");
    return broken;
}

std::vector<Catalogue::Problem> rule_problems(const std::map<std::string, std::string>& texts) {
    std::vector<Catalogue::Problem> problems;
    for (const auto& [language, json] : texts) {
        const auto document = parse_json(json);
        if (!document || !document->is_object()) continue;
        for (const auto& [key, value] : document->items()) {
            add_problems(problems, language, key, value);
            if (!value.is_object()) continue;
            for (const auto& [form, text] : value.items()) {
                add_problems(problems, language, key, text);
            }
        }
    }
    return problems;
}

}  // namespace desk
