// The one writing connection, shared by everybody: the first caller leads and commits for all who
// came meanwhile, so one flush serves them all and no thread is needed. A caller gets its answer
// only after COMMIT has succeeded. A failed flush is never retried: from then on every call is
// refused, and the program must end and recover.
#pragma once

#include "storage/signal.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/store.hpp"
#include <desk/result.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace desk {

class Watermark;

class GroupCommit {
public:
    // The statements of one caller. True: keep them. False or an error: undo them and nobody else's.
    // Calls nothing but the connection. May run a second time, after the first was undone.
    using Verb = std::function<Result<bool>(Connection&)>;

    // `watermark` outlives it; the counter goes on from `commit_no`.
    GroupCommit(std::unique_ptr<Connection> connection, Watermark& watermark,
                std::int64_t commit_no);
    ~GroupCommit();

    // Any thread. What the verb returned, after it is on disk. Errors: the verb's own; of the
    // commit: unavailable (full, locked: nothing was kept, of no caller of the batch), broken (a
    // failed flush).
    Result<bool> run(const Verb& verb) { return run_all({&verb, 1}, 0).front(); }
    // The same for several, the first `arrivals` of which acknowledge something to the outside, so that the watermark must
    // know of them. They share a commit unless there are very many of them; each is kept or undone by itself.
    std::vector<Result<bool>> run_all(std::span<const Verb> verbs, std::size_t arrivals);

    // Nothing may be written any more; every call is refused with this from now on. The first reason stays.
    void stop(const Error& why);
    // The same, because a flush failed: of a commit, or of a checkpoint beside the writer.
    void stop_after_flush(const Error& why);
    // The error every call gets now, if it was stopped.
    Result<void> state() const;
    CommitFigures figures() const;

private:
    struct Waiting {
        const Verb* verb = nullptr;
        bool is_arrival = false;
        Result<bool> result = false;
        bool leads = false;  // when its turn comes: it commits the next batch; otherwise it is done
        Signal turn = {};
    };
    using Batch = std::vector<Waiting*>;

    void wait(Waiting& mine);
    void lead(std::unique_lock<std::mutex>& lock, const Waiting& mine);
    void commit(const Batch& batch);
    Result<bool> attempt(const Batch& batch);
    Result<std::optional<bool>> run_together(const Batch& batch);
    Result<bool> run_apart(const Batch& batch);
    Result<void> begin();
    Result<bool> run(Waiting& waiting);
    Result<void> end(bool keep, bool counts);
    void shorten_log();
    void give_all(const Batch& batch, const Error& error);

    std::unique_ptr<Connection> connection_;  // of the leader
    Watermark& watermark_;                    // of the leader
    std::int64_t commit_no_;                  // of the leader

    mutable std::mutex mutex_;
    std::deque<Waiting*> queue_;              // guarded by mutex_
    bool led_ = false;                        // guarded by mutex_
    CommitFigures figures_;                   // guarded by mutex_
    Result<void> state_;  // guarded by mutex_
};

}  // namespace desk
