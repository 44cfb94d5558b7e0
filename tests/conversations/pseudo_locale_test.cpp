// A language nobody speaks: every letter accented, 40 % longer, each text between "[!!" and "!!]". Whatever stays readable in
// it does not come from a catalogue; whatever breaks in it will break in Finnish. Rules: shared/design/texts.md §11.4.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <desk/json.hpp>

#include "conversations/card.hpp"
#include "conversations/card_text.hpp"
#include "conversations/language/core_texts.hpp"
#include "conversations/language/wording.hpp"
#include "conversations/text.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;

using Texts = std::map<std::string, std::string>;  // language → JSON

std::string content_of(const fs::path& path) {
    std::ostringstream content;
    content << std::ifstream{path, std::ios::binary}.rdbuf();
    return std::move(content).str();
}

// The shipped parts: "core" and each plugin with texts of its own.
std::map<std::string, Texts> parts() {
    std::map<std::string, Texts> all{{"core", core_texts()}};
    for (const auto& plugin : fs::directory_iterator{fs::path{DESK_SOURCE_DIR} / "plugins"}) {
        const auto folder = plugin.path() / "texts";
        if (!fs::exists(folder)) continue;
        for (const auto language : catalogue_languages)
            all[plugin.path().filename().string()][std::string{language}] = content_of(folder / (std::string{language} + ".json"));
    }
    return all;
}

std::string pseudo(const std::string& text) {
    static const std::map<char, std::string> accented{{'a', "á"}, {'e', "ë"}, {'i', "î"}, {'o', "ő"}, {'u', "ű"}, {'c', "ç"}, {'n', "ñ"}, {'s', "š"}};
    std::string out = "[!! ";
    bool is_kept = false;  // inside a placeholder or an address
    for (const char c : text) {
        if (c == '{' || c == '(') is_kept = true;
        if (c == '}' || c == ')') is_kept = false;
        const auto found = accented.find(c);
        out += is_kept || found == accented.end() ? std::string(1, c) : found->second;
    }
    return out + std::string(text.size() * 2 / 5, '~') + " !!]";
}

Texts pseudo(const Texts& texts) {
    auto document = *parse_json(texts.at("en"));
    for (auto& text : document) {
        if (text.is_string()) text = pseudo(text.get<std::string>());
        else
            for (auto& form : text) form = pseudo(form.get<std::string>());
    }
    const auto json = dump_json(document);
    for (auto& text : document) {
        if (text.is_object()) text = text.at("other");  // Hungarian counts without plurals
    }
    return {{"en", json}, {"hu", dump_json(document)}, {"de", json}};
}

Phrase with_all_values(const Catalogue& catalogue, const std::string& key) {
    Phrase phrase{key};
    for (const auto& [category, text] : *catalogue.find(key, "en")) {
        for (const auto& name : placeholders_of(text)) phrase.values[name] = name == "count" ? Value{std::int64_t{3}} : Value{"«" + name + "»"};
    }
    return phrase;
}

const Wording::Reader reader{"hu", "Europe/Budapest", Time{}};

TEST(PseudoLocale, WritesEveryTextWithAllItsValues) {
    int written = 0;
    for (const auto& [part, texts] : parts()) {
        const auto plugin = Catalogue::load(pseudo(texts));
        ASSERT_TRUE(plugin) << part << ": " << plugin.error().what;
        const auto wording = Wording{*Catalogue::load(pseudo(core_texts()))}.with_plugin(*plugin);
        for (const auto& key : plugin->keys()) {
            const auto phrase = with_all_values(*plugin, key);
            const auto text = wording.write(phrase, reader);
            ASSERT_TRUE(text) << part << " " << key << ": " << text.error().what;
            EXPECT_THAT(*text, testing::StartsWith("[!!")) << part << " " << key;
            EXPECT_THAT(*text, testing::EndsWith("!!]")) << part << " " << key;
            for (const auto& [name, value] : phrase.values) {
                const bool is_in_every_form = plugin->find(key, "en")->size() == 1 && name != "count";
                if (is_in_every_form) {
                    EXPECT_THAT(*text, testing::HasSubstr("«" + name + "»")) << part << " " << key;
                }
            }
            ++written;
        }
    }
    EXPECT_GT(written, 300);
}

TEST(PseudoLocale, CutsALabelThatIsTooLongBetweenTwoCharacters) {
    const Wording wording{*Catalogue::load(pseudo(core_texts()))};
    Card card{.kind = "choice", .title = {"bot.not_understood"}};
    for (const auto* key : {"common.person", "bot.ask_health", "bot.not_understood"}) card.actions.push_back({.label = Phrase{key}, .command = "/help"});
    const auto shown = wording.show(card, reader);
    ASSERT_TRUE(shown) << shown.error().what;
    for (const auto& action : shown->actions) EXPECT_LE(character_count(action.label), CardLimits::action_label) << action.label;
    EXPECT_THAT(card_text(*shown), testing::HasSubstr("3. [!! I ám ñőt šűrë"));
}

// Labels of buttons, as the sources name them, and those of commands that a sentence can mean ("did you mean").
std::set<std::string> labels(const fs::path& folder) {
    std::set<std::string> keys;
    const std::regex label{R"re(label = (?:Phrase)?\{"([a-z_.]+)"|Suggestion\{"[a-z]+", "([a-z_.]+)")re"};
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto& path = entry.path();
        if (path.extension() == ".cpp") {
            const auto source = content_of(path);
            for (std::sregex_iterator found{source.begin(), source.end(), label}, end; found != end; ++found)
                keys.insert((*found)[1].matched ? (*found)[1] : (*found)[2]);
        }
        if (path.filename() != "plugin.json") continue;
        const auto manifest = *parse_json(content_of(path));
        std::set<std::string> meant;
        for (const auto& intent : manifest.value("intents", Json::array())) {
            if (intent.contains("label")) keys.insert(intent.value("label", ""));
            else meant.insert(intent.value("command", ""));
        }
        for (const auto& command : manifest.value("commands", Json::array())) {
            if (meant.contains(command.value("name", ""))) keys.insert(command.value("help", ""));
        }
    }
    return keys;
}

TEST(Labels, FitTheirButtonInEveryLanguage) {
    auto keys = labels(fs::path{DESK_SOURCE_DIR} / "bot");
    keys.merge(labels(fs::path{DESK_SOURCE_DIR} / "plugins"));
    int measured = 0;
    for (const auto& [part, texts] : parts()) {
        const auto catalogue = *Catalogue::load(texts);
        for (const auto& key : catalogue.keys()) {
            if (!keys.contains(key) && key.find(".button_") == std::string::npos) continue;
            const auto wording = Wording{*core_catalogue()}.with_plugin(catalogue);
            for (const auto language : catalogue_languages) {
                const auto text = *wording.write(with_all_values(catalogue, key), {std::string{language}, "", Time{}});
                EXPECT_LE(character_count(text), CardLimits::action_label) << part << " " << language << " " << key;
                ++measured;
            }
        }
    }
    EXPECT_GT(measured, 60);
}

}  // namespace
}  // namespace desk
