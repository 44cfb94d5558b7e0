// The doctor's facts, from real files, a real database, real plugins and systems on loopback.
#include "bot/doctor/gather.hpp"

#include "bot/clock.hpp"
#include "bot/configuration/customers_file.hpp"
#include "bot/doctor/rules.hpp"
#include "bot/trust/plugin_lock.hpp"
#include "storage/open_storage.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"
#include "tests/bot/http/tls_server.hpp"
#include "tests/support/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace desk {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

struct GatheredDesk : testing::Test {
    test::ScratchFolder folder;
    std::string plugins = std::string{DESK_BUILD_DIR} + "/plugins";
    std::string ca_file = {};
    std::map<std::string, std::string> running = {};  // path → document; empty: the desk is stopped

    // Listeners on free ports, so that a desk of somebody else does not matter.
    DoctorFacts facts_of(const std::string& toml) {
        const auto file = folder.write(
            "deskhand.toml", "plugin_directory = \"" + plugins +
                                 "\"\n[server]\nlisten = \"127.0.0.1:0\"\nadmin_listen = \"127.0.0.1:0\"\n" + toml);
        DoctorInput input{.configuration_file = file,
                          .reading = load_configuration(file, {.plugin_directory = plugins}),
                          .host_program = std::string{DESK_BUILD_DIR} + "/deskhand-plugin-host",
                          .now = system_now(),
                          .reach_time = 20s,
                          .ca_file = ca_file};
        input.reading.configuration.limits.plugin_start_time = 30s;
        input.ask_desk = [this](std::string_view path) -> Result<std::string> {
            const auto found = running.find(std::string{path});
            if (found == running.end()) return unavailable("connection refused");
            return found->second;
        };
        return gather_facts(input);
    }
    Result<Storage> storage() { return open_storage("sqlite:" + (folder / "desk.db"), {}); }
};

