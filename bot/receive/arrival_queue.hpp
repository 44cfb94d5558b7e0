// Deliveries that wait for the receiver's next commit. Any thread.
#pragma once

#include <cstddef>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <vector>

#include <desk/result.hpp>

#include "storage/store.hpp"

namespace desk {

using Receipts = std::vector<Receipt>;

class ArrivalQueue {
public:
    struct Waiting {
        std::vector<Arrival> arrivals = {};
        std::promise<Result<Receipts>> stored = {};
    };

    explicit ArrivalQueue(std::size_t most) : most_{most} {}

    // None: full; the sender is told to come back. The future holds the receipts once they are on disk, in the order of
    // `arrivals`, or why they could not be stored.
    std::optional<std::future<Result<Receipts>>> push(std::vector<Arrival> arrivals);
    // Whole deliveries with together at most `most` arrivals, but at least one delivery if there is any.
    std::vector<Waiting> take(std::size_t most);

private:
    std::mutex mutex_;
    std::size_t most_;
    std::deque<Waiting> waiting_;  // guarded by mutex_
};

}  // namespace desk
