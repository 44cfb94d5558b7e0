#include "bot/http/request_workers.hpp"

#include "bot/http/problem.hpp"

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <cerrno>
#include <exception>
#include <utility>

namespace desk {

RequestWorkers::RequestWorkers(HttpServer& server, std::size_t workers, std::size_t most_waiting)
    : server_{server}, most_waiting_{most_waiting}, wake_{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {
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

std::vector<FinishedAnswer> RequestWorkers::take_finished() {
    const std::lock_guard lock{finished_mutex_};
    return std::exchange(finished_, {});
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
        finish(answer(ready), *ready.is_awaited);
        lock.lock();
    }
}

FinishedAnswer RequestWorkers::answer(ReadyRequest& ready) {
    FinishedAnswer finished{.connection = ready.connection, .close = ready.close};
    try {
        finished.bytes =
            server_.answer(std::move(ready.request), std::move(ready.remote_address), ready.close);
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

void RequestWorkers::finish(FinishedAnswer answer, const std::atomic<bool>& is_awaited) {
    bool wake = answer.close || answer.is_lost || !answer.is_all_sent();
    {
        const std::lock_guard lock{finished_mutex_};
        wake = wake || is_awaited;
        finished_.push_back(std::move(answer));
    }
    if (wake) eventfd_write(wake_.number(), 1);
}

}  // namespace desk