TEST_F(GatheredDesk, HasNoDatabaseBeforeItsFirstStart) {
    const auto facts = facts_of("");
    EXPECT_FALSE(facts.is_running);
    EXPECT_FALSE(facts.database.exists);
    EXPECT_TRUE(facts.folder.exists);
    EXPECT_TRUE(facts.folder.is_writable);
    EXPECT_GT(facts.folder.free_bytes, 0u);
    EXPECT_GT(facts.descriptors.needed, 20'000u);
    EXPECT_GT(facts.descriptors.most, 0u);
    EXPECT_LT(abs(facts.newest_file - facts.now), 60s);
}

TEST_F(GatheredDesk, IsExaminedWhileItHoldsItsDatabaseAndAfterwards) {
    {
        const auto held = storage();
        ASSERT_TRUE(held) << held.error().what;
        EXPECT_EQ(facts_of("").database.problem, "");
    }
    const auto database = facts_of("").database;
    EXPECT_EQ(database.problem, "");
    EXPECT_TRUE(database.exists);
    EXPECT_TRUE(database.has_watermark);
    EXPECT_GT(database.schema, 0);
    EXPECT_EQ(database.schema, database.known_schema);
}

TEST_F(GatheredDesk, CountsWhatWaitsAndWhatIsNotIndexed) {
    const auto held = storage();
    const Arrival arrival{{"contoso"},
                          {.place = {"helpdesk", "c-1", ""}, .event_id = "E1", .author = "anna", .text = "x"}};
    ASSERT_TRUE(held->store->receive({&arrival, 1}, system_now() - 10min));
    const auto database = facts_of("").database;
    EXPECT_EQ(database.conversations, 1);
    EXPECT_EQ(database.waiting_messages, 1);
    EXPECT_LT(database.oldest_message, system_now() - 9min);
}

TEST_F(GatheredDesk, KnowsSinceWhenAReplyWaits) {
    const auto held = storage();
    auto& store = *held->store;
    const auto at = system_now() - 1h;
    const Arrival arrival{{"contoso"}, {.place = {"helpdesk", "c-1", ""}, .event_id = "E1", .author = "anna", .text = "x"}};
    ASSERT_TRUE(store.receive({&arrival, 1}, at - 1h));
    const auto holding = store.hold_slots("test");
    const auto tickets = store.waiting_messages(*holding, at, 10);
    ASSERT_TRUE(tickets && tickets->size() == 1);
    Outcome outcome{.plugin = "echo"};
    outcome.replies = {{.place = arrival.message.place, .to = "anna", .language = "en", .text = "x"}};
    ASSERT_TRUE(store.finish(tickets->front(), outcome, at)->is_ours);
    EXPECT_EQ(facts_of("").database.oldest_reply, at);
    EXPECT_GT(facts_of("").database.unindexed_turns, 0);

    const auto replies = store.waiting_replies(*holding, at, 10);
    ASSERT_TRUE(replies && replies->size() == 1);
    ASSERT_TRUE(*store.delivered(replies->front(), "P1", at));
    EXPECT_EQ(facts_of("").database.oldest_reply, Time{});
}

TEST_F(GatheredDesk, NoticesADamagedDatabase) {
    { ASSERT_TRUE(storage()); }
    std::fstream file{folder / "desk.db", std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(4'096);
    file << std::string(8'192, 'x');
    file.close();
    EXPECT_NE(facts_of("").database.problem, "");
}

TEST_F(GatheredDesk, ReadsTheModesOfItsSecretsAndShowsNone) {
    const auto token = folder.write("api.token", "hunter2", 0644);
    const auto facts = facts_of("[api]\ntoken_file = \"api.token\"\n");
    ASSERT_THAT(facts.private_files, SizeIs(1));
    EXPECT_EQ(facts.private_files[0].path, token);
    EXPECT_EQ(facts.private_files[0].mode, 0644u);
    for (const auto& one : examine(facts)) EXPECT_THAT(one.text + one.fix, Not(HasSubstr("hunter2")));
}

TEST_F(GatheredDesk, WatchesItsDatabaseFilesModeAsWell) {
    { ASSERT_TRUE(storage()); }
    chmod((folder / "desk.db").c_str(), 0666);
    const auto found = judge_private_files(facts_of(""));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].concern, Concern::problem);
    EXPECT_THAT(found[0].text, HasSubstr("what customers wrote"));
}

TEST_F(GatheredDesk, FindsAPortThatSomebodyElseHolds) {
    const test::ScriptedServer other{"x"};
    const auto file = folder.write("other.toml", "[server]\nlisten = \"127.0.0.1:" + std::to_string(other.port()) +
                                                     "\"\nadmin_listen = \"127.0.0.1:0\"\n");
    const auto facts = gather_facts({.configuration_file = file, .reading = load_configuration(file, {})});
    ASSERT_THAT(facts.ports, SizeIs(2));
    EXPECT_EQ(facts.ports[0].problem, "held by another program");
    EXPECT_EQ(facts.ports[1].problem, "");
}

TEST_F(GatheredDesk, ShakesHandsWithSystemsOverTls) {
    const test::TlsServer server{{.ends = 24h * 10}};
    ca_file = folder.write("ca.pem", server.certificate_pem());
    folder.write("hook.secret", "whsec_" + std::string(32, 'A'));
    const auto facts =
        facts_of("[adapters.helpdesk]\ntype = \"webhook\"\nsecret_file = \"hook.secret\"\nreply_url = \"" +
                 server.url() + "?key=hunter2\"\nallow_private = true\n");
    ASSERT_THAT(facts.remotes, SizeIs(1));
    EXPECT_EQ(facts.remotes[0].problem, "");
    EXPECT_EQ(facts.remotes[0].origin, "https://127.0.0.1:" + std::to_string(server.port()));
    EXPECT_EQ(judge_remotes(facts)[0].concern, Concern::warning) << "ends in 10 days";
}

TEST_F(GatheredDesk, ReachesWhatAPluginMayReach) {
    const auto facts = facts_of(
        "[plugins.health]\nallow_private = true\nsettings = { status_url = "
        "\"http://127.0.0.1:1/status\", vendor = \"V\", source_name = \"S\" }\n");
    ASSERT_THAT(facts.remotes, SizeIs(1));
    EXPECT_EQ(facts.remotes[0].user, "plugin health");
    EXPECT_EQ(facts.remotes[0].setting, "status_url");
    EXPECT_EQ(facts.remotes[0].problem, "Connection refused");
}

TEST_F(GatheredDesk, ReachesWhoIsAskedForASecondOpinion) {
    const auto facts = facts_of("[second_opinion]\nurl = \"http://127.0.0.1:1/v1/chat/completions\"\nallow_private = true\n");
    ASSERT_THAT(facts.remotes, SizeIs(1));
    EXPECT_EQ(facts.remotes[0].user, "second opinion");
    EXPECT_EQ(facts.remotes[0].problem, "Connection refused");
}

TEST_F(GatheredDesk, StartsEachPluginInItsSandboxOnce) {
    const auto facts = facts_of("[plugins.echo]\n[plugins.nowhere]\n[plugins.fault]\nenabled = false\n");
    ASSERT_THAT(facts.plugins, SizeIs(3));
    EXPECT_EQ(facts.plugins[0].start_problem, "");
    EXPECT_THAT(facts.plugins[0].layers, Contains("no_new_privs"));
    EXPECT_EQ(facts.plugins[0].verdict->trust, Trust::bundled);
    EXPECT_THAT(facts.plugins[1].problem, HasSubstr("no manifest"));
    EXPECT_THAT(facts.plugins[2].layers, IsEmpty());
}

TEST_F(GatheredDesk, NeverStartsAPluginThatWasChanged) {
    ASSERT_TRUE(write_plugin_lock(
        folder / "plugins.lock",
        {{"echo", {.file = "echo.so", .sha256 = std::string(64, 'a'), .manifest_sha256 = std::string(64, 'b')}}}));
    const auto facts = facts_of("[plugins.echo]\n");
    ASSERT_THAT(facts.plugins, SizeIs(1));
    EXPECT_EQ(facts.plugins[0].verdict->code, "DH5101");
    EXPECT_THAT(facts.plugins[0].layers, IsEmpty());
    EXPECT_EQ(judge_plugins(facts)[0].concern, Concern::problem);
}

TEST_F(GatheredDesk, SaysWhyAPluginDoesNotStart) {
    folder.write("plugins/echo.so", "no machine code");
    std::filesystem::copy_file(plugins + "/echo.plugin.json", folder / "plugins/echo.plugin.json");
    plugins = folder / "plugins";
    const auto facts = facts_of("[plugins.echo]\n");
    EXPECT_NE(facts.plugins[0].start_problem, "");
}

TEST_F(GatheredDesk, AsksTheRunningDesk) {
    running = {{"/admin/status", R"({"status":"degraded","reasons":["adapter slack is paused"]})"},
               {"/admin/plugins", R"({"plugins":[{"name":"echo","state":"quarantined","note":"5 crashes"}]})"}};
    const auto facts = facts_of("[plugins.echo]\n");
    EXPECT_TRUE(facts.is_running);
    EXPECT_EQ(facts.running_status, "degraded");
    EXPECT_THAT(facts.running_reasons, testing::ElementsAre("adapter slack is paused"));
    EXPECT_EQ(facts.plugins[0].running_state, "quarantined");
    EXPECT_EQ(facts.plugins[0].running_note, "5 crashes");
}

TEST_F(GatheredDesk, ReadsWhatThePriceListDoesNotSay) {
    std::ifstream sample{std::string{DESK_SOURCE_DIR} + "/bot/sample/desk/prices.toml"};
    std::string text, line;
    while (std::getline(sample, line)) {
        if (!line.starts_with("contact") && !line.starts_with("hours ")) text += line + "\n";
    }
    folder.write("prices.toml", text);
    const auto facts = facts_of("[plugins.support_prices]\nsettings = { catalogue = \"prices.toml\" }\n");
    ASSERT_THAT(facts.profiles, SizeIs(1));
    EXPECT_THAT(facts.profiles[0].missing, Contains("contact"));
    EXPECT_THAT(facts.profiles[0].missing, Contains("offers[0].hours"));
    EXPECT_EQ(facts.profiles[0].valid_until, "2030-12-31");
}

TEST_F(GatheredDesk, KeepsToTheConfigurationWhenThatIsWrong) {
    const auto facts = facts_of("[desk]\nnmae = \"x\"\n[plugins.echo]\n");
    EXPECT_TRUE(has_error(facts.configuration.diagnoses));
    EXPECT_THAT(facts.plugins, IsEmpty());
}

}  // namespace
}  // namespace desk
