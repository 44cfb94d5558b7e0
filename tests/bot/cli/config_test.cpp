#include "tests/bot/cli/cli_world.hpp"
#include <desk/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct ConfigCommands : testing::Test, test::CliWorld {};

TEST_F(ConfigCommands, WriteAFileThatPassesTheirCheck) {
    const auto file = folder / "deskhand.toml";
    EXPECT_EQ(run({"config", "init", file}), exit_ok);
    EXPECT_EQ(said(), "");
    EXPECT_THAT(complained(), HasSubstr("next: deskhand config check " + file));
    EXPECT_EQ(run({"config", "check", file}), exit_ok);
    EXPECT_EQ(complained(), "");
    EXPECT_EQ(said(), "ok: 0 adapters, 0 plugins, 3 languages, storage sqlite:" +
                          (folder / "desk.db") + "\n");
    EXPECT_EQ(run({"config", "init", file}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("it exists already"));
}

TEST_F(ConfigCommands, SayEveryMistakeAndExitWithThree) {
    const auto file = folder.write("deskhand.toml",
                                   "[server]\nlisen = \"127.0.0.1:8080\"\n[limits]\nqueue = 0\n");
    EXPECT_EQ(run({"config", "check", file}), exit_configuration);
    EXPECT_EQ(said(), "");
    EXPECT_EQ(complained(),
              "error[DH1203]: unknown key \"lisen\" in [server]\n  --> " + file +
                  ":2:1\n   |\n 2 | lisen = \"127.0.0.1:8080\"\n   | ^^^^^ did you mean "
                  "\"listen\"?\n  fix: rename the key. All keys: deskhand config schema\n"
                  "error[DH1205]: limits.queue cannot be 0\n  --> " +
                  file +
                  ":4:9\n   |\n 4 | queue = 0\n   |         ^ from 1 to 100000\n"
                  "  fix: write, for example, 256\n");
}

TEST_F(ConfigCommands, CheckTheDirectoryAsWell) {
    folder.write("customers.toml", "[[agent]]\nid = \"kata\"\n");
    const auto file = folder.write("deskhand.toml", "[directory]\nfile = \"customers.toml\"\n");
    EXPECT_EQ(run({"config", "check", file}), exit_configuration);
    EXPECT_THAT(complained(),
                HasSubstr("agent.role is missing\n  --> " + (folder / "customers.toml") + ":1:"));
}

TEST_F(ConfigCommands, ReadStandardInput) {
    types("[server]\nlisen = 1\n");
    EXPECT_EQ(run({"config", "check", "-"}), exit_configuration);
    EXPECT_THAT(complained(), HasSubstr("--> standard input:2:1"));
}

TEST_F(ConfigCommands, AnswerProgramsWithADocument) {
    types("[server]\nlisen = 1\n");
    EXPECT_EQ(run({"config", "check", "-", "--json"}), exit_configuration);
    const auto document = parse_json(said());
    ASSERT_TRUE(document);
    EXPECT_FALSE(bool_or(*document, "ok", true));
    EXPECT_EQ(text_or(array_or_empty(*document, "diagnoses").at(0), "code", ""), "DH1203");
}

TEST_F(ConfigCommands, WarnWithoutFailing) {
    const auto file = folder.write("deskhand.toml", "[api]\ntoken = \"s3cret\"\n");
    EXPECT_EQ(run({"config", "check", file}), exit_ok);
    EXPECT_THAT(complained(), StartsWith("warning[DH1206]: secret given in the file: api.token\n"));
    EXPECT_EQ(run({"config", "check", file, "--quiet"}), exit_ok);
    EXPECT_EQ(complained(), "");
}

TEST_F(ConfigCommands, ShowWhereEveryValueComesFromAndNoSecret) {
    folder.write("api.token", "s3cret\n");
    const auto file = folder.write(
        "deskhand.toml", "[server]\nlisten = \"127.0.0.1:7\"\n[api]\ntoken_file = \"api.token\"\n");
    shell.environment["DESKHAND_LIMITS__QUEUE"] = "7";
    EXPECT_EQ(run({"config", "show", file, "--origin"}), exit_ok);
    EXPECT_THAT(said(), HasSubstr("[server]\nlisten = \"127.0.0.1:7\"                      # " +
                                  file + ":2:1\n"));
    EXPECT_THAT(
        said(),
        HasSubstr(
            "queue = 7                                   # environment DESKHAND_LIMITS__QUEUE\n"));
    EXPECT_THAT(said(), HasSubstr("token = [\"••••\"]"));
    EXPECT_THAT(said(), Not(HasSubstr("s3cret")));
    EXPECT_EQ(run({"config", "show", file, "--json"}), exit_ok);
    EXPECT_THAT(said(), Not(HasSubstr("s3cret")));
    EXPECT_TRUE(parse_json(said()));
}

// What is shown can be read again, apart from hidden secrets.
TEST_F(ConfigCommands, ShowAConfigurationThatPassesTheCheck) {
    const auto file = folder.write("deskhand.toml", "[limits]\nqueue = 9\n");
    ASSERT_EQ(run({"config", "show", file}), exit_ok);
    auto text = said();
    const std::string no_tokens = "token = []\n";
    if (const auto at = text.find(no_tokens); at != std::string::npos) text.erase(at, no_tokens.size());
    types(text);
    EXPECT_EQ(run({"config", "check", "-"}), exit_ok) << complained();
}

TEST_F(ConfigCommands, AskWhichConfigurationIsMeant) {
    EXPECT_EQ(run({"conversations", "list", "--config", folder / "nowhere.toml"}),
              exit_configuration);
    EXPECT_THAT(complained(), StartsWith("error[DH1201]"));
}

TEST_F(ConfigCommands, PrintTheSchema) {
    EXPECT_EQ(run({"config", "schema"}), exit_ok);
    EXPECT_TRUE(parse_json(said()));
}

struct PluginList : ConfigCommands {
    std::string file =
        folder.write("deskhand.toml", "[plugins.health]\n[plugins.old]\n[plugins.gone]\n");

    void SetUp() override {
        folder.write("plugins/health.so", "");
        folder.write(
            "plugins/health.plugin.json",
            R"({"id":"health","version":"1.0.0","wall":"1.0","license":"MIT","title":{"en":"Health"}})");
        folder.write(
            "plugins/old.plugin.json",
            R"({"id":"old","version":"2.0.0","wall":"2.0","license":"MIT","title":{"en":"Old"}})");
    }
};

TEST_F(PluginList, ComesFromTheFilesWhileTheDeskIsStopped) {
    EXPECT_EQ(run({"plugin", "list", "--config", file}), exit_ok);
    EXPECT_EQ(said(),
              "NAME    VERSION  WALL  STATE    TRUST    CALLS  P95\n"
              "health  1.0.0    1.0   stopped  bundled      -    -\n"
              "old     2.0.0    2.0   refused  -            -    -  built for wall 2.0 (DH5007)\n"
              "gone    -        -     missing  -            -    -  no " +
                  (folder / "plugins/gone.plugin.json") + "\n");
    EXPECT_THAT(complained(), HasSubstr("the desk is stopped"));
    EXPECT_EQ(requests.at(0).url, "http://127.0.0.1:8081/admin/plugins");
}

TEST_F(PluginList, SaysWhatTheNextStartWillRefuse) {
    folder.write("deskhand.toml", "[plugins.health]\n");
    ASSERT_EQ(run({"plugin", "enable", "health", "--config", file, "--yes"}), exit_ok);
    EXPECT_EQ(run({"plugin", "list", "--config", file}), exit_ok);
    EXPECT_THAT(said(), HasSubstr("stopped  pinned"));
    folder.write("plugins/health.so", "another build");
    EXPECT_EQ(run({"plugin", "list", "--config", file}), exit_ok);
    EXPECT_THAT(said(), HasSubstr("refused  pinned"));
    EXPECT_THAT(said(), HasSubstr("(DH5101)"));
}

TEST_F(PluginList, ComesFromTheRunningDesk) {
    web = [](const HttpRequest&) {
        return HttpResponse{
            .status = 200,
            .body = R"({"plugins":[{"name":"health","version":"1.0.0","wall":"1.0","state":"ok",
                                        "trust":"bundled","calls":212,"p95_ms":38}]})"};
    };
    EXPECT_EQ(run({"plugin", "list", "--config", file}), exit_ok);
    EXPECT_EQ(said(),
              "NAME    VERSION  WALL  STATE    TRUST    CALLS    P95\n"
              "health  1.0.0    1.0   ok       bundled    212  38 ms\n"
              "old     2.0.0    2.0   refused  -            -      -  built for wall 2.0 (DH5007)\n"
              "gone    -        -     missing  -            -      -  no " +
                  (folder / "plugins/gone.plugin.json") + "\n");
    EXPECT_EQ(complained(), "");
    web = [](const HttpRequest&) { return HttpResponse{.status = 200, .body = "<html>"}; };
    EXPECT_EQ(run({"plugin", "list", "--config", file}), exit_network);
}

}  // namespace
}  // namespace desk
