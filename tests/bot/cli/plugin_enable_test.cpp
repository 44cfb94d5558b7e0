// Consent from the command line, with real files: enable, disable, what has changed, who is asked.
#include "bot/trust/file_digest.hpp"
#include "bot/trust/plugin_lock.hpp"
#include "tests/bot/cli/cli_world.hpp"
#include <desk/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

std::string manifest_with(const std::string& hosts, const std::string& wall = "1.0") {
    return R"({"id":"crm","version":"1.2.0","wall":")" + wall +
           R"(","license":"MIT","title":{"en":"CRM"},
  "commands":[{"name":"crm","roles":["helpdesk"]}],
  "settings":{"type":"object","required":["token"],"additionalProperties":false,
              "properties":{"token":{"type":"string","x-secret":true},"crm_url":{"type":"string"}}},
  "permissions":{"hosts":[)" +
           hosts + "]}}";
}

struct PluginConsentCommands : testing::Test, test::CliWorld {
    std::string file = folder.write("deskhand.toml",
                                    "[plugins.crm]\nsettings = { token_file = \"token\", crm_url = "
                                    "\"https://crm.example/api\" }\n");

    void SetUp() override {
        folder.write("token", "hunter2");
        folder.write("plugins/crm.so", "first build");
        folder.write("plugins/crm.plugin.json", manifest_with("\"{crm_url}\""));
    }
    int enable(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"plugin", "enable", "crm", "--config", file};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    int disable() { return run({"plugin", "disable", "crm", "--config", file}); }
    PluginLock lock() const { return *read_plugin_lock(folder / "plugins.lock"); }
};

TEST_F(PluginConsentCommands, ShowWhatAPluginMayDoAndRecordTheYes) {
    shell.in_is_terminal = true;
    types("y\n");
    EXPECT_EQ(enable(), exit_ok) << complained();
    EXPECT_EQ(said(),
              "crm 1.2.0, " + (folder / "plugins/crm.so") + "\nSHA-256 " + text_digest("first build") +
                  "\nIt answers:\n  /crm, for helpdesk\nIt may:\n  reach https://crm.example (setting crm_url)\n"
                  "It is given:\n  the secret token\n");
    EXPECT_THAT(complained(), HasSubstr("Enable crm? [y/N] "));
    EXPECT_THAT(complained(), HasSubstr("recorded in " + (folder / "plugins.lock")));
    EXPECT_EQ(lock().at("crm").sha256, text_digest("first build"));
    EXPECT_EQ(lock().at("crm").version, "1.2.0");
    EXPECT_EQ(lock().at("crm").at, "2025-11-24T16:00:00.000Z");
    EXPECT_THAT(lock().at("crm").permissions,
                testing::ElementsAre("command crm helpdesk", "host {crm_url}", "secret token"));
}

TEST_F(PluginConsentCommands, ChangeNothingOnANo) {
    shell.in_is_terminal = true;
    types("n\n");
    EXPECT_EQ(enable(), exit_failed);
    EXPECT_THAT(complained(), HasSubstr("nothing was changed"));
    EXPECT_FALSE(std::filesystem::exists(folder / "plugins.lock"));
}

TEST_F(PluginConsentCommands, NeedAYesWithoutATerminal) {
    EXPECT_EQ(enable(), exit_usage);
    EXPECT_THAT(complained(), AllOf(HasSubstr("error[DH2021]"), HasSubstr("add --yes")));
    EXPECT_FALSE(std::filesystem::exists(folder / "plugins.lock"));
    EXPECT_EQ(enable({"--yes"}), exit_ok);
    EXPECT_TRUE(std::filesystem::exists(folder / "plugins.lock"));
}

TEST_F(PluginConsentCommands, NeverShowASecret) {
    EXPECT_EQ(enable({"--yes"}), exit_ok);
    EXPECT_THAT(said() + complained(), Not(HasSubstr("hunter2")));
    EXPECT_EQ(enable({"--yes", "--json"}), exit_ok);
    EXPECT_THAT(said() + complained() + to_text(lock()), Not(HasSubstr("hunter2")));
}

TEST_F(PluginConsentCommands, AskNothingTwice) {
    ASSERT_EQ(enable({"--yes"}), exit_ok);
    EXPECT_EQ(enable(), exit_ok);
    EXPECT_THAT(complained(), HasSubstr("crm is enabled already"));
}

