// Where a client that asked over HTTP waits for its answer: the dispatcher pins it here after the commit. A hint and no
// more: who comes late, or asks another node, reads the store. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.hpp"

namespace desk {

class AnswerBoard {
public:
    using Moment = std::chrono::steady_clock::time_point;
    // Takes the answer, once, on the thread that pins it.
    using Take = std::function<void(const Result<Answered>&)>;
    // A place on the board for one event.
    struct Seat {
        std::string key = {};
        std::uint64_t number = 0;
    };

    Seat sit(std::string_view adapter, std::string_view event_id, Moment until, Take take);
    // Whoever sat there and has no answer yet.
    std::optional<Take> leave(const Seat& seat);
    // Gives the answer to all who sit there for this event; they leave.
    void pin(std::string_view adapter, std::string_view event_id, const Answered& answer);
    // Those who have waited until `now` or longer leave.
    std::vector<Take> leave_late(Moment now);

private:
    struct Waiting {
        std::uint64_t number = 0;
        Moment until = {};
        Take take = {};
    };

    std::mutex mutex_;
    std::multimap<std::string, Waiting> waiting_;  // guarded by mutex_
    std::uint64_t seats_ = 0;                      // guarded by mutex_
};

}  // namespace desk
