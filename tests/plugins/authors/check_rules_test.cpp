// Every rule of `deskhand plugin check` catches the plugin that breaks it, and only that rule does.
#include "bot/authoring/check_rules.hpp"

#include "bot/authoring/new_plugin.hpp"
#include <desk/plugin_abi.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

void read_again(AuthoredPlugin& plugin) {
    const auto manifest = read_manifest(plugin.manifest_text, "tea.plugin.json");
    plugin.manifest.reset();
    if (manifest) plugin.manifest = *manifest;
    if (!manifest) plugin.manifest_problem = manifest.error().what;
    plugin.manifest_document = manifest ? *parse_json(plugin.manifest_text) : Json::object();
}

void put(std::string& text, std::string_view old, std::string_view with) {
    const auto at = text.find(old);
    ASSERT_NE(at, std::string::npos) << "no " << old << " in " << text;
    text.replace(at, old.size(), with);
}

void in_manifest(AuthoredPlugin& plugin, std::string_view old, std::string_view with) {
    put(plugin.manifest_text, old, with);
    read_again(plugin);
}

// What `deskhand plugin new tea --kind source` writes, as if it were built.
AuthoredPlugin good_plugin() {
    AuthoredPlugin plugin{.name = "tea", .bytes = 1'000'000, .has_source = true};
    plugin.object = SharedObject{.exported = {"desk_plugin_v1"},
                                 .missing = {{"memcpy", "libc.so.6"}},
                                 .libraries = {"libc.so.6", "libstdc++.so.6"},
                                 .wall_major = DESK_WALL_MAJOR,
                                 .wall_minor = DESK_WALL_MINOR};
    const auto files = *new_plugin_files("tea", "source");
    for (const auto& file : files) {
        plugin.files.insert(file.path);
        if (file.path == "plugin.json") plugin.manifest_text = file.text;
        if (file.path == "CHANGELOG.md") plugin.changes = file.text;
        if (file.path.starts_with("texts/")) plugin.texts[file.path.substr(6, 2)] = file.text;
        if (file.path.ends_with(".chat")) plugin.scripts["tea.chat"] = file.text;
    }
    read_again(plugin);
    return plugin;
}

std::vector<std::string> broken_rules(const AuthoredPlugin& plugin) {
    std::vector<std::string> ids;
    for (const auto& checked : check(plugin).rules) {
        if (!checked.offences.empty()) ids.emplace_back(checked.rule.id);
    }
    return ids;
}

struct Broken {
    std::string rule = {};
    std::function<void(AuthoredPlugin& plugin)> by = {};
};

