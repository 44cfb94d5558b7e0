#include "bot/configuration/configuration.hpp"

#include "bot/configuration/init.hpp"
#include "bot/configuration/key_table.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ConfigurationReading read(std::string_view text, Environment environment = {}) {
    return read_configuration("deskhand.toml", text, {environment, "/plugins"});
}

std::vector<std::string> codes(const ConfigurationReading& reading) {
    std::vector<std::string> out;
    for (const auto& d : reading.diagnoses) out.push_back(d.code);
    return out;
}

std::string all_text(const ConfigurationReading& reading) {
    std::string out;
    for (const auto& d : reading.diagnoses) out += to_text(d);
    return out;
}

const KnownValue* value_of(const ConfigurationReading& reading, std::string_view key) {
    const auto found = std::find_if(reading.values.begin(), reading.values.end(),
                                    [&](const KnownValue& value) { return value.key == key; });
    return found == reading.values.end() ? nullptr : &*found;
}

TEST(Configuration, IsCompleteWithoutAFile) {
    const auto reading = read("");
    EXPECT_EQ(all_text(reading), "");
    EXPECT_EQ(reading.configuration.server.listen, "127.0.0.1:8080");
    EXPECT_EQ(reading.configuration.limits.request_bytes, 1'048'576);
    EXPECT_EQ(reading.configuration.plugin_directory, "/plugins");
}

TEST(Configuration, TakesWhatTheFileSays) {
    const auto reading = read(R"(
[desk]
name = "Contoso Partner"
languages = ["en", "hu", "de"]
time_zone = "Europe/Budapest"
[server]
listen = "0.0.0.0:80"
trusted_proxies = ["10.0.0.0/8"]
[storage]
url = "sqlite:/var/lib/deskhand/desk.db"
[limits]
request_bytes = 4096
header_time = "500ms"
[log]
message_text = true
)");
    EXPECT_EQ(all_text(reading), "");
    const auto& c = reading.configuration;
    EXPECT_EQ(c.desk.name, "Contoso Partner");
    EXPECT_THAT(c.desk.languages, ElementsAre("en", "hu", "de"));
    EXPECT_EQ(c.server.listen, "0.0.0.0:80");
    EXPECT_THAT(c.server.trusted_proxies, ElementsAre("10.0.0.0/8"));
    EXPECT_EQ(c.storage.url, "sqlite:/var/lib/deskhand/desk.db");
    EXPECT_EQ(c.limits.request_bytes, 4096);
    EXPECT_EQ(c.limits.header_time.count(), 500);
    EXPECT_TRUE(c.log.message_text);
}

TEST(Configuration, NamesTheUnknownKeyAndTheNearestOne) {
    const auto reading = read("\n[server]\nlisen = \"127.0.0.1:8080\"\n");
    EXPECT_EQ(all_text(reading), R"(error[DH1203]: unknown key "lisen" in [server]
  --> deskhand.toml:3:1
   |
 3 | lisen = "127.0.0.1:8080"
   | ^^^^^ did you mean "listen"?
  fix: rename the key. All keys: deskhand config schema
)");
}

TEST(Configuration, NamesTheWrongType) {
    EXPECT_EQ(all_text(read("[limits]\nqueue = \"many\"\n")),
              R"(error[DH1204]: limits.queue must be a whole number
  --> deskhand.toml:2:9
   |
 2 | queue = "many"
   |         ^^^^^^ this is a text
  fix: write 256
)");
}

TEST(Configuration, FindsAllProblemsInOneRun) {
    const auto reading = read(R"([server]
listen = 8080
admin_listen = "nowhere"
[limits]
queue = 0
header_time = 5
idle_time = "5 parsecs"
[desk]
languages = ["xx"]
[sever]
x = 1
[adapters.bad]
type = "slak"
[adapters.none]
)");
    EXPECT_THAT(codes(reading), ElementsAre("DH1204", "DH1205", "DH1205", "DH1204", "DH1205",
                                            "DH1205", "DH1203", "DH1211", "DH1207"));
    EXPECT_THAT(all_text(reading), HasSubstr(R"(did you mean "slack"?)"));
    EXPECT_THAT(all_text(reading), HasSubstr(R"(did you mean "server"?)"));
    EXPECT_THAT(all_text(reading), HasSubstr("from 1 to 100000"));
}

