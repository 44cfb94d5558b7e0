// The commands that read and change the database, on a real one.
#include "storage/open_storage.hpp"
#include "tests/bot/cli/cli_world.hpp"
#include <desk/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr Time start{std::chrono::milliseconds{1'764'000'000'000}};  // 2025-11-24T16:00:00Z

struct ArchiveCommands : testing::Test, test::CliWorld {
    std::string file = folder.write("deskhand.toml",
                                    "[directory]\nfile = \"customers.toml\"\n"
                                    "[desk]\ntime_zone = \"Europe/Budapest\"\n");

    void SetUp() override {
        folder.write("customers.toml", R"([[customer]]
id = "contoso"
name = "Contoso Kft."
[[customer.contact]]
id = "anna"
given = "Anna"
family = "Nagy"
)");
        auto storage = opened();
        ASSERT_TRUE(storage) << storage.error().what;
        for (int i = 0; i < 3; ++i) say(*storage->store, i);
        while (*storage->store->index_some(100)) {
        }
    }

    Result<Storage> opened() { return open_storage("sqlite:" + (folder / "desk.db"), {}); }

    // One message and its answer, in a conversation of its own.
    static void say(Store& store, int i) {
        const auto number = std::to_string(i);
        const auto at = start + std::chrono::hours{24 * i};
        const Arrival arrival{{"contoso"},
                              {.place = {"helpdesk", "c-" + number, ""},
                               .event_id = "E" + number,
                               .author = "anna",
                               .text = "exchange question " + number + " mail anna@contoso.example",
                               .sent_at = at}};
        const auto receipts = store.receive(std::span{&arrival, 1}, at);
        ASSERT_TRUE(receipts) << receipts.error().what;
        const auto holding = store.hold_slots("test");
        ASSERT_TRUE(holding);
        const auto tickets = store.waiting_messages(*holding, at, 10);
        ASSERT_TRUE(tickets && tickets->size() == 1);
        Outcome outcome{.person_id = "anna",
                        .plugin = "health",
                        .plugin_version = "1.0.0",
                        .took = std::chrono::milliseconds{38}};
        outcome.replies = {{.place = arrival.message.place,
                            .to = "anna",
                            .language = "en",
                            .text = "answer " + number}};
        outcome.notes = {{"bot", "secret note " + number}};
        ASSERT_TRUE(store.finish(tickets->front(), outcome, at)->is_ours);
        const auto replies = store.waiting_replies(*holding, at, 10);
        ASSERT_TRUE(replies && !replies->empty());
        // The first one dies, the others are delivered.
        if (i == 0) {
            ASSERT_TRUE(*store.give_up_reply(replies->front(), "410 gone", at));
        } else {
            ASSERT_TRUE(*store.delivered(replies->front(), "P" + number, at));
        }
    }

    int run_here(std::vector<std::string> words) {
        words.insert(words.end(), {"--config", file});
        return run(words);
    }
    Json list_of(const std::vector<std::string>& words) {
        auto all = words;
        all.emplace_back("--json");
        EXPECT_EQ(run_here(all), exit_ok) << complained();
        auto parsed = parse_json(said());
        EXPECT_TRUE(parsed) << said();
        return parsed ? *std::move(parsed) : Json{};
    }
    std::string newest_id() {
        return list_of({"conversations", "list"}).at(0).at("id").get<std::string>();
    }
};

TEST_F(ArchiveCommands, ListNewestFirst) {
    const auto list = list_of({"conversations", "list"});
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[0]["conversation"], "helpdesk/c-2");
    EXPECT_EQ(list[2]["conversation"], "helpdesk/c-0");
    EXPECT_EQ(list_of({"conversations", "list", "--limit", "2"}).size(), 2u);
    EXPECT_EQ(run_here({"conversations", "list"}), exit_ok);
    EXPECT_THAT(said(), StartsWith("ID "));
    EXPECT_THAT(said(), HasSubstr("helpdesk/c-1"));
    EXPECT_EQ(run_here({"conversations", "list", "--limit", "none"}), exit_usage);
}

TEST_F(ArchiveCommands, ShowWhatWasSaid) {
    EXPECT_EQ(run_here({"conversations", "show", newest_id()}), exit_ok) << complained();
    EXPECT_THAT(said(), HasSubstr("helpdesk/c-2 · contoso · bot\n"));
    EXPECT_THAT(said(), HasSubstr("2025-11-26T16:00:00Z  anna\n  exchange question 2"));
    EXPECT_THAT(said(), HasSubstr("health 1.0.0, 38 ms, sent"));
    EXPECT_THAT(said(), HasSubstr("note, agents only"));
    EXPECT_EQ(run_here({"conversations", "show", "nobody"}), exit_storage);
    EXPECT_THAT(complained(), StartsWith("error[DH4105]"));
}

