// A database as it is after years: made by the store's own verbs, and read as people read it.
//     desk_growth fill FILE CONVERSATIONS TURNS   until it has that many; whole turns: message, answer, delivery, index
//     desk_growth read FILE                       one JSON line: µs of a conversation's history, of searches of one customer and of all 500
// No desk may have FILE open. Filling takes a minute and a half for 250,000 turns on a quiet machine.
#include "storage/open_storage.hpp"
#include "tests/benchmarks/latency_histogram.hpp"

#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace desk::test {
namespace {

constexpr std::int64_t most_together = 512;  // turns in one commit

constexpr std::int64_t tenants = 500;

constexpr std::array words{"mail", "calendar", "sharepoint", "teams", "invoice", "licence", "printer", "password",
                           "phone", "backup", "update", "certificate", "domain", "quota", "archive", "migration"};

Time at(std::int64_t number) { return Time{std::chrono::milliseconds{1'700'000'000'000 + number}}; }

// Turn number `n`. Every hundredth word is rare, so that there is something to search for that is not everywhere.
Arrival arrival(std::int64_t n, std::int64_t conversations) {
    const auto who = std::to_string(n % conversations);
    const std::string word = words.at(static_cast<std::size_t>(n / 7 % std::ssize(words)));
    Message message{.place = {.adapter = "helpdesk", .channel = "grown-" + who},
                    .event_id = "grown-" + std::to_string(n),
                    .author = "user-" + who,
                    .author_name = "Anna Kovács",
                    .text = "Good morning, the " + word + " does not work since " + std::to_string(n % 12) + " o'clock" +
                            (n % 100 == 0 ? ", and neither does the lighthouse" : "") + ". Nobody here can go on."};
    message.sent_at = at(n);
    return {.tenant = Tenant{"customer-" + std::to_string(n % conversations % tenants)}, .message = message};
}

Outcome answer_to(const Message& message) {
    Outcome outcome{.plugin = "health", .plugin_version = "1.0.0", .command = "health"};
    outcome.replies.push_back({.place = message.place, .to = message.author, .language = "en",
                               .text = "Exchange Online is degraded since 08:42: mail is delayed by about 20 minutes. Checked at 10:05."});
    return outcome;
}

// Turns `from` to before `to`, which belong to different conversations, in three commits.
Result<void> turns(Store& store, const Holding& held, std::int64_t from, std::int64_t to, std::int64_t conversations) {
    std::vector<Arrival> arrivals;
    for (auto n = from; n < to; ++n) arrivals.push_back(arrival(n, conversations));
    DESK_TRY(const auto receipts, store.receive(arrivals, at(to)));

    std::vector<Ticket> tickets;
    std::vector<Outcome> outcomes;
    for (std::size_t n = 0; n < arrivals.size(); ++n) {
        tickets.push_back({.conversation = {arrivals[n].tenant, conversation_name(arrivals[n].message.place)}, .seq = receipts[n].seq, .epoch = held.epoch});
        outcomes.push_back(answer_to(arrivals[n].message));
    }
    std::vector<Conclusion> conclusions;
    for (std::size_t n = 0; n < tickets.size(); ++n) conclusions.push_back({tickets[n], outcomes[n]});
    const auto concluded = store.record({.conclusions = conclusions}, at(to)).finished;

    std::vector<SentReply> sent;
    for (const auto& finished : concluded) {
        if (!finished) return finished.error();
        if (!finished->next_reply) return broken("a turn that was recorded left no reply to deliver");
        sent.push_back({*finished->next_reply});
    }
    for (const auto& ended : store.record({.sent = sent}, at(to)).ended) DESK_CHECK(ended);
    return {};
}

Result<void> fill(Storage& storage, std::int64_t conversations, std::int64_t from, std::int64_t to) {
    DESK_TRY(const auto held, storage.store->hold_slots("growth"));
    const auto batch = std::min(most_together, conversations);
    for (; from < to; from += batch) DESK_CHECK(turns(*storage.store, held, from, std::min(from + batch, to), conversations));

    while (true) {
        DESK_TRY(const auto is_more, storage.store->index_some(1'000));
        if (!is_more) break;
    }
    DESK_CHECK(storage.store->checkpoint());
    return storage.store->release_slots("growth");
}

template <class Act>
Result<LatencyHistogram> timed(int times, Act act) {
    LatencyHistogram took;
    for (int n = 0; n < times; ++n) {
        const auto began = std::chrono::steady_clock::now();
        DESK_CHECK(act(n));
        took.record(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began));
    }
    return took;
}

Result<Json> read(Archive& archive) {
    DESK_TRY(const auto newest, archive.list({}, {}, 1'000));
    if (newest.empty()) return not_found("a conversation to read; fill it first");
    DESK_TRY(const auto history, timed(1'000, [&](int n) {
        return archive.turns({}, newest[static_cast<std::size_t>(n * 7) % newest.size()].id, 0, 50);
    }));
    DESK_TRY(const auto list, timed(100, [&](int) { return archive.list({}, {}, 50); }));
    const auto word = [](int n) { return words.at(static_cast<std::size_t>(n) % words.size()); };
    DESK_TRY(const auto customers, timed(200, [&](int n) {
        return archive.search({.customer = "customer-" + std::to_string(n % tenants)}, word(n), 20);
    }));
    DESK_TRY(const auto everywhere, timed(30, [&](int n) { return archive.search({}, word(n), 20); }));
    DESK_TRY(const auto rare, timed(30, [&](int) { return archive.search({}, "lighthouse morning", 20); }));

    auto found = Json::object();
    for (const auto& [name, took] : {std::pair{"history", &history}, {"list", &list}, {"search", &customers},
                                     {"search_all", &everywhere}, {"search_rare", &rare}}) {
        found[std::string{name} + "_p50_us"] = took->quantile(0.5).count();
        found[std::string{name} + "_p99_us"] = took->quantile(0.99).count();
    }
    return found;
}

Result<Json> run(const std::vector<std::string>& given) {
    const bool fills = given.size() >= 4 && given[0] == "fill";
    if (!fills && (given.size() != 2 || given[0] != "read")) return invalid("usage: fill FILE CONVERSATIONS TURNS [FROM] | read FILE");
    DESK_TRY(auto storage, open_storage("sqlite:" + given[1], {.read_only = !fills}));
    if (!fills) return read(*storage.archive);

    const auto conversations = std::max(1LL, std::atoll(given[2].c_str()));
    const auto turns = std::atoll(given[3].c_str());
    const auto from = given.size() > 4 ? std::atoll(given[4].c_str()) : 0;
    DESK_CHECK(fill(storage, conversations, from, turns));
    return Json{{"conversations", conversations}, {"turns", turns}, {"bytes", std::filesystem::file_size(given[1])}};
}

}  // namespace
}  // namespace desk::test

int main(int count, char** arguments) {
    const auto done = desk::test::run({arguments + 1, arguments + count});
    if (!done) return std::fprintf(stderr, "desk_growth: %s\n", done.error().what.c_str()), 1;
    std::printf("%s\n", done->dump().c_str());
    return 0;
}
