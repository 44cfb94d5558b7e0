// One open database file: its lock, its one writer, its readers, the watermark and the keys beside
// it. Shared by store, archive and operations, which hold references. Any thread.
#pragma once

#include "storage/migrations.hpp"
#include "storage/slot.hpp"
#include "storage/sqlite/gathering_disk.hpp"
#include "storage/sqlite/group_commit.hpp"
#include "storage/sqlite/lock_file.hpp"
#include "storage/sqlite/reader_pool.hpp"
#include "storage/sqlite/watermark.hpp"
#include <desk/result.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace desk {

struct DatabaseOptions {
    std::string path = {};
    bool read_only = false;
    std::int64_t start_check_bytes = std::numeric_limits<std::int64_t>::max();  // see StorageOptions
    std::function<std::string(std::size_t)> random = {};
    std::string vfs = {};  // see ConnectionOptions
    std::span<const Migration> known = migrations();
};

class Database {
public:
    // As open_storage in open_storage.hpp, which lists the errors.
    static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    // Runs a verb on the writing connection, see GroupCommit. Errors: also unavailable (opened read
    // only).
    Result<bool> write(const GroupCommit::Verb& verb) { return write_all({&verb, 1}, 0).front(); }
    std::vector<Result<bool>> write_all(std::span<const GroupCommit::Verb> verbs, std::size_t arrivals);
    Result<ReaderPool::Lease> read() { return readers_->lend(); }
    // Moves what is in the log into the database file, beside the writer. Errors: as
    // GroupCommit::run.
    Result<void> checkpoint();
    Result<void> sync_watermark();
    // As Operations::check_file.
    Result<void> check_file(const std::stop_token& stop);
    CommitFigures commits() const { return writer_ == nullptr ? CommitFigures{} : writer_->figures(); }

    const std::string& path() const { return options_.path; }
    const Names& names() const { return names_; }
    const std::string& audit_key() const { return audit_key_; }
    std::string audit_key_path() const;
    std::int64_t epoch() const { return epoch_; }
    std::int64_t lost_commits() const { return lost_commits_; }
    bool watermark_missing() const { return watermark_missing_; }
    bool is_unchecked() const { return is_unchecked_; }

private:
    explicit Database(DatabaseOptions options) : options_(std::move(options)) {}
    Result<void> open_for_reading();
    Result<void> open_for_writing();
    Result<void> check_at_start();
    void refuse_writes(const Error& damage);
    std::string damage_note() const { return options_.path + ".damaged"; }
    Result<void> take_names(Connection& connection);
    Result<void> take_watermark(std::int64_t commit_no);
    ConnectionOptions connection_options(bool read_only) const;

    // In this order: the lock goes last.
    DatabaseOptions options_;
    std::optional<LockFile> lock_ = {};
    std::optional<GatheringDisk> disk_ = {};  // under the writer
    Names names_{""};
    std::string audit_key_ = {};
    std::int64_t epoch_ = 0;
    std::int64_t lost_commits_ = 0;
    bool watermark_missing_ = false;
    bool is_unchecked_ = false;
    std::unique_ptr<Watermark> watermark_ = {};
    std::unique_ptr<GroupCommit> writer_ = {};
    std::unique_ptr<ReaderPool> readers_ = {};
    std::atomic<int> checks_ = 0;  // that read the whole file now
    std::mutex checkpoint_mutex_;
    std::unique_ptr<Connection> checkpointer_ = {};  // guarded by checkpoint_mutex_
};

}  // namespace desk