TEST_F(ArchiveCommands, FindWords) {
    EXPECT_EQ(list_of({"conversations", "search", "exchange"}).size(), 3u);
    EXPECT_EQ(list_of({"conversations", "search", "nothing like that"}).size(), 0u);
    EXPECT_EQ(run_here({"conversations", "search", "\"; DROP TABLE turn"}), exit_ok);
}

TEST_F(ArchiveCommands, ExportOneConversation) {
    const auto id = newest_id();
    EXPECT_EQ(run_here({"conversations", "export", id}), exit_ok) << complained();
    EXPECT_THAT(said(), HasSubstr("Anna Nagy"));
    EXPECT_THAT(said(), HasSubstr("secret note 2"));
    EXPECT_THAT(said(), HasSubstr("anna@contoso.example"));
    EXPECT_EQ(run_here({"conversations", "export", id, "--no-notes", "--redact"}), exit_ok);
    EXPECT_THAT(said(), Not(HasSubstr("secret note")));
    EXPECT_THAT(said(), Not(HasSubstr("anna@contoso.example")));
    EXPECT_EQ(run_here({"conversations", "export", id, "--format", "html"}), exit_ok);
    EXPECT_THAT(said(), HasSubstr("<html"));
}

TEST_F(ArchiveCommands, ExportASelection) {
    const auto count = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"conversations", "export", "--format", "json"});
        EXPECT_EQ(run_here(words), exit_ok) << complained();
        const auto parsed = parse_json(said());
        EXPECT_TRUE(parsed) << said();
        return !parsed ? -1 : parsed->is_array() ? static_cast<int>(parsed->size()) : 1;
    };
    EXPECT_EQ(count({}), 3);
    EXPECT_EQ(count({"question"}), 3);
    EXPECT_EQ(count({"\"question 1\""}), 1);
    EXPECT_EQ(count({"from:anna"}), 3);
    EXPECT_EQ(count({"from:joe"}), 0);
    EXPECT_EQ(count({"state:resolved"}), 0);
    EXPECT_EQ(count({"customer:contoso"}), 3);
    EXPECT_EQ(count({"--since", "2025-11-25"}), 2);
    EXPECT_EQ(count({"--until", "2025-11-25"}), 1);
    EXPECT_EQ(run_here({"conversations", "export", "state:asleep"}), exit_usage);
    EXPECT_EQ(run_here({"conversations", "export", "--since", "soon"}), exit_usage);
    EXPECT_EQ(run_here({"conversations", "export", "--format", "html"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("3 were found"));
}

TEST_F(ArchiveCommands, ExportRowsToAFile) {
    const auto csv = folder / "all.csv";
    EXPECT_EQ(run_here({"conversations", "export", "--format", "csv", "-o", csv}), exit_ok);
    EXPECT_THAT(complained(), HasSubstr("3 conversations"));
    EXPECT_EQ(said(), "");
    std::ifstream written{csv};
    std::string line;
    std::getline(written, line);
    EXPECT_EQ(line,
              "\"id\",\"customer\",\"conversation\",\"state\",\"assignee\",\"turns\",\"first_at\","
              "\"last_at\"\r");
    EXPECT_EQ(std::filesystem::status(csv).permissions() & std::filesystem::perms::others_all,
              std::filesystem::perms::none);
    EXPECT_EQ(run_here({"conversations", "export", "-o", folder / "no/such/folder/x"}), exit_usage);
}

TEST_F(ArchiveCommands, TraceOneEvent) {
    EXPECT_EQ(run_here({"admin", "trace", "helpdesk:E1"}), exit_ok) << complained();
    EXPECT_THAT(said(), HasSubstr("answered by   health 1.0.0, 38 ms"));
    EXPECT_THAT(said(), HasSubstr("P1"));
    EXPECT_EQ(list_of({"admin", "trace", "helpdesk:E1"}).at(0).at("state"), "replied");
    EXPECT_EQ(run_here({"admin", "trace", "helpdesk:nothing"}), exit_storage);
    EXPECT_EQ(run_here({"admin", "trace", "E1"}), exit_usage);
}

TEST_F(ArchiveCommands, TellTheStatusOfAStoppedDesk) {
    EXPECT_EQ(run_here({"admin", "status"}), exit_ok) << complained();
    EXPECT_THAT(said(), StartsWith("status            stopped\n"));
    EXPECT_THAT(said(), HasSubstr("dead letters      1\n"));
    web = [](const HttpRequest&) {
        return HttpResponse{
            .status = 200,
            .body =
                R"({"status":"degraded","reasons":["adapter slack is paused"],"desk":"D","conversations":3,
                                        "adapters":[{"name":"slack","type":"slack"}]})"};
    };
    EXPECT_EQ(run_here({"admin", "status"}), exit_ok);
    EXPECT_THAT(said(), HasSubstr("reasons        adapter slack is paused\n"));
    EXPECT_THAT(said(), HasSubstr("adapters       slack (slack)\n"));
}

