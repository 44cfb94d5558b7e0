#include "tests/bot/cli/cli_world.hpp"
#include <desk/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

struct DoctorCommand : testing::Test, test::CliWorld {
    std::string server =
        "[server]\nlisten = \"127.0.0.1:0\"\nadmin_listen = \"127.0.0.1:0\"\n[limits]\nconnections = 16\n";
    std::string file = folder.write("deskhand.toml", server);

    DoctorCommand() { shell.now = system_now; }
};

TEST_F(DoctorCommand, EndsWithACountAndZeroWhenNothingIsWrong) {
    EXPECT_EQ(run({"doctor", "--config", file}), exit_ok) << said();
    EXPECT_THAT(said(), AllOf(HasSubstr(" ✓ configuration      0 plugins, 0 adapters\n"),
                              HasSubstr(" ✓ storage            no database yet; the first start makes it\n"),
                              EndsWith(" ok, 0 warnings, 0 problems\n")));
    EXPECT_THAT(said(), Not(HasSubstr("fix:")));
}

TEST_F(DoctorCommand, SaysHowToPutAProblemRightAndEndsWithOne) {
    folder.write("api.token", "hunter2", 0644);
    folder.write("deskhand.toml", server + "[api]\ntoken_file = \"api.token\"\n");
    EXPECT_EQ(run({"doctor", "--config", file}), exit_failed);
    EXPECT_THAT(said(),
                AllOf(HasSubstr(" ✗ private files      " + (folder / "api.token") + " holds the secret api.token"),
                      HasSubstr("\n   fix: chmod o-rwx " + (folder / "api.token") + "\n"),
                      EndsWith(", 0 warnings, 1 problem\n"), Not(HasSubstr("hunter2"))));
}

TEST_F(DoctorCommand, TellsOfAWrongConfiguration) {
    folder.write("deskhand.toml", "[server]\nlisen = \"127.0.0.1:0\"\n");
    EXPECT_EQ(run({"doctor", "--config", file}), exit_failed);
    EXPECT_THAT(said(), AllOf(HasSubstr(" ✗ configuration      DH1203: unknown key \"lisen\" in [server]"),
                              EndsWith("0 ok, 0 warnings, 1 problem\n")));
}

TEST_F(DoctorCommand, TellsOfAWrongDirectoryFile) {
    folder.write("customers.toml", "[[agent]]\nid = \"kata\"\n");
    folder.write("deskhand.toml", server + "[directory]\nfile = \"customers.toml\"\n");
    EXPECT_EQ(run({"doctor", "--config", file}), exit_failed);
    EXPECT_THAT(said(), HasSubstr("customers.toml:1"));
}

TEST_F(DoctorCommand, AnswersProgramsWithADocument) {
    EXPECT_EQ(run({"doctor", "--config", file, "--json"}), exit_ok);
    const auto document = parse_json(said());
    ASSERT_TRUE(document);
    EXPECT_EQ(integer_or(*document, "problems", -1), 0);
    EXPECT_EQ(text_or(array_or_empty(*document, "observations").at(0), "concern", ""), "ok");
}

TEST_F(DoctorCommand, AsksWhichConfigurationIsMeant) {
    EXPECT_EQ(run({"doctor", "--config", folder / "nowhere.toml"}), exit_failed);
    EXPECT_THAT(said(), HasSubstr("DH1201"));
}

TEST_F(DoctorCommand, AsksTheRunningDesk) {
    web = [](const HttpRequest& request) -> Result<HttpResponse> {
        const bool is_status = request.url.ends_with("/admin/status");
        return HttpResponse{.status = 200, .body = is_status ? R"({"status":"ok","reasons":[]})" : R"({"plugins":[]})"};
    };
    EXPECT_EQ(run({"doctor", "--config", file}), exit_ok) << said();
    EXPECT_THAT(said(), HasSubstr(" ✓ running desk       ok\n"));
}

}  // namespace
}  // namespace desk
