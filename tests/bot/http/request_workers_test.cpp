#include "bot/http/request_workers.hpp"

#include <gtest/gtest.h>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

namespace desk {
namespace {

struct Workers : testing::Test {
    HttpServer server{HttpLimits{}, [](std::string_view) {}};
    std::array<int, 2> ends{-1, -1};
    std::atomic<bool> answer_begun = false;
    std::atomic<bool> is_awaited = false;

    void SetUp() override {
        server.route("GET", "/hello", [](const IncomingRequest&) { return HttpResponse{.status = 200, .body = "hello"}; });
        ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    }
    void TearDown() override {
        for (const int end : ends) {
            if (end >= 0) ::close(end);
        }
    }

    ReadyRequest request() {
        return {.connection = 7, .socket = ends[0], .answer_begun = &answer_begun, .is_awaited = &is_awaited,
                .request = {.method = "GET", .target = "/hello"}, .remote_address = {}};
    }
    static bool tells(const RequestWorkers& workers, int within_ms) {
        pollfd wake{workers.wake_descriptor(), POLLIN, 0};
        return ::poll(&wake, 1, within_ms) == 1;
    }
    static FinishedAnswer finished(RequestWorkers& workers) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (std::chrono::steady_clock::now() < until) {
            auto answers = workers.take_finished();
            if (!answers.empty()) return std::move(answers.front());
            std::this_thread::yield();
        }
        return {};
    }
};

TEST_F(Workers, KeepQuietAboutAnAnswerThatLeavesNothingToDo) {
    RequestWorkers workers{server, 1, 4};
    auto ready = request();
    ASSERT_TRUE(workers.push(ready));
    const auto answer = finished(workers);
    EXPECT_EQ(answer.connection, 7U);
    EXPECT_TRUE(answer.is_all_sent());
    EXPECT_FALSE(tells(workers, 0));
}

TEST_F(Workers, TellOfAnAnswerThatIsAwaited) {
    RequestWorkers workers{server, 1, 4};
    is_awaited = true;
    auto ready = request();
    ASSERT_TRUE(workers.push(ready));
    EXPECT_TRUE(tells(workers, 20'000));
}

TEST_F(Workers, TellOfAConnectionToBeClosed) {
    RequestWorkers workers{server, 1, 4};
    auto ready = request();
    ready.close = true;
    ASSERT_TRUE(workers.push(ready));
    EXPECT_TRUE(tells(workers, 20'000));
    EXPECT_TRUE(finished(workers).close);
}

TEST_F(Workers, TellOfAClientThatIsGone) {
    ::close(std::exchange(ends[1], -1));
    RequestWorkers workers{server, 1, 4};
    auto ready = request();
    ASSERT_TRUE(workers.push(ready));
    EXPECT_TRUE(tells(workers, 20'000));
    EXPECT_TRUE(finished(workers).is_lost);
}

TEST_F(Workers, LeaveAnAnswerThatComesLaterToTheLoopAndWaitForNobody) {
    std::optional<Responder> kept;
    std::atomic<int> asked = 0;
    server.route_later("GET", "/later", [&](const IncomingRequest&, const Responder& responder) {
        if (++asked == 1) kept = responder;
    });
    RequestWorkers workers{server, 1, 4};
    auto later = request();
    later.request.target = "/later";
    ASSERT_TRUE(workers.push(later));
    auto ready = request();
    ASSERT_TRUE(workers.push(ready));
    EXPECT_TRUE(finished(workers).is_all_sent()) << "the only worker goes on";
    EXPECT_FALSE(tells(workers, 0));

    kept->give({.status = 200, .body = "at last"});
    EXPECT_TRUE(tells(workers, 0));
    const auto answer = finished(workers);
    EXPECT_EQ(answer.connection, 7U);
    EXPECT_EQ(answer.sent, 0U);
    EXPECT_NE(answer.bytes.find("at last"), std::string::npos);
}

}  // namespace
}  // namespace desk
