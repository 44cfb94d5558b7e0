// The threads that answer requests, the bounded queue before them and the finished answers behind
// them. The loop of the front door owns all sockets; a worker only writes to one whose request it
// is answering. What is answered later (HttpServer::route_later) is written by the loop.
#pragma once

#include "bot/http/checked_request.hpp"
#include "bot/http/finished_answers.hpp"
#include "bot/http/http_server.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
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
    std::vector<FinishedAnswer> take_finished() { return finished_->take(); }
    int wake_descriptor() const { return finished_->wake_descriptor(); }
    std::size_t waiting() const;

private:
    void work();
    // True: the caller, who holds mutex_, is to wake one worker. One at a time is on its way: it
    // takes the next request and wakes the one after it if there is more, so that quick answers
    // cost few changes of threads and slow ones still find every worker.
    bool claim_wake();
    std::optional<FinishedAnswer> answer(ReadyRequest& ready);

    HttpServer& server_;
    std::size_t most_waiting_;
    std::shared_ptr<FinishedAnswers> finished_;  // shared with the answers that come later, maybe after the workers have gone

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<ReadyRequest> waiting_;  // guarded by mutex_
    std::size_t idle_ = 0;              // guarded by mutex_
    bool is_waking_ = false;            // guarded by mutex_
    bool is_stopping_ = false;          // guarded by mutex_

    std::vector<std::thread> threads_;
};

}  // namespace desk
