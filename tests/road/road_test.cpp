// The road over real HTTP, with the real program, its plugins in processes of their own and a
// platform that answers as platforms do: what is asked comes back answered, once.
#include "tests/adapters/requests.hpp"
#include "tests/support/desk_client.hpp"
#include "tests/support/desk_customer.hpp"
#include "tests/support/desk_process.hpp"
#include "tests/support/eventually.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace desk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr seconds long_enough{30};

struct Road : testing::Test {
    FakePlatform platform;
    FakePlatform slack;
    DeskProcess desk{{.reply_url = platform.url("/replies"), .slack_url = slack.url("/api")}};

    void SetUp() override {
        slack.usual({.body = R"({"ok":true,"ts":"1700000000.000200"})"});
        ASSERT_TRUE(desk.start_and_wait());
    }
    void TearDown() override {
        if (HasFailure()) std::cout << desk.log();
    }
    bool becomes_quiet() {
        return eventually(long_enough, [this] { return is_quiet(desk.admin_port()); });
    }
    HttpResponse ask(const std::string& key, const std::string& body) {
        return exchange(desk.port(), question(key, body));
    }
};

// ---- the webhook adapter ----

TEST_F(Road, TakesASignedWebhookAndDeliversTheAnswerSigned) {
    const auto answer = exchange(desk.port(), delivery("e1", message_body("c-1", "hello")));
    EXPECT_EQ(answer.status, 202);
    ASSERT_TRUE(platform.has_received(1, long_enough));
    const auto reply = platform.received()[0];
    EXPECT_EQ(reply.target, "/replies");
    EXPECT_EQ(reply.field("conversation"), "c-1");
    EXPECT_EQ(reply.field("in_reply_to"), "e1");
    EXPECT_EQ(reply.field("text"), "seq:1 hello");
    EXPECT_EQ(reply.field("language"), "en");
    EXPECT_EQ(reply.field("message_id"), text_or(*parse_json(answer.body), "message_id", "none"));

    const auto* id = find_header(reply.headers, "webhook-id");
    const auto* sent_at = find_header(reply.headers, "webhook-timestamp");
    ASSERT_TRUE(id != nullptr && sent_at != nullptr);
    EXPECT_EQ(*id, reply.key);
    const auto expected =
        webhook_request(desk_secret, *id, reply.body, at_second(std::stoll(*sent_at)));
    EXPECT_EQ(*find_header(reply.headers, "webhook-signature"),
              *find_header(expected.headers, "webhook-signature"));
}

TEST_F(Road, AnswersAnEventThatComesAHundredTimesOnce) {
    const auto body = message_body("c-1", "hello");
    const auto first = exchange(desk.port(), delivery("e1", body));
    std::vector<std::thread> platforms;
    std::atomic<int> alike = 0;
    for (int n = 0; n < 10; ++n) {
        platforms.emplace_back([&] {
            for (int m = 0; m < 10; ++m) {
                const auto answer = exchange(desk.port(), delivery("e1", body));
                alike += answer.status == first.status && answer.body == first.body ? 1 : 0;
            }
        });
    }
    for (auto& one : platforms) one.join();
    EXPECT_EQ(alike, 100);
    ASSERT_TRUE(becomes_quiet());
    EXPECT_EQ(platform.count(), 1U);
}

TEST_F(Road, AnswersABurstIntoOneConversationInTheOrderOfAcceptance) {
    std::vector<std::thread> people;
    std::atomic<int> accepted = 0;
    for (int n = 0; n < 10; ++n) {
        people.emplace_back([&, name = "person-" + std::to_string(n)] {
            for (int m = 1; m <= 10; ++m) {
                const auto body = message_body("c-1", std::to_string(m), "anna");
                accepted +=
                    exchange(desk.port(), delivery(name + "_" + std::to_string(m), body)).status ==
                    202;
            }
        });
    }
    for (auto& person : people) person.join();
    EXPECT_EQ(accepted, 100);
    ASSERT_TRUE(becomes_quiet());
    const auto received = platform.received();
    ASSERT_EQ(received.size(), 100U);
    std::map<std::string, int> said;  // of each person: in the order it was said
    for (std::size_t n = 0; n < received.size(); ++n) {
        const auto event = received[n].field("in_reply_to");
        const auto number = ++said[event.substr(0, event.find('_'))];
        EXPECT_EQ(received[n].field("text"),
                  "seq:" + std::to_string(n + 1) + " " + std::to_string(number));
    }
}

