// Each rule has something broken that it must catch, and says nothing is wrong with what is well.
#include "bot/doctor/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace desk {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

constexpr Time now{std::chrono::milliseconds{1'764'000'000'000}};  // 2025-11-24T16:00:00Z

PluginFacts well_plugin() {
    return {.name = "health",
            .version = "1.0.0",
            .verdict = TrustVerdict{TrustVerdict::Kind::runs, Trust::pinned, {}, {}},
            .layers = {"rlimits", "no_new_privs", "seccomp"},
            .running_state = "ok"};
}

// A desk with which everything is well.
DoctorFacts well() {
    DoctorFacts facts{.now = now, .user = 1000, .is_running = true, .running_status = "ok"};
    facts.configuration = {.adapters = 1, .plugins = 1};
    facts.private_files = {{.path = "/etc/desk.token", .holds = "the secret api.token", .mode = 0640, .owner = 0}};
    facts.folder = {.path = "/var/lib/deskhand",
                    .exists = true,
                    .is_writable = true,
                    .free_bytes = 38'500'000'000,
                    .file_system = 0xEF53};
    facts.database = {.exists = true, .schema = 2, .known_schema = 2, .conversations = 1'204, .has_watermark = true};
    facts.newest_file = now - 1h;
    facts.remotes = {{.user = "adapter helpdesk",
                      .setting = "reply_url",
                      .origin = "https://crm.example",
                      .certificate_until = now + 24h * 90}};
    facts.plugins = {well_plugin()};
    facts.ports = {{.key = "server.listen", .address = "127.0.0.1:8080"}};
    facts.descriptors = {.most = 524'288, .needed = 20'300, .is_of_desk = true};
    facts.profiles = {{.plugin = "prices", .valid_from = "2025-07-01", .valid_until = "2026-12-31"}};
    return facts;
}

Concern worst(const Observations& all) {
    auto found = Concern::none;
    for (const auto& one : all) found = std::max(found, one.concern);
    return found;
}

TEST(Doctor, FindsNothingWrongWithADeskThatIsWell) {
    for (const auto& one : examine(well())) EXPECT_EQ(one.concern, Concern::none) << one.subject << ": " << one.text;
    EXPECT_EQ(examine(well()).size(), doctor_rules().size());
}

struct Broken {
    const char* name;
    std::function<void(DoctorFacts&)> breaks;
    Observations (*rule)(const DoctorFacts&);
    Concern concern;
    const char* text;
    const char* fix;
};

const Broken broken_desks[] = {
    {"a wrong key",
     [](DoctorFacts& f) {
         f.configuration.diagnoses = {{.code = "DH1203",
                                       .what = "unknown key \"lisen\"",
                                       .file = "desk.toml",
                                       .line = 3,
                                       .fix = "rename the key"}};
     },
     judge_configuration, Concern::problem, "DH1203: unknown key \"lisen\" (desk.toml:3)", "rename the key"},
    {"a secret in the file",
     [](DoctorFacts& f) {
         f.configuration.diagnoses = {
             {.code = "DH1206", .severity = Severity::warning, .what = "secret in the file", .fix = "use token_file"}};
     },
     judge_configuration, Concern::warning, "DH1206", "use token_file"},
    {"a secret for everybody", [](DoctorFacts& f) { f.private_files[0].mode = 0644; }, judge_private_files,
     Concern::problem, "(mode 0644)", "chmod o-rwx /etc/desk.token"},
    {"a secret its group may write", [](DoctorFacts& f) { f.private_files[0].mode = 0660; }, judge_private_files,
     Concern::warning, "(mode 0660)", "chmod g-w"},
    {"a secret of somebody else", [](DoctorFacts& f) { f.private_files[0].owner = 1001; }, judge_private_files,
     Concern::warning, "belongs to user 1001", "chown"},
    {"no folder", [](DoctorFacts& f) { f.folder.exists = false; }, judge_data_folder, Concern::problem,
     "does not exist", "mkdir"},
    {"a folder that is closed", [](DoctorFacts& f) { f.folder.is_writable = false; }, judge_data_folder,
     Concern::problem, "cannot be written", "chown"},
    {"little space", [](DoctorFacts& f) { f.folder.free_bytes = 500'000'000; }, judge_data_folder, Concern::warning,
     "500 MB free", "make room"},
    {"no space", [](DoctorFacts& f) { f.folder.free_bytes = 99'000'000; }, judge_data_folder, Concern::problem,
     "99 MB free", "make room"},
    {"NFS", [](DoctorFacts& f) { f.folder.file_system = 0x6969; }, judge_data_folder, Concern::problem, "NFS",
     "local disk"},
    {"CIFS", [](DoctorFacts& f) { f.folder.file_system = 0xFF534D42; }, judge_data_folder, Concern::problem, "CIFS",
     "local disk"},
    {"FUSE", [](DoctorFacts& f) { f.folder.file_system = 0x65735546; }, judge_data_folder, Concern::problem, "FUSE",
     "local disk"},
    {"a damaged database", [](DoctorFacts& f) { f.database.problem = "database desk.db is damaged (row 3)"; },
     judge_database, Concern::problem, "is damaged", "restore a backup"},
    {"a newer schema", [](DoctorFacts& f) { f.database.schema = 3; }, judge_database, Concern::problem,
     "schema 3, this build knows 2", "later one"},
    {"no watermark", [](DoctorFacts& f) { f.database.has_watermark = false; }, judge_watermark, Concern::warning,
     "missing", "backup"},
    {"a search index that lags", [](DoctorFacts& f) { f.database.unindexed_turns = 1'001; }, judge_search_index,
     Concern::warning, "1,001 turns behind", "log"},
    {"an old message",
     [](DoctorFacts& f) {
         f.database.waiting_messages = 2;
         f.database.oldest_message = now - 301s;
     },
     judge_waiting, Concern::warning, "2 wait, the oldest for 5 min", "plugin list"},
    {"an old reply",
     [](DoctorFacts& f) {
         f.database.waiting_replies = 1;
         f.database.oldest_reply = now - 3h;
     },
     judge_waiting, Concern::warning, "1 waits, the oldest for 3 h", "admin status"},
    {"dead letters", [](DoctorFacts& f) { f.database.dead_letters = 3; }, judge_dead_letters, Concern::warning,
     "3 letters", "dlq list"},
    {"a clock that is behind", [](DoctorFacts& f) { f.newest_file = now + 61s; }, judge_clock, Concern::problem,
     "61 s in the future", "set the clock"},
    {"a port that is taken",
     [](DoctorFacts& f) {
         f.is_running = false;
         f.ports[0].problem = "held by another program";
     },
     judge_ports, Concern::problem, "server.listen 127.0.0.1:8080: held", "change server.listen"},
    {"few descriptors", [](DoctorFacts& f) { f.descriptors.most = 1'024; }, judge_descriptors, Concern::warning,
     "1024 for the desk, 20300 needed", "LimitNOFILE=20300"},
    {"a remote side that is down", [](DoctorFacts& f) { f.remotes[0].problem = "Connection refused"; }, judge_remotes,
     Concern::problem, "reply_url https://crm.example: Connection refused", "replies wait"},
    {"a certificate that ends soon", [](DoctorFacts& f) { f.remotes[0].certificate_until = now + 24h * 14; },
     judge_remotes, Concern::warning, "certificate ends on 2025-12-08", "renewed"},
    {"a plugin without a file", [](DoctorFacts& f) { f.plugins[0].problem = "no file /plugins/health.so"; },
     judge_plugins, Concern::problem, "no file", "install"},
    {"a plugin that was changed",
     [](DoctorFacts& f) {
         f.plugins[0].verdict = TrustVerdict{TrustVerdict::Kind::refused, Trust::pinned, "DH5101", "not the file"};
     },
     judge_plugins, Concern::problem, "not the file (DH5101)", "deskhand plugin enable health"},
    {"a record that cannot be read", [](DoctorFacts& f) { f.plugins[0].trust_problem = "plugins.lock: format 2"; },
     judge_plugins, Concern::problem, "format 2", "DH5104"},
    {"a plugin that does not start", [](DoctorFacts& f) { f.plugins[0].start_problem = "killed by SIGSEGV"; },
     judge_plugins, Concern::problem, "does not start: killed by SIGSEGV", "plugin check"},
    {"a plugin in quarantine",
     [](DoctorFacts& f) {
         f.plugins[0].running_state = "quarantined";
         f.plugins[0].running_note = "5 crashes";
     },
     judge_plugins, Concern::problem, "quarantined in the running desk: 5 crashes", "tried again"},
    {"a plugin nobody enabled", [](DoctorFacts& f) { f.plugins[0].verdict->trust = Trust::unpinned; }, judge_plugins,
     Concern::warning, "unpinned", "deskhand plugin enable health"},
    {"a sandbox with a hole",
     [](DoctorFacts& f) {
         f.plugins[0].layers = {"rlimits", "no_new_privs"};
     },
     judge_sandbox, Concern::problem, "seccomp (health)", "kernel"},
    {"a degraded desk",
     [](DoctorFacts& f) {
         f.running_status = "degraded";
         f.running_reasons = {"adapter slack is paused"};
     },
     judge_running_desk, Concern::problem, "degraded: adapter slack is paused", "admin status"},
    {"a price list that ended", [](DoctorFacts& f) { f.profiles[0].valid_until = "2025-11-23"; }, judge_profiles,
     Concern::problem, "ended on 2025-11-23", "next list"},
    {"a price list that has not begun", [](DoctorFacts& f) { f.profiles[0].valid_from = "2025-11-25"; }, judge_profiles,
     Concern::problem, "begins on 2025-11-25", "valid today"},
    {"a price list that ends soon", [](DoctorFacts& f) { f.profiles[0].valid_until = "2025-12-24"; }, judge_profiles,
     Concern::warning, "ends on 2025-12-24", "prepare"},
    {"a profile with a gap", [](DoctorFacts& f) { f.profiles[0].missing = {"contact"}; }, judge_profiles,
     Concern::warning, "does not say: contact", "catalogue"},
};

struct BrokenDesk : testing::TestWithParam<Broken> {};

TEST_P(BrokenDesk, IsCaughtByItsRuleAlone) {
    auto facts = well();
    GetParam().breaks(facts);
    const auto found = GetParam().rule(facts);
    ASSERT_THAT(found, testing::SizeIs(1));
    EXPECT_EQ(found[0].concern, GetParam().concern) << found[0].text;
    EXPECT_THAT(found[0].text, HasSubstr(GetParam().text));
    EXPECT_THAT(found[0].fix, HasSubstr(GetParam().fix));
    for (const auto& rule : doctor_rules()) {
        if (rule.judge == GetParam().rule) continue;
        EXPECT_EQ(worst(rule.judge(facts)), Concern::none) << rule.name;
    }
}
INSTANTIATE_TEST_SUITE_P(Rules, BrokenDesk, testing::ValuesIn(broken_desks),
                         [](const auto& row) { return "Row" + std::to_string(row.index); });

TEST(Doctor, HasABrokenDeskForEveryRule) {
    for (const auto& rule : doctor_rules()) {
        const bool is_covered = std::any_of(std::begin(broken_desks), std::end(broken_desks),
                                            [&](const Broken& broken) { return broken.rule == rule.judge; });
        EXPECT_TRUE(is_covered) << rule.name;
    }
}

TEST(Doctor, TellsOnlyOfAConfigurationThatIsWrong) {
    auto facts = well();
    facts.folder.exists = false;
    facts.configuration.diagnoses = {{.code = "DH1203", .what = "unknown key"}};
    EXPECT_THAT(examine(facts), testing::SizeIs(1));
}

// At these figures nothing is wrong yet: each limit is where it is said to be.
TEST(Doctor, IsContentAtItsLimits) {
    auto facts = well();
    facts.folder.free_bytes = 1'000'000'000;
    facts.database.unindexed_turns = 1'000;
    facts.database.oldest_message = now - 300s;
    facts.database.oldest_reply = now - 900s;
    facts.newest_file = now + 60s;
    facts.descriptors.most = facts.descriptors.needed;
    facts.remotes[0].certificate_until = now + 24h * 14 + 1s;
    facts.profiles[0].valid_until = "2025-12-25";
    for (const auto& one : examine(facts)) EXPECT_EQ(one.concern, Concern::none) << one.subject << ": " << one.text;
}

TEST(Doctor, SaysNothingOfADatabaseThatIsNotThereYet) {
    auto facts = well();
    facts.database = {};
    EXPECT_EQ(worst(examine(facts)), Concern::none);
    EXPECT_THAT(judge_waiting(facts), IsEmpty());
    EXPECT_THAT(judge_watermark(facts), IsEmpty());
}

TEST(Doctor, LetsRootReadWhatIsSomebodyElses) {
    auto facts = well();
    facts.user = 0;
    facts.private_files[0].owner = 1001;
    EXPECT_EQ(worst(judge_private_files(facts)), Concern::none);
}

}  // namespace
}  // namespace desk
