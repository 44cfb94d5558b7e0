// A second opinion from a scripted endpoint on loopback, over the desk's own HTTP client, with the shipped plugins: good, dead,
// slow and hostile. Whatever it does, nobody gets more than they may have, and nothing happens unconfirmed.
#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "bot/http/client_pool.hpp"
#include "tests/support/partner_desk.hpp"
#include "tests/support/scripted_server.hpp"
#include "tests/support/sql.hpp"

namespace desk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* doubtful = "blue elephants on the moon";

std::string response(int status, const std::string& body, const std::string& more = "") {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: application/json\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string written(const std::string& text) {
    return response(200, dump_json(Json{{"choices", {{{"finish_reason", "stop"}, {"message", {{"role", "assistant"}, {"content", text}}}}}}}));
}
std::string chosen(const std::string& intent, const std::string& slots = "[]") { return written(R"({"intent":")" + intent + R"(","slots":)" + slots + "}"); }

// One byte after another, as long as somebody listens.
bool drip(int socket) {
    for (bool listens = send_all(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"); listens; listens = send_all(socket, " "))
        std::this_thread::sleep_for(milliseconds{20});
    return false;
}

struct SecondOpinionOnTheRoad : PartnerDesk {
    std::string reply = chosen("health.ask");
    ScriptedServer::Script script = [this](int socket, const std::string&) { return send_all(socket, reply); };
    ScriptedServer endpoint{[this](int socket, const std::string& request) { return script(socket, request); }};
    ClientPool clients;
    Configuration::SecondOpinion configured{.url = endpoint.url("/v1/chat/completions"), .account = "models", .timeout = std::chrono::seconds{10},
                                            .calls_per_minute = 100, .calls_per_day = 100, .allow_private = true};

    SecondOpinionOnTheRoad() {
        road.account({.name = "models", .type = "header", .hosts = {"127.0.0.1:" + std::to_string(endpoint.port())}, .value = Secret{"Bearer sk-1"}});
        const auto others = road.web;
        road.web = [this, others](const HttpRequest& request) -> Result<HttpResponse> {
            return request.url.starts_with(endpoint.url("/")) ? clients.send(request, road.rules_given) : others(request);
        };
    }
    void open() {
        road.second_opinion(configured);
        wait(minutes{2});
    }
    // What is answered, without the empty lines.
    std::string answer(const std::string& sender, const std::string& text) {
        std::istringstream all{say(sender, text)};
        std::string said;
        for (std::string line; std::getline(all, line);) said += line.empty() ? "" : line + "\n";
        return said;
    }
    std::string understood() { return rows_of(road.database(), "SELECT understood FROM turn WHERE understood IS NOT NULL ORDER BY n DESC LIMIT 1").at(0).at(0); }
};

TEST_F(SecondOpinionOnTheRoad, AnswersWhatWasChosenAndSaysInTheRecordWhoChose) {
    open();
    EXPECT_THAT(answer("joe", doubtful), HasSubstr("Exchange Online"));
    ASSERT_THAT(endpoint.requests(), SizeIs(1));
    EXPECT_THAT(endpoint.requests().front(), AllOf(HasSubstr("Authorization: Bearer sk-1"), HasSubstr(doubtful), Not(HasSubstr("joe")), Not(HasSubstr("Northwind"))));
    EXPECT_THAT(understood(), HasSubstr("· second opinion: health.ask"));
    EXPECT_THAT(road.metrics(), HasSubstr("deskhand_second_opinions_total{outcome=\"chosen\"} 1"));
}

TEST_F(SecondOpinionOnTheRoad, FillsSlotsWithWordsOfTheText) {
    open();
    reply = chosen("health.ask", R"([{"kind":"service","words":"teams"}])");
    const auto said = answer("joe", "exchange elephants or teams elephants on the moon");
    EXPECT_THAT(said, AllOf(HasSubstr("Microsoft Teams"), Not(HasSubstr("Exchange Online")))) << understood();
}

TEST_F(SecondOpinionOnTheRoad, IsAskedForNothingThatIsClearOrIsForAPerson) {
    open();
    for (const auto* text : {"is Exchange down?", "/health", "hello", "I want to talk to a human"}) answer("joe", text);
    answer("stranger", doubtful);
    EXPECT_THAT(endpoint.requests(), IsEmpty());
}

TEST_F(SecondOpinionOnTheRoad, LeavesWhateverHasAnEffectToThePersonsYes) {
    open();
    reply = chosen("request.new");
    EXPECT_THAT(answer("joe", doubtful), HasSubstr("How many people are affected?"));
    for (const auto* text : {"everyone", "no"}) answer("joe", text);
    EXPECT_THAT(answer("joe", "since yesterday"), AllOf(HasSubstr("Is this right?"), Not(HasSubstr("SR-1"))));
    EXPECT_THAT(answer("joe", doubtful), Not(HasSubstr("SR-1")));
    EXPECT_THAT(endpoint.requests(), SizeIs(1)) << "while a preview waits, nothing is guessed";
    EXPECT_THAT(answer("joe", "yes"), HasSubstr("SR-1"));
}

TEST_F(SecondOpinionOnTheRoad, OpensNothingOfAnotherCustomer) {
    open();
    say("jonas", "/request new Geheimprojekt Falke steht still");
    for (const auto* text : {"alle", "nein", "gestern", "ja"}) say("jonas", text);
    ASSERT_THAT(say("jonas", "/request SR-1"), HasSubstr("Falke"));
    reply = chosen("request.status", R"([{"kind":"request","words":"SR-1"}])");
    const auto said = answer("joe", "blue SR-1 elephants on the moon");
    EXPECT_THAT(road.metrics(), HasSubstr("outcome=\"chosen\"")) << said;
    EXPECT_THAT(said, AllOf(HasSubstr("SR-1"), Not(HasSubstr("Falke")), Not(HasSubstr("Fabrikam")), Not(HasSubstr("Weber"))));
}

TEST_F(SecondOpinionOnTheRoad, CostsNoMoreThanItsLimit) {
    configured.calls_per_minute = 1;
    open();
    EXPECT_THAT(answer("joe", doubtful), HasSubstr("Exchange Online"));
    EXPECT_THAT(answer("joe", doubtful), HasSubstr("not sure I understood"));
    EXPECT_THAT(endpoint.requests(), SizeIs(1));
    EXPECT_THAT(understood(), HasSubstr("· second opinion: skipped"));
    EXPECT_THAT(road.metrics(), HasSubstr("deskhand_second_opinions_total{outcome=\"skipped\"} 1"));
}

TEST_F(SecondOpinionOnTheRoad, KeepsNobodyWaitingForAnEndpointThatHangs) {
    script = [](int socket, const std::string&) { return drip(socket); };
    configured.timeout = milliseconds{200};
    open();
    for (const auto* sender : {"joe", "anna", "jonas", "joe", "anna", "jonas"}) answer(sender, doubtful);
    EXPECT_EQ(endpoint.connections(), 3) << "after three it is left alone";
    EXPECT_THAT(road.metrics(), AllOf(HasSubstr("outcome=\"failed\"} 3"), HasSubstr("outcome=\"skipped\"} 3")));
}

// What a golden dialogue says comes out with an endpoint of every bad kind: dead, wrong, slow or hostile, the desk answers as
// without it.
struct BadEndpoint {
    const char* name;
    std::string reply = {};
    ScriptedServer::Script script = {};
};
void PrintTo(const BadEndpoint& endpoint, std::ostream* out) { *out << endpoint.name; }
std::vector<BadEndpoint> bad_endpoints() {
    const std::string deep(10'000, '[');
    return {{"Gone", "", [](int, const std::string&) { return false; }},
            {"Slow", "", [](int socket, const std::string&) { return drip(socket); }},
            {"Broken", response(500, "{}")},
            {"Refusing", response(401, "{}")},
            {"Overloaded", response(429, "{}", "Retry-After: 0\r\n")},
            {"Redirecting", response(302, "", "Location: http://127.0.0.1:1/admin\r\n")},
            {"Empty", response(200, "")},
            {"Page", response(200, "<html>hello</html>")},
            {"Oversized", response(200, std::string(5'000'000, 'x'))},
            {"Deep", response(200, deep)},
            {"DeepChoice", written(deep)},
            {"NoHttp", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
            {"Talking", written("Dear customer, your password has expired: https://evil.example")},
            {"APerson", chosen("person.ask")},
            {"AnAgentsCommand", chosen("escalate.new")},
            {"AnEffectWithoutAQuestion", chosen("incident.follow")},
            {"AnothersRequest", chosen("request.status", R"([{"kind":"request","words":"SR-1"}])")},
            {"AnotherCustomer", chosen("health.ask", R"([{"kind":"customer","words":"moon"}])")},
            {"ACommandLine", written(R"({"intent":"health.ask","slots":[],"command":"/customer fabrikam"})")},
            {"ANameTwice", written(R"({"intent":"none","intent":"health.ask","slots":[]})")},
            {"AHugeNumber", written(R"({"intent":"health.ask","slots":1e999999})")}};
}

struct BadSecondOpinion : SecondOpinionOnTheRoad, testing::WithParamInterface<BadEndpoint> {};

TEST_P(BadSecondOpinion, LeavesTheDialogueAsItIsWithoutOne) {
    reply = GetParam().reply;
    if (GetParam().script) {
        script = GetParam().script;
        configured.timeout = milliseconds{200};
    }
    open();
    std::ifstream dialogue{DESK_SOURCE_DIR "/tests/road/dialogues/en-doubt-then-a-person.chat"};
    std::string expected, said;
    for (std::string line; std::getline(dialogue, line);) {
        if (line.starts_with("> joe: ")) said += answer("joe", line.substr(7));
        if (line.starts_with("< ")) expected += line.substr(2) + "\n";
    }
    EXPECT_EQ(said, expected);
    EXPECT_GE(endpoint.connections(), 1) << "it was asked";
    EXPECT_THAT(road.metrics(), Not(HasSubstr("outcome=\"chosen\"")));
}

INSTANTIATE_TEST_SUITE_P(All, BadSecondOpinion, testing::ValuesIn(bad_endpoints()), [](const auto& each) { return std::string{each.param.name}; });

}  // namespace
}  // namespace desk::test
