#include "bot/configuration/configuration.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view manifest = R"({
 "id": "prices", "version": "1.2.0", "wall": "1.0", "license": "MIT", "title": {"en": "Prices"},
 "settings": {"type": "object", "required": ["catalogue"], "additionalProperties": false,
  "properties": {"catalogue": {"type": "string", "x-file": true},
                 "token": {"type": "string", "x-secret": true},
                 "rows": {"type": "integer", "default": "5"},
                 "strict": {"type": "boolean"}}}})";

struct PluginSections : testing::Test {
    test::ScratchFolder folder;

    void SetUp() override { folder.write("plugins/prices.plugin.json", manifest); }

    ConfigurationReading load(const std::string& text, Environment environment = {}) {
        return load_configuration(folder.write("deskhand.toml", text),
                                  {std::move(environment), folder / "plugins"});
    }
    static std::vector<std::string> codes(const ConfigurationReading& reading) {
        std::vector<std::string> out;
        for (const auto& d : reading.diagnoses) out.push_back(d.code);
        return out;
    }
    static std::string all_text(const ConfigurationReading& reading) {
        std::string out;
        for (const auto& d : reading.diagnoses) out += to_text(d);
        return out;
    }
};

TEST_F(PluginSections, KeepNoMoreProcessesThanAPluginMayHave) {
    const auto reading = load("[limits]\nplugin_children = 2\n[plugins.prices]\nprocesses = 3\n"
                              "settings = { catalogue = \"none.json\" }\n");
    EXPECT_THAT(all_text(reading), HasSubstr("plugins.prices.processes"));
}

TEST_F(PluginSections, ResolveFilesAndSettings) {
    folder.write("prices.toml",
                 "valid_until = 2026-12-31\n[[plan]]\nname = \"Gold\"\nprice = 3200.5\n");
    folder.write("token", "t0p\n");
    const auto reading = load(R"([plugins.prices]
timeout = "3s"
allow_private = true
numbers_from = 2032
processes = 3
settings = { catalogue = "prices.toml", token_file = "token", strict = true }
)");
    EXPECT_EQ(all_text(reading), "");
    ASSERT_EQ(reading.configuration.plugins.size(), 1u);
    const auto& plugin = reading.configuration.plugins[0];
    EXPECT_EQ(plugin.file, folder / "plugins/prices.so");
    EXPECT_TRUE(plugin.enabled);
    EXPECT_TRUE(plugin.allow_private);
    EXPECT_EQ(plugin.timeout.count(), 3000);
    EXPECT_EQ(plugin.numbers_from, 2032);
    EXPECT_EQ(plugin.processes, 3);
    EXPECT_EQ(plugin.settings.at("catalogue"),
              R"({"plan":[{"name":"Gold","price":3200.5}],"valid_until":"2026-12-31"})");
    EXPECT_EQ(plugin.settings.at("token"), "t0p");
    EXPECT_EQ(plugin.settings.at("rows"), "5");
    EXPECT_EQ(plugin.settings.at("strict"), "true");
}

TEST_F(PluginSections, AreCheckedAgainstTheManifest) {
    const auto reading = load(R"([plugins.prices]
settings = { catalog = "prices.toml", rows = "five", strict = 1 }
)");
    EXPECT_THAT(codes(reading), ElementsAre("DH1207", "DH1203", "DH1204", "DH1204"));
    EXPECT_THAT(all_text(reading), HasSubstr("missing setting: plugins.prices.settings.catalogue"));
    EXPECT_THAT(all_text(reading),
                HasSubstr("plugins.prices.settings.rows must be a whole number"));
    EXPECT_THAT(all_text(reading), HasSubstr("catalogue"));
}

TEST_F(PluginSections, TakeSettingsFromTheEnvironment) {
    folder.write("prices.json", R"({"plans": []})");
    const auto reading = load("[plugins.prices]\n",
                              {{"DESKHAND_PLUGINS__PRICES__SETTINGS__CATALOGUE", "prices.json"},
                               {"DESKHAND_PLUGINS__PRICES__SETTINGS__ROWS", "9"},
                               {"DESKHAND_PLUGINS__PRICES__ENABLED", "false"}});
    EXPECT_EQ(all_text(reading), "");
    const auto& plugin = reading.configuration.plugins.at(0);
    EXPECT_FALSE(plugin.enabled);
    EXPECT_EQ(plugin.settings.at("catalogue"), R"({"plans":[]})");
    EXPECT_EQ(plugin.settings.at("rows"), "9");
}

TEST_F(PluginSections, NameTheLineOfABrokenDocument) {
    folder.write("prices.toml", "[[plan]]\nname = \n");
    const auto reading = load("[plugins.prices]\nsettings = { catalogue = \"prices.toml\" }\n");
    ASSERT_THAT(codes(reading), ElementsAre("DH1202"));
    EXPECT_EQ(reading.diagnoses[0].file, folder / "prices.toml");
    EXPECT_EQ(reading.diagnoses[0].line, 2);
    EXPECT_THAT(codes(load("[plugins.prices]\nsettings = { catalogue = \"nowhere.toml\" }\n")),
                ElementsAre("DH1215"));
    folder.write("prices.json", "{");
    EXPECT_THAT(codes(load("[plugins.prices]\nsettings = { catalogue = \"prices.json\" }\n")),
                ElementsAre("DH1215"));
}

TEST_F(PluginSections, OnlyWarnOfAPluginThatIsNotThere) {
    const auto reading = load("[plugins.health]\n[plugins.other]\nfile = \"./lib/other.so\"\n");
    EXPECT_THAT(codes(reading), ElementsAre("DH1212", "DH1212"));
    EXPECT_FALSE(has_error(reading.diagnoses));
    EXPECT_EQ(reading.configuration.plugins.at(1).file, folder / "lib/other.so");
    folder.write("plugins/health.plugin.json", "{]");
    EXPECT_THAT(all_text(load("[plugins.health]\n")),
                HasSubstr("manifest of plugin \"health\" is wrong"));
}

TEST_F(PluginSections, DoNotMissSettingsOfADisabledPlugin) {
    EXPECT_EQ(all_text(load("[plugins.prices]\nenabled = false\n")), "");
}

TEST_F(PluginSections, NeverShowASecretSetting) {
    folder.write("prices.json", "{}");
    const auto reading =
        load("[plugins.prices]\nsettings = { catalogue = \"prices.json\", token = \"t0p\" }\n");
    EXPECT_THAT(codes(reading), ElementsAre("DH1206"));
    EXPECT_THAT(all_text(reading), Not(HasSubstr("t0p")));
    for (const auto& value : reading.values) EXPECT_THAT(value.literal, Not(HasSubstr("t0p")));
}

}  // namespace
}  // namespace desk