TEST_F(PluginConsentCommands, AskAgainWhenTheManifestWantsMoreAndShowIt) {
    ASSERT_EQ(enable({"--yes"}), exit_ok);
    const auto before = file_digest(folder / "plugins/crm.plugin.json");
    folder.write("plugins/crm.plugin.json", manifest_with("\"{crm_url}\", \"spy.example\""));
    EXPECT_EQ(enable(), exit_usage);
    EXPECT_THAT(said(), AllOf(HasSubstr("Changed since it was enabled at 2025-11-24T16:00:00.000Z:\n"
                                        "  new: may reach spy.example\n  manifest was SHA-256 " +
                                        *before + "\n"),
                              HasSubstr("is  SHA-256 " + *file_digest(folder / "plugins/crm.plugin.json"))));
    ASSERT_EQ(enable({"--yes"}), exit_ok);
    EXPECT_THAT(lock().at("crm").permissions, IsSupersetOf({"host spy.example"}));
}

TEST_F(PluginConsentCommands, AskAgainWhenTheFileChangesAndShowBothDigests) {
    ASSERT_EQ(enable({"--yes"}), exit_ok);
    folder.write("plugins/crm.so", "second build");
    EXPECT_EQ(enable(), exit_usage);
    EXPECT_THAT(said(), AllOf(HasSubstr("file was SHA-256 " + text_digest("first build")),
                              HasSubstr("is  SHA-256 " + text_digest("second build"))));
}

TEST_F(PluginConsentCommands, DisableWithoutForgettingTheConsent) {
    ASSERT_EQ(enable({"--yes"}), exit_ok);
    const auto granted = lock().at("crm").permissions;
    EXPECT_EQ(disable(), exit_ok);
    EXPECT_FALSE(lock().at("crm").is_enabled);
    EXPECT_EQ(lock().at("crm").permissions, granted);
    EXPECT_EQ(disable(), exit_ok);
    EXPECT_THAT(complained(), HasSubstr("disabled already"));
    EXPECT_EQ(enable(), exit_ok) << "unchanged, so nobody is asked";
    EXPECT_TRUE(lock().at("crm").is_enabled);
}

TEST_F(PluginConsentCommands, DisableWhatWasNeverEnabledAndAskBeforeItIs) {
    EXPECT_EQ(disable(), exit_ok);
    EXPECT_FALSE(lock().at("crm").is_enabled);
    EXPECT_EQ(enable(), exit_usage);
    EXPECT_THAT(said(), Not(HasSubstr("Changed")));
}

TEST_F(PluginConsentCommands, SayWhatIsWrong) {
    EXPECT_EQ(run({"plugin", "enable", "cmr", "--config", file, "--yes"}), exit_plugin);
    EXPECT_THAT(complained(), AllOf(HasSubstr("error[DH5105]"), HasSubstr("configured are: crm")));

    folder.write("plugins/crm.plugin.json", manifest_with("", "2.0"));
    EXPECT_EQ(enable({"--yes"}), exit_plugin);
    EXPECT_THAT(complained(), HasSubstr("error[DH5007]"));

    folder.write("plugins/crm.plugin.json", manifest_with(""));
    std::filesystem::remove(folder / "plugins/crm.so");
    EXPECT_EQ(enable({"--yes"}), exit_plugin);
    EXPECT_THAT(complained(), HasSubstr("error[DH5106]"));

    folder.write("plugins/crm.so", "first build");
    folder.write("plugins.lock", "{");
    EXPECT_EQ(enable({"--yes"}), exit_plugin);
    EXPECT_THAT(complained(), HasSubstr("error[DH5104]"));
}

TEST_F(PluginConsentCommands, ShowNothingThatCouldSteerATerminal) {
    folder.write("plugins/crm.plugin.json",
                 R"({"id":"crm","version":"1.2.0","wall":"1.0","license":"MIT","title":{"en":"CRM"},
  "commands":[{"name":"crm","roles":["helpdesk"],"side_effects":["files \u001b[2J a lead"]}]})");
    folder.write("deskhand.toml", "[plugins.crm]\n");
    EXPECT_EQ(enable({"--yes"}), exit_ok) << complained();
    EXPECT_THAT(said(), Not(HasSubstr("\x1b")));
}

TEST_F(PluginConsentCommands, AnswerProgramsWithADocument) {
    ASSERT_EQ(enable({"--yes", "--json"}), exit_ok);
    const auto document = parse_json(said());
    ASSERT_TRUE(document);
    EXPECT_EQ(text_or(*document, "sha256", ""), text_digest("first build"));
    EXPECT_EQ(array_or_empty(*document, "permissions").size(), 3u);
}

}  // namespace
}  // namespace desk
