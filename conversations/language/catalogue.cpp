#include "conversations/language/catalogue.hpp"

#include "conversations/language/core_texts.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <set>

namespace desk {
namespace {

using Problems = std::vector<Catalogue::Problem>;

bool is_key(std::string_view key) {
    if (key.empty() || key.size() > 80 || key.front() == '.' || key.back() == '.') return false;
    return std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '.' || c == '-';
    });
}

// "other" must be there. English and German tell one from many, Hungarian leaves nouns in the
// singular after a number; English declares both, another language may need only one form for both.
bool are_plural_forms(std::string_view language, const std::set<std::string>& forms) {
    const std::set<std::string> other{"other"};
    const std::set<std::string> both{"one", "other"};
    if (language == "hu") return forms == other;
    return forms == both || (language != "en" && forms == other);
}

std::set<std::string> forms_of(const Json& value) {
    std::set<std::string> forms;
    for (const auto& [form, text] : value.items()) forms.insert(form);
    return forms;
}

std::set<std::string> placeholders_of(const Catalogue::Text& text) {
    std::set<std::string> names;
    for (const auto& [form, parts] : text) names.merge(placeholders_of(parts));
    return names;
}

std::string list_of(const std::set<std::string>& names) {
    std::string list;
    for (const auto& name : names) list += (list.empty() ? "{" : ", {") + name + "}";
    return list.empty() ? "none" : list;
}

// One file: what it says of each key, and what is wrong with it.
class LanguageReader {
public:
    LanguageReader(std::string_view language, Problems& problems)
        : language_{language}, problems_{problems} {}

    std::map<std::string, Catalogue::Text> read(std::string_view json) {
        std::map<std::string, Catalogue::Text> texts;
        const auto document = parse_json(json);
        if (!document) {
            refuse("", document.error().what);
            return texts;
        }
        if (!document->is_object()) {
            refuse("", "not an object");
            return texts;
        }
        for (const auto& [key, value] : document->items()) {
            if (!is_key(key)) refuse(key, "not a key");
            texts.emplace(key, read_text(key, value));
        }
        return texts;
    }

private:
    Catalogue::Text read_text(const std::string& key, const Json& value) {
        Catalogue::Text text;
        if (value.is_string()) {
            add_form(text, key, "other", value.get_ref<const std::string&>());
            return text;
        }
        if (!value.is_object() || !are_plural_forms(language_, forms_of(value))) {
            refuse(key, "must be a text or have the plural forms " +
                            std::string{language_ == "hu" ? "other" : "one, other"});
            return text;
        }
        for (const auto& [form, words] : value.items()) {
            if (words.is_string()) {
                add_form(text, key, form, words.get_ref<const std::string&>());
            } else {
                refuse(key, "form " + form + " is not a text");
            }
        }
        if (!text.empty() && !placeholders_of(text).contains("count")) {
            refuse(key, "plural forms without {count}");
        }
        return text;
    }

    void add_form(Catalogue::Text& text, const std::string& key, const std::string& form,
                  const std::string& words) {
        if (words.empty()) return refuse(key, "empty");
        auto parts = read_template(words);
        if (!parts) return refuse(key, parts.error().what);
        const bool has_article = std::any_of(parts->begin(), parts->end(), [](const auto& part) {
            return part.article != ArticleForm::none;
        });
        if (has_article && language_ != "hu") refuse(key, "{az:} is for Hungarian");
        text.emplace(form, *std::move(parts));
    }

    void refuse(const std::string& key, std::string what) {
        problems_.push_back({std::string{language_}, key, std::move(what)});
    }

    std::string_view language_;
    Problems& problems_;
};

void compare(std::string_view language, const std::map<std::string, Catalogue::Text>& english,
             const std::map<std::string, Catalogue::Text>& texts, Problems& problems) {
    for (const auto& [key, text] : english) {
        const auto found = texts.find(key);
        if (found == texts.end()) {
            problems.push_back({std::string{language}, key, "missing"});
            continue;
        }
        const auto expected = placeholders_of(text);
        const auto given = placeholders_of(found->second);
        if (expected == given) continue;
        problems.push_back(
            {std::string{language}, key,
             "placeholders are " + list_of(given) + ", in English " + list_of(expected)});
    }
    for (const auto& [key, text] : texts) {
        if (!english.contains(key)) {
            problems.push_back({std::string{language}, key, "not in the English texts"});
        }
    }
}

}  // namespace

Catalogue Catalogue::read(const std::map<std::string, std::string>& texts, Problems& problems) {
    Catalogue catalogue;
    std::map<std::string, std::map<std::string, Text>> read;
    for (const auto language : catalogue_languages) {
        const auto found = texts.find(std::string{language});
        if (found == texts.end()) {
            problems.push_back({std::string{language}, "", "no texts in this language"});
            continue;
        }
        read[found->first] = LanguageReader{language, problems}.read(found->second);
    }
    for (const auto& [language, text] : texts) {
        if (!std::count(catalogue_languages.begin(), catalogue_languages.end(), language)) {
            problems.push_back({language, "", "no language of the desk"});
        }
    }
    if (!problems.empty() && read.size() < catalogue_languages.size()) return catalogue;
    for (auto& [language, entries] : read) {
        if (language != "en") compare(language, read["en"], entries, problems);
    }
    for (auto& [language, entries] : read) {
        for (auto& [key, text] : entries) {
            catalogue.texts_[key].emplace(language, std::move(text));
        }
    }
    return catalogue;
}

Result<Catalogue> Catalogue::load(const std::map<std::string, std::string>& texts) {
    Problems problems;
    auto catalogue = read(texts, problems);
    if (!problems.empty()) return invalid(sentence_of(problems.front()));
    return catalogue;
}

std::vector<Catalogue::Problem> Catalogue::problems(
    const std::map<std::string, std::string>& texts) {
    Problems problems;
    read(texts, problems);
    return problems;
}

const Catalogue::Text* Catalogue::find(std::string_view key, std::string_view language) const {
    const auto entry = texts_.find(key);
    if (entry == texts_.end()) return nullptr;
    auto text = entry->second.find(language);
    if (text == entry->second.end()) text = entry->second.find(catalogue_languages.front());
    return text == entry->second.end() ? nullptr : &text->second;
}

std::vector<std::string> Catalogue::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, texts] : texts_) keys.push_back(key);
    return keys;
}

std::string sentence_of(const Catalogue::Problem& problem) {
    return problem.language + ": " + (problem.key.empty() ? "" : problem.key + ": ") + problem.what;
}

Result<Catalogue> core_catalogue() {
    auto catalogue = Catalogue::load(core_texts());
    if (!catalogue) return broken("the desk's own texts: " + catalogue.error().what);
    return catalogue;
}

}  // namespace desk
