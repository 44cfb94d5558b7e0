#include "bot/dispatch/answer_board.hpp"

#include <utility>

namespace desk {
namespace {

std::string key_of(std::string_view adapter, std::string_view event_id) {
    return std::string{adapter}.append("\n").append(event_id);
}

}  // namespace

AnswerBoard::Seat::Seat(AnswerBoard& board, std::string_view adapter, std::string_view event_id)
    : board_{board}, key_{key_of(adapter, event_id)} {
    const std::lock_guard lock{board_.mutex_};
    board_.seats_.emplace(key_, this);
}

AnswerBoard::Seat::~Seat() {
    const std::lock_guard lock{board_.mutex_};
    const auto [first, last] = board_.seats_.equal_range(key_);
    for (auto seat = first; seat != last; ++seat) {
        if (seat->second != this) continue;
        board_.seats_.erase(seat);
        return;
    }
}

std::optional<Answered> AnswerBoard::Seat::wait(std::chrono::milliseconds longest) {
    std::unique_lock lock{mutex_};
    came_.wait_for(lock, longest, [this] { return answer_.has_value(); });
    return std::exchange(answer_, std::nullopt);
}

// Told without its mutex: who wakes at once would only wait again.
void AnswerBoard::Seat::take(const Answered& answer) {
    {
        const std::lock_guard lock{mutex_};
        answer_ = answer;
    }
    came_.notify_one();
}

void AnswerBoard::pin(std::string_view adapter, std::string_view event_id, const Answered& answer) {
    const std::lock_guard lock{mutex_};
    const auto [first, last] = seats_.equal_range(key_of(adapter, event_id));
    for (auto seat = first; seat != last; ++seat) seat->second->take(answer);
}

}  // namespace desk
