// A customer who writes through the webhook adapter and reads the answers at the fake platform.
// Any thread, each with a customer of its own.
#pragma once

#include "tests/support/fake_platform.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace desk::test {

struct Answer {
    std::string text = {};  // "": none came
    std::chrono::milliseconds took = {};
};

class DeskCustomer {
public:
    DeskCustomer(std::uint16_t port, const FakePlatform& platform, std::string name)
        : port_{port}, platform_{platform}, name_{std::move(name)} {}

    // Says it in a conversation of its own, and waits for the answer.
    Answer ask(const std::string& conversation, const std::string& text,
               std::chrono::seconds longest = std::chrono::seconds{30});
    // Says it and does not wait. Returns the event id; "" when it was not accepted.
    std::string say(const std::string& conversation, const std::string& text);

private:
    std::uint16_t port_;
    const FakePlatform& platform_;
    std::string name_;
    int said_ = 0;
};

}  // namespace desk::test
