// Load for a running desk on this machine; prints what it took as one JSON document.
//     desk_load --road ask --port 8080 --token T --connections 64 --seconds 5
//     desk_load --road reply --port 8080 --secret whsec_… --reply-port 8088 --rate 500 --pid PID
//     desk_load --costs PID      what a process and its children have cost, and nothing else
// Roads: ask      POST /api/v1/ask, done when the turn is answered
//        webhook  POST /hooks/ADAPTER, signed (Standard Webhooks), done at the 2xx: the message is on disk
//        reply    the same, done when its reply was delivered to --reply-port
//        get      GET --path
//        door     signed forms of 400 B on a front door of its own with a handler that answers at once
//        beast    the same forms on Boost.Beast: the ceiling
// --rate N is an open loop: N requests fall due every second, and latency counts from then. Without it, closed loop.
#include "adapters/signature.hpp"
#include "bot/http/front_door.hpp"
#include "tests/benchmarks/beast_door.hpp"
#include "tests/benchmarks/http_load.hpp"
#include "tests/benchmarks/process_costs.hpp"
#include "tests/benchmarks/reply_sink.hpp"

#include <desk/json.hpp>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>

namespace desk::test {
namespace {

std::string new_run() {
    return "r" + std::to_string(std::chrono::system_clock::now().time_since_epoch() / std::chrono::milliseconds{1});
}

// What may be given, and what is taken without it.
using Options = std::map<std::string, std::string>;
Options defaults() {
    return {{"--road", "ask"},     {"--host", "127.0.0.1"}, {"--port", "8080"},        {"--connections", "64"},
            {"--rate", "0"},       {"--seconds", "5"},      {"--warm-up", "0.5"},      {"--most", "0"},
            {"--token", ""},       {"--secret", ""},        {"--adapter", "helpdesk"}, {"--reply-port", "0"},
            {"--path", "/livez"},  {"--pid", "0"},          {"--conversations", "1000"}, {"--people", "200"},
            {"--text", "Mail does not arrive, message {n}"}, {"--costs", "0"},         {"--run", new_run()},
            {"--channel", "c"}};
}

Result<Options> read_options(int count, char** arguments) {
    auto options = defaults();
    for (int at = 1; at < count; at += 2) {
        const auto found = options.find(arguments[at]);
        if (found == options.end() || at + 1 >= count)
            return invalid(std::string{arguments[at]} + ": no such option, or no value; tests/benchmarks/desk_load.cpp lists them");
        found->second = arguments[at + 1];
    }
    return options;
}

double number(const Options& options, const char* name) { return std::atof(options.at(name).c_str()); }

std::chrono::milliseconds seconds(const Options& options, const char* name) {
    return std::chrono::milliseconds{static_cast<std::int64_t>(number(options, name) * 1'000)};
}

std::string post(const std::string& path, const std::string& headers, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Messages of a number of conversations and people in turn.
class Messages {
public:
    explicit Messages(const Options& options)
        : options_{options},
          conversations_{static_cast<std::uint64_t>(std::max(1.0, number(options, "--conversations")))},
          people_{static_cast<std::uint64_t>(std::max(1.0, number(options, "--people")))},
          key_{key_of(options.at("--secret"))} {}

    std::string question(std::uint64_t n) const {
        return post("/api/v1/ask", "Authorization: Bearer " + options_.at("--token") + "\r\nContent-Type: application/json\r\n", message(n));
    }
    std::string webhook(std::uint64_t n) const {
        const auto body = message(n);
        const auto id = event_id(options_.at("--run"), n);
        const auto at = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(
                                           std::chrono::system_clock::now().time_since_epoch()).count());
        const auto mac = to_base64(hmac_sha256(key_, {id, ".", at, ".", body}));
        return post("/hooks/" + options_.at("--adapter"),
                    "Content-Type: application/json\r\nwebhook-id: " + id + "\r\nwebhook-timestamp: " + at +
                        "\r\nwebhook-signature: v1," + mac + "\r\n", body);
    }

private:
    // Of "whsec_…"; empty for anything else, which the desk then refuses.
    static std::string key_of(const std::string& secret) {
        const auto key = from_base64(secret.starts_with("whsec_") ? secret.substr(6) : secret);
        return key ? *key : "";
    }

    std::string message(std::uint64_t n) const {
        auto text = options_.at("--text");
        if (const auto at = text.find("{n}"); at != std::string::npos) text.replace(at, 3, std::to_string(n));
        return R"({"conversation":")" + options_.at("--channel") + "-" + std::to_string(n % conversations_) +
               R"(","sender":{"id":"u-)" + std::to_string(n % people_) + R"(","name":"Anna"},"text":")" + text + "\"}";
    }

    const Options& options_;
    std::uint64_t conversations_;
    std::uint64_t people_;
    std::string key_;
};

// A slash command as Slack posts it, 400 B, signed in the same manner as every platform's.
std::string signed_form(std::uint64_t n) {
    auto body = "token=x&team_id=T0001&channel_id=C1&user_id=U" + std::to_string(n % 211) + "&command=%2Fprice&text=premium&trigger_id=";
    body.resize(400, '1');
    const auto at = std::to_string(n);
    return post("/", "Content-Type: application/x-www-form-urlencoded\r\nX-Slack-Request-Timestamp: " + at +
                         "\r\nX-Slack-Signature: v0=" + std::string(64, 'a') + "\r\n", body);
}

// A front door of this program's own; its handler answers at once.
class OwnDoor {
public:
    OwnDoor() : server_{limits_, [](std::string_view) {}}, door_{server_, {.gate = {.limits = limits_}}} {
        server_.route("POST", "/", [](const IncomingRequest&) {
            return HttpResponse{.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "ok\n"};
        });
    }
    ~OwnDoor() {
        door_.stop();
        if (loop_.joinable()) loop_.join();
    }
    OwnDoor(const OwnDoor&) = delete;
    OwnDoor& operator=(const OwnDoor&) = delete;

    // The port. Errors: unavailable.
    Result<std::uint16_t> open() {
        DESK_TRY(const auto endpoint, door_.listen("127.0.0.1", 0));
        loop_ = std::thread{[this] { door_.run(); }};
        return endpoint.port;
    }

private:
    HttpLimits limits_{.requests_per_connection = 1'000'000};
    HttpServer server_;
    FrontDoor door_;
    std::thread loop_;
};

Result<MakeRequest> requests_of(const Options& options, const Messages& messages) {
    const auto& road = options.at("--road");
    if (road == "ask") return MakeRequest{[&](std::uint64_t n) { return messages.question(n); }};
    if (road == "webhook" || road == "reply") return MakeRequest{[&](std::uint64_t n) { return messages.webhook(n); }};
    if (road == "door" || road == "beast") return MakeRequest{signed_form};
    if (road == "get") return MakeRequest{[&](std::uint64_t) { return "GET " + options.at("--path") + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"; }};
    return invalid("--road " + road + ": ask, webhook, reply, get, door or beast");
}

LoadPlan plan_of(const Options& options) {
    return {.host = options.at("--host"),
            .port = static_cast<std::uint16_t>(number(options, "--port")),
            .connections = static_cast<std::size_t>(std::max(1.0, number(options, "--connections"))),
            .per_second = number(options, "--rate"),
            .lasts = seconds(options, "--seconds"),
            .warm_up = seconds(options, "--warm-up"),
            .most_requests = static_cast<std::size_t>(number(options, "--most")),
            .reply_port = static_cast<std::uint16_t>(number(options, "--reply-port")),
            .run = options.at("--run"),
            .is_answer_enough = options.at("--road") != "reply"};
}

Json json_of(const ProcessCosts& costs) {
    return {{"cpu_seconds", static_cast<double>(costs.cpu.count()) / 1e9}, {"pss_kb", costs.pss_kb}, {"processes", costs.processes}};
}

Json json_of(const LoadFigures& figures) {
    const auto at = [&](double q) { return figures.latencies.quantile(q).count(); };
    auto statuses = Json::object();
    for (const auto& [status, count] : figures.statuses) statuses[std::to_string(status)] = count;
    return {{"per_second", figures.per_second}, {"done", figures.latencies.count()}, {"answers", figures.answers},
            {"p50_us", at(0.5)}, {"p90_us", at(0.9)}, {"p99_us", at(0.99)}, {"p999_us", at(0.999)},
            {"max_us", figures.latencies.slowest().count()},
            {"statuses", statuses}, {"broken", figures.broken}, {"overdue", figures.overdue}};
}

Result<Json> run(const Options& options) {
    if (const auto pid = std::atoi(options.at("--costs").c_str()); pid > 0) return json_of(costs_of(pid));

    const Messages messages{options};
    DESK_TRY(const auto make_request, requests_of(options, messages));
    auto plan = plan_of(options);
    OwnDoor door;
    BeastDoor beast;
    if (options.at("--road") == "door") {
        DESK_TRY(plan.port, door.open());
    } else if (options.at("--road") == "beast") {
        DESK_TRY(plan.port, beast.open());
    }
    const auto pid = std::atoi(options.at("--pid").c_str());
    ProcessCosts before;
    ProcessCosts after;
    plan.on_begin = [&] { before = costs_of(pid); };
    plan.on_end = [&] { after = costs_of(pid); };
    DESK_TRY(const auto figures, run_load(plan, make_request));

    auto found = json_of(figures);
    found["road"] = options.at("--road");
    found["connections"] = plan.connections;
    found["rate"] = plan.per_second;
    if (pid <= 0) return found;
    after.cpu -= before.cpu;
    found["costs"] = json_of(after);
    return found;
}

}  // namespace
}  // namespace desk::test

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    const auto options = desk::test::read_options(count, arguments);
    const auto found = options ? desk::test::run(*options) : desk::Result<desk::Json>{options.error()};
    if (!found) return std::fprintf(stderr, "desk_load: %s\n", found.error().what.c_str()), 1;
    std::printf("%s\n", found->dump().c_str());
    return 0;
}
