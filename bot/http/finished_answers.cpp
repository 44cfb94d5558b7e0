#include "bot/http/finished_answers.hpp"

#include <sys/eventfd.h>

#include <utility>

namespace desk {

FinishedAnswers::FinishedAnswers() : wake_{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {}

void FinishedAnswers::add(FinishedAnswer answer, bool is_awaited) {
    const bool wake = is_awaited || answer.close || answer.is_lost || !answer.is_all_sent();
    {
        const std::lock_guard lock{mutex_};
        answers_.push_back(std::move(answer));
    }
    if (wake && !is_told_.exchange(true)) eventfd_write(wake_.number(), 1);
}

// Forgets the sign before it looks: what is added after that gives another.
std::vector<FinishedAnswer> FinishedAnswers::take() {
    is_told_ = false;
    const std::lock_guard lock{mutex_};
    return std::exchange(answers_, {});
}

}  // namespace desk
