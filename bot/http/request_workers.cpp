#include "bot/http/request_workers.hpp"

#include "bot/http/problem.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <exception>
#include <utility>

namespace desk {

RequestWorkers::RequestWorkers(HttpServer& server, std::size_t workers, std::size_t most_waiting)
    : server_{server}, most_waiting_{most_waiting}, finished_{std::make_shared<FinishedAnswers>()} {
    threads_.reserve(workers);
    for (std::size_t n = 0; n < workers; ++n) threads_.emplace_back([this] { work(); });
}

RequestWorkers::~RequestWorkers() {
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    arrived_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool RequestWorkers::push(ReadyRequest& request) {
    bool wake = false;
    {
        const std::lock_guard lock{mutex_};
        if (waiting_.size() >= most_waiting_) return false;
        waiting_.push_back(std::move(request));
        wake = claim_wake();
    }
    if (wake) arrived_.notify_one();
    return true;
}

bool RequestWorkers::claim_wake() {
    if (is_waking_ || idle_ == 0 || waiting_.empty()) return false;
    is_waking_ = true;
    return true;
}

std::size_t RequestWorkers::waiting() const {
    const std::lock_guard lock{mutex_};
    return waiting_.size();
}

void RequestWorkers::work() {
    std::unique_lock lock{mutex_};
    for (;;) {
        while (waiting_.empty() && !is_stopping_) {
            ++idle_;
            arrived_.wait(lock);
            --idle_;
            is_waking_ = false;
        }
        if (waiting_.empty()) return;
        auto ready = std::move(waiting_.front());
        waiting_.pop_front();
        const bool wake = claim_wake();
        lock.unlock();

        if (wake) arrived_.notify_one();
        if (auto answered = answer(ready)) finished_->add(*std::move(answered), *ready.is_awaited);
        lock.lock();
    }
}

// None: it is answered later. From then on nothing of `ready` may be touched: its connection may be gone.
std::optional<FinishedAnswer> RequestWorkers::answer(ReadyRequest& ready) {
    FinishedAnswer finished{.connection = ready.connection, .close = ready.close};
    try {
        auto bytes = server_.answer(std::move(ready.request), std::move(ready.remote_address), ready.close,
                                    [answers = finished_, later = finished](std::string text) mutable {
                                        later.bytes = std::move(text);
                                        answers->add(std::move(later), true);
                                    });
        if (!bytes) return std::nullopt;
        finished.bytes = *std::move(bytes);
    } catch (const std::exception&) {
        finished.close = true;
        finished.bytes = as_wire(problems::failed, true);
    }
    ready.answer_begun->store(true);
    const auto sent = ::send(ready.socket, finished.bytes.data(), finished.bytes.size(),
                             MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
        finished.sent = static_cast<std::size_t>(sent);
    } else {
        finished.is_lost = errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR;
    }
    return finished;
}

}  // namespace desk
