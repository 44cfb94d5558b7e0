#include "bot/worker.hpp"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace desk {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds first_pause{5};  // after a step that failed
constexpr milliseconds longest_pause{1'000};

}  // namespace

Worker::Worker(std::string name, Step step, Nudge& nudge, const Log& log, std::function<milliseconds()> until_due)
    : name_{std::move(name)}, step_{std::move(step)}, until_due_{std::move(until_due)}, nudge_{nudge}, log_{log}, thread_{[this] { run(); }} {
    pthread_setname_np(thread_.native_handle(), name_.substr(0, 15).c_str());
}

Worker::~Worker() {
    stop();
    thread_.join();
}

void Worker::stop() {
    is_stopping_ = true;
    nudge_.all();
}

void Worker::run() {
    auto pause = first_pause;
    while (!is_stopping_) {
        ticks_.fetch_add(1, std::memory_order_relaxed);
        const auto seen = nudge_.given();
        const auto did = guarded_step();
        if (did) pause = first_pause;
        if (did && *did) continue;
        if (!did) log_.error("step.failed", {{"thread", name_}, {"what", did.error().what}});
        if (is_stopping_) return;
        nudge_.wait(seen, did ? until_due_() : pause);
        if (!did) pause = std::min(pause * 2, longest_pause);
    }
}

Result<bool> Worker::guarded_step() {
    try {
        return step_();
    } catch (const std::exception& problem) {
        return broken(std::string{"exception in a step: "} + problem.what());
    }
}

}  // namespace desk
