// The Store on one SQLite file. The verbs stand in several files by stage: sqlite_record,
// sqlite_messages, sqlite_replies, sqlite_letters, sqlite_forget, and here what is left. Any thread.
#pragma once

#include "storage/sqlite/database.hpp"
#include "storage/store.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

namespace desk {

// Of a row of `seen`, in its order.
struct SeenKey {
    std::string adapter = {};
    std::string ext_id = {};
    std::string tenant = {};
    int slot = -1;
};

class SqliteStore final : public Store {
public:
    // Errors: as Statement::step.
    static Result<std::unique_ptr<SqliteStore>> make(std::unique_ptr<Database> database);

    Result<Holding> hold_slots(std::string_view node) override;
    Result<void> release_slots(std::string_view node) override;

    Result<Incoming> prepare(Arrival arrival) const override;
    Recorded record(const Record& record, Time now) override;

    Result<std::vector<Ticket>> waiting_messages(const Holding& mine, Time now, int most) override;
    Result<std::optional<Ticket>> waiting_message(const Holding& mine, const ConversationKey& conversation, Time now) override;
    Result<Situation> situation(const Ticket& ticket) override;
    Result<void> try_message_again(const Ticket& ticket, Time at, std::string_view why) override;
    Result<void> count_attempt(const Ticket& ticket) override;
    Result<std::optional<std::string>> outside(const Ticket& ticket, std::string_view key) override;
    Result<void> keep_outside(const Ticket& ticket, std::string_view key, std::string_view result,
                              Time now) override;
    Result<std::int64_t> next_number(const Ticket& ticket, std::string_view key,
                                     std::string_view series, std::int64_t first,
                                     Time now) override;

    Result<std::vector<WaitingReply>> waiting_replies(const Holding& mine, Time now,
                                                      int most) override;
    Result<std::optional<WaitingReply>> waiting_reply(const Holding& mine, const ConversationKey& conversation, Time now) override;
    Result<void> try_reply_again(const WaitingReply& reply, Time at, std::string_view why,
                                 bool counts) override;
    Result<bool> give_up_reply(const WaitingReply& reply, std::string_view why, Time now) override;
    Result<Answered> answered(const Tenant& tenant, std::string_view adapter,
                              std::string_view event_id) override;

    Result<std::optional<ShelfEntry>> recall(const Tenant& tenant, std::string_view plugin,
                                             std::string_view key) override;
    Result<std::vector<ShelfEntry>> recall_all(const Tenant& tenant, std::string_view plugin,
                                               std::string_view prefix, int most) override;
    Result<std::int64_t> people_version() override;
    Result<KnownPeople> known_people() override;
    Result<void> keep_link_code(const LinkCode& code, Time now) override;
    Result<std::string> use_link_code(std::string_view hash, std::string_view adapter, std::string_view author,
                                      Time now) override;
    Result<void> audit(const Tenant& tenant, const AuditEntry& entry, Time now) override;
    Result<Backlog> backlog() override;
    CommitFigures commits() const override;

    Result<std::vector<DeadLetter>> dead_letters(int most) override;
    Result<void> redrive(const DeadLetter& letter, std::string_view actor, Time now) override;
    Result<void> drop(const DeadLetter& letter, std::string_view actor, Time now) override;

    Result<int> index_some(int most) override;
    Result<bool> forget_seen(Time before, int most) override;
    Result<bool> forget_calls(Time before, int most) override;
    Result<bool> fire_timers(Time now, int most) override;
    Result<bool> spread_news(Time now, int most) override;
    Result<void> checkpoint() override { return database_->checkpoint(); }
    Result<void> sync_watermark() override { return database_->sync_watermark(); }
    Result<void> write_probe(Time now) override;

    Database& database() { return *database_; }

private:
    explicit SqliteStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
    Result<bool> is_there(std::string_view sql, Time now);
    // A verb that only changes; false becomes not_found with `missing`.
    Result<void> change(const GroupCommit::Verb& verb, const std::string& missing);

    std::unique_ptr<Database> database_;
    std::atomic<std::int64_t> conversations_ = 0;
    std::mutex forget_mutex_;
    SeenKey forget_after_ = {};  // the row that was looked at last; guarded by forget_mutex_
};

}  // namespace desk
