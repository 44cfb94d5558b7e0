#include "tests/support/numbered_load.hpp"

#include "tests/support/desk_client.hpp"
#include "tests/support/eventually.hpp"

#include <chrono>
#include <utility>

namespace desk::test {
namespace {

constexpr std::chrono::milliseconds pause_before_again{25};
constexpr int every_so_often = 16;

}  // namespace

std::string event_of(const std::string& conversation, int number) {
    return conversation + "_" + std::to_string(number);
}

std::string text_of(int number) {
    return "hello " + std::to_string(number);
}

NumberedLoad::NumberedLoad(std::uint16_t port, int senders, int lines)
    : port_{port}, running_{senders} {
    for (int s = 0; s < senders; ++s) {
        auto& sender = *senders_.emplace_back(std::make_unique<Sender>());
        for (int n = 0; n < lines; ++n) {
            sender.lines.push_back({"c-" + std::to_string(s * lines + n)});
        }
    }
    for (auto& sender : senders_)
        sender->thread = std::thread{[this, &one = *sender] { run(one); }};
}

NumberedLoad::~NumberedLoad() {
    is_given_up_ = true;
    for (auto& sender : senders_) {
        if (sender->thread.joinable()) sender->thread.join();
    }
}

bool NumberedLoad::finish(std::chrono::seconds longest) {
    is_finishing_ = true;
    const bool is_done = eventually(longest, [this] { return running_ == 0; });
    is_given_up_ = true;
    for (auto& sender : senders_) sender->thread.join();
    return is_done;
}

std::vector<NumberedLoad::Line> NumberedLoad::lines() const {
    std::vector<Line> all;
    for (const auto& sender : senders_) {
        all.insert(all.end(), sender->lines.begin(), sender->lines.end());
    }
    return all;
}

void NumberedLoad::run(Sender& sender) {
    std::unique_ptr<RawClient> client;
    while (!is_finishing_ && !is_given_up_) {
        for (auto& line : sender.lines) {
            const int number = line.acknowledged + 1;
            while (!is_given_up_ && !send(client, line.conversation, number)) {
                ++figures_.again;
                std::this_thread::sleep_for(pause_before_again);
            }
            if (is_given_up_) break;
            line.acknowledged = number;
            ++figures_.acknowledged;
            if (number % every_so_often != 0) continue;
            ++figures_.redelivered;
            send(client, line.conversation, number - every_so_often / 2);
        }
    }
    --running_;
}

// True: acknowledged. A connection that has failed is not used again.
bool NumberedLoad::send(std::unique_ptr<RawClient>& client, const std::string& conversation,
                        int number) {
    if (!client) client = std::make_unique<RawClient>(port_);
    client->send(bytes_of(delivery(event_of(conversation, number),
                                   message_body(conversation, text_of(number), conversation))));
    const auto answer = client->answer();
    const int status = status_of(answer);
    if (status == 0 || answer.find("Connection: close") != std::string::npos) client.reset();
    if (status != 0 && status != 202 && status != 429 && status != 503) ++figures_.odd;
    return status == 202;
}

}  // namespace desk::test
