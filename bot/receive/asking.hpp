// Asks the desk for clients that fetch their answer (POST /api/v1/ask, the console). The question takes the same road as
// every message; only the board on which its answer is awaited is new.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <desk/http.hpp>
#include <desk/result.hpp>

#include "bot/dispatch/answer_board.hpp"
#include "bot/receive/receiver.hpp"

namespace desk {

class Asking {
public:
    struct Parts {
        Store& store;
        Receiver& receiver;
        AnswerBoard& board;
        std::chrono::milliseconds longest{30'000};
    };

    explicit Asking(Parts parts) : parts_{parts} {}

    // `request` is one that `adapter` reads as exactly one message; `event_id` is what it will find there. The same id
    // again gets the same answer, however it came about. `take` is called once, maybe before this returns. Not done after
    // `longest`, see give_up: Answered::is_done is false. Errors: as Receiver::read and store. Any thread.
    void ask(std::string_view adapter, const HttpRequest& request, std::string_view event_id, AnswerBoard::Take take);

    // Tells those who have waited too long by now. Any thread.
    void give_up(std::chrono::steady_clock::time_point now);

private:
    struct Question {
        Tenant tenant = {};
        std::string adapter = {};
        std::string event_id = {};
        AnswerBoard::Seat seat = {};
    };

    void stored(const Question& question, const Result<Receipts>& receipts);

    Parts parts_;
};

}  // namespace desk
