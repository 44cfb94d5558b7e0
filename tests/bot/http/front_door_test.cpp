#include "bot/http/front_door.hpp"

#include "tests/support/raw_client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono_literals;
using test::body_of;
using test::RawClient;
using test::RunningDoor;
using test::status_of;

const std::string get_hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

std::string post_echo(std::string_view body, std::string_view lines = "") {
    return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string{lines} + "\r\n" + std::string{body};
}

// A server with a handler that answers at once, one that repeats the body, and one that waits until
// the test lets it go.
struct Door : testing::Test {
    HttpServer server{HttpLimits{}, [](std::string_view) {}};
    std::promise<void> release;
    std::shared_future<void> released = release.get_future().share();
    std::atomic<int> held = 0;
    bool is_released = false;

    void SetUp() override {
        server.route("GET", "/hello", [](const IncomingRequest&) {
            return HttpResponse{.status = 200, .body = "hello"};
        });
        server.route("POST", "/echo", [](const IncomingRequest& in) {
            return HttpResponse{.status = 200, .body = in.request.body};
        });
        server.route("GET", "/held", [this](const IncomingRequest&) {
            ++held;
            released.wait();
            return HttpResponse{.status = 200, .body = "held"};
        });
        server.route("GET", "/large", [](const IncomingRequest&) {
            return HttpResponse{.status = 200, .body = std::string(20'000'000, 'x')};
        });
        server.route("GET", "/who", [](const IncomingRequest& in) {
            return HttpResponse{.status = 200, .body = in.remote_address};
        });
    }
    void TearDown() override { let_go(); }

    void let_go() {
        if (!std::exchange(is_released, true)) release.set_value();
    }
    // Asks for /held and waits until a worker has it.
    void ask_held(RawClient& client) {
        const int before = held;
        client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
        while (held == before) std::this_thread::yield();
    }
    static DoorRules with(HttpLimits limits) { return {.gate = {.limits = limits}}; }
};

TEST_F(Door, AnswersSeveralRequestsOnOneConnection) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    for (int n = 0; n < 3; ++n) {
        client.send(get_hello);
        EXPECT_EQ(body_of(client.answer()), "hello");
    }
    client.send(post_echo("abc"));
    EXPECT_EQ(body_of(client.answer()), "abc");
    EXPECT_EQ(running.door().figures().accepted, 1U);
}

TEST_F(Door, TakesARequestByteByByte) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    for (const char byte : post_echo("slow")) client.send({&byte, 1});
    EXPECT_EQ(body_of(client.answer()), "slow");
}

TEST_F(Door, TakesChunkedAndLargeBodies) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    EXPECT_EQ(body_of(client.answer()), "abcde");
    const std::string large(1'000'000, 'y');
    client.send(post_echo(large, "Content-Type: application/x-www-form-urlencoded\r\n"));
    EXPECT_EQ(body_of(client.answer()), large);
}

TEST_F(Door, SendsContinueBeforeTheBody) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ok");
    EXPECT_EQ(body_of(client.answer()), "ok");
}

TEST_F(Door, AnswersAClientThatHasStoppedSending) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    client.send(get_hello);
    client.end_sending();
    EXPECT_EQ(body_of(client.answer()), "hello");
    EXPECT_TRUE(client.is_closed());
}

TEST_F(Door, RefusesWithAProblemAndCloses) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n");
    const auto all = client.all();
    EXPECT_EQ(status_of(all), 400);
    EXPECT_NE(all.find("application/problem+json"), std::string::npos);
    EXPECT_NE(all.find("X-Content-Type-Options: nosniff"), std::string::npos);
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos) << "exactly one answer";
}

TEST_F(Door, LetsTheClientReadTheRefusalOfABodyItIsStillSending) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n" +
                std::string(60'000, 'x'));
    EXPECT_EQ(status_of(client.all()), 413);
}

// H-01
TEST_F(Door, ClosesAHeadThatDoesNotEndInTime) {
    RunningDoor running{server, with({.header_time = 200ms})};
    RawClient client{running.port()};
    client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: ");
    EXPECT_EQ(status_of(client.all()), 408);
}

// H-01
TEST_F(Door, ClosesABodyThatDoesNotEndInTime) {
    RunningDoor running{server, with({.header_time = 100ms, .request_time = 300ms})};
    RawClient client{running.port()};
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
    EXPECT_EQ(status_of(client.all()), 408);
}

TEST_F(Door, ClosesIdleConnectionsWithoutAWord) {
    RunningDoor running{server, with({.idle_time = 100ms})};
    RawClient silent{running.port()};
    EXPECT_TRUE(silent.is_closed());
    RawClient client{running.port()};
    client.send(get_hello);
    EXPECT_EQ(status_of(client.answer()), 200);
    EXPECT_TRUE(client.is_closed());
}

