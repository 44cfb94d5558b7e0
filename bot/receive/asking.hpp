// Asks the desk and waits for what it says: for clients that fetch their answer (POST /api/v1/ask, the console). The
// question takes the same road as every message; only the waiting is new.
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
    // again gets the same answer, however it came about. Not done after `longest`: Answered::is_done is false.
    // Errors: as Receiver::accept and wait.
    Result<Answered> ask(std::string_view adapter, const HttpRequest& request, std::string_view event_id);

private:
    Parts parts_;
};

}  // namespace desk
