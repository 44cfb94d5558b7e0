// Where a client that asked over HTTP waits for its answer: the dispatcher pins it here after the commit. A hint and no
// more: who comes late, or asks another node, reads the store. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "storage/store.hpp"

namespace desk {

class AnswerBoard {
public:
    // A place on the board for one event; leaves with its owner.
    class Seat {
    public:
        Seat(AnswerBoard& board, std::string_view adapter, std::string_view event_id);
        ~Seat();
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;

        // The answer, once. None: not answered within `longest`.
        std::optional<Answered> wait(std::chrono::milliseconds longest);

    private:
        friend class AnswerBoard;
        void take(const Answered& answer);

        AnswerBoard& board_;
        std::string key_;
        std::mutex mutex_;  // its own: who was told goes on beside all others
        std::condition_variable came_;
        std::optional<Answered> answer_;  // guarded by mutex_
    };

    // Wakes whoever sits and waits for this event.
    void pin(std::string_view adapter, std::string_view event_id, const Answered& answer);

private:
    std::mutex mutex_;  // held while a seat is told, so that it cannot leave meanwhile
    std::multimap<std::string, Seat*> seats_;  // guarded by mutex_
};

}  // namespace desk
