// What a person would read of a plugin's answer, and files tests are fed with.
#pragma once

#include "conversations/language/catalogue.hpp"
#include "conversations/language/wording.hpp"
#include <desk/testkit.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace desk::test {

inline std::string file_text(const std::filesystem::path& path) {
    std::ifstream stream{path, std::ios::binary};
    EXPECT_TRUE(stream) << path;
    return {std::istreambuf_iterator<char>{stream}, {}};
}

inline const std::filesystem::path source_dir{DESK_SOURCE_DIR};
inline const std::filesystem::path page_dir = source_dir / "tests/plugins/data/statuspage";

// `text` with every "{{minutes_ago:N}}" replaced by the moment N minutes before `now`, as the demo
// does.
inline std::string filled_in(std::string text, Time now) {
    const std::string mark = "{{minutes_ago:";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
        const auto end = text.find("}}", at);
        const auto minutes = std::stoi(text.substr(at + mark.size(), end - at - mark.size()));
        text.replace(at, end + 2 - at, plain(now - std::chrono::minutes{minutes}));
    }
    return text;
}

inline Wording made_wording(const std::string& plugin) {
    std::map<std::string, std::string> texts;
    for (const std::string language : {"en", "hu", "de"}) {
        texts[language] =
            file_text(source_dir / "plugins" / plugin / "texts" / (language + ".json"));
    }
    auto own = Catalogue::load(texts);
    auto core = core_catalogue();
    if (!own) ADD_FAILURE() << own.error().what;
    return Wording{*core}.with_plugin(own ? *own : Catalogue{});
}

// Made once for each plugin: all tests together write some hundred answers.
inline const Wording& wording_of(const std::string& plugin) {
    static std::map<std::string, Wording> made;
    const auto found = made.find(plugin);
    return found != made.end() ? found->second
                               : made.emplace(plugin, made_wording(plugin)).first->second;
}

// No-break spaces are read as spaces.
inline std::string with_plain_spaces(std::string text) {
    for (const std::string space : {"\xC2\xA0", "\xE2\x80\xAF"}) {
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space)) {
            text.replace(at, space.size(), " ");
        }
    }
    return text;
}

// The last answer in words: "Title. Text · Label: value · … [Button] ⌁ source", as texts.md §8
// writes them.
inline std::string spoken(const TestBot& bot) {
    const auto& wording = wording_of(bot.manifest().id);
    const Wording::Reader reader{bot.call().language, bot.call().time_zone, bot.call().now};
    if (!bot.has_card()) {
        const auto text = wording.write(bot.answer().text, reader);
        return with_plain_spaces(text ? *text : "error: " + text.error().what);
    }
    const auto card = wording.show(bot.card(), reader);
    if (!card) return "error: " + card.error().what;
    std::string said = card->title;
    if (!said.empty()) said += said.ends_with('.') || said.ends_with('?') ? "" : ".";
    if (!said.empty() && !card->text.empty()) said += ' ';
    said += card->text;
    for (const auto& fact : card->facts) said += " · " + fact.label + ": " + fact.value;
    for (const auto& action : card->actions) said += " [" + action.label + "]";
    if (!card->source.empty()) said += " ⌁ " + card->source;
    return with_plain_spaces(said);
}

inline const std::string three_services = R"([
    {"id": "exchange-online", "name": "Exchange Online", "aliases": ["exchange", "mail"], "vendor": "Microsoft"},
    {"id": "microsoft-teams", "name": "Microsoft Teams", "aliases": ["teams"], "vendor": "Microsoft"},
    {"id": "sharepoint-online", "name": "SharePoint Online", "aliases": [], "vendor": "Microsoft"}])";

}  // namespace desk::test