// H-01
TEST_F(Door, ClosesAReaderThatTakesNothing) {
    RunningDoor running{server, with({.write_stall = 200ms})};
    RawClient client{running.port()};
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    while (running.door().figures().requests == 0) std::this_thread::yield();
    while (running.door().figures().connections > 0) std::this_thread::yield();
    EXPECT_EQ(running.door().figures().buffered_bytes, 0U);
}

TEST_F(Door, SendsLargeAnswersToTheEnd) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(body_of(client.answer()).size(), 20'000'000U);
    client.send(get_hello);
    EXPECT_EQ(body_of(client.answer()), "hello");
}

TEST_F(Door, SaysItIsBusyWhenTheQueueIsFull) {
    RunningDoor running{server, with({.queue = 1, .workers = 1})};
    RawClient first{running.port()};
    RawClient second{running.port()};
    RawClient third{running.port()};
    ask_held(first);
    second.send(get_hello);
    while (running.door().figures().waiting == 0) std::this_thread::yield();
    third.send(get_hello);
    const auto busy = third.answer();
    EXPECT_EQ(status_of(busy), 503);
    EXPECT_NE(busy.find("Retry-After: 2\r\n"), std::string::npos);
    let_go();
    EXPECT_EQ(body_of(first.answer()), "held");
    EXPECT_EQ(body_of(second.answer()), "hello");
    third.send(get_hello);
    EXPECT_EQ(status_of(third.answer()), 200) << "the connection goes on";
}

TEST_F(Door, RefusesPipelinedRequestsWithoutAnsweringThem) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    client.send(get_hello + get_hello);
    const auto all = client.all();
    EXPECT_EQ(status_of(all), 400);
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos);
}

TEST_F(Door, RefusesWhatIsSentWhileItAnswers) {
    RunningDoor running{server, {}};
    RawClient client{running.port()};
    ask_held(client);
    const auto turns = [&] { return running.door().figures().turns; };
    client.send(get_hello);
    for (const auto before = turns(); turns() < before + 2;) std::this_thread::yield();
    let_go();
    EXPECT_EQ(body_of(client.answer()), "held");
    EXPECT_EQ(status_of(client.all()), 400);
}

TEST_F(Door, HoldsNoWorkerForAnswersThatComeLater) {
    std::mutex mutex;
    std::vector<Responder> kept;
    server.route_later("GET", "/later", [&](const IncomingRequest&, const Responder& responder) {
        const std::lock_guard lock{mutex};
        kept.push_back(responder);
    });
    const auto asked = [&] {
        const std::lock_guard lock{mutex};
        return kept.size();
    };
    RunningDoor running{server, with({.queue = 4, .workers = 1})};
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t n = 1; n <= 20; ++n) {
        clients.push_back(std::make_unique<RawClient>(running.port()));
        clients.back()->send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        while (asked() < n) std::this_thread::yield();
    }
    RawClient other{running.port()};
    other.send(get_hello);
    EXPECT_EQ(body_of(other.answer()), "hello");

    for (std::size_t n = 0; n < kept.size(); ++n) kept[n].give({.status = 200, .body = std::to_string(n)});
    for (std::size_t n = 0; n < clients.size(); ++n) {
        EXPECT_EQ(body_of(clients[n]->answer()), std::to_string(n));
        clients[n]->send(get_hello);
        EXPECT_EQ(body_of(clients[n]->answer()), "hello") << "the connection goes on";
    }
}

TEST_F(Door, StopsWithoutAnAnswerThatNeverComes) {
    std::atomic<bool> is_asked = false;
    std::optional<Responder> kept;
    server.route_later("GET", "/later", [&](const IncomingRequest&, const Responder& responder) {
        kept = responder;
        is_asked = true;
    });
    {
        RunningDoor running{server, with({.drain_time = 1ms})};
        RawClient client{running.port()};
        client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        while (!is_asked) std::this_thread::yield();
    }
    kept->give({.status = 200, .body = "nobody is there"});
}

TEST_F(Door, ClosesAfterSoManyRequests) {
    RunningDoor running{server, with({.requests_per_connection = 2})};
    RawClient client{running.port()};
    client.send(get_hello);
    EXPECT_EQ(client.answer().find("Connection: close"), std::string::npos);
    client.send(get_hello);
    EXPECT_NE(client.answer().find("Connection: close"), std::string::npos);
    EXPECT_TRUE(client.is_closed());
}

