// Deliveries that wait for the receiver's next commit, or are in it. Any thread; take and done by turns.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include <desk/result.hpp>

#include "bot/precedence.hpp"
#include "storage/store.hpp"

namespace desk {

using Receipts = std::vector<Receipt>;

class ArrivalQueue {
public:
    using Moment = std::chrono::steady_clock::time_point;
    // The receipts of a delivery, once they are on disk, in the order of its arrivals; or why there are none.
    using Told = std::function<void(const Result<Receipts>&)>;

    struct Waiting {
        std::size_t arrivals = 0;  // how many
        Moment since = {};
        Told told = {};  // empty: told already
    };

    // `precedence` is told of every delivery that waits here, and outlives it.
    ArrivalQueue(std::size_t most, Precedence& precedence) : most_{most}, precedence_{precedence} {}

    // False: full; nobody will be told.
    bool push(std::vector<Incoming> arrivals, Moment now, Told told);
    // Of whole deliveries, together at most `most`, but of at least one delivery if there is any.
    std::vector<Incoming> take(std::size_t most);
    // The deliveries that were taken last have been dealt with; whoever is still to be told of it.
    std::vector<Waiting> done();
    // Those who wait since `before` or longer, which is too long. What they brought stays where it is.
    std::vector<Told> too_late(Moment before);

private:
    std::mutex mutex_;
    const std::size_t most_;
    Precedence& precedence_;
    // All guarded by mutex_. Oldest first; the first `taken_` are in the commit.
    std::deque<Waiting> waiting_;
    std::deque<std::vector<Incoming>> brought_;  // of those that are not
    std::size_t taken_ = 0;
};

}  // namespace desk
