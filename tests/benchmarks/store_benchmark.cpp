// What the store does in a second on this disk: durable arrivals, and whole turns (arrival, answer,
// delivery). Run it where the desk would keep its data: the folder is ./tmp below the build folder.
//     build/release/store_benchmark --benchmark_counters_tabular=true
#include "storage/open_storage.hpp"
#include "tests/support/temporary_folder.hpp"

#include <benchmark/benchmark.h>

#include <atomic>
#include <filesystem>
#include <memory>

namespace desk::test {
namespace {

constexpr int conversations = 2000;

// One database for all threads of a run.
struct Bench {
    TemporaryFolder folder;
    Storage storage = *open_storage("sqlite:" + folder.file("desk.db"), {});
    std::atomic<std::int64_t> next = 0;

    std::uintmax_t bytes() const { return std::filesystem::file_size(folder.file("desk.db")); }
};

Time now(std::int64_t number) {
    return Time{std::chrono::milliseconds{1'700'000'000'000 + number}};
}

Arrival arrival(std::int64_t number, std::int64_t conversation) {
    Message message{
        .place = {.adapter = "helpdesk", .channel = "channel-" + std::to_string(conversation)},
        .event_id = "msg_2xq8Fk" + std::to_string(number),
        .author = "user-" + std::to_string(conversation % 500),
        .author_name = "Anna Kovacs",
        .text = "Good morning, is Exchange down again? Nobody here gets any mail."};
    message.sent_at = now(number);
    return {.tenant = Tenant{"customer-" + std::to_string(conversation % 50)}, .message = message};
}

Outcome health_answer(const Place& place) {
    Reply reply{.place = place,
                .to = "user",
                .language = "en",
                .text =
                    "Exchange Online is degraded since 08:42: mail is delayed by about 20 minutes. "
                    "Incident EX1042 is being worked on; checked at 10:05 today."};
    reply.card = ShownCard{.kind = "service_health", .language = "en", .title = "Exchange Online"};
    reply.card->facts = {{"State", "degraded"}, {"Since", "08:42"}, {"Incident", "EX1042"}};
    reply.card->actions = {{"a1", "Show the incident", "/incident EX1042"}};
    Outcome outcome{.plugin = "health", .plugin_version = "1.0.0", .command = "health"};
    outcome.replies.push_back(reply);
    return outcome;
}

template <class T>
bool works(benchmark::State& state, const Result<T>& result) {
    if (!result) state.SkipWithError(result.error().what.c_str());
    return result.has_value();
}

std::unique_ptr<Bench> bench;

void arrivals(benchmark::State& state) {
    if (state.thread_index() == 0) bench = std::make_unique<Bench>();
    for (auto _ : state) {
        const auto number = bench->next++;
        const auto one = arrival(number, number % conversations);
        if (!works(state, bench->storage.store->receive({&one, 1}, now(number)))) break;
    }
    state.SetItemsProcessed(state.iterations());
    if (state.thread_index() == 0) bench.reset();
}

// One message from its arrival to its delivery; every thread keeps to conversations of its own.
bool turn(benchmark::State& state, Bench& here, const Holding& held) {
    Store& store = *here.storage.store;
    const auto number = here.next++;
    const auto conversation = state.thread_index() + state.threads() * (number % 60);
    const auto one = arrival(number, conversation);
    const auto receipts = store.receive({&one, 1}, now(number));
    if (!works(state, receipts)) return false;

    const ConversationKey key{one.tenant, conversation_name(one.message.place)};
    const Ticket ticket{.conversation = key, .seq = receipts->front().seq, .epoch = held.epoch};
    if (!works(state, store.situation(ticket))) return false;
    if (!works(state, store.finish(ticket, health_answer(one.message.place), now(number))))
        return false;
    const WaitingReply reply{.conversation = key, .seq = ticket.seq, .epoch = held.epoch};
    return works(state, store.delivered(reply, "1712345678.123456", now(number)));
}

void turns(benchmark::State& state) {
    if (state.thread_index() == 0) bench = std::make_unique<Bench>();
    Holding held;
    for (auto _ : state) {
        if (held.epoch == 0) held = *bench->storage.store->hold_slots("bench");
        if (!turn(state, *bench, held)) break;
    }
    state.SetItemsProcessed(state.iterations());
    if (state.thread_index() != 0) return;
    const auto done = bench->storage.store->checkpoint();
    state.counters["verbs/s"] = benchmark::Counter(
        static_cast<double>(state.iterations()) * 3 * state.threads(), benchmark::Counter::kIsRate);
    state.counters["bytes/turn"] =
        done ? static_cast<double>(bench->bytes()) / static_cast<double>(bench->next) : 0;
    bench.reset();
}

BENCHMARK(arrivals)->Threads(1)->Threads(32)->UseRealTime();
BENCHMARK(turns)->Threads(1)->Threads(8)->Threads(32)->UseRealTime();

}  // namespace
}  // namespace desk::test

BENCHMARK_MAIN();
