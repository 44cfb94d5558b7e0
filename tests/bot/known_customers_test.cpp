// Timers for each customer, what a plugin shares with all of them, news for the desk's own people, customers that a source
// tells the directory about.
#include <desk/json.hpp>
#include <desk/wire.hpp>

#include <gmock/gmock.h>

#include "tests/support/road.hpp"
#include "tests/support/sql.hpp"

namespace desk::test {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

constexpr const char* people = R"(
[[customer]]
id = "contoso"
name = "Contoso Kft."
domains = ["contoso.example"]
[[customer.contact]]
id = "anna"
given = "Anna"
identities = ["helpdesk:anna"]
[[customer]]
id = "fabrikam"
name = "Fabrikam GmbH"
[[customer.contact]]
id = "jonas"
given = "Jonas"
identities = ["helpdesk:jonas"]
[[agent]]
id = "kata"
given = "Kata"
role = "helpdesk"
identities = ["helpdesk:kata"]
)";

struct EachCustomer : testing::Test {
    Road road;
    Manifest manifest = open_manifest("poller");
    std::vector<Call> ticks = {};
    std::vector<Effect> effects = {};  // of the next command
    std::string heard = {};            // the reply to the last question
    std::string question = {};         // asked by the next command

    EachCustomer() {
        road.directory(people);
        manifest.permissions.storage_kb = 10;
        manifest.permissions.directory = true;
        manifest.topics = {"alerts"};
        manifest.timers = {{.name = "poll", .every_s = 300, .per_customer = true}, {.name = "shared", .every_s = 300}};
    }
    void start() {
        road.plugin(manifest, [this](const Call& call, const AskBot& ask_bot) -> Result<PluginAnswer> {
            if (call.kind == CallKind::timer) return tick(call);
            if (!question.empty()) heard = ask_bot(question);
            auto answer = answers("ok");
            answer.effects = std::exchange(effects, {});
            return answer;
        });
        road.tick();
        ticks.clear();
    }
    Result<PluginAnswer> tick(const Call& call) {
        ticks.push_back(call);
        return PluginAnswer{.effects = {{.kind = Effect::Kind::remember, .key = "state", .value = call.name + " " + call.customer.id}}};
    }
    void say(const std::string& sender, const std::string& text = "/poller") {
        road.deliver("e" + std::to_string(++said_), "c-" + sender, text, sender);
        road.run();
    }
    std::vector<std::string> customers_polled() const {
        std::vector<std::string> found;
        for (const auto& call : ticks) {
            if (call.name == "poll") found.push_back(call.customer.id);
        }
        return found;
    }
    // A second passes three hundred times.
    void one_period() {
        for (int i = 0; i < 300; ++i) road.now += seconds{1}, road.tick();
    }

private:
    int said_ = 0;
};

TEST_F(EachCustomer, HasATurnOnceInEveryPeriodForItself) {
    start();
    one_period();
    EXPECT_THAT(customers_polled(), UnorderedElementsAre("contoso", "fabrikam"));
    one_period();
    EXPECT_THAT(customers_polled(), UnorderedElementsAre("contoso", "fabrikam", "contoso", "fabrikam"));
    EXPECT_EQ(ticks[0].asker.id, "desk");
}

TEST_F(EachCustomer, ReadsWhatItsOwnTurnKeptAndNothingOfAnother) {
    start();
    one_period();
    question = R"({"do":"recall","key":"state"})";
    say("anna");
    EXPECT_THAT(heard, HasSubstr("poll contoso"));
    say("jonas");
    EXPECT_THAT(heard, HasSubstr("poll fabrikam"));
}

TEST_F(EachCustomer, ReadsWhatThePluginKeptForTheDeskAsAWhole) {
    start();
    one_period();
    question = R"({"do":"recall","key":"state","shared":true})";
    say("anna");
    EXPECT_THAT(heard, HasSubstr("\"shared \""));
    question = R"({"do":"recall_all","prefix":"st","shared":true})";
    say("jonas");
    EXPECT_THAT(heard, HasSubstr("\"shared \""));
}

TEST_F(EachCustomer, LeavesTwoQuietTurnsBehindAndNoMore) {
    start();
    for (int i = 0; i < 5; ++i) one_period();
    const auto backlog = road.store().backlog();
    ASSERT_TRUE(backlog);
    EXPECT_EQ(backlog->waiting_messages, 0);
    EXPECT_EQ(number_of(road.database(), "SELECT count(*) FROM inbox WHERE adapter = 'plugins' AND tenant = 'contoso'"), 2);
    EXPECT_EQ(number_of(road.database(), "SELECT count(*) FROM seen WHERE adapter = 'plugins' AND tenant = 'contoso'"), 2);
    EXPECT_EQ(number_of(road.database(), "SELECT count(*) FROM call_record WHERE tenant = 'contoso'"), 2);
}

Effect alert(const std::string& text) {
    return {.kind = Effect::Kind::publish, .key = "alerts", .value = dump_json(wire::to_json(wire::FullAnswer{answers(text).answer, {}, {}})),
            .revision = text, .to_desk = true};
}

TEST_F(EachCustomer, NewsForTheDeskReachesItsOwnPeopleAlone) {
    start();
    for (const auto* who : {"kata", "anna", "jonas"}) {
        effects = {{.kind = Effect::Kind::subscribe, .key = "alerts"}};
        say(who);
    }
    road.sent.clear();
    effects = {alert("contoso waits")};
    say("anna");
    road.tick();
    int told = 0;
    for (const auto& request : road.sent) {
        if (request.body.find("contoso waits") == std::string::npos) continue;
        ++told;
        EXPECT_THAT(request.body, HasSubstr("c-kata"));
    }
    EXPECT_EQ(told, 1);
}

Effect enrol(const std::string& id, const std::string& document) {
    return {.kind = Effect::Kind::enrol, .key = id, .value = document};
}

TEST_F(EachCustomer, OfASourceCompletesTheFilesOneAndBecomesOneOfItsOwn) {
    start();
    effects = {enrol("t1", R"({"tenant_id":"t1","name":"CONTOSO","domains":["contoso.example"],"country":"HU"})"),
               enrol("t2", R"({"tenant_id":"t2","name":"Adatum Zrt.","services":["Exchange Online"]})")};
    say("kata");
    road.tick();
    const auto& directory = road.desk().directory;
    ASSERT_NE(directory.customer("contoso"), nullptr);
    EXPECT_EQ(directory.customer("contoso")->tenant_id, "t1");
    EXPECT_EQ(directory.customer("contoso")->name, "Contoso Kft.");
    ASSERT_NE(directory.customer("t2"), nullptr);
    EXPECT_EQ(directory.customer("t2")->services, std::vector<std::string>{"exchange-online"});
}

TEST_F(EachCustomer, IsNotToldToTheDirectoryWithoutAGrant) {
    manifest.permissions.directory = false;
    start();
    effects = {enrol("t2", R"({"tenant_id":"t2","name":"Adatum Zrt."})")};
    say("kata");
    road.tick();
    EXPECT_EQ(road.desk().directory.customer("t2"), nullptr);
}

}  // namespace
}  // namespace desk::test
