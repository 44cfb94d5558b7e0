// desk_benchmark [SECONDS]: what the whole desk does on this machine, with the real program and the echo plugin, load
// generator and receiver of the replies on the same cores. Prints one line per road; nothing here is a test.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "adapters/signature.hpp"
#include "bot/http/front_door.hpp"
#include "bot/http/http_client.hpp"
#include "tests/benchmarks/http_load.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using desk::test::LoadPlan;

constexpr const char* key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::uint16_t port = 18'080;
constexpr std::uint64_t conversations = 1'000;

double milliseconds(Clock::duration length) { return std::chrono::duration<double, std::milli>(length).count(); }

// Takes the replies, and knows when each message was sent and when its reply arrived.
class Receiver {
public:
    Receiver() : server_{desk::HttpLimits{.requests_per_connection = 1'000'000, .workers = 4}, {}}, door_{server_, {}} {
        server_.route("POST", "/replies", [this](const desk::IncomingRequest& incoming) {
            take(incoming.request.body);
            return desk::HttpResponse{.status = 204};
        });
        port_ = door_.listen("127.0.0.1", 0)->port;
        loop_ = std::thread{[this] { door_.run(); }};
    }
    ~Receiver() {
        door_.stop();
        loop_.join();
    }

    std::uint16_t port() const { return port_; }
    void sent(std::uint64_t n) {
        const std::lock_guard lock{mutex_};
        if (sent_.size() <= n) sent_.resize(n + 1);
        sent_[n] = Clock::now();
    }
    std::size_t arrived() const {
        const std::lock_guard lock{mutex_};
        return latencies_.size();
    }
    void forget() {
        const std::lock_guard lock{mutex_};
        latencies_.clear();
    }
    // In milliseconds.
    double quantile(double q) {
        const std::lock_guard lock{mutex_};
        if (latencies_.empty()) return 0;
        std::sort(latencies_.begin(), latencies_.end());
        return latencies_[static_cast<std::size_t>(q * static_cast<double>(latencies_.size() - 1))];
    }

private:
    void take(const std::string& body) {
        constexpr std::string_view field = R"("in_reply_to":"b-)";
        const auto at = body.find(field);
        if (at == std::string::npos) return;
        const auto n = std::strtoull(body.c_str() + at + field.size(), nullptr, 10);
        const std::lock_guard lock{mutex_};
        if (n < sent_.size()) latencies_.push_back(milliseconds(Clock::now() - sent_[n]));
    }

    desk::HttpServer server_;
    desk::FrontDoor door_;
    std::uint16_t port_ = 0;
    std::thread loop_;
    mutable std::mutex mutex_;
    std::vector<Clock::time_point> sent_;  // guarded by mutex_
    std::vector<double> latencies_;        // guarded by mutex_
};

