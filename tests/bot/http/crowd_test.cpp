// Ten thousand silent clients and five hundred that send a byte now and then must not delay anybody
// else. The clients are a process of their own, because both ends together need more descriptors
// than one process may have.
#include "bot/http/front_door.hpp"
#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace desk {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t idle_clients = 10'000;
constexpr std::size_t slow_clients = 500;

int connect_to(std::uint16_t port) {
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (client < 0 || ::connect(client, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
        return -1;
    return client;
}

// The life of the other process: connects everybody, says so, and trickles until `orders` is
// closed.
[[noreturn]] void be_the_crowd(std::uint16_t port, int ready, int orders) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    std::vector<int> clients;
    while (clients.size() < idle_clients + slow_clients) {
        const int client = connect_to(port);
        if (client < 0) break;
        clients.push_back(client);
    }
    const auto count = static_cast<std::uint32_t>(clients.size());
    if (::write(ready, &count, sizeof count) < 0) _exit(1);

    const std::size_t slow = std::min(slow_clients, clients.size());
    const std::string head = "POST /readyz HTTP/1.1\r\nHost: a\r\nX-Slow: ";
    pollfd end{.fd = orders, .events = POLLIN, .revents = 0};
    for (std::size_t turn = 0; ::poll(&end, 1, 200) == 0; ++turn)
        for (std::size_t n = 0; n < slow; ++n)
            ::send(clients[n], &head[turn % head.size()], 1, MSG_NOSIGNAL);
    _exit(0);
}

struct Crowd {
    pid_t process = -1;
    std::array<int, 2> ready{-1, -1};
    std::array<int, 2> orders{-1, -1};
    std::uint32_t clients = 0;

    explicit Crowd(std::uint16_t port) {
        if (::pipe(ready.data()) != 0 || ::pipe(orders.data()) != 0) return;
        process = ::fork();
        if (process != 0) return;
        ::close(orders[1]);
        be_the_crowd(port, ready[1], orders[0]);
    }
    // Until everybody is connected.
    void gather() {
        if (::read(ready[0], &clients, sizeof clients) < 0) clients = 0;
    }
    ~Crowd() {
        for (const int end : {orders[0], orders[1], ready[0], ready[1]}) ::close(end);
        ::waitpid(process, nullptr, 0);
    }
};

TEST(Crowd, DoesNotDelayAnybodyElse) {
    HttpLimits limits;
    limits.idle_time = std::chrono::seconds{60};
    limits.requests_per_connection = 1'000;
    HttpServer server{limits, [](std::string_view) {}};
    server.route("GET", "/readyz", [](const IncomingRequest&) {
        return HttpResponse{.status = 200, .body = "ready"};
    });
    FrontDoor door{server, {.gate = {.limits = limits}}};
    const auto endpoint = door.listen("127.0.0.1", 0);
    ASSERT_TRUE(endpoint.has_value());

    Crowd crowd{endpoint->port};  // before any thread of ours, because it forks
    std::thread loop{[&] { door.run(); }};
    crowd.gather();
    std::vector<std::chrono::microseconds> times;
    const auto begin = steady_clock::now();
    while (times.size() < 300 && steady_clock::now() - begin < std::chrono::seconds{8}) {
        const auto asked = steady_clock::now();
        test::RawClient client{endpoint->port};
        client.send("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(test::body_of(client.answer()), "ready");
        times.push_back(
            std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - asked));
    }
    const auto connections = door.figures().connections;
    door.stop();
    loop.join();

    std::sort(times.begin(), times.end());
    const auto p50 = times[times.size() / 2];
    const auto p99 = times[times.size() * 99 / 100];
    std::printf(
        "%u clients connected, %llu open: connect and GET /readyz p50 %.3f ms, p99 %.3f ms, "
        "slowest %.3f ms\n",
        crowd.clients, static_cast<unsigned long long>(connections),
        static_cast<double>(p50.count()) / 1'000, static_cast<double>(p99.count()) / 1'000,
        static_cast<double>(times.back().count()) / 1'000);
    if (crowd.clients < idle_clients + slow_clients)
        GTEST_SKIP() << "this machine allows fewer descriptors";
    EXPECT_GE(connections, idle_clients);
    EXPECT_LT(p99, std::chrono::seconds{1});
}

}  // namespace
}  // namespace desk