TEST_F(Road, RepeatsWhatFailedWithTheSameKeyAndWaitsAsLongAsItIsTold) {
    platform.next({{.status = 500},
                   {.way = Cue::Way::close},
                   {.way = Cue::Way::garbage},
                   {.status = 429, .headers = {{"Retry-After", "2"}}}});
    exchange(desk.port(), delivery("e1", message_body("c-1", "hello")));
    ASSERT_TRUE(platform.has_received(5, seconds{60}));
    ASSERT_TRUE(becomes_quiet());
    const auto received = platform.received();
    ASSERT_EQ(received.size(), 5U);
    for (const auto& one : received) {
        EXPECT_EQ(one.key, received[0].key);
        EXPECT_EQ(one.body, received[0].body);
    }
    EXPECT_GE(received[4].at - received[3].at, seconds{2});
}

TEST_F(Road, LeavesOtherConversationsAloneWhenOneReplyHangs) {
    platform.decide([](const Received& reply) -> Cue {
        return {.way = reply.field("conversation") == "stuck" ? Cue::Way::hang : Cue::Way::answer};
    });
    DeskCustomer anna{desk.port(), platform, "anna"}, kata{desk.port(), platform, "kata"};
    EXPECT_NE(anna.say("stuck", "hello"), "");
    ASSERT_TRUE(platform.has_received(1, long_enough));
    for (int n = 1; n <= 5; ++n) {
        EXPECT_EQ(kata.ask("c-2", "hello").text, "seq:" + std::to_string(n) + " hello");
    }
}

// ---- the Slack adapter ----

