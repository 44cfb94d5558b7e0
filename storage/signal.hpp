// One thread waits, another gives the sign, once. What a condition variable would do with a mutex beside it, but whoever
// is woken takes no lock: thirty who are woken at once would wait for each other's. It may be gone as soon as wait() has
// returned, also while give() is on its way back (POSIX, sem_destroy). Not std::binary_semaphore: libstdc++ 12's may sleep
// for ever (https://gcc.gnu.org/PR104928).
#pragma once

#include <semaphore.h>

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

private:
    sem_t semaphore_;
};

}  // namespace desk
