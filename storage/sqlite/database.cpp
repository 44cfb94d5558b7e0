#include "storage/sqlite/database.hpp"

#include "storage/audit_key.hpp"
#include "storage/sqlite/file_check.hpp"
#include "storage/sqlite/schema.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace desk {
namespace {

constexpr int most_readers = 8;
constexpr int log_pages_to_cut = 16'384;  // 64 MB

// SQLite would make it readable for everybody; its log and index take the mode of the file.
Result<void> make_private_file(const std::string& path) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return unavailable("database " + path + ": " + std::strerror(errno));
    close(file);
    return {};
}

Result<bool> has_audit_rows(Connection& connection) {
    Statement found = connection.query("SELECT 1 FROM audit LIMIT 1");
    return found.step();
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
    std::unique_ptr<Database> database{new Database{options}};
    DESK_CHECK(check_file_system(options.path));
    DESK_CHECK(options.read_only ? database->open_for_reading() : database->open_for_writing());
    database->readers_ =
        std::make_unique<ReaderPool>(database->connection_options(true), most_readers);
    return database;
}

// Readers close before the writer, whose closing empties the log; not after a failed flush.
Database::~Database() {
    readers_.reset();
    if (writer_ && !writer_->state() && checkpointer_) checkpointer_->leave_log();
    checkpointer_.reset();
    writer_.reset();
}

std::string Database::audit_key_path() const {
    return std::filesystem::path{options_.path}.replace_filename("audit.key").string();
}

ConnectionOptions Database::connection_options(bool read_only) const {
    return {.path = options_.path, .read_only = read_only, .vfs = options_.vfs};
}

Result<void> Database::open_for_reading() {
    if (!std::filesystem::exists(options_.path)) {
        return unavailable("database " + options_.path + " does not exist");
    }
    DESK_TRY(const auto connection, Connection::open(connection_options(true)));
    DESK_CHECK(migrate(*connection, options_.known, true, options_.path));
    return take_names(*connection);
}

Result<void> Database::open_for_writing() {
    DESK_TRY(auto lock, LockFile::take(options_.path + ".lock"));
    lock_.emplace(std::move(lock));
    DESK_CHECK(make_private_file(options_.path));
    disk_.emplace(options_.vfs);
    DESK_TRY(auto connection, Connection::open({.path = options_.path, .vfs = disk_->name()}));
    DESK_CHECK(check_at_start());
    DESK_CHECK(migrate(*connection, options_.known, false, options_.path));
    DESK_CHECK(take_names(*connection));

    DESK_TRY(const auto commit_no, meta_number(*connection, "commit_no"));
    DESK_CHECK(take_watermark(commit_no));
    DESK_TRY(const bool audited, has_audit_rows(*connection));
    DESK_TRY(audit_key_, desk::audit_key(audit_key_path(), !audited, options_.random));
    DESK_TRY(epoch_, take_slots(*connection));
    writer_ = std::make_unique<GroupCommit>(std::move(connection), *watermark_, commit_no);
    return {};
}

// What was found damaged before is not written to again, however large it is.
Result<void> Database::check_at_start() {
    std::error_code unreadable;
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(options_.path, unreadable));
    const bool was_damaged = std::filesystem::exists(damage_note(), unreadable);
    is_unchecked_ = size > options_.start_check_bytes && !was_damaged;
    if (is_unchecked_) return {};
    DESK_CHECK(desk::check_file(options_.path, options_.vfs, {}));
    std::filesystem::remove(damage_note(), unreadable);
    return {};
}

Result<void> Database::check_file(const std::stop_token& stop) {
    ++checks_;
    auto checked = desk::check_file(options_.path, options_.vfs, stop);
    --checks_;
    if (!checked && checked.error().code == ErrorCode::broken && writer_) refuse_writes(checked.error());
    return checked;
}

void Database::refuse_writes(const Error& damage) {
    writer_->stop(damage);
    std::ofstream{damage_note()} << damage.what << '\n';
}

Result<void> Database::take_names(Connection& connection) {
    DESK_TRY(auto incarnation, meta(connection, "incarnation"));
    if (incarnation.empty() && !options_.read_only) {
        incarnation = to_hex(options_.random(16));
        if (incarnation.size() != 32) return unavailable("no randomness for the database's ids");
        DESK_CHECK(
            connection.change("INSERT INTO meta(k, v) VALUES ('incarnation', ?)", incarnation));
    }
    names_ = Names{std::move(incarnation)};
    return {};
}

Result<void> Database::take_watermark(std::int64_t commit_no) {
    DESK_TRY(watermark_, Watermark::open(options_.path + ".watermark", names_.incarnation()));
    const auto found = watermark_->found();
    watermark_missing_ = !found && commit_no > 0;
    if (found && *found > commit_no) lost_commits_ = *found - commit_no;
    if (found == commit_no) return {};
    return watermark_->restart(commit_no);
}

std::vector<Result<bool>> Database::write_all(std::span<const GroupCommit::Verb> verbs, std::size_t arrivals) {
    if (!writer_) return std::vector<Result<bool>>(verbs.size(), unavailable("database " + options_.path + " is opened read only"));
    return writer_->run_all(verbs, arrivals);
}

Result<void> Database::checkpoint() {
    if (!writer_) return unavailable("database " + options_.path + " is opened read only");
    DESK_CHECK(writer_->state());
    const std::lock_guard lock{checkpoint_mutex_};
    if (!checkpointer_) {
        DESK_TRY(checkpointer_, Connection::open(connection_options(false)));
    }
    checkpointer_->forget_failure();
    auto pages = checkpointer_->checkpoint(false);
    const bool may_be_cut = checks_ == 0;  // cutting would hold up the writer until the reading is over
    if (pages && *pages > log_pages_to_cut && may_be_cut) pages = checkpointer_->checkpoint(true);
    if (pages) return {};
    if (is_failed_flush(checkpointer_->failure())) writer_->stop_after_flush(pages.error());
    return pages.error();
}

Result<void> Database::sync_watermark() {
    if (!watermark_) return unavailable("database " + options_.path + " is opened read only");
    return watermark_->sync();
}

}  // namespace desk