TEST_F(ArchiveCommands, ListAndRedriveDeadLetters) {
    EXPECT_EQ(run_here({"admin", "dlq", "list"}), exit_ok) << complained();
    EXPECT_THAT(said(), HasSubstr("helpdesk:E0"));
    EXPECT_THAT(said(), HasSubstr("410 gone"));
    EXPECT_EQ(run_here({"admin", "dlq", "show", "helpdesk:E1"}), exit_storage);
    EXPECT_EQ(run_here({"admin", "dlq", "redrive", "helpdesk:E0"}), exit_ok) << complained();
    EXPECT_EQ(said(), "redriven: 1 letter\n");
    auto storage = opened();
    ASSERT_TRUE(storage);
    const auto holding = storage->store->hold_slots("test");
    EXPECT_EQ(
        storage->store->waiting_replies(*holding, start + std::chrono::hours{1000}, 10)->size(),
        1u);
}

TEST_F(ArchiveCommands, LeaveChangesToTheRunningDesk) {
    web = [](const HttpRequest&) {
        return HttpResponse{.status = 200, .body = R"({"letters":2})"};
    };
    EXPECT_EQ(run_here({"admin", "dlq", "redrive", "helpdesk:E0"}), exit_ok);
    EXPECT_EQ(said(), "redriven: 2 letters\n");
    EXPECT_EQ(requests.at(0).url, "http://127.0.0.1:8081/admin/dlq/redrive");
    EXPECT_EQ(requests.at(0).body, R"({"adapter":"helpdesk","event_id":"E0"})");
    web = [](const HttpRequest&) {
        return HttpResponse{.status = 404, .body = R"({"detail":"no dead letter"})"};
    };
    EXPECT_EQ(run_here({"admin", "dlq", "redrive", "helpdesk:E9"}), exit_storage);
    EXPECT_THAT(complained(), HasSubstr("no dead letter"));
}

TEST_F(ArchiveCommands, AskBeforeTheyDropALetter) {
    EXPECT_EQ(run_here({"admin", "dlq", "drop", "helpdesk:E0"}), exit_usage);
    EXPECT_THAT(complained(), HasSubstr("add --yes"));
    shell.in_is_terminal = true;
    types("n\n");
    EXPECT_EQ(run_here({"admin", "dlq", "drop", "helpdesk:E0"}), exit_failed);
    EXPECT_EQ(list_of({"admin", "dlq", "list"}).size(), 1u);
    EXPECT_EQ(run_here({"admin", "dlq", "drop", "helpdesk:E0", "--yes"}), exit_ok) << complained();
}

TEST_F(ArchiveCommands, ReadWhileADeskHoldsTheDatabase) {
    auto running = opened();
    ASSERT_TRUE(running);
    EXPECT_EQ(list_of({"conversations", "list"}).size(), 3u);
    EXPECT_EQ(run_here({"admin", "dlq", "redrive", "helpdesk:E0"}), exit_storage);
    EXPECT_THAT(complained(), StartsWith("error[DH4101]"));
}

TEST_F(ArchiveCommands, SayWhatIsWrongWithTheDatabase) {
    const auto other = folder.write("other.toml", "[storage]\nurl = \"sqlite:nowhere.db\"\n");
    EXPECT_EQ(run({"conversations", "list", "--config", other}), exit_storage);
    EXPECT_THAT(complained(), StartsWith("error[DH410"));
    folder.write("garbage.db", std::string(8192, 'x'));
    const auto bad = folder.write("bad.toml", "[storage]\nurl = \"sqlite:garbage.db\"\n");
    EXPECT_EQ(run({"conversations", "list", "--config", bad}), exit_storage);
    EXPECT_THAT(complained(), StartsWith("error[DH410"));
}

}  // namespace
}  // namespace desk
