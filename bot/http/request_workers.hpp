// The threads that answer requests, the bounded queue before them and the finished answers behind
// them. The loop of the front door owns all sockets; a worker only writes to one whose request it
// is answering.
#pragma once

#include "bot/http/checked_request.hpp"
#include "bot/http/descriptor.hpp"
#include "bot/http/http_server.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace desk {

// A request on its way to a worker.
struct ReadyRequest {
    std::uint64_t connection = 0;
    int socket = -1;                            // stays open until the answer has come back
    std::atomic<bool>* answer_begun = nullptr;  // set before the first byte of the answer is sent
    const std::atomic<bool>* is_awaited = nullptr;  // see take_finished; both outlive the answer's coming back
    CheckedRequest request = {};
    std::string remote_address = {};
    bool close = false;
};

// What came of it.
struct FinishedAnswer {
    std::uint64_t connection = 0;
    std::string bytes = {};
    std::size_t sent = 0;  // bytes the socket took at once; the rest is the loop's
    bool is_lost = false;  // the client is gone
    bool close = false;

    bool is_all_sent() const { return sent == bytes.size(); }
};

// Any thread.
class RequestWorkers {
public:
    // Starts `workers` threads. `server` must outlive this.
    RequestWorkers(HttpServer& server, std::size_t workers, std::size_t most_waiting);
    // Answers what is waiting, then ends the threads.
    ~RequestWorkers();
    RequestWorkers(const RequestWorkers&) = delete;
    RequestWorkers& operator=(const RequestWorkers&) = delete;

    // False: the queue is full; `request` is untouched.
    bool push(ReadyRequest& request);
    // What has been answered. Whoever keeps a connection takes it before reading on, so wake_descriptor() tells only of
    // answers that leave something to do (not all sent, to be closed, the client gone) and of those of a request whose
    // `is_awaited` was set before they were finished; set it, then look here once more.
    std::vector<FinishedAnswer> take_finished();
    int wake_descriptor() const { return wake_.number(); }
    std::size_t waiting() const;

private:
    void work();
    // True: the caller, who holds mutex_, is to wake one worker. One at a time is on its way: it
    // takes the next request and wakes the one after it if there is more, so that quick answers
    // cost few changes of threads and slow ones still find every worker.
    bool claim_wake();
    FinishedAnswer answer(ReadyRequest& ready);
    void finish(FinishedAnswer answer, const std::atomic<bool>& is_awaited);

    HttpServer& server_;
    std::size_t most_waiting_;
    OwnedDescriptor wake_;

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<ReadyRequest> waiting_;  // guarded by mutex_
    std::size_t idle_ = 0;              // guarded by mutex_
    bool is_waking_ = false;            // guarded by mutex_
    bool is_stopping_ = false;          // guarded by mutex_

    std::mutex finished_mutex_;
    std::vector<FinishedAnswer> finished_;  // guarded by finished_mutex_

    std::vector<std::thread> threads_;
};

}  // namespace desk