std::string signed_webhook(std::uint64_t n) {
    const auto body = R"({"conversation":"c-)" + std::to_string(n % conversations) +
                      R"(","sender":{"id":"u-1","name":"Anna"},"text":"/price premium 40, message )" + std::to_string(n) + "\"}";
    const auto id = "b-" + std::to_string(n);
    const auto at = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(
                                       std::chrono::system_clock::now().time_since_epoch()).count());
    const auto mac = desk::to_base64(desk::hmac_sha256(*desk::from_base64(key), {id, ".", at, ".", body}));
    return "POST /hooks/helpdesk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nwebhook-id: " + id +
           "\r\nwebhook-timestamp: " + at + "\r\nwebhook-signature: v1," + mac +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string question(std::uint64_t n) {
    const auto body = R"({"conversation":"q-)" + std::to_string(n % conversations) +
                      R"(","sender":{"id":"u-1"},"text":"message )" + std::to_string(n) + "\"}";
    return "POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer benchmark\r\nContent-Type: application/json\r\n"
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class Desk {
public:
    explicit Desk(std::uint16_t reply_port) : folder_{std::string{DESK_BUILD_DIR} + "/desk_benchmark_data"} {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        std::ofstream{folder_ + "/desk.toml"}
            << "[server]\nlisten = \"127.0.0.1:" << port << "\"\nadmin_listen = \"127.0.0.1:" << port + 1 << "\"\n"
            << "[api]\ntoken = \"benchmark\"\n[limits]\nworkers = 64\nrequests_per_connection = 1000000\n"
            << "[adapters.helpdesk]\ntype = \"webhook\"\nsecret = \"whsec_" << key << "\"\nallow_private = true\n"
            << "reply_url = \"http://127.0.0.1:" << reply_port << "/replies\"\n[plugins.echo]\nfile = \"echo.so\"\n"
            << "[log]\nlevel = \"error\"\n";
        const std::string program = std::string{DESK_BUILD_DIR} + "/deskhand";
        const std::string config = folder_ + "/desk.toml";
        std::vector<char*> arguments{const_cast<char*>("deskhand"), const_cast<char*>("serve"),
                                     const_cast<char*>("--config"), const_cast<char*>(config.c_str()), nullptr};
        posix_spawn(&pid_, program.c_str(), nullptr, nullptr, arguments.data(), environ);
    }
    ~Desk() {
        kill(pid_, SIGTERM);
        waitpid(pid_, nullptr, 0);
        std::filesystem::remove_all(folder_);
    }

    bool is_ready() const {
        const auto url = "http://127.0.0.1:" + std::to_string(port + 1) + "/readyz";
        desk::HttpClient client;
        for (const auto until = Clock::now() + std::chrono::seconds{10}; Clock::now() < until;) {
            const auto response = client.send({.url = url}, {.reach = {.allow_private = true}});
            if (response && response->status == 200) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
        return false;
    }
    double cpu_seconds() const {
        std::ifstream stat{"/proc/" + std::to_string(pid_) + "/stat"};
        std::string field;
        double ticks = 0;
        for (int i = 1; stat >> field && i <= 15; ++i) {
            if (i >= 14) ticks += std::atof(field.c_str());
        }
        return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    }

private:
    std::string folder_;
    pid_t pid_ = 0;
};

void print(const char* road, std::size_t connections, const desk::Result<desk::test::LoadFigures>& figures) {
    std::printf("%-58s %3zu connections  %s\n", road, connections,
                figures ? to_text(*figures).c_str() : figures.error().what.c_str());
    std::fflush(stdout);
}

// Sends for a while, then waits until every message that was accepted has its reply.
void with_delivery(Receiver& receiver, Desk& desk, std::size_t connections, std::chrono::seconds lasts, std::uint64_t& next) {
    receiver.forget();
    const auto began = Clock::now();
    const auto cpu = desk.cpu_seconds();
    const auto figures = desk::test::run_load({.port = port, .connections = connections, .lasts = lasts, .warm_up = {}},
                                              [&](std::uint64_t) {
                                                  receiver.sent(next);
                                                  return signed_webhook(next++);
                                              });
    print("webhook in → durable → 202", connections, figures);
    if (!figures) return;
    std::size_t last = 0;
    auto changed = Clock::now();
    while (receiver.arrived() < figures->answers && Clock::now() - changed < std::chrono::seconds{2}) {
        if (receiver.arrived() != last) changed = Clock::now();
        last = receiver.arrived();
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    const auto arrived = receiver.arrived();
    const double seconds = milliseconds(changed - began) / 1'000;
    std::printf("%-58s %3zu connections  %.0f/s  p50 %.1f ms  p99 %.1f ms  %zu replies to %llu messages, %.0f µs CPU each\n",
                "webhook in → durable → plugin → durable → reply delivered", connections,
                static_cast<double>(arrived) / seconds, receiver.quantile(0.5), receiver.quantile(0.99), arrived,
                static_cast<unsigned long long>(figures->answers),
                (desk.cpu_seconds() - cpu) * 1e6 / static_cast<double>(std::max<std::size_t>(arrived, 1)));
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const std::chrono::seconds lasts{count > 1 ? std::atoi(arguments[1]) : 5};
    Receiver receiver;
    Desk desk{receiver.port()};
    if (!desk.is_ready()) {
        std::fprintf(stderr, "the desk did not become ready on port %d\n", port);
        return 1;
    }
    std::uint64_t next = 0;
    for (const std::size_t connections : {1U, 8U, 64U}) with_delivery(receiver, desk, connections, lasts, next);
    std::uint64_t questions = 0;
    for (const std::size_t connections : {1U, 16U, 64U}) {
        const auto cpu = desk.cpu_seconds();
        const auto figures = desk::test::run_load({.port = port, .connections = connections, .lasts = lasts},
                                                  [&](std::uint64_t) { return question(questions++); });
        print("ask: in → durable → plugin → durable → answer", connections, figures);
        if (figures) std::printf("%-58s %.0f µs CPU each\n", "", (desk.cpu_seconds() - cpu) * 1e6 / static_cast<double>(std::max<std::uint64_t>(figures->answers, 1)));
    }
    return 0;
}
