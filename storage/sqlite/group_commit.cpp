#include "storage/sqlite/group_commit.hpp"

#include "storage/sqlite/watermark.hpp"

#include <algorithm>
#include <chrono>
#include <exception>

namespace desk {
namespace {

constexpr std::size_t most_verbs = 256;
constexpr int most_log_pages = 16'384;  // 64 MB

Result<bool> guarded(const GroupCommit::Verb& verb, Connection& connection) {
    try {
        return verb(connection);
    } catch (const std::exception& problem) {
        return broken(std::string{"storage: "} + problem.what());
    }
}

}  // namespace

GroupCommit::GroupCommit(std::unique_ptr<Connection> connection, Watermark& watermark,
                         std::int64_t commit_no)
    : connection_(std::move(connection)), watermark_(watermark), commit_no_(commit_no) {}

GroupCommit::~GroupCommit() {
    if (!state_) connection_->leave_log();
}

std::vector<Result<bool>> GroupCommit::run_all(std::span<const Verb> verbs, std::size_t arrivals) {
    std::deque<Waiting> mine(verbs.size());  // they stay where they are
    {
        const std::lock_guard lock{mutex_};
        if (!state_) return std::vector<Result<bool>>(verbs.size(), state_.error());
        for (std::size_t n = 0; n < verbs.size(); ++n) {
            mine[n].verb = &verbs[n];
            mine[n].is_arrival = n < arrivals;
            queue_.push_back(&mine[n]);
        }
        if (!led_ && !mine.empty()) {
            led_ = true;
            mine.front().leads = true;
            mine.front().turn.give();
        }
    }
    std::vector<Result<bool>> results;
    for (auto& one : mine) {
        wait(one);
        results.push_back(std::move(one.result));
    }
    return results;
}

void GroupCommit::wait(Waiting& mine) {
    mine.turn.wait();
    if (!mine.leads) return;
    std::unique_lock lock{mutex_};
    lead(lock, mine);
}

// The leader commits one batch, its own verb among it, and hands the next one to whoever has waited
// longest: nobody works for others longer than one commit.
void GroupCommit::lead(std::unique_lock<std::mutex>& lock, const Waiting& mine) {
    const auto size = std::min(queue_.size(), most_verbs);
    const auto last = queue_.begin() + static_cast<std::ptrdiff_t>(size);
    const Batch batch{queue_.begin(), last};
    queue_.erase(queue_.begin(), last);

    lock.unlock();
    const auto began = std::chrono::steady_clock::now();
    commit(batch);
    const auto took = std::chrono::steady_clock::now() - began;
    lock.lock();

    ++figures_.commits;
    figures_.verbs += static_cast<std::int64_t>(batch.size());
    figures_.took += took;
    led_ = !queue_.empty();
    Waiting* const next = led_ ? queue_.front() : nullptr;
    if (next != nullptr) next->leads = true;
    lock.unlock();

    for (Waiting* waiting : batch) {
        if (waiting != &mine) waiting->turn.give();
    }
    if (next != nullptr) next->turn.give();  // last: those before it are on their way back and share the next batch
}

void GroupCommit::commit(const Batch& batch) {
    if (const auto now = state(); !now) return give_all(batch, now.error());

    auto kept = attempt(batch);
    if (kept && *kept) {
        const bool counts = std::any_of(batch.begin(), batch.end(), [](const Waiting* waiting) {
            return waiting->is_arrival && waiting->result && *waiting->result;
        });
        if (const auto ended = end(true, counts); !ended) kept = ended.error();
    }
    if (kept && *kept) return shorten_log();

    const int code = connection_->failure();
    if (connection_->in_transaction()) {
        if (const auto undone = end(false, false); !undone && kept) kept = undone.error();
    }
    if (kept) return;
    if (is_failed_flush(code)) stop_after_flush(kept.error());
    give_all(batch, kept.error());
}

// True: something is to be kept. An error is the whole batch's: the transaction is gone.
//
// A savepoint copies every page before its verb changes it, and nearly every verb is kept. So a batch runs without, and a
// second time with a savepoint each when somebody has to be undone alone.
Result<bool> GroupCommit::attempt(const Batch& batch) {
    DESK_TRY(const auto kept, run_together(batch));
    if (kept) return *kept;
    DESK_CHECK(end(false, false));
    return run_apart(batch);
}

// None: a verb is not to be kept and has changed something.
Result<std::optional<bool>> GroupCommit::run_together(const Batch& batch) {
    DESK_CHECK(begin());
    bool keep = false;
    for (Waiting* waiting : batch) {
        const auto before = connection_->changes();
        DESK_TRY(const bool kept, run(*waiting));
        const bool is_clean = kept || (waiting->result && connection_->changes() == before);
        if (!is_clean && batch.size() > 1) return std::optional<bool>{};
        keep = keep || kept;
    }
    return std::optional{keep};
}

Result<bool> GroupCommit::run_apart(const Batch& batch) {
    DESK_CHECK(begin());
    bool keep = false;
    for (Waiting* waiting : batch) {
        DESK_CHECK(connection_->change("SAVEPOINT verb"));
        DESK_TRY(const bool kept, run(*waiting));
        if (!kept) DESK_CHECK(connection_->change("ROLLBACK TO verb"));
        DESK_CHECK(connection_->change("RELEASE verb"));
        keep = keep || kept;
    }
    return keep;
}

Result<void> GroupCommit::begin() {
    connection_->forget_failure();
    DESK_CHECK(connection_->change("BEGIN IMMEDIATE"));
    return {};
}

// True: the verb wants to be kept. An error: its failure has ended the transaction.
Result<bool> GroupCommit::run(Waiting& waiting) {
    waiting.result = guarded(*waiting.verb, *connection_);
    if (!waiting.result && ends_transaction(connection_->failure())) return waiting.result.error();
    return waiting.result && *waiting.result;
}

Result<void> GroupCommit::end(bool keep, bool counts) {
    if (!keep) {
        DESK_CHECK(connection_->change("ROLLBACK"));
        return {};
    }
    if (counts) {
        DESK_CHECK(connection_->change("UPDATE meta SET v = ? WHERE k = 'commit_no'",
                                       std::to_string(commit_no_ + 1)));
    }
    DESK_CHECK(connection_->change("COMMIT"));
    if (counts) watermark_.note(++commit_no_);
    return {};
}

// The net below the chore: a log of this size makes every reader slow.
void GroupCommit::shorten_log() {
    if (connection_->log_pages() < most_log_pages) return;
    const auto done = connection_->checkpoint(false);
    if (!done && is_failed_flush(connection_->failure())) stop_after_flush(done.error());
}

void GroupCommit::give_all(const Batch& batch, const Error& error) {
    for (Waiting* waiting : batch) waiting->result = error;
}

void GroupCommit::stop(const Error& why) {
    const std::lock_guard lock{mutex_};
    if (state_) state_ = why;
}

void GroupCommit::stop_after_flush(const Error& why) {
    stop(broken("a flush failed, nothing is written any more: " + why.what));
}

CommitFigures GroupCommit::figures() const {
    const std::lock_guard lock{mutex_};
    return figures_;
}

Result<void> GroupCommit::state() const {
    const std::lock_guard lock{mutex_};
    return state_;
}

}  // namespace desk
