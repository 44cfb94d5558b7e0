// One thread waits, another gives the sign, once. What a condition variable would do with a mutex beside it, but whoever
// is woken takes no lock: thirty who are woken at once would wait for each other's. It may be gone as soon as wait() has
// returned, also while give() is on its way back (POSIX, sem_destroy). Not std::binary_semaphore: libstdc++ 12's may sleep
// for ever (https://gcc.gnu.org/PR104928).
#pragma once

#include <semaphore.h>

#include <cerrno>
#include <chrono>
#include <ctime>

namespace desk {

class Signal {
public:
    Signal() { sem_init(&semaphore_, 0, 0); }
    ~Signal() { sem_destroy(&semaphore_); }
    Signal(const Signal&) = delete;
    Signal& operator=(const Signal&) = delete;

    // What was written before is seen after wait().
    void give() { sem_post(&semaphore_); }
    void wait() {
        while (sem_wait(&semaphore_) != 0) {
        }  // interrupted
    }
    // False: no sign came for so long.
    bool wait_for(std::chrono::milliseconds longest) {
        const auto until = (std::chrono::steady_clock::now() + longest).time_since_epoch();
        const auto seconds = std::chrono::floor<std::chrono::seconds>(until);
        const timespec at{static_cast<time_t>(seconds.count()), static_cast<long>(std::chrono::nanoseconds{until - seconds}.count())};
        int done = 0;
        do {
            done = sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &at);  // what steady_clock reads
        } while (done != 0 && errno == EINTR);
        return done == 0;
    }

private:
    sem_t semaphore_;
};

}  // namespace desk