HttpRequest slack_event(const std::string& event_id, const std::string& text,
                        const std::string& ts = "1700000000.000100") {
    const Json event{{"type", "message"}, {"channel", "C1"}, {"channel_type", "channel"},
                     {"user", "U1"},      {"text", text},    {"ts", ts}};
    const Json body{{"type", "event_callback"},
                    {"team_id", "T1"},
                    {"event_id", event_id},
                    {"event", event},
                    {"authorizations", Json::array({{{"user_id", "UBOT"}, {"is_bot", true}}})}};
    return slack_request(desk_slack_secret, dump_json(body),
                         std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
}

TEST_F(Road, TakesASlackEventTheSameWayIntoItsThread) {
    EXPECT_EQ(exchange(desk.port(), slack_event("Ev1", "hello")).status, 200);
    EXPECT_EQ(exchange(desk.port(), slack_event("Ev1", "hello")).status, 200);
    ASSERT_TRUE(slack.has_received(1, long_enough));
    ASSERT_TRUE(becomes_quiet());
    ASSERT_EQ(slack.count(), 1U) << "a redelivered event was answered again";
    const auto reply = slack.received()[0];
    EXPECT_EQ(reply.target, "/api/chat.postMessage");
    EXPECT_EQ(reply.field("channel"), "C1");
    EXPECT_EQ(reply.field("thread_ts"), "1700000000.000100");
    EXPECT_EQ(reply.field("text"), "seq:1 hello");
    EXPECT_EQ(*find_header(reply.headers, "Authorization"), "Bearer xoxb-of-the-tests");
    EXPECT_EQ(platform.count(), 0U);
}

TEST_F(Road, AnswersSlacksQuestionForTheAddressAndIgnoresItself) {
    const auto challenge =
        slack_request(desk_slack_secret, R"({"type":"url_verification","challenge":"3eZb"})",
                      std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
    const auto answer = exchange(desk.port(), challenge);
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr("3eZb"));
    auto own = slack_event("Ev2", "hello");
    const Json body{{"type", "event_callback"},
                    {"team_id", "T1"},
                    {"event_id", "Ev2"},
                    {"event",
                     {{"type", "message"},
                      {"channel", "C1"},
                      {"user", "U1"},
                      {"bot_id", "B1"},
                      {"text", "hello"},
                      {"ts", "1700000000.000100"}}}};
    own = slack_request(desk_slack_secret, dump_json(body),
                        std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
    EXPECT_EQ(exchange(desk.port(), own).status, 200);
    ASSERT_TRUE(becomes_quiet());
    EXPECT_EQ(slack.count(), 0U);
}

TEST_F(Road, TakesSlacksTwoHundredForANoWhenItSaysSo) {
    slack.next({{.body = R"({"ok":false,"error":"internal_error"})"},
                {.status = 429, .headers = {{"Retry-After", "2"}}, .body = ""}});
    exchange(desk.port(), slack_event("Ev1", "hello"));
    ASSERT_TRUE(slack.has_received(3, seconds{60}));
    ASSERT_TRUE(becomes_quiet());
    const auto received = slack.received();
    ASSERT_EQ(received.size(), 3U);
    EXPECT_EQ(received[2].body, received[0].body);
    EXPECT_GE(received[2].at - received[1].at, seconds{2});
    EXPECT_THAT(desk.command({"admin", "trace", "slack:Ev1", "--json"}).out,
                HasSubstr(R"("state": "sent")"));
}

TEST_F(Road, EndsAReplySlackWillNeverTakeAsADeadLetter) {
    slack.next({{.body = R"({"ok":false,"error":"channel_not_found"})"}});
    exchange(desk.port(), slack_event("Ev1", "hello"));
    ASSERT_TRUE(slack.has_received(1, long_enough));
    ASSERT_TRUE(becomes_quiet());
    EXPECT_THAT(desk.command({"admin", "dlq", "list", "--json"}).out,
                HasSubstr("channel_not_found"));
    EXPECT_EQ(desk.command({"admin", "dlq", "redrive", "slack:Ev1"}).code, 0);
    ASSERT_TRUE(slack.has_received(2, long_enough));
    EXPECT_EQ(slack.received()[1].body, slack.received()[0].body);
}

// ---- the API ----

TEST_F(Road, AnswersAQuestionOfTheApiAndTheSameKeyAlike) {
    const auto body = message_body("c-1", "hello");
    const auto first = ask("k1", body);
    EXPECT_EQ(first.status, 200);
    EXPECT_THAT(first.body, HasSubstr("seq:1 hello"));
    const auto second = ask("k1", body);
    EXPECT_EQ(second.status, 200);
    const auto one = parse_json(first.body), other = parse_json(second.body);
    ASSERT_TRUE(one && other);
    EXPECT_EQ((*one)["message_id"], (*other)["message_id"]);
    EXPECT_EQ((*one)["replies"], (*other)["replies"]);
    EXPECT_THAT(ask("k2", body).body, HasSubstr("seq:2 hello"));
}

TEST_F(Road, AnswersEqualQuestionsAtTheSameTimeAlike) {
    std::vector<std::thread> clients;
    std::mutex mutex;
    std::vector<std::string> replies;
    for (int n = 0; n < 8; ++n) {
        clients.emplace_back([&] {
            const auto answer = parse_json(ask("k1", message_body("c-1", "hello")).body);
            const std::lock_guard lock{mutex};
            replies.push_back(answer ? dump_json((*answer)["replies"]) : "none");
        });
    }
    for (auto& client : clients) client.join();
    EXPECT_THAT(replies, testing::Each(replies.front()));
    EXPECT_THAT(replies.front(), HasSubstr("seq:1 hello"));
}

TEST_F(Road, SpeaksToNobodyWithoutAToken) {
    auto request = question("k1", message_body("c-1", "hello"));
    request.headers[1].second = "Bearer somebody-elses";
    EXPECT_EQ(exchange(desk.port(), request).status, 401);
    request.headers.erase(request.headers.begin() + 1);
    EXPECT_EQ(exchange(desk.port(), request).status, 401);
}

TEST_F(Road, KeepsTheSameIdOfTwoAdaptersApart) {
    exchange(desk.port(), delivery("e1", message_body("c-1", "hello")));
    EXPECT_THAT(ask("e1", message_body("c-1", "hello")).body, HasSubstr("seq:1 hello"));
    ASSERT_TRUE(platform.has_received(1, long_enough));
    EXPECT_EQ(platform.received()[0].field("text"), "seq:1 hello");
}

}  // namespace
}  // namespace desk::test
