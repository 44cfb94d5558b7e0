#include "bot/receive/arrival_queue.hpp"

#include <iterator>
#include <utility>

namespace desk {

bool ArrivalQueue::push(std::vector<Incoming> arrivals, Moment now, Told told) {
    const std::lock_guard lock{mutex_};
    if (brought_.size() >= most_) return false;
    precedence_.came();
    waiting_.push_back({.arrivals = arrivals.size(), .since = now, .told = std::move(told)});
    brought_.push_back(std::move(arrivals));
    return true;
}

std::vector<Incoming> ArrivalQueue::take(std::size_t most) {
    std::vector<Incoming> taken;
    const std::lock_guard lock{mutex_};
    while (!brought_.empty()) {
        auto& next = brought_.front();
        if (!taken.empty() && taken.size() + next.size() > most) break;
        taken.insert(taken.end(), std::move_iterator{next.begin()}, std::move_iterator{next.end()});
        brought_.pop_front();
        ++taken_;
    }
    return taken;
}

std::vector<ArrivalQueue::Waiting> ArrivalQueue::done() {
    const std::lock_guard lock{mutex_};
    const auto last = waiting_.begin() + static_cast<std::ptrdiff_t>(std::exchange(taken_, 0));
    std::vector<Waiting> finished{std::move_iterator{waiting_.begin()}, std::move_iterator{last}};
    waiting_.erase(waiting_.begin(), last);
    precedence_.ended(finished.size());
    return finished;
}

std::vector<ArrivalQueue::Told> ArrivalQueue::too_late(Moment before) {
    std::vector<Told> late;
    const std::lock_guard lock{mutex_};
    for (auto& waiting : waiting_) {
        if (waiting.since > before) break;
        if (waiting.told) late.push_back(std::exchange(waiting.told, {}));
    }
    return late;
}

}  // namespace desk
