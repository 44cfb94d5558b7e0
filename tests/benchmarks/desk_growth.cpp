// A database as it is after years: made by the store's own verbs, and read as people read it.
//     desk_growth fill FILE CONVERSATIONS TURNS   until it has that many; whole turns: message, answer, delivery, index. They were
//                                                 spread over two years that end now, and the desk forgot what it forgets
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

// How long a desk knows an event again, and how often it walks through them here.
constexpr std::chrono::days seen_for{30};
constexpr std::int64_t turns_between_walks = 65'536;

constexpr std::array words{"mail", "calendar", "sharepoint", "teams", "invoice", "licence", "printer", "password",
                           "phone", "backup", "update", "certificate", "domain", "quota", "archive", "migration"};

// When so many turns of so many happen, in even steps.
struct Years {
    Time end;
    std::int64_t turns = 1;

    Time at(std::int64_t n) const {
        constexpr std::chrono::duration<double, std::milli> all = std::chrono::days{730};
        const auto left = static_cast<double>(turns - n) / static_cast<double>(turns);
        return end - std::chrono::duration_cast<std::chrono::milliseconds>(all * left);
    }
};

// Turn number `n`. Every hundredth word is rare, so that there is something to search for that is not everywhere.
Arrival arrival(std::int64_t n, std::int64_t conversations, Time sent_at) {
    const auto who = std::to_string(n % conversations);
    const std::string word = words.at(static_cast<std::size_t>(n / 7 % std::ssize(words)));
    Message message{.place = {.adapter = "helpdesk", .channel = "grown-" + who},
                    .event_id = "grown-" + std::to_string(n),
                    .author = "user-" + who,
                    .author_name = "Anna Kovács",
                    .text = "Good morning, the " + word + " does not work since " + std::to_string(n % 12) + " o'clock" +
                            (n % 100 == 0 ? ", and neither does the lighthouse" : "") + ". Nobody here can go on."};
    message.sent_at = sent_at;
    return {.tenant = Tenant{"customer-" + std::to_string(n % conversations % tenants)}, .message = message};
}

Outcome answer_to(const Message& message) {
    Outcome outcome{.plugin = "health", .plugin_version = "1.0.0", .command = "health"};
    outcome.replies.push_back({.place = message.place, .to = message.author, .language = "en",
                               .text = "Exchange Online is degraded since 08:42: mail is delayed by about 20 minutes. Checked at 10:05."});
    return outcome;
}

// Turns `from` to before `to`, which belong to different conversations, in three commits.
Result<void> turns(Store& store, const Holding& held, std::int64_t from, std::int64_t to, std::int64_t conversations, const Years& years) {
    std::vector<Arrival> arrivals;
    for (auto n = from; n < to; ++n) arrivals.push_back(arrival(n, conversations, years.at(n)));
    const auto now = years.at(to);
    DESK_TRY(const auto receipts, store.receive(arrivals, now));

    std::vector<Ticket> tickets;
    std::vector<Outcome> outcomes;
    for (std::size_t n = 0; n < arrivals.size(); ++n) {
        tickets.push_back({.conversation = {arrivals[n].tenant, conversation_name(arrivals[n].message.place)}, .seq = receipts[n].seq, .epoch = held.epoch});
        outcomes.push_back(answer_to(arrivals[n].message));
    }
    std::vector<Conclusion> conclusions;
    for (std::size_t n = 0; n < tickets.size(); ++n) conclusions.push_back({tickets[n], outcomes[n]});
    const auto concluded = store.record({.conclusions = conclusions}, now).finished;

    std::vector<SentReply> sent;
    for (const auto& finished : concluded) {
        if (!finished) return finished.error();
        if (!finished->next_reply) return broken("a turn that was recorded left no reply to deliver");
        sent.push_back({*finished->next_reply});
    }
    for (const auto& ended : store.record({.sent = sent}, now).ended) DESK_CHECK(ended);
    return {};
}

// One verb in steps of a thousand until nothing is left.
template <class Step>
Result<void> whole(Step step) {
    for (;;) {
        DESK_TRY(const auto more, step(1'000));
        if (!more) return {};
    }
}

Result<void> fill(Storage& storage, std::int64_t conversations, std::int64_t from, std::int64_t to) {
    auto& store = *storage.store;
    DESK_TRY(const auto held, store.hold_slots("growth"));
    const auto batch = std::min(most_together, conversations);
    const Years years{.end = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()), .turns = to};
    const auto forget = [&](Time now) { return whole([&](int most) { return store.forget_seen(now - seen_for, most); }); };
    for (std::int64_t since_walk = 0; from < to; from += batch, since_walk += batch) {
        DESK_CHECK(turns(store, held, from, std::min(from + batch, to), conversations, years));
        if (since_walk < turns_between_walks) continue;
        DESK_CHECK(forget(years.at(from)));
        since_walk = 0;
    }
    DESK_CHECK(forget(years.end));
    DESK_CHECK(whole([&](int most) { return store.index_some(most); }));
    DESK_CHECK(store.checkpoint());
    return store.release_slots("growth");
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