TEST(Configuration, SaysWhereItIsNotToml) {
    const auto reading = read("[server]\nlisten = \n");
    ASSERT_THAT(codes(reading), ElementsAre("DH1202"));
    EXPECT_EQ(reading.diagnoses[0].line, 2);
    EXPECT_THAT(codes(read("[desk]\nname = \"a\"\nname = \"b\"\n")), ElementsAre("DH1208"));
    EXPECT_THAT(codes(read("[desk]\n[server]\n[desk]\n")), ElementsAre("DH1208"));
}

TEST(Configuration, SurvivesGarbage) {
    for (const auto& text :
         {std::string(100'000, '['), std::string("x=") + std::string(100'000, '['),
          std::string("\0\xff\xfe", 3), std::string(1000, '\n') + "=",
          std::string("a.b.c=1\na=2")}) {
        EXPECT_TRUE(has_error(read(text).diagnoses));
    }
}

TEST(Configuration, NeverPrintsASecretOfALineThatIsWrong) {
    const std::string line = "bot_token = \"xoxb-12345\n";
    EXPECT_THAT(all_text(read("[adapters.slack]\ntype = \"slack\"\n" + line)),
                Not(HasSubstr("xoxb")));
    EXPECT_THAT(all_text(read("[adapters.slack]\ntype = \"slack\"\nbot_tokn = \"xoxb-12345\"\n")),
                Not(HasSubstr("xoxb")));
    EXPECT_THAT(all_text(read("[api]\ntoken = [\"xoxb-12345\", 5]\n")), Not(HasSubstr("xoxb")));
    EXPECT_THAT(all_text(read("[api]\ntokens = \"xoxb-12345\"\n")), Not(HasSubstr("xoxb")));
}

TEST(Configuration, PutsTheEnvironmentOverTheFile) {
    const auto reading =
        read("[server]\nlisten = \"127.0.0.1:1\"\n", {{"DESKHAND_SERVER__LISTEN", "127.0.0.1:2"},
                                                      {"DESKHAND_LIMITS__QUEUE", "7"},
                                                      {"DESKHAND_LOG__MESSAGE_TEXT", "true"},
                                                      {"DESKHAND_DESK__LANGUAGES", "hu, de"},
                                                      {"DESKHAND_PLUGIN_DIRECTORY", "/elsewhere"},
                                                      {"DESKHAND_TOKEN", "not a setting"}});
    EXPECT_EQ(all_text(reading), "");
    const auto& c = reading.configuration;
    EXPECT_EQ(c.server.listen, "127.0.0.1:2");
    EXPECT_EQ(c.limits.queue, 7);
    EXPECT_TRUE(c.log.message_text);
    EXPECT_THAT(c.desk.languages, ElementsAre("hu", "de"));
    EXPECT_EQ(c.plugin_directory, "/elsewhere");
}

TEST(Configuration, NamesTheVariableThatIsWrong) {
    const auto reading = read("", {{"DESKHAND_SERVER__LISEN", "127.0.0.1:2"}});
    EXPECT_EQ(all_text(reading), R"(error[DH1203]: unknown key "lisen" in [server]
  where: environment variable DESKHAND_SERVER__LISEN
  why:   did you mean "listen"?
  fix:   rename the key. All keys: deskhand config schema
)");
    EXPECT_THAT(codes(read("", {{"DESKHAND_LIMITS__QUEUE", "x"}})), ElementsAre("DH1204"));
}

TEST(Configuration, KeepsTheOriginOfEveryValue) {
    const auto reading =
        read("[server]\nlisten = \"127.0.0.1:1\"\n", {{"DESKHAND_LIMITS__QUEUE", "7"}});
    EXPECT_EQ(value_of(reading, "server.listen")->origin, "deskhand.toml:2:1");
    EXPECT_EQ(value_of(reading, "server.listen")->literal, "\"127.0.0.1:1\"");
    EXPECT_EQ(value_of(reading, "server.admin_listen")->origin, "default");
    EXPECT_EQ(value_of(reading, "limits.queue")->origin, "environment DESKHAND_LIMITS__QUEUE");
}

TEST(Configuration, RefusesOneAddressForBothListeners) {
    EXPECT_THAT(codes(read("[server]\nlisten = \"127.0.0.1:8081\"\n")), ElementsAre("DH1213"));
    EXPECT_THAT(codes(read("[server]\nlisten = \"127.0.0.1:0\"\nadmin_listen = \"127.0.0.1:0\"\n")),
                ElementsAre());
}

struct SecretsOfAdapters : testing::Test {
    test::ScratchFolder folder;

    ConfigurationReading load(const std::string& settings, Environment environment = {},
                              mode_t mode = 0600) {
        const auto file = folder.write("deskhand.toml",
                                       "[adapters.helpdesk]\ntype = \"webhook\"\n"
                                       "reply_url = \"https://crm.example/r\"\n" +
                                           settings,
                                       mode);
        return load_configuration(file, {environment, "/plugins"});
    }
    static std::string secret_of(const ConfigurationReading& reading) {
        if (reading.configuration.adapters.empty()) return "no adapter";
        const auto& settings = reading.configuration.adapters[0].settings;
        const auto found = settings.find("secret");
        return found == settings.end() ? "no secret" : found->second;
    }
};

TEST_F(SecretsOfAdapters, ComeFromAFileBesideTheConfiguration) {
    folder.write("hook.secret", "whsec_1\r\n");
    const auto reading = load("secret_file = \"hook.secret\"\n");
    EXPECT_EQ(all_text(reading), "");
    EXPECT_EQ(secret_of(reading), "whsec_1");
    EXPECT_EQ(value_of(reading, "adapters.helpdesk.secret")->literal, "\"••••\"");
    EXPECT_EQ(value_of(reading, "adapters.helpdesk.secret")->origin,
              "file " + (folder / "hook.secret"));
}

TEST_F(SecretsOfAdapters, ComeFromTheFileWithAWarning) {
    const auto reading = load("secret = \"whsec_2\"\n");
    EXPECT_THAT(codes(reading), ElementsAre("DH1206"));
    EXPECT_FALSE(has_error(reading.diagnoses));
    EXPECT_EQ(secret_of(reading), "whsec_2");
    EXPECT_THAT(all_text(reading), Not(HasSubstr("whsec")));
    EXPECT_THAT(all_text(reading),
                HasSubstr("fix: put it into a file only deskhand can read and use secret_file\n"));
}

TEST_F(SecretsOfAdapters, ComeFromTheEnvironmentBeforeAll) {
    folder.write("hook.secret", "whsec_1");
    EXPECT_EQ(secret_of(load("secret_file = \"hook.secret\"\n",
                             {{"DESKHAND_ADAPTERS__HELPDESK__SECRET", "whsec_3"}})),
              "whsec_3");
    EXPECT_EQ(secret_of(load("secret = \"whsec_2\"\n", {{"DESKHAND_ADAPTERS__HELPDESK__SECRET_FILE",
                                                         folder / "hook.secret"}})),
              "whsec_1");
}

TEST_F(SecretsOfAdapters, ComeFromTheCredentialsOfTheService) {
    folder.write("credentials/adapters.helpdesk.secret", "whsec_4\n");
    folder.write("credentials/secret", "whsec_5\n");
    const Environment environment{{"CREDENTIALS_DIRECTORY", folder / "credentials"}};
    const auto reading = load("", environment);
    EXPECT_EQ(all_text(reading), "");
    EXPECT_EQ(secret_of(reading), "whsec_4");
    EXPECT_EQ(value_of(reading, "adapters.helpdesk.secret")->origin,
              "credential adapters.helpdesk.secret");
    std::filesystem::remove(folder / "credentials/adapters.helpdesk.secret");
    EXPECT_EQ(secret_of(load("", environment)), "whsec_5");
}

TEST_F(SecretsOfAdapters, AreMissedWhenNobodyGivesThem) {
    const auto reading = load("");
    ASSERT_THAT(codes(reading), ElementsAre("DH1207"));
    EXPECT_EQ(reading.diagnoses[0].what, "missing secret: adapters.helpdesk.secret");
    EXPECT_THAT(reading.diagnoses[0].fix, HasSubstr("secret_file"));
}

TEST_F(SecretsOfAdapters, AreReportedOnceWhenTheFileIsMissingOrEmpty) {
    EXPECT_THAT(codes(load("secret_file = \"nowhere\"\n")), ElementsAre("DH1209"));
    folder.write("hook.secret", "\n");
    EXPECT_THAT(codes(load("secret_file = \"hook.secret\"\n")), ElementsAre("DH1209"));
    EXPECT_THAT(codes(load("secret_file = \".\"\n")), ElementsAre("DH1209"));
}

TEST_F(SecretsOfAdapters, AreNotGivenTwice) {
    folder.write("hook.secret", "whsec_1");
    const auto reading = load("secret_file = \"hook.secret\"\nsecret = \"whsec_2\"\n");
    EXPECT_THAT(codes(reading), ElementsAre("DH1208"));
}

TEST_F(SecretsOfAdapters, AreNotForEverybodyToRead) {
    folder.write("hook.secret", "whsec_1", 0644);
    EXPECT_THAT(codes(load("secret_file = \"hook.secret\"\n")), ElementsAre("DH1210"));
    EXPECT_THAT(codes(load("secret = \"whsec_2\"\n", {}, 0644)), ElementsAre("DH1206", "DH1210"));
    // A file without secrets may be read.
    std::filesystem::permissions(folder / "hook.secret", std::filesystem::perms::owner_read);
    EXPECT_THAT(codes(load("secret_file = \"hook.secret\"\n", {}, 0644)), ElementsAre());
}

TEST_F(SecretsOfAdapters, CannotBeAnythingButText) {
    EXPECT_THAT(codes(load("secret = 5\n")), ElementsAre("DH1204"));
    EXPECT_THAT(codes(load("secret = \"\"\n")), ElementsAre("DH1204"));
}

TEST(ApiTokens, MayBeSeveral) {
    test::ScratchFolder folder;
    const auto file = folder.write("api.token", "one\n\ntwo\n");
    const auto reading = read("[api]\ntoken_file = \"" + file + "\"\n");
    EXPECT_EQ(all_text(reading), "");
    ASSERT_EQ(reading.configuration.api.token.size(), 2u);
    EXPECT_EQ(reading.configuration.api.token[1].reveal(), "two");
    EXPECT_EQ(value_of(reading, "api.token")->literal, R"(["••••", "••••"])");
    EXPECT_EQ(read("[api]\ntoken = [\"a\", \"b\", \"c\"]\n").configuration.api.token.size(), 3u);
}

TEST(Secret, PrintsAsDots) {
    std::ostringstream out;
    out << Secret{"xoxb"};
    EXPECT_EQ(out.str(), "••••");
}

TEST(SampleConfiguration, IsShortAndPassesTheCheck) {
    const auto text = sample_configuration();
    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 40);
    EXPECT_EQ(all_text(read(text)), "");
}

