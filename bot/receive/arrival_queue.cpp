#include "bot/receive/arrival_queue.hpp"

#include <utility>

namespace desk {

std::optional<std::future<Result<Receipts>>> ArrivalQueue::push(std::vector<Arrival> arrivals) {
    Waiting waiting{.arrivals = std::move(arrivals), .stored = {}};
    auto stored = waiting.stored.get_future();

    const std::lock_guard lock{mutex_};
    if (waiting_.size() >= most_) return std::nullopt;
    waiting_.push_back(std::move(waiting));
    return stored;
}

std::vector<ArrivalQueue::Waiting> ArrivalQueue::take(std::size_t most) {
    std::vector<Waiting> taken;
    std::size_t arrivals = 0;
    const std::lock_guard lock{mutex_};
    while (!waiting_.empty()) {
        arrivals += waiting_.front().arrivals.size();
        if (arrivals > most && !taken.empty()) break;
        taken.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return taken;
}

}  // namespace desk
