// Load as a platform makes it: in every conversation numbered messages, the next one when the one
// before was acknowledged, and what was not is sent again with the same event id, however often.
#pragma once

#include "tests/support/raw_client.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace desk::test {

// Event "c-3.17" says "hello 17" in conversation "c-3".
std::string event_of(const std::string& conversation, int number);
std::string text_of(int number);

class NumberedLoad {
public:
    struct Line {
        std::string conversation = {};
        int acknowledged = 0;  // messages 1 … so many
    };
    struct Figures {
        std::atomic<long> acknowledged = 0;
        std::atomic<long> again = 0;        // sent again for want of an acknowledgement
        std::atomic<long> redelivered = 0;  // sent again although acknowledged, as platforms do
        std::atomic<long> odd = 0;          // answers that are neither 202 nor 429 nor 503
    };

    // Begins at once. `senders` threads, each with `lines` conversations of its own.
    NumberedLoad(std::uint16_t port, int senders, int lines);
    ~NumberedLoad();

    // No new messages; those under way are sent until they are acknowledged. False: not within
    // `longest`.
    bool finish(std::chrono::seconds longest);
    const Figures& figures() const { return figures_; }
    // What was acknowledged; after finish().
    std::vector<Line> lines() const;

private:
    struct Sender {
        std::vector<Line> lines = {};
        std::thread thread = {};
    };
    void run(Sender& sender);
    bool send(std::unique_ptr<RawClient>& client, const std::string& conversation, int number);

    std::uint16_t port_;
    std::atomic<bool> is_finishing_ = false;
    std::atomic<bool> is_given_up_ = false;
    std::atomic<int> running_;
    Figures figures_;
    std::vector<std::unique_ptr<Sender>> senders_;
};

}  // namespace desk::test
