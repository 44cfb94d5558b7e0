#include "bot/dispatch/answer_board.hpp"

#include <utility>

namespace desk {
namespace {

std::string key_of(std::string_view adapter, std::string_view event_id) {
    return std::string{adapter}.append("\n").append(event_id);
}

}  // namespace

AnswerBoard::Seat AnswerBoard::sit(std::string_view adapter, std::string_view event_id, Moment until, Take take) {
    Seat seat{.key = key_of(adapter, event_id)};
    const std::lock_guard lock{mutex_};
    seat.number = ++seats_;
    waiting_.emplace(seat.key, Waiting{seat.number, until, std::move(take)});
    return seat;
}

std::optional<AnswerBoard::Take> AnswerBoard::leave(const Seat& seat) {
    const std::lock_guard lock{mutex_};
    const auto [first, last] = waiting_.equal_range(seat.key);
    for (auto found = first; found != last; ++found) {
        if (found->second.number != seat.number) continue;
        auto take = std::move(found->second.take);
        waiting_.erase(found);
        return take;
    }
    return std::nullopt;
}

// Told without the mutex: they write answers.
void AnswerBoard::pin(std::string_view adapter, std::string_view event_id, const Answered& answer) {
    std::vector<Take> told;
    {
        const std::lock_guard lock{mutex_};
        const auto [first, last] = waiting_.equal_range(key_of(adapter, event_id));
        for (auto found = first; found != last; ++found) told.push_back(std::move(found->second.take));
        waiting_.erase(first, last);
    }
    for (const auto& take : told) take(answer);
}

std::vector<AnswerBoard::Take> AnswerBoard::leave_late(Moment now) {
    std::vector<Take> late;
    const std::lock_guard lock{mutex_};
    for (auto waiting = waiting_.begin(); waiting != waiting_.end();) {
        if (waiting->second.until > now) {
            ++waiting;
            continue;
        }
        late.push_back(std::move(waiting->second.take));
        waiting = waiting_.erase(waiting);
    }
    return late;
}

}  // namespace desk
