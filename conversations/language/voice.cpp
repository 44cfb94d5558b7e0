#include "conversations/language/voice.hpp"

#include "conversations/language/article.hpp"

#include <algorithm>

namespace desk {
namespace {

void append_value(std::string& text, const std::string& value, ArticleForm article) {
    if (article == ArticleForm::none) {
        text += value;
        return;
    }
    std::string before{article_before(value)};
    if (article == ArticleForm::upper) before.front() = 'A';
    text.append(before).append(" ").append(value);
}

}  // namespace

Result<std::string> fill(const Template& parts, const FillIn& fill_in) {
    std::string text;
    bool is_after_value = false;
    for (const auto& part : parts) {
        if (part.is_placeholder) {
            DESK_TRY(const auto value, fill_in(part.text));
            append_value(text, value, part.article);
        } else {
            const bool two_periods = is_after_value && text.ends_with('.') &&
                                     part.text.starts_with('.') && !part.text.starts_with("..");
            text += std::string_view{part.text}.substr(two_periods ? 1 : 0);
        }
        is_after_value = part.is_placeholder;
    }
    return text;
}

std::string core_text(const Voice& voice, std::string_view key,
                      std::initializer_list<std::pair<std::string_view, std::string>> values) {
    const auto* text = voice.core.find(key, voice.language.name);
    if (text == nullptr) return "[" + std::string{key} + "]";
    const auto written =
        fill(text->at("other"), [&](const std::string& name) -> Result<std::string> {
            const auto found = std::find_if(values.begin(), values.end(),
                                            [&](const auto& value) { return value.first == name; });
            if (found == values.end()) return invalid("no value for {" + name + "}");
            return found->second;
        });
    return written ? *written : "[" + std::string{key} + "]";
}

std::string core_text(const Voice& voice, std::string_view key, std::int64_t count) {
    const auto* text = voice.core.find(key, voice.language.name);
    if (text == nullptr) return "[" + std::string{key} + "]";
    auto form = text->find(voice.language.plural.category(count));
    if (form == text->end()) form = text->find("other");
    const auto number = voice.language.numbers.integer(count);
    const auto written =
        fill(form->second, [&](const std::string&) -> Result<std::string> { return number; });
    return written ? *written : number;
}

}  // namespace desk
