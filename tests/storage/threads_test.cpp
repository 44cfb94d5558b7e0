// Many threads on one database: no number is missing, none is given twice.
#include "tests/storage/store_contract.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <thread>

namespace desk::test {
namespace {

constexpr int threads = 32;
constexpr int messages_each = 20;
constexpr int conversations = 5;

void in_parallel(int count, const std::function<void(int)>& work) {
    std::vector<std::thread> running;
    running.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) running.emplace_back([&work, i] { work(i); });
    for (auto& thread : running) thread.join();
}

TEST_P(StoreContract, GivesNoNumberTwiceAndLeavesNoneOutUnderManyThreads) {
    std::mutex mutex;
    std::map<std::string, std::set<std::int64_t>> numbers;
    in_parallel(threads, [&](int thread) {
        for (int i = 0; i < messages_each; ++i) {
            const auto channel = "C" + std::to_string((thread + i) % conversations);
            const auto event = std::to_string(thread) + "-" + std::to_string(i);
            const auto receipt = receive(said("x", event, channel));
            const std::lock_guard lock{mutex};
            EXPECT_TRUE(numbers[channel].insert(receipt.seq).second);
        }
    });
    for (const auto& [channel, given] : numbers) {
        EXPECT_EQ(*given.rbegin(), static_cast<std::int64_t>(given.size())) << channel;
    }
    EXPECT_EQ(store().backlog()->waiting_messages, threads * messages_each);
}

TEST_P(StoreContract, StoresAnEventOnceThatArrivesOnManyThreads) {
    std::atomic<int> fresh = 0;
    in_parallel(threads, [&](int) {
        for (int i = 0; i < messages_each; ++i) {
            fresh += receive(said("x", "E" + std::to_string(i))).is_new ? 1 : 0;
        }
    });
    EXPECT_EQ(fresh, messages_each);
}

TEST_P(StoreContract, FinishesEveryMessageOnceAndInOrderUnderManyThreads) {
    for (int i = 0; i < 60; ++i) {
        receive(said(std::to_string(i / 3), "E" + std::to_string(i), "C" + std::to_string(i % 3)));
    }
    std::atomic<int> finished = 0;
    in_parallel(8, [&](int) {
        while (finished < 60) {
            const auto waiting = tickets();
            for (const auto& ticket : waiting) {
                const auto situation = store().situation(ticket);
                if (!situation) continue;
                finished += finish(ticket, answer({situation->message.text})) ? 1 : 0;
            }
            const auto due = replies();
            for (const auto& reply : due) deliver(reply);
            EXPECT_TRUE(store().index_some(5)) << "a schema change beside the others";
        }
    });
    while (!replies().empty()) deliver(replies().front());
    EXPECT_EQ(finished, 60);
    const auto listed = *archive().list({}, {}, 10);
    for (const auto& conversation : listed) {
        EXPECT_EQ(conversation.messages, 40);
        int expected = 0;
        const auto turns = *archive().turns({}, conversation.id, 0, 100);
        for (const auto& turn : turns) {
            if (turn.author == "bot") {
                EXPECT_EQ(turn.text, std::to_string(expected++));
                EXPECT_EQ(turn.delivery, "sent");
            }
        }
    }
}

}  // namespace
}  // namespace desk::test
