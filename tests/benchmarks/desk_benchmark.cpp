// What one turn of the whole desk costs, with the real program and the echo plugin, load generator and receiver of the
// replies on the same cores. Nothing here is a test. (desk_load puts any desk under any load; this one starts its own.)
//     desk_benchmark [SECONDS [CONNECTIONS]] for each road and number of connections (or this one) what it does and costs
//     desk_benchmark --instructions [TURNS]  instructions of one full turn in the desk, by callgrind: the same within a few
//                                            per cent whatever else the machine does; desk_benchmark.callgrind.* is the profile
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "adapters/signature.hpp"
#include "tests/benchmarks/http_load.hpp"
#include "tests/benchmarks/measured_desk.hpp"
#include "tests/benchmarks/reply_sink.hpp"

namespace desk::test {
namespace {

constexpr std::uint16_t port = MeasuredDesk::port;
constexpr std::uint16_t reply_port = port + 2;
constexpr std::uint64_t conversations = 1'000;
constexpr std::size_t counted_connections = 8;  // while instructions are counted

std::string signed_webhook(const std::string& run, std::uint64_t n) {
    const auto body = R"({"conversation":"c-)" + std::to_string(n % conversations) +
                      R"(","sender":{"id":"u-1","name":"Anna"},"text":"Mail does not arrive, message )" + std::to_string(n) + "\"}";
    const auto id = event_id(run, n);
    const auto at = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(
                                       std::chrono::system_clock::now().time_since_epoch()).count());
    const auto mac = to_base64(hmac_sha256(*from_base64(MeasuredDesk::key), {id, ".", at, ".", body}));
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

// Closed loops without a warm-up: what is answered is what cost. Each load gets a name of its own.
class Roads {
public:
    static constexpr const char* delivered = "webhook in → durable → plugin → durable → reply delivered";
    static constexpr const char* asked = "ask: in → durable → plugin → durable → answer";

    Result<LoadFigures> deliver(std::size_t connections, std::chrono::seconds lasts, std::size_t most) {
        const auto run = "b" + std::to_string(++loads_);
        return run_load({.port = port, .connections = connections, .lasts = lasts, .warm_up = {}, .most_requests = most,
                         .reply_port = reply_port, .run = run},
                        [&](std::uint64_t n) { return signed_webhook(run, n); });
    }
    Result<LoadFigures> ask(std::size_t connections, std::chrono::seconds lasts, std::size_t most) {
        return run_load({.port = port, .connections = connections, .lasts = lasts, .warm_up = {}, .most_requests = most},
                        [&](std::uint64_t) { return question(questions_++); });
    }

private:
    int loads_ = 0;
    std::uint64_t questions_ = 0;
};

void print(const char* road, std::size_t connections, const Result<LoadFigures>& figures, const std::string& cost) {
    std::printf("%-58s %3zu connections  %s\n", road, connections, figures ? to_text(*figures).c_str() : figures.error().what.c_str());
    if (figures) std::printf("%-58s %s\n", "", cost.c_str());
    std::fflush(stdout);
}

template <class Load>
void measure(const MeasuredDesk& desk, const char* road, std::size_t connections, Load load) {
    const auto before = desk.cost();
    const auto figures = load();
    print(road, connections, figures, figures ? cost_each(before, desk.cost(), figures->answers) : "");
}

int measure_roads(std::chrono::seconds lasts, std::size_t only) {
    MeasuredDesk desk{reply_port};
    if (!desk.is_ready(std::chrono::seconds{10})) return std::fprintf(stderr, "the desk did not become ready on port %d\n", port), 1;

    Roads roads;
    for (const std::size_t connections : {1U, 16U, 64U}) {
        if (only != 0 && only != connections) continue;
        measure(desk, Roads::delivered, connections, [&] { return roads.deliver(connections, lasts, 0); });
        measure(desk, Roads::asked, connections, [&] { return roads.ask(connections, lasts, 0); });
    }
    return 0;
}

// What callgrind counted since it was set to zero; 0: no such file.
double instructions_in(const std::string& profile) {
    std::ifstream file{profile};
    for (std::string word; file >> word;) {
        double count = 0;
        if ((word == "totals:" || word == "summary:") && file >> count) return count;
    }
    return 0;
}

// Between two of them everything the desk does is counted.
class Callgrind {
public:
    Callgrind(pid_t pid, std::string profile) : pid_{std::to_string(pid)}, profile_{std::move(profile)} {}

    bool begin() const { return run("--zero") == 0; }
    // Instructions since begin(); 0: it cannot be reached. The profile stays behind as `profile`.`name`.
    double end(const std::string& name) {
        if (run("--dump") != 0) return 0;
        const auto kept = profile_ + "." + name;
        std::filesystem::rename(profile_ + "." + std::to_string(++dumps_), kept);
        return instructions_in(kept);
    }

private:
    int run(const std::string& what) const { return std::system(("callgrind_control " + what + " " + pid_ + " >/dev/null 2>&1").c_str()); }

    std::string pid_;
    std::string profile_;
    int dumps_ = 0;
};

void print_instructions(const char* road, double counted, const Result<LoadFigures>& figures) {
    const auto each = figures ? counted / static_cast<double>(std::max<std::uint64_t>(figures->answers, 1)) : 0;
    std::printf("%-58s %3zu connections  %.0f instructions in the desk\n", road, counted_connections, each);
    std::fflush(stdout);
}

int count_instructions(std::size_t turns) {
    constexpr std::chrono::seconds longest{120};
    const std::string profile = DESK_BUILD_DIR "/desk_benchmark.callgrind";
    // Chores go by the clock: under callgrind, which is fifty times slower, a turn would have fifty times as many of them.
    MeasuredDesk desk{reply_port, {"valgrind", "--quiet", "--tool=callgrind", "--callgrind-out-file=" + profile,
                                   "--toggle-collect=desk::Chores::step()", "--collect-atstart=yes"}};
    if (!desk.is_ready(longest)) return std::fprintf(stderr, "the desk did not become ready under valgrind\n"), 1;

    Callgrind callgrind{desk.pid(), profile};
    Roads roads;
    const bool is_warm = roads.deliver(counted_connections, longest, 200) && roads.ask(counted_connections, longest, 200);
    if (!is_warm || !callgrind.begin()) return std::fprintf(stderr, "callgrind_control does not reach the desk\n"), 1;
    const auto delivered = roads.deliver(counted_connections, longest, turns);
    print_instructions(Roads::delivered, callgrind.end("delivered"), delivered);
    if (!callgrind.begin()) return 1;
    const auto asked = roads.ask(counted_connections, longest, turns);
    print_instructions(Roads::asked, callgrind.end("asked"), asked);
    return 0;
}

}  // namespace
}  // namespace desk::test

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const bool counts = count > 1 && std::string{arguments[1]} == "--instructions";
    if (counts) return desk::test::count_instructions(count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 1'000);
    return desk::test::measure_roads(std::chrono::seconds{count > 1 ? std::atoi(arguments[1]) : 5},
                                     count > 2 ? std::strtoul(arguments[2], nullptr, 10) : 0);
}
