// http_load PORT [PATH [CONNECTIONS [SECONDS [BODY]]]]: load on a server on loopback, and what it
// took. Without PORT, or with 0, on a front door of its own with a handler that answers at once:
// what the HTTP path itself costs.
#include "bot/http/front_door.hpp"
#include "tests/benchmarks/http_load.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace {

std::string request_bytes(const std::string& path, const std::string& body) {
    auto bytes = (body.empty() ? "GET " : "POST ") + path +
                 " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: http_load\r\n";
    if (!body.empty())
        bytes +=
            "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n";
    return bytes + "\r\n" + body;
}

int load(const desk::test::LoadPlan& plan, const std::string& request) {
    const auto figures = desk::test::run_load(plan, [&](std::uint64_t) { return request; });
    if (!figures) {
        std::fprintf(stderr, "%s\n", figures.error().what.c_str());
        return 1;
    }
    std::printf("%zu connections: %s\n", plan.connections, to_text(*figures).c_str());
    return 0;
}

int load_own_door(desk::test::LoadPlan plan, const std::string& request) {
    const desk::HttpLimits limits;
    desk::HttpServer server{limits, [](std::string_view) {}};
    const auto answer = [](const desk::IncomingRequest&) {
        return desk::HttpResponse{
            .status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "ok\n"};
    };
    server.route("GET", "/", answer);
    server.route("POST", "/", answer);
    desk::FrontDoor door{server, {.gate = {.limits = limits}}};
    const auto endpoint = door.listen("127.0.0.1", 0);
    if (!endpoint) return 1;

    std::thread loop{[&] { door.run(); }};
    plan.port = endpoint->port;
    const int result = load(plan, request);
    door.stop();
    loop.join();
    return result;
}

}  // namespace

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const std::vector<std::string> given{arguments + 1, arguments + count};
    const auto at = [&](std::size_t n, const char* otherwise) {
        return n < given.size() ? given[n] : otherwise;
    };

    desk::test::LoadPlan plan;
    plan.port = static_cast<std::uint16_t>(std::atoi(at(0, "0").c_str()));
    plan.connections = static_cast<std::size_t>(std::max(1, std::atoi(at(2, "16").c_str())));
    plan.lasts = std::chrono::seconds{std::atoi(at(3, "5").c_str())};
    const auto request = request_bytes(at(1, "/"), at(4, ""));
    return plan.port == 0 ? load_own_door(plan, request) : load(plan, request);
}
