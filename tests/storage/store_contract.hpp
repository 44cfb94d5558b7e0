// What every Store and Archive must do, whatever the engine. The tests stand beside this file, one
// file per stage; an engine is added to store_contract_engines.cpp and inherits all of them.
#pragma once

#include "storage/open_storage.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace desk::test {

// Opens a database in a folder that belongs to the test; opening it again gives the same database.
struct Engine {
    std::string name = {};
    std::function<Result<Storage>(const std::string& folder)> open = {};
};
// All of them: store_contract_engines.cpp.
std::vector<Engine> engines();
inline void PrintTo(const Engine& engine, std::ostream* out) {
    *out << engine.name;
}

inline Time at(int seconds) {
    return Time{std::chrono::seconds{1'700'000'000 + seconds}};
}

inline const Tenant contoso{"contoso"};
inline const Tenant fabrikam{"fabrikam"};

// "slack/C1" says `text` as event `event_id`.
inline Arrival said(std::string text, std::string event_id, std::string channel = "C1",
                    Tenant tenant = contoso) {
    Message message{.place = {.adapter = "slack", .channel = std::move(channel)},
                    .event_id = std::move(event_id),
                    .author = "U7",
                    .author_name = "Anna",
                    .text = std::move(text)};
    message.sent_at = at(0);
    return {.tenant = std::move(tenant), .message = std::move(message)};
}

inline Outcome answer(std::vector<std::string> parts) {
    Outcome outcome{.plugin = "health", .plugin_version = "1.2.0", .command = "health"};
    outcome.took = std::chrono::microseconds{1500};
    for (auto& part : parts) {
        outcome.replies.push_back({.place = {.adapter = "slack", .channel = "C1"},
                                   .to = "U7",
                                   .language = "en",
                                   .text = std::move(part)});
    }
    return outcome;
}

class StoreContract : public testing::TestWithParam<Engine> {
protected:
    StoreContract() { open(); }

    void open() {
        storage_ = {};
        auto opened = GetParam().open(folder_.path());
        ASSERT_TRUE(opened) << opened.error().what;
        storage_ = *std::move(opened);
        held_ = *store().hold_slots("node");
    }
    Store& store() { return *storage_.store; }
    Archive& archive() { return *storage_.archive; }
    Operations& operations() { return *storage_.operations; }

    Receipt receive(const Arrival& arrival, Time now = at(1)) {
        const auto receipts = store().receive({&arrival, 1}, now);
        EXPECT_TRUE(receipts) << receipts.error().what;
        return receipts ? receipts->front() : Receipt{};
    }
    std::vector<Ticket> tickets(Time now = at(10)) {
        return *store().waiting_messages(held_, now, 100);
    }
    // The one message that waits.
    Ticket ticket(Time now = at(10)) {
        const auto waiting = tickets(now);
        EXPECT_EQ(waiting.size(), 1U);
        return waiting.empty() ? Ticket{} : waiting.front();
    }
    std::vector<WaitingReply> replies(Time now = at(100)) {
        return *store().waiting_replies(held_, now, 100);
    }
    WaitingReply reply(Time now = at(100)) {
        const auto waiting = replies(now);
        EXPECT_EQ(waiting.size(), 1U);
        return waiting.empty() ? WaitingReply{} : waiting.front();
    }
    bool finish(const Ticket& ticket, const Outcome& outcome, Time now = at(20)) {
        const auto finished = store().finish(ticket, outcome, now);
        EXPECT_TRUE(finished) << finished.error().what;
        return finished && finished->is_ours;
    }
    bool deliver(const WaitingReply& reply, Time now = at(99)) {
        const auto delivered = store().delivered(reply, "platform-id", now);
        EXPECT_TRUE(delivered) << delivered.error().what;
        return delivered && *delivered;
    }
    // One message, answered, not sent yet.
    WaitingReply waiting_answer(const std::string& event_id = "E1") {
        receive(said("hello", event_id));
        EXPECT_TRUE(finish(ticket(), answer({"hi"})));
        return reply();
    }
    Holding held() const { return held_; }

private:
    TemporaryFolder folder_;
    Storage storage_;
    Holding held_;
};

}  // namespace desk::test