TEST(SampleConfiguration, PassesTheCheckWithItsExamplesSwitchedOn) {
    test::ScratchFolder folder;
    for (const auto* name :
         {"api.token", "helpdesk.secret", "slack.signing-secret", "slack.bot-token"}) {
        folder.write(name, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }
    std::string text{sample_configuration()};
    for (auto at = text.find("\n# "); at != std::string::npos; at = text.find("\n# ", at + 1)) {
        const auto line = text.substr(at + 3, text.find('\n', at + 1) - at - 3);
        const bool is_setting = line.starts_with('[') || line.find(" = ") != std::string::npos;
        if (is_setting) text.erase(at + 1, 2);
    }
    const auto reading = load_configuration(folder.write("deskhand.toml", text), {{}, "/plugins"});
    EXPECT_FALSE(has_error(reading.diagnoses)) << all_text(reading);
    EXPECT_EQ(reading.configuration.adapters.size(), 2u);
}

TEST(Tables, HaveARowForEveryLimit) {
    // Every field is 8 bytes, so a forgotten row shows as a gap.
    EXPECT_EQ(limit_rows().size() * 8, sizeof(Limits));
    Limits defaults;
    for (const auto& row : limit_rows()) {
        const auto value = std::visit(
            [&](auto member) -> std::int64_t {
                if constexpr (std::is_same_v<decltype(member), std::int64_t Limits::*>) {
                    return defaults.*member;
                } else {
                    return (defaults.*member).count();
                }
            },
            row.field);
        EXPECT_GE(value, row.least) << row.name;
        EXPECT_LE(value, row.most) << row.name;
        EXPECT_NE(row.help, "") << row.name;
    }
}

TEST(LoadConfiguration, ResolvesEveryPathFromTheFilesFolder) {
    test::ScratchFolder folder;
    const auto path_of = [&](const std::string& text) {
        return load_configuration(folder.write("deskhand.toml", text), {})
            .configuration.storage.url;
    };
    EXPECT_EQ(path_of(""), "sqlite:" + (folder / "desk.db"));
    EXPECT_EQ(path_of("[storage]\nurl = \"sqlite:data/x.db\"\n"),
              "sqlite:" + (folder / "data/x.db"));
    EXPECT_EQ(path_of("[storage]\nurl = \"sqlite:/x.db\"\n"), "sqlite:/x.db");
}

TEST(LoadConfiguration, SaysWhatToDoWithoutAFile) {
    const auto reading = load_configuration("/nowhere/deskhand.toml", {});
    EXPECT_EQ(all_text(reading), R"(error[DH1201]: the configuration cannot be read
  where: /nowhere/deskhand.toml
  why:   there is no such file
  fix:   write one with: deskhand config init > /nowhere/deskhand.toml
)");
    EXPECT_THAT(codes(load_configuration("/", {})), ElementsAre("DH1201"));
}

TEST(Configuration, AsksNobodyForASecondOpinionUntilAnAddressIsSet) {
    EXPECT_EQ(read("").configuration.second_opinion.url, "");
    const auto reading = read(R"(
[second_opinion]
url = "http://127.0.0.1:8000/v1/chat/completions"
model = "a-small-model"
account = "models"
timeout = "500ms"
calls_per_day = 20
allow_private = true
[accounts.models]
type = "header"
hosts = ["127.0.0.1:8000"]
)",
                              {{"DESKHAND_ACCOUNTS__MODELS__VALUE", "Bearer sk-1"}});
    EXPECT_EQ(all_text(reading), "");
    const auto& opinion = reading.configuration.second_opinion;
    EXPECT_EQ(opinion.model, "a-small-model");
    EXPECT_EQ(opinion.timeout.count(), 500);
    EXPECT_EQ(opinion.calls_per_minute, 10);
    EXPECT_EQ(opinion.calls_per_day, 20);
    EXPECT_EQ(value_of(reading, "second_opinion.reply_tokens")->origin, "default");
}

TEST(Configuration, WantsASecondOpinionWithinItsRangesAndWithAnAccountThatIsThere) {
    const auto reading = read(R"(
[second_opinion]
url = "models.example"
account = "modles"
timeout = "5m"
calls_per_day = -1
)");
    EXPECT_THAT(codes(reading), ElementsAre("DH1205", "DH1205", "DH1205", "DH1205"));
    EXPECT_THAT(all_text(reading), HasSubstr("second_opinion.account cannot be \"modles\""));
    EXPECT_THAT(all_text(reading), HasSubstr("from 10ms to 30s"));
}

}  // namespace
}  // namespace desk
