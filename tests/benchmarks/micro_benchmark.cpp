// What the steps of one turn cost by themselves: parse, verify, route, frame. The others have programs of their own:
// commit (store_benchmark), a plugin call (plugin_call_benchmark), understand (understanding_benchmark).
//     build/release/micro_benchmark
#include "adapters/webhook/standard_webhook.hpp"
#include "adapters/webhook/webhook.hpp"
#include "bot/dispatch/router.hpp"
#include "bot/http/request_gate.hpp"
#include "bot/runtime/frame.hpp"
#include "tests/adapters/requests.hpp"

#include <desk/wire.hpp>

#include <benchmark/benchmark.h>

#include <sys/socket.h>

#include <array>
#include <string>
#include <vector>

namespace desk::test {
namespace {

constexpr auto secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr Time now{std::chrono::seconds{1'764'000'000}};

std::string message_body() {
    return R"({"conversation":"c-17","sender":{"id":"u-1","name":"Anna"},"text":"Mail does not arrive since this morning, message 1234"})";
}

HttpRequest request() { return webhook_request(secret, "msg_2xq8Fk", message_body(), now); }

std::string bytes_of(const HttpRequest& request) {
    auto bytes = "POST /hooks/helpdesk HTTP/1.1\r\nHost: desk.example\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n";
    for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
    return bytes + "\r\n" + request.body;
}

void parse_http(benchmark::State& state) {
    const GateRules rules;
    const auto bytes = bytes_of(request());
    RequestGate gate{rules};
    for (auto _ : state) {
        if (gate.feed(bytes) != RequestGate::State::complete) return state.SkipWithError("the gate refuses it");
        benchmark::DoNotOptimize(gate.take());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

void parse_json_body(benchmark::State& state) {
    const auto body = message_body();
    for (auto _ : state) benchmark::DoNotOptimize(parse_json(body));
}

void verify_webhook(benchmark::State& state) {
    const auto secrets = *read_webhook_secrets(secret);
    const auto one = request();
    for (auto _ : state) benchmark::DoNotOptimize(authentic_webhook(one, secrets, now));
}

// Verified and read into a message.
void read_webhook(benchmark::State& state) {
    const auto adapter = *make_webhook("helpdesk", {{"secret", secret}, {"reply_url", "https://crm.example/replies"}});
    const auto one = request();
    for (auto _ : state) benchmark::DoNotOptimize(adapter->read(one, now));
}

Manifest twenty_commands() {
    Manifest manifest{.id = "desk", .version = "1.0.0"};
    for (int n = 0; n < 20; ++n)
        manifest.commands.push_back({.name = "command" + std::to_string(n), .help = "help", .roles = {"contact"},
                                     .arguments = {{.name = "text", .type = ArgumentType::rest}}});
    return manifest;
}

void route_command(benchmark::State& state) {
    const auto manifest = twenty_commands();
    const std::vector<NamedManifest> manifests{{"desk", &manifest}};
    const auto router = *Router::make(manifests, {"en", "hu", "de"});
    const Directory directory;
    const Person anna{.id = "anna", .role = Role::contact, .tenant = {"contoso"}};
    const Situation situation{.key = {anna.tenant, "helpdesk/c-1"}, .seq = 1, .message_id = "m1",
                              .message = {.place = {"helpdesk", "c-1", ""}, .author = "anna", .text = "/command17 premium 40"}};
    for (auto _ : state) benchmark::DoNotOptimize(router.route(situation, anna, directory, now));
}

Call some_call() {
    Call call{.id = "c7f", .kind = CallKind::text, .name = "echo"};
    call.arguments["text"] = "Mail does not arrive since this morning";
    call.conversation = "webhook/c-1";
    call.asker = {"p81", "contact", {"Anna", "Kovács"}};
    call.customer = {"contoso", "Contoso Kft."};
    return call;
}

void write_call_document(benchmark::State& state) {
    const auto call = some_call();
    for (auto _ : state) benchmark::DoNotOptimize(wire::to_json(call).dump());
}

// A packet to the other end of a socket and out of it, without a process in between.
void frame_through_socket(benchmark::State& state) {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return state.SkipWithError("socketpair");
    FrameSocket here{ends[0]};
    FrameSocket there{ends[1]};
    const std::string payload(static_cast<std::size_t>(state.range(0)), 'x');
    const auto until = std::chrono::steady_clock::now() + std::chrono::hours{1};
    for (auto _ : state) {
        if (!here.send(1, wire::FrameType::call, payload, until)) return state.SkipWithError("send");
        benchmark::DoNotOptimize(there.receive());
    }
}

BENCHMARK(parse_http);
BENCHMARK(parse_json_body);
BENCHMARK(verify_webhook);
BENCHMARK(read_webhook);
BENCHMARK(route_command);
BENCHMARK(write_call_document);
BENCHMARK(frame_through_socket)->Arg(500)->Arg(16'384);

}  // namespace
}  // namespace desk::test

BENCHMARK_MAIN();