TEST_F(Door, LimitsConnectionsOfOneAddress) {
    auto rules = with({.connections_per_address = 2});
    rules.limits_loopback = true;
    RunningDoor running{server, rules};
    RawClient first{running.port()};
    RawClient second{running.port()};
    EXPECT_EQ(status_of(RawClient{running.port()}.all()), 503);
    first.send(get_hello);
    EXPECT_EQ(status_of(first.answer()), 200);
}

TEST_F(Door, LimitsNeitherLoopbackNorTrustedProxiesByAddress) {
    RunningDoor running{server, with({.connections_per_address = 1})};
    RawClient first{running.port()};
    RawClient second{running.port()};
    second.send(get_hello);
    EXPECT_EQ(status_of(second.answer()), 200);
}

TEST_F(Door, LimitsAllConnectionsAndLetsNewOnesInLater) {
    RunningDoor running{server, with({.connections = 1, .idle_time = 300ms})};
    RawClient first{running.port()};
    EXPECT_EQ(status_of(RawClient{running.port()}.all()), 503);
    EXPECT_TRUE(first.is_closed());
    RawClient next{running.port()};
    next.send(get_hello);
    EXPECT_EQ(status_of(next.answer()), 200);
}

TEST_F(Door, LimitsTheBytesOfAllRequestsTogether) {
    RunningDoor running{server, with({.buffered_bytes = 50'000})};
    RawClient first{running.port()};
    RawClient second{running.port()};
    const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n";
    first.send(head + std::string(30'000, 'x'));
    while (running.door().figures().buffered_bytes < 30'000) std::this_thread::yield();
    second.send(head + std::string(30'000, 'x'));
    EXPECT_EQ(status_of(second.all()), 503);
    first.send(std::string(10'000, 'x'));
    EXPECT_EQ(body_of(first.answer()).size(), 40'000U);
}

TEST_F(Door, SlowsDownWhoProvesNothing) {
    auto rules = with({.address_rate = 0, .address_burst = 2});
    rules.limits_unproven = rules.limits_loopback = true;
    RunningDoor running{server, rules};
    RawClient client{running.port()};
    for (const int expected : {404, 404, 429}) {
        client.send("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(status_of(client.answer()), expected);
    }
}

// H-09
TEST_F(Door, BelievesTrustedProxiesAboutTheClient) {
    auto rules = with({});
    const std::string ask = "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n";
    {
        RunningDoor running{server, rules};
        RawClient client{running.port()};
        client.send(ask);
        EXPECT_EQ(body_of(client.answer()), "127.0.0.1");
    }
    rules.trusted_proxies = {parse_network("127.0.0.0/8").value()};
    RunningDoor running{server, rules};
    RawClient client{running.port()};
    client.send(ask);
    EXPECT_EQ(body_of(client.answer()), "9.9.9.9");
}

TEST_F(Door, SaysInOneSentenceThatThePortIsTaken) {
    RunningDoor running{server, {}};
    FrontDoor second{server, {}};
    const auto taken = second.listen("127.0.0.1", running.port());
    ASSERT_FALSE(taken.has_value());
    EXPECT_EQ(taken.error().code, ErrorCode::unavailable);
    EXPECT_EQ(taken.error().what,
              "127.0.0.1:" + std::to_string(running.port()) +
                  " is already in use by another program: stop it, or listen on another port");
}

TEST_F(Door, AnswersReadersAndRefusesDeliveriesWhileDraining) {
    RunningDoor running{server, {}};
    running.door().set_draining(true);
    RawClient reader{running.port()};
    reader.send(get_hello);
    EXPECT_EQ(status_of(reader.answer()), 200);
    RawClient sender{running.port()};
    sender.send(post_echo("abc"));
    const auto refused = sender.all();
    EXPECT_EQ(status_of(refused), 503);
    EXPECT_NE(refused.find("Retry-After"), std::string::npos);
}

TEST_F(Door, FinishesAnswersUnderWayWhenItStops) {
    RunningDoor running{server, with({.linger_time = 200ms})};
    RawClient client{running.port()};
    RawClient idle{running.port()};
    ask_held(client);
    running.door().stop();
    EXPECT_TRUE(idle.is_closed());
    let_go();
    EXPECT_EQ(body_of(client.answer()), "held");
    EXPECT_TRUE(client.is_closed());
    running.stop();
    EXPECT_EQ(RawClient{running.port()}.all(), "");
}

TEST_F(Door, GivesUpOnClientsThatDoNotEndWhenItStops) {
    RunningDoor running{server, with({.write_stall = 60s, .drain_time = 200ms})};
    RawClient client{running.port()};
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    while (running.door().figures().requests == 0) std::this_thread::yield();
    running.stop();
    EXPECT_EQ(running.door().figures().connections, 0U);
}

}  // namespace
}  // namespace desk