const std::vector<Broken>& broken_plugins() {
    static const std::vector<Broken> all{
        {"manifest-valid", [](auto& p) { in_manifest(p, "\"commands\"", "\"comands\""); }},
        {"manifest-id", [](auto& p) { p.name = "coffee"; }},
        {"version-semver", [](auto& p) { in_manifest(p, "1.0.0", "1.0.00"), p.changes = "1.0.00"; }},
        {"licence-named", [](auto& p) { in_manifest(p, "\"license\": \"MIT\"", "\"license\": \"\""); }},
        {"titles-complete", [](auto& p) { in_manifest(p, ", \"hu\": \"Tea\"", ""); }},
        {"does-something",
         [](auto& p) {
             p.manifest->commands.clear();
             p.manifest->intents.clear();
         }},
        {"roles-declared",
         [](auto& p) {
             in_manifest(p, R"("roles": ["contact", "sales", "helpdesk", "lead", "admin"])", R"("roles": [])");
         }},
        {"secrets-marked",
         [](auto& p) {
             in_manifest(p, "\"properties\": {",
                         R"("properties": {"api_token": {"type": "string", "description": "of the board"}, )");
         }},
        {"hosts-https",
         [](auto& p) {
             in_manifest(p, "\"format\": \"uri\"", R"("format": "uri", "default": "http://board.example")");
         }},
        {"settings-described",
         [](auto& p) { in_manifest(p, "\"properties\": {", R"("properties": {"colour": {"type": "string"}, )"); }},
        {"arguments-asked",
         [](auto& p) {
             in_manifest(
                 p, "\"needs_customer\": false",
                 R"("needs_customer": false, "arguments": [{"name": "cups", "type": "integer", "required": true}])");
         }},
        {"intents-examples", [](auto& p) { in_manifest(p, "\"van valami hír?\", ", ""); }},
        {"timers-spread",
         [](auto& p) { in_manifest(p, "\"intents\"", R"("timers": [{"name": "look", "every_s": 60}], "intents")"); }},
        {"texts-complete", [](auto& p) { put(p.texts["de"], "{at}", "jetzt"); }},
        {"help-texts", [](auto& p) { in_manifest(p, "\"help\": \"tea.help\"", "\"help\": \"tea.halp\""); }},
        {"question-texts",
         [](auto& p) {
             in_manifest(
                 p, "\"needs_customer\": false",
                 R"("needs_customer": false, "arguments": [{"name": "cups", "type": "integer", "ask": "tea.cups"}])");
         }},
        {"effects-previewed",
         [](auto& p) {
             in_manifest(p, "\"needs_customer\": false", R"("needs_customer": false, "side_effects": ["orders tea"])");
         }},
        {"texts-careful", [](auto& p) { put(p.texts["hu"], "{at}", "{at}-kor"); }},
        {"object-readable", [](auto& p) { p.object.reset(), p.object_problem = "this is no 64-bit shared object"; }},
        {"wall-fits", [](auto& p) { p.object->wall_minor = DESK_WALL_MINOR + 1; }},
        {"file-closed", [](auto& p) { p.is_open_to_others = true; }},
        {"exports-one", [](auto& p) { p.object->exported.emplace_back("_ZN3tea4brewEv"); }},
        {"needs-nothing", [](auto& p) { p.object->libraries.emplace_back("libcurl.so.4"); }},
        {"no-rpath", [](auto& p) { p.object->search_path = "/home/me/lib"; }},
        {"stack-plain", [](auto& p) { p.object->has_executable_stack = true; }},
        {"starts", [](auto& p) { p.start_problem = "it died while it started: signal 11"; }},
        {"handlers-match",
         [](auto& p) { p.start_problem = "\"tea\" has other commands than its manifest says: coffee instead of tea"; }},
        {"size", [](auto& p) { p.bytes = 40'000'000; }},
        {"scripts-readable", [](auto& p) { p.scripts["more.chat"] = "hello\n"; }},
        {"scripts-languages",
         [](auto& p) { put(p.scripts["tea.chat"], "> [de customer:jonas]", "> [en customer:jonas]"); }},
        {"failures-shown", [](auto& p) { put(p.scripts["tea.chat"], "json fails", "json 404"); }},
        {"unit-tests", [](auto& p) { p.files.erase("tests/tea_test.cpp"); }},
        {"readme", [](auto& p) { p.files.erase("README.md"); }},
        {"changes-told", [](auto& p) { p.changes = "# Changes\n\n## 0.9.0\n"; }}};
    return all;
}

class BrokenPlugin : public testing::TestWithParam<std::size_t> {};

TEST_P(BrokenPlugin, IsCaughtByItsRuleAlone) {
    const auto& [rule, break_it] = broken_plugins().at(GetParam());
    auto plugin = good_plugin();
    break_it(plugin);
    EXPECT_THAT(broken_rules(plugin), ElementsAre(rule));
}

INSTANTIATE_TEST_SUITE_P(CheckRules, BrokenPlugin, testing::Range(std::size_t{0}, broken_plugins().size()),
                         [](const auto& one) {
                             auto name = broken_plugins().at(one.param).rule;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(CheckRules, HaveABrokenPluginEach) {
    std::vector<std::string> shown;
    for (const auto& one : broken_plugins()) shown.push_back(one.rule);
    std::vector<std::string> all;
    for (const auto& rule : check_rules()) all.emplace_back(rule.id);
    EXPECT_THAT(shown, testing::UnorderedElementsAreArray(all));
    EXPECT_GE(all.size(), 20u);
}

TEST(CheckRules, SayWhatToDo) {
    for (const auto& rule : check_rules()) {
        EXPECT_TRUE(rule.says.ends_with('.')) << rule.id;
        EXPECT_FALSE(rule.fix.empty()) << rule.id;
    }
}

TEST(CheckLevels, AreReachedWhenNoRuleOfThemOrBelowIsBroken) {
    auto plugin = good_plugin();
    EXPECT_EQ(check(plugin).reached, CheckLevel::gold);
    plugin.files.erase("README.md");
    EXPECT_EQ(check(plugin).reached, CheckLevel::silver);
    plugin.bytes = 40'000'000;
    EXPECT_EQ(check(plugin).reached, CheckLevel::bronze);
    plugin.is_open_to_others = true;
    EXPECT_EQ(check(plugin).reached, CheckLevel::none);
}

TEST(CheckLevels, AreNotReachedByWhatCouldNotBeSeen) {
    auto plugin = good_plugin();
    plugin.has_source = false;
    const auto result = check(plugin);
    EXPECT_EQ(result.reached, CheckLevel::none);  // a script nobody read may be wrong
    EXPECT_THAT(broken_rules(plugin), ElementsAre());
}

TEST(Semver, RefusesLeadingZeroesAndEmptyIdentifiers) {
    for (const auto* version : {"01.0.0", "1.0", "1.0.0-", "1.0.0-a..b"}) {
        auto plugin = good_plugin();
        plugin.manifest->version = version;
        plugin.changes = version;
        EXPECT_THAT(broken_rules(plugin), ElementsAre("version-semver")) << version;
    }
    auto plugin = good_plugin();
    plugin.manifest->version = plugin.changes = "2.0.0-rc.1";
    EXPECT_THAT(broken_rules(plugin), ElementsAre());
}

TEST(Failures, AreShownForEachHostByName) {
    auto plugin = good_plugin();
    plugin.manifest->permissions.hosts = {"status.example"};
    plugin.scripts["a.chat"] = "web https://status.example/x fails\n> hello\n";
    EXPECT_THAT(broken_rules(plugin), ElementsAre());
    plugin.scripts["a.chat"] = "web https://other.example/x fails\n> hello\n";
    EXPECT_THAT(broken_rules(plugin), ElementsAre("failures-shown"));
}

}  // namespace
}  // namespace desk
